"""Import definitions of a company: versions that stay, and which one a file was read by."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from reskontra.audit.models import Event
from reskontra.bank import definitions as module
from reskontra.bank.actions.accounts import BankAccountNotGiven
from reskontra.bank.actions.definitions import NameBuiltIn, save_definition, save_definitions
from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.definitions import definitions, find_definition, saved_definitions, versions_of
from reskontra.bank.queries import find_import, statements
from reskontra.bank.shown import raw_line, statement_line
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.definition import Definition
from tests import build
from tests.formats.definition_files import COLUMNS, definition, text

pytestmark = pytest.mark.django_db

OWN = definition(name="own")
MARCH = text("2026-03-02;b;-1,00;9,00", "2026-03-01;a;10,00;10,00")


def save(company: CompanyFacts, one: Definition = OWN) -> int:
    return save_definition(company=company, actor="Alice", definition=one).version


def load(company: CompanyFacts, data: bytes, *, by: str = "", account: str = "B1") -> ImportOutcome:
    return import_statement(
        company=company, actor="Alice", name="a.csv", stream=io.BytesIO(data), bank_account=account, definition=by
    )


def test_versions_stay(company: CompanyFacts) -> None:
    assert [save(company), save(company), save(company, replace(OWN, description="new"))] == [1, 1, 2]
    assert find_definition(company=company, name="own").description == "new"
    assert find_definition(company=company, name="own", version=1) == OWN
    assert [one.definition.version for one in versions_of(company=company, name="own")] == [2, 1]
    assert [one.version for one in saved_definitions(company=company)] == [2]
    with pytest.raises(module.VersionUnknown):
        find_definition(company=company, name="own", version=3)


def test_saving_is_on_the_audit_trail(company: CompanyFacts) -> None:
    save(company)
    save(company)
    events = Event.objects.filter(company=company.id, action="bank.import_definition.saved")
    assert list(events.values_list("subject", "actor")) == [("own 1", "Alice")]


def test_those_of_the_program_stay_as_they_are(company: CompanyFacts) -> None:
    assert find_definition(company=company, name="seb").name == "seb"
    with pytest.raises(NameBuiltIn):
        save_definitions(company=company, actor="Alice", definitions=[OWN, replace(OWN, name="seb")])
    assert saved_definitions(company=company) == []


def test_an_unknown_one_is_refused_with_those_that_are(company: CompanyFacts) -> None:
    save(company)
    with pytest.raises(module.DefinitionUnknown) as caught:
        find_definition(company=company, name="owm")
    assert caught.value.values["known"][:2] == ("own", "handelsbanken")  # type: ignore[index]


def test_another_company_has_none_of_it(company: CompanyFacts) -> None:
    save(company)
    other = build.new_company(name="Sydan AB")
    assert saved_definitions(company=other) == []
    assert save(other) == 1


def test_an_import_names_the_version_it_was_read_with(company: CompanyFacts) -> None:
    build.bank_account(company)
    save(company)
    load(company, MARCH)
    save(company, replace(OWN, description="new"))
    load(company, text("2026-03-03;c;1,00;10,00"), by="own")
    assert [(one.definition.version, one.imports) for one in versions_of(company=company, name="own")] == [
        (2, 1),
        (1, 1),
    ]
    assert [one.imports for one in definitions(company=company)][:2] == [2, 0]
    assert [one.statement_id for one in statements(company=company)] == [
        "2026-03-01/2026-03-02",
        "2026-03-03/2026-03-03",
    ]


def test_a_line_is_shown_in_the_words_of_the_version_it_was_read_with(company: CompanyFacts) -> None:
    build.bank_account(company)
    save(company)
    load(company, MARCH)
    save(company, definition(*COLUMNS[:1], *COLUMNS[2:], name="own"))
    found = find_import(company=company, number=1)
    (own,) = statements(company=company)
    line = statement_line(company=company, statement=own, line=2)
    raw = raw_line(company=company, found=found, statement=own, line=line)
    assert raw == [("", "line 3"), ("Day", "2026-03-01"), ("Text", "a"), ("Amount", "10,00"), ("Balance", "10,00")]


def test_a_file_that_names_no_account_asks_for_it(company: CompanyFacts) -> None:
    build.bank_account(company)
    save(company)
    with pytest.raises(BankAccountNotGiven) as caught:
        load(company, MARCH, account="")
    assert caught.value.values["known"] == ("B1",)


def test_days_that_come_again_are_known(company: CompanyFacts) -> None:
    build.bank_account(company)
    save(company)
    plain = [b"Day;Text;Amount;Balance\n2026-03-01;a;1,00;\n2026-03-02;b;2,00;\n", b"2026-03-03;c;3,00;\n"]
    assert load(company, plain[0]).new == 2
    outcome = load(company, plain[0] + plain[1])
    assert (outcome.new, outcome.known) == (1, 2)
    assert load(company, b"Day;Text;Amount;Balance\n2026-03-04;a;1,00;\n").new == 1


def test_balances_that_come_again_are_known(company: CompanyFacts) -> None:
    build.bank_account(company)
    save(company)
    assert load(company, MARCH).new == 2
    outcome = load(company, text("2026-03-03;c;5,00;14,00", "2026-03-02;b;-1,00;9,00"))
    assert (outcome.new, outcome.known) == (1, 1)


def test_rows_not_booked_are_told(company: CompanyFacts) -> None:
    build.bank_account(company)
    save(company, definition(name="own", skip=[{"field": "text", "begins": "Prel "}]))
    outcome = load(company, text("2026-03-03;Prel x;5,00;14,00", "2026-03-02;b;9,00;9,00"))
    assert "left_out" in [message.code for message in outcome.messages]
