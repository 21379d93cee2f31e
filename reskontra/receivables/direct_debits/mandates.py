"""Make, change, block and close what customers signed: their mandates to be debited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.core.direct_debit import MandateFacts, Scheme, after_debit, after_rejection, is_used_up
from reskontra.core.errors import Refused
from reskontra.core.identifiers import bic as bic_code
from reskontra.core.sepa_text import is_identifier
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.parties.queries import PartySummary, find_party
from reskontra.receivables.direct_debits.accounts import (
    PayerNumberTaken,
    account_of,
    payer_number_of,
    payer_number_taken,
)
from reskontra.receivables.models import CustomerMandate, Debit, MandateRequest

MOST_DEBITS = 9_999


class MandateUnknown(Refused):
    code = "mandate_unknown"
    template = 'There is no mandate "{mandate}". See them with reskontra mandate list.'


class MandateNumberUnfit(Refused):
    code = "mandate_number_unfit"
    template = (
        'A mandate was to be called "{mandate}". '
        "Write at most 35 letters, digits and / - ? : ( ) . , ' +, with no slash first or last."
    )


class MandateExists(Refused):
    code = "mandate_exists"
    template = "There is a mandate {mandate} already, of {customer}. Choose another number."


class MandateDaysTurned(Refused):
    code = "mandate_days_turned"
    template = "Mandate {mandate} was to hold from {first} to {last}, which is earlier. Write a last day that is not."


class MandateUsed(Refused):
    code = "mandate_used"
    template = "Mandate {mandate} is {state}, and stays with {customer}. Make another mandate for {other}."


class OneOffUsed(Refused):
    code = "mandate_one_off_used"
    template = (
        "Mandate {mandate} was signed for one debit, which went to the bank. "
        "Make another mandate for those that come, signed anew: reskontra mandate create."
    )


class MandateBlocked(Refused):
    code = "mandate_blocked"
    template = (
        "Mandate {mandate} is blocked, and takes no changes. Unblock it first: reskontra mandate unblock {mandate}."
    )


class MandateCounted(Refused):
    code = "mandate_counted"
    template = (
        "Mandate {mandate} has {counter:debit|debits}, and {expected} were to be expected. Expect at least {counter}."
    )


class MandateDebitsUnfit(Refused):
    code = "mandate_debits_unfit"
    template = "Mandate {mandate} was to expect {expected:debit|debits}. Write 1 to {most}, or leave it out."


class MandateStands(Refused):
    code = "mandate_stands"
    template = "Mandate {mandate} is {state} already. There is nothing to change."


class MandateWithBankgirot(Refused):
    code = "mandate_with_bankgirot"
    template = (
        "Bankgirot was asked to enter mandate {mandate} with payer number {number} and account {account}. "
        "Close it and let it be taken out, and make another mandate with what is new."
    )


class MandateUsedUp(Refused):
    code = "mandate_used_up"
    template = (
        "Mandate {mandate} has had all {expected:debit|debits} that were expected. "
        "Expect more first: reskontra mandate edit {mandate} --expected."
    )


@dataclass(frozen=True, slots=True)
class MandateTerms:
    """What a person says of a mandate. account: which of the customer's, "" for the only one.

    payer_number   by which Bankgirot knows the payer; of Autogiro alone
    expected   how many debits until it is closed by itself; None for as many as may come
    is_without_account   of Autogiro, where the payer number alone is known
    """

    scheme: Scheme = Scheme.CORE
    account: str = ""
    bic: str = ""
    payer_number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    signed_date: date | None = None
    is_one_off: bool = False
    expected: int | None = None
    is_without_account: bool = False


def facts_of(row: CustomerMandate) -> MandateFacts:
    """What rules are told of a mandate."""
    return MandateFacts(
        row.number, Scheme(row.scheme), row.is_one_off, row.expected_debits, row.ignores_expected, row.debit_counter,
        row.valid_from, row.valid_to, row.signed_date, row.is_blocked, row.is_closed,
    )  # fmt: skip


def create_mandate(
    *, company: CompanyFacts, actor: str, customer: str, terms: MandateTerms, number: str = ""
) -> CustomerMandate:
    """A mandate under its own number, or the next of the series.

    refuses   PartyUnknown, MandateNumberUnfit, MandateExists, and what set_terms() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        party = find_party(company=company, ledger="CUSTOMER", number=customer)
        row = CustomerMandate(company_id=company.id, number=_number(company, number), party_id=party.id)
        row.created_by, row.created_at = actor, bulk.moment()
        _set_terms(company, row, party, terms)
        row.save(force_insert=True)
        _record(company, actor, "mandate.made", row, {"after": _content(row), "customer": party.number})
    return row


