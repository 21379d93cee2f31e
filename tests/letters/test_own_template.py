"""A company's own template is tried before it is kept, and can reach nothing."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.letters.own_template import (
    MOST_LETTERS,
    OwnTemplateFails,
    OwnTemplateReaches,
    OwnTemplateTakesLong,
    OwnTemplateTooLong,
    check_template,
)
from reskontra.letters.pdf import template_source

HEAD = "#let letter = json(bytes(sys.inputs.content))\n#set document(title: letter.title)\n"


@pytest.mark.parametrize(
    ("refusal", "source", "values"),
    [
        (OwnTemplateTooLong, " \n", {"letters": 2}),
        (OwnTemplateTooLong, "x" * (MOST_LETTERS + 1), {}),
        (OwnTemplateReaches, HEAD + '#import "@preview/cetz:0.3.1"', {"line": 3, "word": "import"}),
        (OwnTemplateFails, HEAD + '#read("/etc/passwd")', {"line": 3, "column": 6}),
        (OwnTemplateReaches, HEAD + '#dictionary(std).at("ev" + "al")', {"word": "std"}),
        (OwnTemplateReaches, HEAD + '#(1-eval("imp" + "ort"))', {"word": "eval"}),
        (OwnTemplateReaches, HEAD + '#{-include "letter.typ"}', {"word": "include"}),
        (OwnTemplateReaches, HEAD + "$²eval(1)$", {"word": "eval"}),
        (OwnTemplateFails, HEAD + "#letter.tittle", {"line": 3, "column": 8}),
        (OwnTemplateFails, HEAD + "#foo(\n", {"line": 3, "message": "unclosed delimiter"}),
        (OwnTemplateFails, HEAD + '#json("/etc/passwd")', {"line": 3}),
        (OwnTemplateFails, HEAD + '#image("../../../pyproject.toml")', {"line": 3}),
    ],
)
def test_what_does_not_do_is_refused_with_its_place(
    refusal: type[Refused], source: str, values: dict[str, object]
) -> None:
    with pytest.raises(refusal) as told:
        check_template(source)
    assert {name: told.value.values[name] for name in values} == values


def test_ours_does_and_one_that_goes_on_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    check_template(template_source("letter").decode())
    monkeypatch.setattr("reskontra.letters.own_template.MOST_SECONDS", 1)
    loop = "#let f() = { let n = 0; for i in range(9000) { for j in range(9000) { n += 1 } }; n }\n#f()"
    with pytest.raises(OwnTemplateTakesLong):
        check_template(HEAD + loop)
