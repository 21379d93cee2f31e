"""A letter by a template of one's own is set beside the program, and ended where it goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.letters import own_process
from reskontra.letters.letter import letter_pdf
from reskontra.letters.own_template import OwnTemplateFails, OwnTemplateTakesLong
from reskontra.letters.pdf import template_source
from reskontra.letters.trial import FULL
from tests.letters.test_pdf import DAY

# As the three that are tried when it is kept it does nothing: with one letter it goes on.
GOES_ON = """#let letter = json(bytes(sys.inputs.content))
#if letter.number == "1001" { for a in range(9000) { for b in range(9000) { for c in range(9000) { } } } }
#if letter.number == "1002" { panic("told") }
#letter.title"""


def test_what_goes_on_with_one_letter_is_ended_and_the_next_ones_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert letter_pdf(FULL, on=DAY, template=GOES_ON).startswith(b"%PDF-")
    ((_owner, waits),) = own_process._idle
    monkeypatch.setattr(own_process, "MOST_SECONDS", 1)
    with pytest.raises(OwnTemplateTakesLong):
        letter_pdf(replace(FULL, number="1001"), on=DAY, template=GOES_ON)
    assert (waits.poll(), own_process._idle) == (-9, [])
    monkeypatch.undo()
    with pytest.raises(OwnTemplateFails, match="told"):
        letter_pdf(replace(FULL, number="1002"), on=DAY, template=GOES_ON)
    ours = template_source("letter").decode()
    assert letter_pdf(FULL, on=DAY, template=ours) == letter_pdf(FULL, on=DAY, template=ours)
    own_process._leave_all()
