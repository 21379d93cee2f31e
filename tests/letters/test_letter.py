"""A letter says all it was given, on as many pages as it takes, and can be heard as well as seen."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from reskontra.core.payment_qr import Demanded, bankgiro_qr
from reskontra.letters.letter import (
    Letter,
    LetterColumn,
    LetterTable,
    Paragraph,
    Payment,
    Sender,
    letter_pdf,
)
from reskontra.letters.own_template import OwnTemplateFails
from reskontra.letters.pdf import page_count
from tests.letters.test_pdf import DAY, read, text

OWED = Demanded("Björkvik Elgrossist AB", 30_502_17, "SEK", "30014286", DAY, date(2026, 4, 10))
TABLE = LetterTable(
    columns=(LetterColumn("Faktura"), LetterColumn("Förföll"), LetterColumn("Återstår", is_number=True)),
    rows=(("F103840", "2026-02-20", "21\u00a0437,50"), ("F103961", "2026-03-09", "8\u00a0750,00")),
    totals=(("Summa", "", "30\u00a0187,50"), ("Att betala, SEK", "", "30\u00a0502,17")),
    heading="Förfallna fakturor",
)
PAYMENT = Payment(
    title="Betalning",
    facts=(("Till bankgiro", "5050-1055"), ("Att betala, SEK", "30\u00a0502,17"), ("OCR-nummer", "30014286")),
    qr=bankgiro_qr(OWED, number="5050-1055"),
    qr_word="Skanna i bankappen",
    qr_description="QR-kod som fyller i betalningen",
    slip=("# 30014286 #", "30502 17 3 >", "50501055#41#"),
)
LETTER = Letter(
    language="sv",
    title="Betalningspåminnelse",
    number="R300142",
    sender=Sender("Björkvik Elgrossist AB", ("Industrigatan 12, 595 35 Mjölby", "Org.nr 559900-1178")),
    recipient=("Skärgårdens Elservice AB", "Båtbyggargränd 7", "761 31 Norrtälje"),
    facts=(("Påminnelse", "R300142"), ("Datum", "2026-03-31")),
    opening=(Paragraph("Vi saknar betalning för två fakturor."),),
    figures=(("Att betala", "30\u00a0502,17\u00a0kr"), ("Senast", "2026-04-10")),
    tables=(TABLE, replace(TABLE, heading="Tvistiga", rows=(), totals=(), empty="Inga.")),
    after=(Paragraph("Dag för dag från förfallodagen.", lead="Så räknas räntan."),),
    closing=(Paragraph("Med vänlig hälsning"),),
    notes=("En fotnot.",),
    payment=PAYMENT,
    page_of="Sida {page} av {pages}",
)
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1z"/></svg>'


def test_a_letter_of_one_page_says_all_it_was_given() -> None:
    found = letter_pdf(LETTER, on=DAY)
    other = replace(LETTER, number="R300143", sender=replace(LETTER.sender, logo=PICTURE))
    assert "R300143" in read(letter_pdf(other, on=DAY)).metadata["/Title"]
    assert found == letter_pdf(LETTER, on=DAY)
    assert read(found).get_num_pages() == page_count(found) == 1
    told = text(found).replace("\u00a0", " ")
    for said in (
        "Betalningspåminnelse", "Björkvik Elgrossist AB", "Org.nr 559900-1178", "Skärgårdens Elservice AB",
        "761 31 Norrtälje", "R300142", "Vi saknar betalning", "30 502,17 kr", "Förfallna fakturor", "F103961",
        "30 187,50", "Att betala, SEK", "Tvistiga", "Inga.", "Så räknas räntan. Dag för dag", "Med vänlig hälsning",
        "En fotnot.", "Till bankgiro", "5050-1055", "Skanna i bankappen", "# 30014286 #", "50501055#41#",
    ):  # fmt: skip
        assert said in told, said
    assert "Sida 1" not in told


def test_a_long_letter_repeats_its_head_and_the_payment_stays_on_the_first_page() -> None:
    long = replace(LETTER, tables=(replace(TABLE, rows=TABLE.rows * 60),))
    pages = [" ".join(page.extract_text().split()) for page in read(letter_pdf(long, on=DAY)).pages]
    assert len(pages) == 4
    for number, page in enumerate(pages, 1):
        assert f"Sida {number} av 4" in page
        assert page.count("Återstår") == 1
        assert "Skärgårdens Elservice AB" in page
        assert "Org.nr 559900-1178" in page
        assert ("Skanna i bankappen" in page) == (number == 1)
        assert ("Betalningspåminnelse R300142" in page) == (number > 1)
    assert pages[-1].index("Summa") < pages[-1].index("Med vänlig hälsning")
    wordy = replace(LETTER, after=(Paragraph("Dag för dag från förfallodagen. " * 60),))
    found = letter_pdf(wordy, on=DAY)
    assert (text(found).count("av 2"), page_count(found)) == (2, 2)


def test_a_table_that_pages_part_tells_what_is_carried_over() -> None:
    rows = tuple((f"F{place}", "2026-02-20", "10,00") for place in range(100))
    carried = tuple(("", "", f"{10 * place},00") for place in range(1, 101))
    table = replace(TABLE, rows=rows, carried=carried, carry_words=("Att överföra", "Transport"))
    found = read(letter_pdf(replace(LETTER, tables=(table,)), on=DAY)).pages
    told = [" ".join(page.extract_text().split()) for page in found]
    pages = [page for page in told if re.search(r"F\d+ 2026", page)]
    assert len(pages) > 2
    for before, after in pairwise(pages):
        sum_so_far = 10 * (max(int(place) for place in re.findall(r"F(\d+) 2026", before)) + 1)
        assert f"Att överföra {sum_so_far},00" in before
        assert f"Transport {sum_so_far},00" in after
    assert "Transport" not in pages[0]
    assert "överföra" not in pages[-1]
    short = replace(table, rows=rows[:2], carried=carried[:2])
    assert "överföra" not in text(letter_pdf(replace(LETTER, tables=(short,)), on=DAY))


@pytest.mark.parametrize("logo", [PICTURE, DRAWING])
def test_a_letter_can_be_heard(logo: bytes) -> None:
    found = letter_pdf(replace(LETTER, sender=replace(LETTER.sender, logo=logo)), on=DAY)
    root = read(found).root_object
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part>1<" in found
    assert b"pdfaid:part>2<" in found
    kinds, described = set(), set()

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S")))
            described.add(str(node.get("/Alt")))
            walk(node.get("/K"))

    walk(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert {"QR-kod som fyller i betalningen", "Björkvik Elgrossist AB"} <= described


def test_what_people_wrote_stays_text_and_no_sign_stops_a_letter() -> None:
    hostile = '#panic("x") \U0001f469\u200d\U0001f680 \ue000'
    letter = replace(
        LETTER, recipient=(hostile,), opening=(Paragraph(hostile, lead=hostile),), figures=((hostile, hostile),),
        facts=((hostile, "x" * 90),) * 12, tables=(replace(TABLE, rows=((hostile, hostile * 9, "1"),)),), payment=None,
    )  # fmt: skip
    assert text(letter_pdf(letter, on=DAY)).count('#panic("x")') > 16


def test_a_template_of_the_company_s_own_takes_the_place_of_ours() -> None:
    own = "#let letter = json(bytes(sys.inputs.content))\n#set document(title: letter.title)\nEgen mall: #letter.title"
    assert text(letter_pdf(LETTER, on=DAY, template=own)) == "Egen mall: Betalningspåminnelse"
    with pytest.raises(OwnTemplateFails):
        letter_pdf(LETTER, on=DAY, template=own + "#letter.nothing")
