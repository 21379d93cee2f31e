"""The process for templates of companies' own: a PDF with what is told of it, or what the typesetter said."""

from __future__ import annotations

import subprocess
import sys

from reskontra.letters.letter import STANDARDS, letter_inputs
from reskontra.letters.own_child import MOST_BYTES, typeset
from reskontra.letters.pdf import template_source
from reskontra.letters.trial import FULL
from tests.letters.test_pdf import DAY


def test_a_letter_or_what_was_said_of_it() -> None:
    inputs = letter_inputs(FULL)
    told, content = typeset(template_source("letter").decode(), inputs, on=DAY, standards=STANDARDS)
    assert (told, content[:5]) == ({"size": len(content)}, b"%PDF-")
    told, content = typeset("Without a title", inputs, on=DAY, standards=STANDARDS)
    assert (told, content[:5]) == ({"size": len(content)}, b"%PDF-"), "a letter that keeps to no standard is one"
    told, content = typeset("#foo", inputs, on=DAY, standards=())
    assert (told["message"], content) == ("unknown variable: foo", b"")


def test_it_gets_no_more_memory_than_it_may_have() -> None:
    asks = (
        f"from reskontra.letters.own_child import bound_memory; bound_memory(); bound_memory(); bytearray({MOST_BYTES})"
    )
    assert b"MemoryError" in subprocess.run([sys.executable, "-c", asks], capture_output=True, check=False).stderr
