"""The statement of reconciliation on paper."""

from __future__ import annotations

from reskontra.letters.proofs import ProofLine, ProofList, ProofPaper, proof_paper_pdf
from tests.letters.test_pdf import DAY, read, text


def test_what_people_wrote_stays_text_and_a_long_list_goes_on_over_pages() -> None:
    hostile = '#panic("x")'
    rows = tuple(("2026-03-31", f"A-{n}", hostile, "1,00") for n in range(120))
    columns = ("Date", "Voucher", "Text", "Amount")
    paper = ProofPaper(
        language="en",
        company=hostile,
        title="Proof",
        account=(("Account", hostile),),
        lines=(ProofLine("Bank", "1,00"), ProofLine("Books", "1,00", is_sum=True)),
        is_proved=True,
        verdict=hostile,
        explanation=("Because:", hostile),
        lists=(
            ProofList("Outstanding", columns, rows, ("120,00",), "None.", more="And more."),
            ProofList(
                "Lines", ("Line", "Text", "Amount", "Left"), (("1", hostile, "7,00", "2,00"),), ("7,01", "2,01"), ""
            ),
            ProofList("Missing", columns, (), ("0,00",), "None."),
        ),
        signatures=(("Signed by", "alice"), ("And by", "")),
        foot="B1",
        page_words=("Page ", " of ", ""),
        notes=("It is late.", hostile),
    )
    found = proof_paper_pdf(paper, on=DAY)
    assert found == proof_paper_pdf(paper, on=DAY)
    told = text(found)
    assert told.count(hostile) > 120
    assert "And more." in told
    assert all(one in told for one in ("None.", "It is late.", "7,01", "2,01"))
    assert f"Page 1 of {read(found).get_num_pages()}" in told
