"""docs/letters.md's pictures: each kind of letter in Swedish and in English, as the typesetter makes it.

    python -m scripts.letters     make the pictures

Pictures are PNG of at most MOST_BYTES each; companies and figures are invented.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from reskontra.core.payment_qr import Demanded, bankgiro_qr, epc_qr
from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, Payment, Sender, letter_pdf

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 80_000
DAY, DUE = date(2026, 3, 31), date(2026, 4, 10)
DEMANDED = Demanded("Björkvik Elgrossist AB", 30_502_17, "SEK", "30014286", DAY, DUE, "559900-1178")
EUROS = Demanded("Björkvik Elgrossist AB", 1_240_00, "EUR", "RF18539007547034", DAY, DUE)
IBAN = "SE35 5000 0000 0549 1000 0003"
SENDER = {
    "sv": Sender(
        "Björkvik Elgrossist AB",
        ("Industrigatan 12, 595 35 Mjölby", "0142-55 01 60", "Org.nr 559900-1178", "Moms SE559900117801"),
    ),
    "en": Sender(
        "Björkvik Elgrossist AB",
        ("Industrigatan 12, 595 35 Mjölby", "+46 142 55 01 60", "Org. no. 559900-1178", "VAT SE559900117801"),
    ),
}
RECIPIENT = {
    "sv": ("Skärgårdens Elservice AB", "Att: Birgitta Ågren", "Båtbyggargränd 7", "761 31 Norrtälje"),
    "en": ("Havnens Elektro A/S", "Att: Jens Holm", "Havnegade 14", "1058 København K", "Denmark"),
}
PAGE_OF = {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"}
NBSP = "\u00a0"


def figures(text: str) -> str:
    """Amounts that stay on one line: a blank inside one is no place to break."""
    return text.replace("_", NBSP)


def table(heading: str, columns: str, *rows: str, totals: tuple[str, ...] = ()) -> LetterTable:
    """Cells by |; a column that begins with * holds numbers; _ is a blank that does not break."""
    heads = tuple(LetterColumn(word.lstrip("*"), word.startswith("*")) for word in columns.split("|"))
    cells, sums = ([tuple(figures(row).split("|")) for row in some] for some in (rows, totals))
    return LetterTable(heads, tuple(cells), tuple(sums), heading)


def payment(language: str) -> Payment:
    """SEK to a bankgiro in Swedish, EUR to an IBAN in English."""
    if language == "sv":
        return Payment(
            "Betalning",
            (
                ("Till bankgiro", "5050-1055"), ("Betalningsmottagare", "Björkvik Elgrossist AB"),
                ("Betalare", RECIPIENT["sv"][0]), ("OCR-nummer", "30014286"),
                ("Att betala, SEK", figures("30_502,17")), ("Senast", "2026-04-10"),
            ),
            bankgiro_qr(DEMANDED, number="5050-1055"), "Skanna i bankappen", "QR-kod som fyller i betalningen",
            ("# 30014286 #", "30502 17 3 >", "50501055#41#"),
        )  # fmt: skip
    return Payment(
        "Payment",
        (
            ("To IBAN", IBAN), ("Payee", "Björkvik Elgrossist AB"), ("Payer", RECIPIENT["en"][0]),
            ("Reference", "RF18 5390 0754 7034"), ("To pay, EUR", "1,240.00"), ("No later than", "10 Apr 2026"),
        ),
        epc_qr(EUROS, account=IBAN), "Scan in your bank app", "A QR code that fills in the payment",
    )  # fmt: skip


def _letter(language: str, title: str, facts: tuple[tuple[str, str], ...], **rest: object) -> Letter:
    return Letter(
        language, title, SENDER[language], RECIPIENT[language], facts, PAGE_OF[language], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


def reminder(language: str) -> Letter:
    """What is overdue, with interest by the day."""
    if language == "sv":
        return _letter(
            "sv", "Betalningspåminnelse",
            (("Påminnelse", "R300142"), ("Datum", "2026-03-31"), ("Kundnummer", "10355")),
            number="R300142",
            opening=(Paragraph("Vi saknar betalning för två fakturor. Det som återstår ska, med ränta, vara betalt "
                               "senast den 10 april 2026. Är betalningen redan gjord kan det här brevet lämnas utan "
                               "åtgärd."),),
            figures=(("Att betala", figures("30_502,17_kr")), ("Senast", "2026-04-10"), ("Bankgiro", "5050-1055"),
                     ("OCR-nummer", "30014286")),
            tables=(table("", "Faktura|Datum|Förföll|*Belopp|*Betalt|*Återstår|*Ränta",
                          "F103840|2026-01-21|2026-02-20|26_437,50|−5_000,00|21_437,50|261,93",
                          "F103961|2026-02-07|2026-03-09|8_750,00||8_750,00|52,74",
                          totals=("Summa|||||30_187,50|314,67", "Att betala, SEK||||||30_502,17")),),
            after=(Paragraph("Dröjsmålsränta enligt räntelagen: referensräntan 2,00 % + 8 procentenheter = 10,00 % per "
                             "år, dag för dag från förfallodagen till 2026-03-31, delat med 365.", "Så räknas räntan."),
                   Paragraph("Ring 0142-55 01 60 före den 10 april, så pausar vi kravet medan vi utreder.",
                             "Stämmer något inte?")),
            payment=payment("sv"),
        )  # fmt: skip
    return _letter(
        "en", "Payment reminder", (("Reminder", "R300143"), ("Date", "31 Mar 2026"), ("Customer number", "10356")),
        number="R300143",
        opening=(Paragraph("We miss payment of one invoice. Pay what is left by 10 April 2026. If you have paid "
                           "already, you need do nothing."),),
        figures=(("To pay", "1,240.00 EUR"), ("No later than", "10 Apr 2026"), ("Reference", "RF18 5390 0754 7034")),
        tables=(table("", "Invoice|Date|Due|*Amount|*Paid|*Remaining",
                      "F103900|28 Jan 2026|27 Feb 2026|1,740.00|−500.00|1,240.00",
                      totals=("To pay, EUR|||||1,240.00",)),),
        after=(Paragraph("Call +46 142 55 01 60 before 10 April, and the claim waits while we look into it.",
                         "Does anything differ?"),),
        payment=payment("en"),
    )  # fmt: skip


def demand(language: str) -> Letter:
    """A debt collection demand: principal, interest and costs by themselves, and until when to object."""
    if language == "sv":
        letter = reminder("sv")
        return _letter(
            "sv", "Inkassokrav", (("Krav", "K300009"), ("Datum", "2026-03-31"), ("Kundnummer", "10355")),
            number="K300009",
            opening=(Paragraph("Björkvik Elgrossist AB kräver betalning enligt nedan, senast den 10 april 2026. "
                               "Invändningar ska göras skriftligen senast samma dag. Uteblir betalningen kan vi "
                               "ansöka om betalningsföreläggande hos Kronofogden."),),
            figures=letter.figures,
            tables=(table("Kravet", "Avser|*Belopp SEK", "Kapital: fakturorna F103840 och F103961|30_007,50",
                          "Ränta 10,00 % per år från förfallodagarna|314,67", "Inkassokostnad enligt lag|180,00",
                          totals=("Att betala, SEK|30_502,17",)),),
            after=letter.after[1:], payment=payment("sv"),
        )  # fmt: skip
    letter = reminder("en")
    return _letter(
        "en", "Collection demand", (("Demand", "K300010"), ("Date", "31 Mar 2026"), ("Customer number", "10356")),
        number="K300010",
        opening=(Paragraph("Björkvik Elgrossist AB demands payment as below. Pay, or object in writing, by "
                           "10 April 2026; else we may apply for an order for payment."),),
        figures=letter.figures,
        tables=(table("The claim", "For|*Amount EUR", "Principal: invoice F103900|1,200.00", "Compensation|40.00",
                      totals=("To pay, EUR|1,240.00",)),),
        after=letter.after, payment=payment("en"),
    )  # fmt: skip


def interest(language: str) -> Letter:
    """A memo of interest alone, stretch by stretch."""
    if language == "sv":
        return _letter(
            "sv", "Räntefaktura", (("Räntefaktura", "RF200017"), ("Datum", "2026-03-31"), ("Kundnummer", "10355")),
            number="RF200017",
            opening=(Paragraph("Dröjsmålsränta på fakturor som betalades efter förfallodagen."),),
            figures=(("Att betala", figures("1_356,98_kr")), ("Senast", "2026-04-30"), ("Bankgiro", "5050-1055")),
            tables=(table("Ränta", "Faktura|Från|Till|*Dagar|*På SEK|*Ränta %|*Belopp",
                          "F102200|2025-05-15|2025-06-30|46|48_750,00|11,00|675,82",
                          "F102200|2025-06-30|2025-08-20|51|48_750,00|10,00|681,16",
                          totals=("Att betala, SEK||||||1_356,98",)),),
        )  # fmt: skip
    return _letter(
        "en", "Interest memo", (("Interest memo", "RF200018"), ("Date", "31 Mar 2026"), ("Customer number", "10356")),
        number="RF200018", opening=(Paragraph("Interest on invoices that were paid after they were due."),),
        figures=(("To pay", "14.62 EUR"), ("No later than", "30 Apr 2026")),
        tables=(table("Interest", "Invoice|From|To|*Days|*On EUR|*Rate %|*Amount",
                      "F103100|27 Feb 2026|31 Mar 2026|32|1,667.50|10.00|14.62",
                      totals=("To pay, EUR||||||14.62",)),),
    )  # fmt: skip


def statement(language: str) -> Letter:
    """A statement of account in two currencies."""
    if language == "sv":
        return _letter(
            "sv", "Kundkontoutdrag",
            (("Utdrag", "14"), ("Period", "2026-03-01 – 2026-03-31"), ("Kundnummer", "10355")), number="14",
            opening=(Paragraph("Det här har hänt på kontot från 2026-03-01 till 2026-03-31, och det här var saldot "
                               "vid slutet."),),
            figures=(("Saldo 2026-03-31", figures("30_187,50_SEK")), ("Därav förfallet", figures("30_187,50_SEK"))),
            tables=(
                table("Konto i SEK", "Datum|Dokument|Förfaller|*Belopp|*Återstår|*Saldo",
                      "2026-03-01|Ingående saldo||||35_187,50",
                      "2026-03-12|Faktura F104099|2026-04-11|4_200,00|0,00|39_387,50",
                      "2026-03-16|Betalning B-2026-311||−5_000,00|0,00|34_387,50",
                      "2026-03-30|Betalning B-2026-402||−4_158,00|0,00|30_229,50",
                      "2026-03-30|Kassarabatt, faktura F104099||−42,00||30_187,50",
                      totals=("Utgående saldo|||||30_187,50",)),
                table("Förfallet efter förfallodatum",
                      "Valuta|*T.o.m. 2025-11-30|*2025-12-01 –\n2025-12-31|*2026-01-01 –\n2026-01-31|"
                      "*2026-02-01 –\n2026-02-28|*2026-03-01 –\n2026-03-31",
                      "SEK|0,00|0,00|0,00|21_437,50|8_750,00"),
            ),
            after=(Paragraph("Stämmer något inte? Vi undersöker det gärna."),),
        )  # fmt: skip
    return _letter(
        "en", "Statement of account",
        (("Statement", "3"), ("Period", "2026-03-01 – 2026-03-31"), ("Customer number", "10356")), number="3",
        opening=(Paragraph("This is what was open on 2026-03-31."),),
        figures=(("Balance on 2026-03-31", "1,240.00 EUR"), ("Balance on 2026-03-31", "8,900.00 DKK")),
        tables=(
            table("Open in DKK", "Date|Document|Due|*Original|*Remaining|*Sum",
                  "2026-03-18|Invoice F104180|2026-04-17|8,900.00|8,900.00|8,900.00",
                  totals=("Closing balance|||||8,900.00",)),
            table("Open in EUR", "Date|Document|Due|*Original|*Remaining|*Sum",
                  "2026-01-28|Invoice F103900|2026-02-27|1,740.00|1,240.00|1,240.00",
                  totals=("Closing balance|||||1,240.00",)),
        ),
        after=(Paragraph("Does anything differ from your books? Tell us, and we look into it."),),
    )  # fmt: skip


def refund(language: str) -> Letter:
    """A notice of money that is paid back."""
    if language == "sv":
        return _letter(
            "sv", "Besked om återbetalning", (("Datum", "2026-03-31"), ("Kundnummer", "10355")),
            opening=(Paragraph("För mycket är betalt. Vi betalar tillbaka det till kontot nedan senast den "
                               "7 april 2026; ingenting behöver göras."),),
            figures=(("Återbetalas", figures("2_150,00_kr")), ("Senast", "2026-04-07"), ("Till bankgiro", "991-2346")),
            tables=(table("", "Betalning|Datum|*Betalt|*Använt|*Återbetalas",
                          "B-2026-311|2026-03-16|10_900,00|8_750,00|2_150,00"),),
        )  # fmt: skip
    return _letter(
        "en", "Notice of refund", (("Date", "31 Mar 2026"), ("Customer number", "10356")),
        opening=(Paragraph("You have paid too much. We pay it back to your account by 7 April 2026; there is nothing "
                           "that you need do."),),
        figures=(("Paid back", "150.00 EUR"), ("No later than", "7 Apr 2026"), ("To IBAN", "DE33100205000001194700")),
        tables=(table("", "Payment|Date|*Paid|*Used|*Paid back", "B-2026-312|16 Mar 2026|1,390.00|1,240.00|150.00"),),
    )  # fmt: skip


def plan(language: str) -> Letter:
    """What is paid in instalments, by which days."""
    if language == "sv":
        asked = payment("sv")
        first = (("Nästa delbetalning", figures("10_232,50_kr")), ("Senast", "2026-04-30"))
        facts = tuple((word, {"Att betala, SEK": figures("10_232,50"), "Senast": "2026-04-30"}.get(word, text))
                      for word, text in asked.facts)  # fmt: skip
        asked = Payment(asked.title, facts)
        return _letter(
            "sv", "Betalningsplan", (("Nummer", "7"), ("Datum", "2026-03-31"), ("Kundnummer", "10355")), number="7",
            opening=(Paragraph("Enligt vår överenskommelse betalas skulden i delar, så som framgår nedan."),),
            figures=first,
            tables=(
                table("Det som betalas enligt planen, SEK", "Dokument|Datum|*Belopp",
                      "Faktura F103840|2026-01-21|21_437,50", "Faktura F103961|2026-02-07|8_750,00",
                      "Avgift för den här planen|2026-03-31|170,00", totals=("Summa||30_357,50",)),
                table("Delbetalningar, SEK", "Delbetalning|Senast|*Belopp|*Kvar efter den",
                      "1|2026-04-30|10_232,50|20_125,00", "2|2026-05-31|10_062,50|10_062,50",
                      "3|2026-06-30|10_062,50|0,00", totals=("|Summa|30_357,50|",)),
            ),
            after=(Paragraph("Medan delbetalningarna kommer i tid skickar vi inga påminnelser om de här skulderna.",
                             "När planen följs."),),
            payment=asked,
        )  # fmt: skip
    asked = payment("en")
    facts = tuple((word, {"To pay, EUR": "620.00", "No later than": "30 Apr 2026"}.get(word, text))
                  for word, text in asked.facts)  # fmt: skip
    return _letter(
        "en", "Payment plan", (("Number", "8"), ("Date", "31 Mar 2026"), ("Customer number", "10356")), number="8",
        opening=(Paragraph("We have agreed that you pay what you owe us in instalments, as told below."),),
        figures=(("Next instalment", "620.00 EUR"), ("No later than", "30 Apr 2026")),
        tables=(
            table("What is paid by the plan, EUR", "Document|Date|*Amount", "Invoice F103900|28 Jan 2026|1,240.00"),
            table("Instalments, EUR", "Instalment|No later than|*Amount|*Left after it",
                  "1|30 Apr 2026|620.00|620.00", "2|31 May 2026|620.00|0.00", totals=("|Total|1,240.00|",)),
        ),
        after=(Paragraph("While the instalments are paid in time we send no reminders of these debts.",
                         "As long as you pay."),),
        payment=Payment(asked.title, facts),
    )  # fmt: skip


KINDS: Mapping[str, Callable[[str], Letter]] = {
    "reminder": reminder, "demand": demand, "interest": interest, "statement": statement, "refund": refund,
    "plan": plan,
}  # fmt: skip


def main() -> int:
    tool = shutil.which("pdftoppm")
    if tool is None:
        sys.stderr.write("pdftoppm is not installed. Install poppler-utils, then run this again.\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    sizes = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in KINDS.items():
            for language in ("sv", "en"):
                pdf, picture = Path(folder) / "letter.pdf", PICTURES / f"letter-{name}-{language}"
                pdf.write_bytes(letter_pdf(make(language), on=DAY))
                subprocess.run([tool, "-r", "70", "-gray", "-png", "-singlefile", pdf, picture], check=True)  # noqa: S603
                sizes[picture.name] = picture.with_suffix(".png").stat().st_size
    sys.stdout.write("".join(f"{size:>8,} {name}\n" for name, size in sizes.items()))
    return 0 if max(sizes.values()) <= MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