def change_mandate(
    *, company: CompanyFacts, actor: str, number: str, terms: MandateTerms, customer: str = ""
) -> CustomerMandate:
    """Let other terms hold; customer: it is another's, while it is neither signed nor used.

    refuses   MandateUnknown, MandateBlocked, OneOffUsed, PartyUnknown, MandateUsed, what set_terms() refuses,
              MandateWithBankgirot
    """
    with transaction.atomic():
        lock_company(company.id)
        row = find_mandate(company=company, number=number)
        if row.is_blocked:
            raise MandateBlocked(mandate=number)
        if row.is_one_off and not terms.is_one_off and row.debit_counter:
            raise OneOffUsed(mandate=number)
        party = find_party(company=company, ledger="CUSTOMER", number=customer or row.party.number)
        if party.id != row.party_id:
            _refuse_used(company, row, customer)
            terms = replace(terms, account="" if terms.account == row.account else terms.account)
            row.party_id = party.id
        before, was_used_up = _content(row), is_used_up(facts_of(row))
        known_by = (row.payer_number, row.account)
        _set_terms(company, row, party, terms)
        if known_by != (row.payer_number, row.account):
            _refuse_registered(company, row, *known_by)
        if was_used_up and row.is_closed and not is_used_up(facts_of(row)):
            row.is_closed = False
        row.save()
        _record(
            company, actor, "mandate.changed", row, {"before": before, "after": _content(row), "customer": party.number}
        )
    return row


def terms_of(row: CustomerMandate) -> MandateTerms:
    """As they stand, to be changed in part."""
    return MandateTerms(
        Scheme(row.scheme), row.account, row.bic, row.payer_number, row.valid_from, row.valid_to, row.signed_date,
        row.is_one_off, None if row.ignores_expected or row.is_one_off else row.expected_debits,
        row.scheme == Scheme.AUTOGIRO and not row.account,
    )  # fmt: skip


def block_mandate(*, company: CompanyFacts, actor: str, number: str, is_blocked: bool) -> CustomerMandate:
    """Let no debit use the mandate, or let them again.

    refuses   MandateUnknown, MandateStands
    """
    with transaction.atomic():
        lock_company(company.id)
        row = find_mandate(company=company, number=number)
        if row.is_blocked == is_blocked:
            raise MandateStands(mandate=number, state=noop("blocked") if is_blocked else noop("not blocked"))
        row.is_blocked = is_blocked
        row.save(update_fields=["is_blocked"])
        _record(company, actor, "mandate.blocked" if is_blocked else "mandate.unblocked", row, {})
    return row


def close_mandate(*, company: CompanyFacts, actor: str, number: str, is_closed: bool) -> CustomerMandate:
    """Let the mandate be over, or take that back.

    refuses   MandateUnknown, MandateStands, MandateBlocked, MandateUsedUp, PayerNumberTaken
    """
    with transaction.atomic():
        lock_company(company.id)
        row = find_mandate(company=company, number=number)
        if row.is_closed == is_closed:
            raise MandateStands(mandate=number, state=noop("closed") if is_closed else noop("open"))
        if not is_closed and row.is_blocked:
            raise MandateBlocked(mandate=number)
        if not is_closed and is_used_up(facts_of(row)):
            raise MandateUsedUp(mandate=number, expected=row.expected_debits)
        if not is_closed and (other := payer_number_taken(company=company, mandate=row, number=row.payer_number)):
            raise PayerNumberTaken(number=row.payer_number, mandate=other)
        row.is_closed = is_closed
        row.save(update_fields=["is_closed"])
        _record(company, actor, "mandate.closed" if is_closed else "mandate.reopened", row, {})
    return row


def count_debits(*, company: CompanyFacts, rows: Iterable[CustomerMandate]) -> None:
    """Debits of these mandates go to the bank, a mandate for each of them; inside the caller's transaction."""
    _count(company, rows, after_debit)


def count_rejections(*, company: CompanyFacts, rows: Iterable[CustomerMandate]) -> None:
    """Debits of these mandates came back, a mandate for each of them; inside the caller's transaction.

    A mandate that counting had closed is open again, unless another goes by its payer number meanwhile.
    """
    _count(company, rows, after_rejection)


def _count(
    company: CompanyFacts, rows: Iterable[CustomerMandate], step: Callable[[MandateFacts], MandateFacts]
) -> None:
    known: dict[int, CustomerMandate] = {}
    for one in rows:
        row = known.setdefault(one.id, one)
        facts = step(facts_of(row))
        row.debit_counter = facts.counter
        if not (row.is_closed and payer_number_taken(company=company, mandate=row, number=row.payer_number)):
            row.is_closed = facts.is_closed
    CustomerMandate.objects.filter(company=company.id).bulk_update(
        known.values(), ["debit_counter", "is_closed"], batch_size=400
    )


