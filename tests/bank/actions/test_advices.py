"""One payment in two files is on one line, whichever file comes first, and its statement still closes."""

from __future__ import annotations

import pytest

from reskontra.bank.actions.import_statement import ImportOutcome
from reskontra.bank.closing import Completeness, statement_completeness, statement_lines
from reskontra.bank.models import BankTransaction
from reskontra.bank.queries import statements
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import JournalLine
from reskontra.journals.queries import journals, lines
from tests.bank.files import OTHER_IBAN, Entry, Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

PARTS = (
    Pay("30.00", text="Faktura 1", name="Alfa AB", ocr="18"),
    Pay("70.00", text="Faktura 2", name="Beta AB", ocr="26"),
)
WHOLE = Entry(amount="100.00", bank_reference="D1")
SAME_REFERENCE = Entry(PARTS, bank_reference="D1")


def open_lines(company: CompanyFacts) -> list[tuple[str, int, int]]:
    names = {journal.id: journal.number for journal in journals(company=company)}
    found = lines(company=company, journal_ids=list(names), states=("OPEN",))
    return [(names[line.journal_id], line.line_number, line.amount_minor) for line in found]


def states(company: CompanyFacts) -> list[str]:
    return list(BankTransaction.objects.filter(company=company.id).order_by("id").values_list("state", flat=True))


def completeness(company: CompanyFacts, format: str = "camt.053") -> Completeness:
    (found,) = [one for one in statements(company=company) if one.format == format]
    return statement_completeness(company=company, statement_id=found.id)


def codes(outcome: ImportOutcome) -> list[str]:
    return [message.code for message in outcome.messages]


# The advice first


@pytest.mark.parametrize(
    ("advised", "shown"),
    [
        pytest.param(SAME_REFERENCE, WHOLE, id="bank's reference"),
        pytest.param(
            Entry(PARTS, reference="N7"), Entry(amount="100.00", reference="N7"), id="entry's reference and day"
        ),
        pytest.param(Entry(PARTS, batch="B7"), Entry(amount="100.00", batch="B7"), id="batch"),
        pytest.param(Entry(PARTS), Entry(amount="100.00"), id="sum and day"),
        pytest.param(Entry(PARTS), Entry(PARTS), id="part by part"),
    ],
)
def test_the_statement_after_its_advice_only_brings_balances(
    advised: Entry, shown: Entry, company: CompanyFacts
) -> None:
    account(company)
    load(company, advice(advised))
    outcome = load(company, camt(Stmt((shown,))))
    assert (outcome.new, outcome.journals) == (0, ())
    assert open_lines(company) == [("PRJ000001", 1, 3000), ("PRJ000001", 2, 7000)]
    found = completeness(company)
    assert (found.lines_minor, found.lost, found.adds_up, found.is_complete) == (10000, 0, True, False)


@pytest.mark.damages_books
def test_a_statement_is_complete_when_its_advices_lines_are_posted(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(SAME_REFERENCE))
    load(company, camt(Stmt((WHOLE,))))
    JournalLine.objects.update(state="POSTED")
    assert completeness(company).is_complete


def test_what_was_not_advised_gets_lines_of_its_own(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(SAME_REFERENCE))
    outcome = load(company, camt(Stmt((WHOLE, Pay("5.00", bank_reference="R5")))))
    assert (outcome.new, outcome.known) == (1, 1)
    assert [line[2] for line in open_lines(company)] == [3000, 7000, 500]
    assert completeness(company).adds_up


def test_several_advised_entries_are_one_sum_on_the_statement(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(*(Entry((part,), batch="B7") for part in PARTS)))
    outcome = load(company, camt(Stmt((Entry(amount="100.00", batch="B7"),))))
    assert (outcome.new, outcome.known) == (0, 1)
    assert completeness(company).lines_minor == 10000


def test_an_advised_sum_is_several_entries_on_the_statement(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(Entry(PARTS, batch="B7")))
    outcome = load(company, camt(Stmt((Entry(amount="30.00", batch="B7"), Entry(amount="70.00", batch="B7")))))
    assert (outcome.new, outcome.known) == (0, 2)
    assert completeness(company).lines_minor == 10000


