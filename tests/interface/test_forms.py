"""A refused form keeps what was typed, with the reason at its field."""

from __future__ import annotations

from datetime import date

from reskontra.core.errors import Findings
from reskontra.interface.forms import Field, Form, labels_of, refused_forms, stamp
from reskontra.interface.typed_form import FieldEmpty, Typed

FORM = Form(
    "terms", "Terms", "Save", (Field("code", "Code", "A"), Field("secret", kind="password")), at={"too_long": "code"}
)


def refused(code: str, *, wrong: str = "", shows_now: bool = False) -> Form:
    typed = Typed({"code": "B", "secret": "hemlig"}, date(2026, 1, 1), wrong=wrong)
    return FORM.refusing(typed, code=code, said=["No."], shows_now=shows_now)


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays() -> None:
    code, secret = refused("too_long").fields
    assert (code.value, code.refused, code.described_by) == ("B", ("No.",), "code-refused")
    assert (secret.value, secret.refused) == ("", ())
    assert refused("too_long").refused == ()


def test_a_refusal_of_no_field_stands_above_them() -> None:
    form = refused("other")
    assert form.refused == ("No.",)
    assert not any(field.refused for field in form.fields)


def test_the_field_that_was_being_read_comes_first() -> None:
    assert refused("too_long", wrong="secret").fields[1].refused == ("No.",)


def test_what_holds_by_now_stands_beside_what_was_typed() -> None:
    assert [field.now for field in refused("changed", shows_now=True).fields] == ["A", ""]
    assert [field.now for field in refused("changed").fields] == ["", ""]


def test_a_refusal_is_told_in_the_form_that_was_sent_alone() -> None:
    other = Form("other", "Other", "Save", (Field("name", "Name", "x"),))
    typed = Typed({"form": "terms", "code": "B", "secret": ""}, date(2026, 1, 1), labels=labels_of([FORM, other]))
    assert typed.labels == {"code": "Code", "secret": "", "name": "Name"}
    sent, left = refused_forms([FORM, other], typed, FieldEmpty(field="Code"))
    assert left is other
    assert (sent.fields[0].value, sent.refused) == ("B", ('"Code" is empty. Write what it is.',))
    both = refused_forms([FORM], typed, Findings([FieldEmpty(field="Code"), FieldEmpty(field="Name")]))
    assert len(both[0].refused) == 2


def test_a_form_with_a_file_says_so() -> None:
    assert not FORM.takes_files
    assert Form("f", "F", "Load", (Field("file", kind="file"),)).takes_files


def test_a_stamp_changes_with_what_is_shown() -> None:
    assert stamp(None) == ""
    assert stamp(("a", 1)) == stamp(("a", 1)) != stamp(("a", 2))
    assert Field("n", kind="number", hint="x").typed_as == "text"
