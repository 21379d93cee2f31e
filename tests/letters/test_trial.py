"""Three letters are tried: the least, the fullest, and one of several pages."""

from __future__ import annotations

from reskontra.letters.letter import letter_pdf
from reskontra.letters.pdf import template_source
from reskontra.letters.trial import FULL, LONG, SHORT, tried
from tests.letters.test_pdf import DAY, read


def test_each_letter_is_tried() -> None:
    assert [read(letter_pdf(letter, on=DAY)).get_num_pages() for letter in (SHORT, FULL)] == [1, 1]
    assert read(letter_pdf(LONG, on=DAY)).get_num_pages() > 2
    assert tried(template_source("letter").decode()) == {}
    only_full = (
        "#let letter = json(bytes(sys.inputs.content))\n#if letter.payment != none { panic(letter.payment.title) }"
    )
    assert "Payment" in tried(only_full)["message"]