def test_an_advice_is_used_up_by_the_statement_that_shows_it(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(Entry(PARTS)))
    load(company, camt(Stmt((Entry(amount="100.00"),))))
    outcome = load(company, camt(Stmt((Entry(amount="100.00"),), id="S-2", opening="1100.00")))
    assert outcome.new == 1


def test_a_repeated_statement_of_an_advice_stays_known(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(SAME_REFERENCE))
    load(company, camt(Stmt((WHOLE,))))
    outcome = load(company, camt(Stmt((WHOLE,))) + b"\n")
    assert (outcome.new, outcome.known) == (0, 1)
    for statement in statements(company=company):
        assert statement_completeness(company=company, statement_id=statement.id).lines_minor == 10000


def test_equal_sums_with_other_references_are_other_payments(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(Pay("100.00", bank_reference="R1")))
    outcome = load(company, camt(Stmt((Pay("100.00", bank_reference="R2"),))))
    assert outcome.new == 1
    assert "not_on_statement" in codes(outcome)
    suspects = JournalLine.objects.order_by("id").values_list("is_duplicate_suspect", flat=True)
    assert list(suspects) == [False, True]


def test_advised_payments_that_the_statement_lacks_are_told(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(SAME_REFERENCE))
    outcome = load(company, camt(Stmt((Pay("5.00"),))))
    assert str(outcome.messages[0]) == 'Statement "S-1" does not show 2 advised payments of 100.00 SEK in all.'


# The statement first


def test_parts_take_over_an_open_line_that_nobody_touched(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE, Pay("5.00")))))
    outcome = load(company, advice(SAME_REFERENCE))
    (filled,) = outcome.journals
    assert (outcome.new, filled.number, filled.statement_id, filled.lines) == (2, "PRJ000001", "S-1", 2)
    assert open_lines(company) == [("PRJ000001", 2, 500), ("PRJ000001", 3, 3000), ("PRJ000001", 4, 7000)]
    assert states(company) == ["BOOKED", "BOOKED", "DETAIL", "DETAIL"]
    assert str(outcome.messages[0]) == "Journal PRJ000001: 1 line gave way to 2 lines on the parts advised."
    assert completeness(company).adds_up
    assert completeness(company, "camt.054").lost == 0


def test_the_same_advice_again_says_which_journal_it_filled(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    load(company, advice(SAME_REFERENCE))
    again = load(company, advice(SAME_REFERENCE))
    assert [journal.number for journal in again.journals] == ["PRJ000001"]


def test_an_advice_sent_again_in_other_bytes_changes_nothing(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    load(company, advice(SAME_REFERENCE))
    outcome = load(company, advice(SAME_REFERENCE) + b"\n")
    assert (outcome.new, outcome.known) == (0, 2)
    assert open_lines(company) == [("PRJ000001", 2, 3000), ("PRJ000001", 3, 7000)]


@pytest.mark.parametrize(
    ("work", "code"),
    [
        ({"reviewed_by": "Alice"}, "parts_offered"),
        ({"account_type": "GL", "account_number": "3740"}, "parts_offered"),
        pytest.param({"state": "POSTED"}, "parts_posted", marks=pytest.mark.damages_books),
    ],
)
def test_a_line_that_was_worked_on_or_posted_stays(work: dict[str, str], code: str, company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    JournalLine.objects.update(**work)
    outcome = load(company, advice(SAME_REFERENCE))
    assert codes(outcome) == [code]
    assert outcome.journals == ()
    assert JournalLine.objects.count() == 1
    assert completeness(company).adds_up
    assert states(company) == ["BOOKED", "DETAIL", "DETAIL"]


def test_a_line_that_was_split_stays(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    line = JournalLine.objects.get()
    JournalLine.objects.update(amount_minor=6000, account_minor=6000)
    line.pk, line.line_number, line.transaction_id, line.parent_id = None, 2, None, line.pk
    line.amount_minor = line.account_minor = 4000
    line.save(force_insert=True)
    assert codes(load(company, advice(SAME_REFERENCE))) == ["parts_offered"]
    assert completeness(company).lines_minor == 10000


def test_the_advice_of_one_payment_adds_its_name_and_reference(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Pay("30.00", bank_reference="R1"),))))
    load(company, advice(Pay("30.00", name="Alfa AB", ocr="18", account=OTHER_IBAN, bank_reference="R1")))
    assert open_lines(company) == [("PRJ000001", 2, 3000)]
    assert states(company) == ["BOOKED", "DETAIL"]


def test_an_advice_that_says_nothing_new_moves_no_line(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((SAME_REFERENCE,))))
    outcome = load(company, advice(SAME_REFERENCE))
    assert (outcome.new, outcome.known, codes(outcome)) == (0, 2, [])
    assert open_lines(company) == [("PRJ000001", 1, 3000), ("PRJ000001", 2, 7000)]
    assert completeness(company, "camt.054").lines_minor == 10000


