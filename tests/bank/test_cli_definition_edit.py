"""import-definition edit: the next version, or another name; what is not told is as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from tests.cli.running import done, refused, run

pytestmark = pytest.mark.django_db


def test_a_definition_is_changed_where_it_stands(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    done("import-definition", "export", "lunar", "--to", path)
    done("import-definition", "save", path, "--name", "mine")
    told = done("import-definition", "edit", "mine", "--set", "decimal=,", "--column", "amount=Amount|Belopp")
    assert told == '"mine" is saved as version 2.\n'
    shown = json.loads(done("import-definition", "show", "mine", "--format", "json"))["definition"]
    assert shown["decimal"] == ","
    assert ["Amount", "Belopp"] in [one["title"] for one in shown["columns"]]
    assert "as it was: version 2" in done("import-definition", "edit", "mine")


def test_one_that_comes_with_the_program_is_saved_under_another_name(company: CompanyFacts) -> None:
    assert "Save yours under another name" in refused("import-definition", "edit", "paypal", "--optional", "fee")
    told = done(
        "import-definition", "edit", "paypal", "--name", "my-paypal", "--column", "fee=Avdrag", "--optional", "fee"
    )
    assert told == '"my-paypal" is saved as version 1.\n'
    assert "has no column" in refused("import-definition", "edit", "my-paypal", "--optional", "value_date")
    assert run("import-definition", "edit", "my-paypal", "--column", "fee").code == 2


@pytest.mark.parametrize(
    ("case", "options", "said"),
    [
        ("a setting twice", ["--set", "decimal=,", "--set", "decimal=."], 'decimal" is said to be "," and "."'),
        ("a column twice", ["--column", "amount=A", "--column", "amount=B"], 'amount" is said to be "A" and "B"'),
        ("its name twice", ["--set", "name=a", "--name", "b"], 'name" is said to be "a" and "b"'),
        ("both", ["--optional", "fee", "--required", "fee"], 'fee" is said to be "--optional" and "--required"'),
        ("taken out", ["--column", "fee=", "--optional", "fee"], 'fee" is said to be "--column fee="'),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    company: CompanyFacts, case: str, options: list[str], said: str
) -> None:
    told = run("import-definition", "edit", "paypal", "--name", "b", *options)
    assert (told.code, said in " ".join(told.err.split())) == (2, True), told.err


def test_a_currency_that_is_none_is_refused_at_its_place(company: CompanyFacts) -> None:
    edit = ("import-definition", "edit", "paypal", "--name", "mine", "--set")
    told = refused(*edit, "currency=KRONOR")
    assert told == 'currency: "KRONOR" is not a currency code of ISO 4217. Write three letters, such as SEK.\n'
    done(*edit, "currency=sek")
    shown = json.loads(done("import-definition", "show", "mine", "--format", "json"))["definition"]
    assert shown["currency"] == "SEK"
