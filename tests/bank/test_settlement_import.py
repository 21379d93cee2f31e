"""What a payment service paid out, and its deposit on the bank's statement: booked once, whichever file comes first."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.actions.definitions import save_definition
from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.checks import check
from reskontra.bank.closing import statement_completeness
from reskontra.bank.queries import statements
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals, lines
from tests import build
from tests.formats.definition_files import column, definition, text

pytestmark = pytest.mark.django_db

SERVICE = definition(
    column("payout", "Payout"), column("payout_date", "Paid"), column("gross", "Gross"), column("fee", "Fee"),
    column("document", "Invoice"), purpose="settlement", name="service",
)  # fmt: skip
SETTLED = text(
    "po_1;2026-03-04;1000,00;29,00;1001", "po_1;2026-03-04;200,00;6,00;1002", "po_1;2026-03-04;-100,00;0,00;",
    header="Payout;Paid;Gross;Fee;Invoice",
)  # fmt: skip


def statement(day: str = "2026-03-05") -> bytes:
    return (
        "Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo\n"
        f"{day};{day};12;UTBETALNING;1065,00;2065,00\n2026-03-03;2026-03-03;11;Hyra;-500,00;1000,00\n"
    ).encode()


@pytest.fixture
def own(company: CompanyFacts) -> CompanyFacts:
    build.bank_account(company)
    save_definition(company=company, actor="Alice", definition=SERVICE)
    return company


def load(company: CompanyFacts, data: bytes) -> ImportOutcome:
    return import_statement(company=company, actor="Alice", name="a", stream=io.BytesIO(data), bank_account="B1")


def amounts(company: CompanyFacts) -> list[int]:
    found = lines(company=company, journal_ids=[journal.id for journal in journals(company=company)])
    return sorted(line.amount_minor for line in found if line.state != "SUPERSEDED")


PARTS = [-50_000, -10_000, 19_400, 97_100]


@pytest.mark.parametrize("day", ["2026-03-04", "2026-03-05", "2026-03-09"])
def test_the_settlement_first(own: CompanyFacts, day: str) -> None:
    assert load(own, SETTLED).new == 3
    outcome = load(own, statement(day))
    assert (outcome.new, outcome.known) == (1, 1)
    assert "advised_before" in [message.code for message in outcome.messages]
    assert amounts(own) == PARTS
    assert list(check(company=own)) == []


def test_the_statement_first(own: CompanyFacts) -> None:
    load(own, statement())
    outcome = load(own, SETTLED)
    assert "parts_took_over" in [message.code for message in outcome.messages]
    assert amounts(own) == PARTS
    (bank,) = [one for one in statements(company=own) if one.format == "bank-csv"]
    assert statement_completeness(company=own, statement_id=bank.id).adds_up
    assert list(check(company=own)) == []


def test_too_late_a_deposit_is_told(own: CompanyFacts) -> None:
    load(own, SETTLED)
    outcome = load(own, statement("2026-03-10"))
    assert (outcome.new, outcome.known) == (2, 0)


def test_a_settlement_that_comes_again_is_known(own: CompanyFacts) -> None:
    load(own, SETTLED)
    outcome = load(own, SETTLED + b"po_2;2026-03-06;50,00;1,00;1003\n")
    assert (outcome.new, outcome.known) == (1, 3)