def test_parts_pair_with_the_parts_the_statement_had(company: CompanyFacts) -> None:
    account(company)
    plain = Entry((Pay("30.00"), Pay("70.00")), bank_reference="D1")
    load(company, camt(Stmt((plain,))))
    load(company, advice(SAME_REFERENCE))
    assert open_lines(company) == [("PRJ000001", 3, 3000), ("PRJ000001", 4, 7000)]
    same = BankTransaction.objects.filter(state="DETAIL").values_list("amount_minor", "same_as__amount_minor")
    assert set(same) == {(3000, 3000), (7000, 7000)}


def test_parts_that_do_not_fit_the_statements_parts_stand_beside_them(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Entry((Pay("40.00"), Pay("60.00")), bank_reference="D1"),))))
    outcome = load(company, advice(SAME_REFERENCE))
    assert codes(outcome) == ["parts_offered"]
    assert [line[2] for line in open_lines(company)] == [4000, 6000]
    assert completeness(company).adds_up


def test_of_two_equal_payments_nobody_can_tell_which_was_advised(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Pay("9.00", text="A"), Pay("9.00", text="B")))))
    outcome = load(company, advice(Pay("9.00", text="C"), Pay("9.00", text="D")))
    assert codes(outcome) == ["parts_offered"]
    assert [line[2] for line in open_lines(company)] == [900, 900]


def test_an_advised_payment_that_its_days_statement_lacks_is_suspect(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    outcome = load(company, advice(Pay("44.00", bank_reference="R4")))
    assert codes(outcome) == ["suspects", "not_on_bank_statement"]
    assert [line.is_duplicate_suspect for line in JournalLine.objects.order_by("id")] == [False, True]


def test_an_advice_of_a_later_day_is_new(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    outcome = load(company, advice(Entry(PARTS), day="2026-03-05"))
    assert (outcome.new, codes(outcome)) == (2, [])
    later = camt(Stmt((Entry(amount="100.00"),), id="S-2", day="2026-03-05", opening="1100.00"))
    assert load(company, later).new == 0


# Both at once


def test_advice_and_statement_in_one_file(company: CompanyFacts) -> None:
    account(company)
    head, statement = b"<BkToCstmrStmt><GrpHdr>", camt(Stmt((WHOLE,)))
    advised = advice(SAME_REFERENCE)
    notification = advised[advised.index(b"<BkToCstmrDbtCdtNtfctn>") : advised.index(b"</Document>")]
    both = statement.replace(head, notification + head).replace(
        b" xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'", b""
    )
    outcome = load(company, both)
    assert (outcome.new, outcome.known) == (2, 1)
    assert completeness(company).adds_up


def test_lines_of_a_statement_are_found_in_the_advices_journal(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(SAME_REFERENCE))
    load(company, camt(Stmt((WHOLE,))))
    (statement,) = [one for one in statements(company=company) if one.format == "camt.053"]
    found = statement_lines(company=company, statement_id=statement.id)
    assert [(line.journal, line.line_number) for line in found] == [("PRJ000001", 1), ("PRJ000001", 2)]