def find_mandate(*, company: CompanyFacts, number: str) -> CustomerMandate:
    """refuses   MandateUnknown"""
    rows = CustomerMandate.objects.filter(company=company.id, number=number).select_related("party")
    row = rows.first()
    if row is None:
        raise MandateUnknown(mandate=number[:40])
    return row


def _number(company: CompanyFacts, wanted: str) -> str:
    if not wanted:
        taken = set(CustomerMandate.objects.filter(company=company.id).values_list("number", flat=True))
        series = keep_series(company=company, series=_series(company))
        while (number := take_names(company=company, series=series, count=1)[0]) in taken:
            pass
        return number
    if not is_identifier(wanted):
        raise MandateNumberUnfit(mandate=wanted[:50])
    known = CustomerMandate.objects.filter(company=company.id, number=wanted).select_related("party").first()
    if known is not None:
        raise MandateExists(mandate=wanted, customer=known.party.number)
    return wanted


def _series(company: CompanyFacts) -> SeriesFacts:
    name = "Autogiromedgivanden" if company.language.startswith("sv") else "Direct debit mandates"
    return SeriesFacts("MND", "DOCUMENT", name, "MND", 6)


def _refuse_used(company: CompanyFacts, row: CustomerMandate, other: str) -> None:
    is_used = row.debit_counter or Debit.objects.filter(company=company.id, mandate=row.id).exists()
    if is_used or row.signed_date:
        raise MandateUsed(
            mandate=row.number,
            state=noop("used") if is_used else noop("signed"),
            customer=row.party.number,
            other=other,
        )


def _refuse_registered(company: CompanyFacts, row: CustomerMandate, number: str, account: str) -> None:
    """What Bankgirot knows a mandate by stays while it is asked to enter it, or has."""
    last = MandateRequest.objects.filter(company=company.id, mandate=row.id).order_by("-mandate_file__number").first()
    if last is not None and last.kind == "ENTER" and last.answer in ("", "ACTIVE"):
        raise MandateWithBankgirot(mandate=row.number, number=number, account=account or "–")


def _set_terms(company: CompanyFacts, row: CustomerMandate, party: PartySummary, terms: MandateTerms) -> None:
    """Check the terms and put them into the row.

    refuses   MandateDaysTurned, MandateDebitsUnfit, MandateCounted, NotABic, and what account_of() and
              payer_number_of() refuse
    """
    if terms.valid_from and terms.valid_to and terms.valid_to < terms.valid_from:
        raise MandateDaysTurned(mandate=row.number, first=terms.valid_from, last=terms.valid_to)
    expected = 1 if terms.is_one_off else terms.expected
    if expected is not None and not 1 <= expected <= MOST_DEBITS:
        raise MandateDebitsUnfit(mandate=row.number, expected=expected, most=MOST_DEBITS)
    if expected is not None and row.debit_counter > expected:
        raise MandateCounted(mandate=row.number, counter=row.debit_counter, expected=expected)
    row.scheme, row.is_one_off = terms.scheme.value, terms.is_one_off
    row.ignores_expected, row.expected_debits = expected is None, expected or row.expected_debits or 1
    row.valid_from, row.valid_to, row.signed_date = terms.valid_from, terms.valid_to, terms.signed_date
    row.account_kind, row.account = "", ""
    if terms.account or terms.scheme is not Scheme.AUTOGIRO or not terms.is_without_account:
        chosen = terms.account
        row.account_kind, row.account = account_of(company=company, party=party, scheme=terms.scheme, chosen=chosen)
    row.bic = bic_code.validate(terms.bic) if terms.bic else ""
    row.payer_number = ""
    if terms.scheme is Scheme.AUTOGIRO:
        row.payer_number = payer_number_of(company=company, mandate=row, party=party, chosen=terms.payer_number)


def with_terms(terms: MandateTerms, **named: object) -> MandateTerms:
    """The terms with those that are named in place of their own; None leaves one as it is."""
    return replace(terms, **{name: value for name, value in named.items() if value is not None})  # type: ignore[arg-type]


def _content(row: CustomerMandate) -> dict[str, object]:
    return {
        "scheme": row.scheme, "valid_from": row.valid_from, "valid_to": row.valid_to, "signed": row.signed_date,
        "one_off": row.is_one_off, "expected": None if row.ignores_expected else row.expected_debits,
        "debits": row.debit_counter, "bic": row.bic,
    }  # fmt: skip


def _record(company: CompanyFacts, actor: str, action: str, row: CustomerMandate, content: dict[str, object]) -> None:
    record(company=company.id, actor=actor, action=action, subject=row.number, content=content)
