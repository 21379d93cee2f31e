"""A bank file is imported once, whole or not at all, and what it repeats is known."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection

from reskontra.audit.models import Event, Payload
from reskontra.bank.actions.accounts import StatementAccountUnknown
from reskontra.bank.actions.history import OpeningDiffers, StatementGap
from reskontra.bank.actions.import_statement import ImportOutcome, OverrideUnknown, ReasonMissing, import_statement
from reskontra.bank.models import BankStatement, BankTransaction, FileImport
from reskontra.bank.queries import find_import, statements
from reskontra.bank.transactions import transactions_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.journals.models import JournalLine
from reskontra.journals.queries import find_journal, journals, lines
from tests import build
from tests.bank.files import IBAN, OTHER_IBAN, Entry, Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TWO = (Pay("250.00", text="Faktura 17", bank_reference="R1"), Pay("-50.00", text="Avgift", bank_reference="R2"))


def codes(outcome: ImportOutcome) -> list[str]:
    return [message.code for message in outcome.messages]


def all_lines(company: CompanyFacts) -> list[tuple[str, int, str, bool]]:
    names = {journal.id: journal.number for journal in journals(company=company)}
    found = lines(company=company, journal_ids=list(names), states=("OPEN", "POSTED", "SUPERSEDED"))
    return [(names[line.journal_id], line.amount_minor, line.state, line.is_duplicate_suspect) for line in found]


def amounts(company: CompanyFacts) -> list[int]:
    return sorted(amount for _, amount, state, _ in all_lines(company) if state == "OPEN")


def states(company: CompanyFacts) -> list[str]:
    return list(BankTransaction.objects.filter(company=company.id).order_by("id").values_list("state", flat=True))


# One file


def test_a_statement_becomes_a_journal_with_a_line_for_each_payment(company: CompanyFacts) -> None:
    account(company)
    outcome = load(company, camt(Stmt(TWO)))
    assert (outcome.number, outcome.new, outcome.known, outcome.expected) == (1, 2, 0, 0)
    (made,) = outcome.journals
    assert (made.number, made.statement_id, made.date, made.lines) == ("PRJ000001", "S-1", date(2026, 3, 2), 2)
    journal = find_journal(company=company, number="PRJ000001")
    assert (journal.kind, journal.state, journal.open_lines) == ("PAYMENT_RECONCILIATION", "OPEN", 2)
    found = lines(company=company, journal_ids=[journal.id])
    assert [(line.line_number, line.amount_minor, line.account_minor, line.description) for line in found] == [
        (1, 25000, 25000, "Faktura 17"),
        (2, -5000, -5000, "Avgift"),
    ]


def test_what_the_file_says_is_kept_whole(company: CompanyFacts) -> None:
    account(company)
    text = "Ärende " + "x" * 400
    pay = Pay("10.00", text=text, name="Åsa Öberg", ocr="12344", account=OTHER_IBAN, end_to_end="E-7")
    load(company, camt(Stmt((Entry((pay,), bank_reference="R9", reference="N9", batch="B9"),))))
    (statement,) = statements(company=company)
    (kept,) = transactions_of(company=company, statement_id=statement.id)
    assert [one.text for one in kept.texts] == [text]
    assert [one.raw for one in kept.references] == ["12344"]
    assert (kept.counterparty.name, kept.counterparty.iban) == ("Åsa Öberg", OTHER_IBAN)
    assert (kept.end_to_end_id, kept.bank_reference, kept.entry_reference) == ("E-7", "R9", "N9")
    assert (kept.batch_reference, kept.booking_date) == ("B9", date(2026, 3, 2))


def test_the_same_bytes_again_change_nothing_and_say_so(company: CompanyFacts) -> None:
    account(company)
    content = camt(Stmt(TWO))
    first = load(company, content)
    events = Event.objects.count()
    again = load(company, content)
    assert (again.number, again.new, again.known) == (first.number, 0, 2)
    assert again.already_imported_by == build.ALICE
    assert again.already_imported_at is not None
    assert again.journals == first.journals
    assert FileImport.objects.count() == 1
    assert Event.objects.count() == events


def test_an_import_is_one_event_without_personal_data_in_its_subject(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Pay("1.00", name="Alice Berg"),))))
    event = Event.objects.filter(action="bank.statement.imported").get()
    assert event.subject == "import 1"
    assert "Berg" not in Payload.objects.get(event=event).content


def test_pending_entries_are_expected_and_on_no_line(company: CompanyFacts) -> None:
    account(company)
    outcome = load(company, camt(Stmt((TWO[0], Entry((Pay("7.00"),), status="PDNG")))))
    assert (outcome.new, outcome.expected) == (1, 1)
    assert amounts(company) == [25000]


def test_a_report_of_the_day_makes_no_journal(company: CompanyFacts) -> None:
    account(company)
    outcome = load(company, camt(Stmt(TWO, opening=""), kind="052"))
    assert (outcome.journals, outcome.new, outcome.expected) == ((), 0, 2)


def test_a_statement_without_entries_is_kept_without_a_journal(company: CompanyFacts) -> None:
    account(company)
    outcome = load(company, camt(Stmt(())))
    assert outcome.journals == ()
    assert [one.closing_minor for one in statements(company=company)] == [100000]


def test_a_batch_gives_a_line_for_each_of_its_payments(company: CompanyFacts) -> None:
    account(company)
    parts = (Pay("30.00", ocr="1"), Pay("70.00", ocr="2"))
    load(company, camt(Stmt((Entry(parts, bank_reference="R1"),))))
    assert amounts(company) == [3000, 7000]


def test_statements_of_several_accounts_get_journals_of_one_import(company: CompanyFacts) -> None:
    account(company)
    account(company, number="B2", iban=OTHER_IBAN)
    outcome = load(company, camt(Stmt(TWO), Stmt((Pay("1.00"),), id="S-9", iban=OTHER_IBAN)))
    assert [journal.number for journal in outcome.journals] == ["PRJ000001", "PRJ000002"]
    found = journals(company=company, file_import_id=find_import(company=company, number=1).id)
    assert {journal.bank_account_id for journal in found} == {
        statement.bank_account_id for statement in statements(company=company)
    }


# Accounts and overrides


def test_an_unknown_account_is_refused_with_the_command_that_adds_it(company: CompanyFacts) -> None:
    with pytest.raises(StatementAccountUnknown) as refusal:
        load(company, camt(Stmt(TWO, id="late", day="2026-03-03", opening="1200.00"), Stmt(TWO, opening="1000.00")))
    assert str(refusal.value) == (
        f"The file is for account {IBAN}, and the company has no bank account yet. Run reskontra bank-account add B1 "
        f"--iban {IBAN} --currency SEK --opening-balance 1000.00 --opening-date 2026-03-01 and import the file again."
    )
    assert not FileImport.objects.exists()


def test_another_account_than_the_one_named_needs_an_override(company: CompanyFacts) -> None:
    account(company)
    account(company, number="B2", iban=OTHER_IBAN)
    with pytest.raises(Malformed, match='override "account"'):
        load(company, camt(Stmt(TWO)), bank_account="B2")
    outcome = load(company, camt(Stmt(TWO)), "account", bank_account="B2")
    assert codes(outcome) == ["account_accepted"]
    assert [one.bank_account for one in statements(company=company)] == ["B2"]
    kept = find_import(company=company, number=1)
    assert (kept.overrides, kept.reason) == (("account",), "The bank was asked.")


def test_an_account_that_changes_inside_the_file_is_covered_by_the_override(company: CompanyFacts) -> None:
    account(company)
    second = Stmt((Pay("1.00"),), id="S-2", iban=OTHER_IBAN, opening="1200.00", day="2026-03-03")
    outcome = load(company, camt(Stmt(TWO), second), "account", bank_account="B1")
    assert outcome.new == 3


@pytest.mark.parametrize(
    ("overrides", "reason", "kind"),
    [({"balances"}, "Yes.", OverrideUnknown), ({"balance"}, " ", ReasonMissing)],
)
def test_an_override_is_a_known_one_with_a_reason(
    overrides: set[str], reason: str, kind: type[Refused], company: CompanyFacts
) -> None:
    with pytest.raises(kind):
        import_statement(
            company=company,
            actor="Alice",
            name="f",
            stream=io.BytesIO(b""),
            overrides=frozenset(overrides),
            reason=reason,
        )


def test_every_doubt_of_a_file_is_told_at_once(company: CompanyFacts) -> None:
    account(company)
    foreign = Entry((Pay("5.00"),), currency="EUR")
    with pytest.raises(Findings) as refusal:
        load(company, camt(Stmt((foreign, TWO[0]), closing="9999.00")))
    assert len(refusal.value.findings) == 2
    assert not FileImport.objects.exists()


def test_an_entry_in_another_currency_waits_for_a_person_to_give_its_amount(company: CompanyFacts) -> None:
    account(company)
    foreign = Entry((Pay("5.00"),), currency="EUR")
    load(company, camt(Stmt((foreign, TWO[0]), closing="1300.00")), "currency", "balance")
    found = JournalLine.objects.order_by("line_number").values_list("currency", "amount_minor", "account_minor")
    assert list(found) == [("EUR", 500, None), ("SEK", 25000, 25000)]


def test_a_refused_second_statement_leaves_nothing_of_the_first(company: CompanyFacts) -> None:
    account(company)
    with pytest.raises(Malformed):
        load(company, camt(Stmt(TWO), Stmt((Pay("1.00"),), id="S-2", opening="1200.00", closing="1.00")))
    assert not BankStatement.objects.exists()
    assert not FileImport.objects.exists()


# Continuity


def test_the_first_statement_begins_with_what_the_account_was_opened_with(company: CompanyFacts) -> None:
    account(company, opening="900.00")
    with pytest.raises(OpeningDiffers, match=r"900\.00 SEK.*1000\.00 SEK: 100\.00 SEK lies between"):
        load(company, camt(Stmt(TWO)))


def test_a_gap_is_refused_with_days_and_amounts_and_can_be_overridden(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO)))
    late = camt(Stmt((Pay("5.00"),), id="S-3", day="2026-03-04", opening="1500.00"))
    with pytest.raises(StatementGap) as refusal:
        load(company, late)
    assert str(refusal.value).startswith(
        'Bank account B1 stood at 1200.00 SEK on 2026-03-02, and the next statement, "S-3" of 2026-03-04, begins with '
        "1500.00 SEK: 300.00 SEK lies between."
    )
    outcome = load(company, late, "gap")
    assert codes(outcome) == ["gap_accepted"]
    filling = camt(Stmt((Pay("300.00"),), id="S-2", day="2026-03-03", opening="1200.00"))
    assert codes(load(company, filling)) == []


def test_statements_in_any_order_are_taken_in_the_order_of_time(company: CompanyFacts) -> None:
    account(company)
    days = [
        Stmt((Pay(f"{number}.00"),), id=f"S-{number}", day=f"2026-03-0{number}", opening=opening)
        for number, opening in ((1, "1000.00"), (2, "1001.00"), (3, "1003.00"))
    ]
    outcome = load(company, camt(*reversed(days)))
    assert [journal.statement_id for journal in outcome.journals] == ["S-1", "S-2", "S-3"]
    assert codes(outcome) == []


def test_statements_of_one_day_are_chained_by_their_balances(company: CompanyFacts) -> None:
    account(company)
    equal = Pay("10.00", text="Parkering")
    parts = [Stmt((equal,), id=f"S-{number}", opening=f"10{number}0.00") for number in range(3)]
    outcome = load(company, camt(*reversed(parts)))
    assert outcome.new == 3
    assert [journal.statement_id for journal in outcome.journals] == ["S-0", "S-1", "S-2"]
    assert [suspect for *_, suspect in all_lines(company)] == [False, True, True]


def test_an_older_statement_joins_the_one_after_it(company: CompanyFacts) -> None:
    account(company, opening="")
    load(company, camt(Stmt(TWO, id="S-2", day="2026-03-03")))
    with pytest.raises(StatementGap):
        load(company, camt(Stmt((Pay("1.00"),), opening="100.00")))
    load(company, camt(Stmt((Pay("1.00"),), opening="999.00")))


def test_a_statement_without_entries_shows_a_gap_too(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO)))
    with pytest.raises(StatementGap):
        load(company, camt(Stmt((), id="S-2", day="2026-03-03", opening="1.00")))


# Duplicates


def test_an_overlap_adds_what_is_new_and_says_so(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO)))
    more = (*TWO, Pay("99.00", text="Ny"))
    outcome = load(company, camt(Stmt(more)))
    assert (outcome.new, outcome.known) == (1, 2)
    assert "overlaps what was imported before: 2 known, 1 new." in str(outcome.messages[0])
    assert amounts(company) == [-5000, 9900, 25000]
    assert states(company) == ["BOOKED", "BOOKED", "KNOWN", "KNOWN", "BOOKED"]


def test_a_week_after_its_days_is_known(company: CompanyFacts) -> None:
    account(company)
    dated = [Entry((Pay("10.00", text="A"),), day="2026-03-02"), Entry((Pay("20.00", text="B"),), day="2026-03-03")]
    load(company, camt(Stmt((dated[0],), id="D-1")))
    load(company, camt(Stmt((dated[1],), id="D-2", day="2026-03-03", opening="1010.00")))
    outcome = load(company, camt(Stmt(tuple(dated), id="W-1", day="2026-03-03", opening="1000.00")))
    assert (outcome.new, outcome.known, outcome.journals) == (0, 2, ())


def test_a_statement_that_covers_half_of_what_is_known_adds_the_other_half(company: CompanyFacts) -> None:
    account(company)
    entries = [Entry((Pay(f"{n}.00", text=f"P{n}"),), day=f"2026-03-0{n}") for n in range(1, 6)]
    load(company, camt(Stmt(tuple(entries[:3]), id="M-1", day="2026-03-03")))
    outcome = load(company, camt(Stmt(tuple(entries[1:]), id="M-2", day="2026-03-05", opening="1001.00")))
    assert (outcome.new, outcome.known) == (2, 2)


def test_a_payment_that_is_missing_between_known_and_new_is_a_gap(company: CompanyFacts) -> None:
    account(company)
    entries = [Entry((Pay(f"{n}.00", text=f"P{n}"),), day=f"2026-03-0{n}") for n in range(1, 6)]
    load(company, camt(Stmt(tuple(entries[:3]), id="M-1", day="2026-03-03")))
    with pytest.raises(StatementGap):
        load(company, camt(Stmt((entries[2], entries[4]), id="M-2", day="2026-03-05", opening="1007.00")))


def test_equal_payments_of_one_statement_are_all_new(company: CompanyFacts) -> None:
    account(company)
    outcome = load(company, camt(Stmt((Pay("9.00", text="Kaffe"), Pay("9.00", text="Kaffe")))))
    assert outcome.new == 2
    assert [suspect for *_, suspect in all_lines(company)] == [False, False]
    assert sorted(BankTransaction.objects.values_list("ordinal", flat=True)) == [0, 1]


def test_equal_payments_are_counted_when_the_statement_comes_again(company: CompanyFacts) -> None:
    account(company)
    coffee = Pay("9.00", text="Kaffe")
    load(company, camt(Stmt((coffee, coffee))))
    outcome = load(company, camt(Stmt((coffee, coffee, coffee))))
    assert (outcome.new, outcome.known) == (1, 2)
    assert [suspect for *_, suspect in all_lines(company)] == [False, False, True]


def test_nothing_is_skipped_when_the_statement_follows_but_equals_are_flagged(company: CompanyFacts) -> None:
    account(company)
    coffee = Pay("9.00", text="Kaffe")
    load(company, camt(Stmt((coffee,), id="S-1")))
    outcome = load(company, camt(Stmt((coffee,), id="S-2", opening="1009.00")))
    assert (outcome.new, outcome.known) == (1, 0)
    assert [suspect for *_, suspect in all_lines(company)] == [False, True]
    assert codes(outcome) == ["suspects"]


def test_equal_payments_under_one_bank_reference_are_both_flagged(company: CompanyFacts) -> None:
    account(company)
    twice = Pay("9.00", text="Kaffe", bank_reference="R1")
    load(company, camt(Stmt((twice, twice))))
    assert [suspect for *_, suspect in all_lines(company)] == [True, True]


def test_a_repeat_whose_money_nets_to_zero_is_a_repeat(company: CompanyFacts) -> None:
    account(company)
    both = (Pay("5.00", text="In"), Pay("-5.00", text="Ut"))
    load(company, camt(Stmt(both)))
    outcome = load(company, camt(Stmt(both)) + b"\n")
    assert (outcome.new, outcome.known) == (0, 2)


def test_an_advice_sent_again_is_known(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(*TWO))
    outcome = load(company, advice(*TWO) + b"\n")
    assert (outcome.new, outcome.known, outcome.journals) == (0, 2, ())


def test_a_year_later_the_running_number_begins_again(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO, sequence="250")))
    outcome = load(company, camt(Stmt((Pay("1.00"),), id="S-2", sequence="1", day="2026-03-03", opening="1200.00")))
    assert (outcome.new, outcome.known) == (1, 0)


# All or nothing, set-based


def test_the_number_of_statements_sent_to_the_database_does_not_grow_with_the_file(
    company: CompanyFacts, django_assert_max_num_queries: Any
) -> None:
    account(company)
    many = tuple(Pay("1.00", text=f"Betalning {number}", ocr=str(number)) for number in range(500))
    with django_assert_max_num_queries(60):
        assert load(company, camt(Stmt(many))).new == 500


@pytest.mark.parametrize(
    "table", ["companies_storedfile", "bank_fileimport", "bank_bankstatement", "journals_journal", "audit_payload"]
)
def test_an_import_that_is_cut_off_leaves_nothing(table: str, company: CompanyFacts) -> None:
    account(company)
    before = {model: model.objects.count() for model in (FileImport, BankStatement, BankTransaction, JournalLine)}

    def cut_off(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'INSERT INTO "{table}"' in sql:
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut_off), pytest.raises(KeyboardInterrupt):
        load(company, camt(Stmt(TWO)))
    assert {model: model.objects.count() for model in before} == before
    assert load(company, camt(Stmt(TWO))).journals[0].number == "PRJ000001"


# The opening balance


def test_the_first_statement_offers_the_opening_balance_that_is_missing(company: CompanyFacts) -> None:
    build.bank_account(company, iban=IBAN)
    outcome = load(company, camt(Stmt(TWO)))
    (message,) = outcome.messages
    assert message.code == "opening_missing"
    assert message.values["command"] == "reskontra bank-account opening B1 --balance 1000.00 --date 2026-03-01"


@pytest.mark.parametrize(("case", "opening"), [("it is there", "1000.00"), ("it is nothing", "0.00")])
def test_no_opening_balance_is_offered_where(company: CompanyFacts, case: str, opening: str) -> None:
    account(company, opening=opening)
    assert codes(load(company, camt(Stmt(TWO, opening=opening)))) == []


def test_no_later_statement_offers_an_opening_balance(company: CompanyFacts) -> None:
    build.bank_account(company, iban=IBAN)
    load(company, camt(Stmt(TWO)))
    later = Stmt((Pay("1.00"),), id="S-2", day="2026-03-03", opening="1200.00")
    assert codes(load(company, camt(later))) == []
