"""A line in another currency than its account gets its amount from a person."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.actions.import_statement import import_statement
from reskontra.bank.proof.signing import sign_proof
from reskontra.bank.queries import statements
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.journals.queries import JournalFacts, find_journal, lines
from reskontra.ledger.sign_offs import BankAccountSigned
from reskontra.matching.actions.apply_line import transfer_difference
from reskontra.matching.actions.give_amount import give_amount
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, post_journals
from tests.statements import Line, Statement, camt053
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def journal(story: Story) -> JournalFacts:
    statement = Statement([Line("100.00"), Line("50.00", name="Vide GmbH", currency="EUR")])
    done = import_statement(
        company=story.company,
        actor="Alice",
        name="eur.xml",
        stream=io.BytesIO(camt053(statement)),
        overrides=frozenset({"currency"}),
        reason="the bank books euro as they are",
    )
    return find_journal(company=story.company, number=done.journals[0].number)


def _amount(company: CompanyFacts, journal: JournalFacts, number: int) -> int | None:
    found = {line.line_number: line.account_minor for line in lines(company=company, journal_ids=[journal.id])}
    return found[number]


def test_the_amount_is_given_and_the_line_posted(story: Story, journal: JournalFacts) -> None:
    assert _amount(story.company, journal, 2) is None
    give_amount(company=story.company, actor="Alice", journal=journal, line_number=2, amount=Money(56_125, "SEK"))
    assert _amount(story.company, journal, 2) == 56_125
    transfer_difference(company=story.company, actor="Alice", journal=journal, line_number=2, account="gl:3990")
    done = post_journals(company=story.company, actor="Alice", journals=[journal], choice=Choice(lines=(2,)))
    assert len(done.vouchers) == 1
    story.tell("gl 3990 -561.25")


def test_who_gave_an_amount_decided_the_line_however_little_she_gave(story: Story, journal: JournalFacts) -> None:
    company = story.company
    set_setting(company=company, actor="Bob", key="four_eyes_above", value="1000")
    add_mapping(
        company=company, actor="Bob", mapping=wanted_mapping(company=company, text="vide", account="gl:3990")
    )  # fmt: skip
    give_amount(company=company, actor="Alice", journal=journal, line_number=2, amount=Money(1_00, "SEK"))
    match_journals(company=company, actor="Alice", journals=[journal])
    with pytest.raises(Findings, match="was prepared by Alice"):
        post_journals(company=company, actor="Alice", journals=[journal], choice=Choice(lines=(2,)))
    done = post_journals(company=company, actor="Carla", journals=[journal], choice=Choice(lines=(2,)))
    assert len(done.vouchers) == 1


def test_what_a_signed_off_time_counts_without_stays_so(story: Story, journal: JournalFacts) -> None:
    day = statements(company=story.company)[0].statement_date
    sign_proof(company=story.company, actor="Bob", number="B1", as_of=day, today=day, explanation="Euro")
    with pytest.raises(BankAccountSigned):
        give_amount(company=story.company, actor="Alice", journal=journal, line_number=2, amount=Money(56_125, "SEK"))
    assert _amount(story.company, journal, 2) is None


@pytest.mark.parametrize(
    ("name", "line", "amount", "code"),
    [
        ("no such line", 7, Money(100, "SEK"), "line_unknown"),
        ("the bank knows", 1, Money(100, "SEK"), "line_amount_known"),
        ("the other sign", 2, Money(-56_125, "SEK"), "line_amount_against_sign"),
        ("nothing", 2, Money(0, "SEK"), "line_amount_against_sign"),
    ],
)
def test_what_is_refused(story: Story, journal: JournalFacts, name: str, line: int, amount: Money, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        give_amount(company=story.company, actor="Alice", journal=journal, line_number=line, amount=amount)
    assert refusal.value.code == code, name
    assert _amount(story.company, journal, 2) is None
