"""What forbids to post the lines of a batch: every line is checked, and every reason is told with its line.

source    the ledger specification, 11.4; V-numbers are its
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reskontra.companies.numbering import SeriesShape
from reskontra.core.entries import DocumentType, Ledger, check_sign
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.journals.check_lines import check_findings
from reskontra.journals.document_checks import documents_of
from reskontra.journals.typed_book import TypedBook
from reskontra.journals.typed_lines import PARTIES, TypedFacts
from reskontra.ledger.account_facts import VatCodeUnknown, direct_account
from reskontra.ledger.check_writing import CheckNumberTaken
from reskontra.ledger.queries import BankAccountUnknown
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.blocks import refuse_blocked

_NUMBERED = ("INVOICE", "CREDIT_MEMO", "FINANCE_CHARGE", "REMINDER")


class PostingDateMissing(Refused):
    code = "posting_date_missing"
    template = "The line over {amount} has no posting date. Write one."


class PostingDateOutside(Refused):
    code = "posting_date_outside"
    template = "{date} is outside the days of template {name}, {first} to {last}. Choose a day within them."


class PostingDateAhead(Refused):
    code = "posting_date_ahead"
    template = "{date} has not come yet; today is {today}. Correct the date, or post with --ahead if it is meant."


class DocumentNumberMissing(Refused):
    code = "document_number_missing"
    template = "The line over {amount} has no document number. Write one, or give the batch a number series."


class AccountNotNamed(Refused):
    code = "account_not_named"
    template = "The line over {amount} names no account. Write an account or a balancing account."


class PartiesOnBothSides(Refused):
    code = "parties_on_both_sides"
    template = "{account} and {balancing} are both customers or vendors. Let one side be a G/L or bank account."


class AmountIsZero(Refused):
    code = "amount_is_zero"
    template = "The line on {account} is over {amount}. Write an amount, or delete the line."


class LocalAgainstSign(Refused):
    code = "local_against_sign"
    template = "{amount} and {local} have different signs. Write both as debit or both as credit."


class BankCurrencyConflict(Refused):
    code = "bank_currency_conflict"
    template = (
        "The line is in {currency}, and bank account {bank_account} in {other}. "
        "Use a bank account in {currency} or in the company's currency."
    )


class AppliesTwice(Refused):
    code = "applies_twice"
    template = "The line applies to {document} and has marks besides. Keep one of the two."


class AppliesWithoutParty(Refused):
    code = "applies_without_party"
    template = "The line on {account} settles {document}, and has no customer or vendor. Take the application away."


class AppliesToUnknown(Refused):
    code = "applies_to_unknown"
    template = "{party} has no {document_type} {document} that is posted. Name a posted document of {party}."


class AppliesToClosed(Refused):
    code = "applies_to_closed"
    template = "{document} of {party} is settled. Name an open document, or take the application away."


class AppliesToAmbiguous(Refused):
    code = "applies_to_ambiguous"
    template = "{party} has {count} open documents {document}. Name its type too."


class VatWithoutAccount(Refused):
    code = "vat_without_account"
    template = "VAT code {vat_code} stands on a line without a G/L account. Put it on the line of a G/L account."


class DocumentNumberTaken(Refused):
    code = "document_number_taken"
    template = "{party} has a {document_type} {document} already. Give this one a number of its own."


class ExternalNumberMissing(Refused):
    code = "external_number_missing"
    template = "The invoice {document} of {party} has no external document number. Write the vendor's own number."


class DocumentNumberNotNext(Refused):
    code = "document_number_not_next"
    template = "{found} is not the next number of series {series}, which is {expected}. Renumber the batch."


def findings_of(book: TypedBook, lines: Sequence[TypedFacts], *, today: date | None) -> list[Refused]:
    """Every reason against posting these lines, in their order, each with its line and field.

    today     None where dates to come are meant
    """
    found: list[Refused] = []
    for line in lines:
        for field, check in _CHECKS:
            found += [finding.at(f"{line.place}, {field}") for finding in _asked(check, book, line)]
        if line.posting_date and today and line.posting_date > today:
            found.append(PostingDateAhead(date=line.posting_date, today=today).at(f"{line.place}, posting_date"))
    return found + _repeated(lines) + _drawn_twice(lines)


def order_of_numbers(lines: Sequence[TypedFacts], shape: SeriesShape) -> list[Refused]:
    """V21, where numbers are not to be written by hand: documents bear the next numbers of the series, in order."""
    found: list[Refused] = []
    expected = shape.last + 1
    for group in documents_of(lines, forces_balance=True):
        first = group[0]
        if first.document_number != shape.name(expected):
            refusal = DocumentNumberNotNext(
                found=first.document_number, series=shape.code, expected=shape.name(expected)
            )
            found.append(refusal.at(f"{first.place}, document_number"))
        expected += 1
    return found


def _asked(
    check: Callable[[TypedBook, TypedFacts], Iterator[Refused]], book: TypedBook, line: TypedFacts
) -> Iterator[Refused]:
    """What a check finds, be it told or raised."""
    try:
        yield from check(book, line)
    except Refused as refusal:
        yield refusal


def _date(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    """V1"""
    if line.posting_date is None:
        yield PostingDateMissing(amount=line.amount)
        return
    template = book.batch.template
    first, last = template.allowed_from, template.allowed_to
    if (first and line.posting_date < first) or (last and line.posting_date > last):
        yield PostingDateOutside(date=line.posting_date, name=template.code, first=first or "…", last=last or "…")
    if line.posting_date in book.days:
        refusal = book.days[line.posting_date]
        yield type(refusal)(**refusal.values)


def _number(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    """V2, V20"""
    if not line.document_number:
        yield DocumentNumberMissing(amount=line.amount)
    party = book.parties.get(line.party) if line.party else None
    if party is None or line.document_type not in _NUMBERED:
        return
    if (party.ledger, party.id, line.document_type, line.document_number) in book.taken:
        yield _taken(party.number, line)
    if party.ledger == "VENDOR" and line.document_type == "INVOICE" and not line.external_document_number:
        yield ExternalNumberMissing(document=line.document_number, party=party.number)


def _account(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    """V3, V4, V8-V10"""
    if not line.account_type and not line.balancing_type:
        yield AccountNotNamed(amount=line.amount)
    if line.account_type in PARTIES and line.balancing_type in PARTIES:
        yield PartiesOnBothSides(account=line.account, balancing=line.balancing)
    yield from _asked_of(book, line, line.account_type, line.account_number)


def _balancing(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    yield from _asked_of(book, line, line.balancing_type, line.balancing_number)


def _asked_of(book: TypedBook, line: TypedFacts, kind: str, number: str) -> Iterator[Refused]:
    if kind == "GL":
        direct_account(dict(book.accounts), number)
    elif kind == "BANK":
        yield from _bank(book, line, number)
    elif kind:
        party = book.parties.get((kind, number))
        if party is None:
            raise PartyUnknown(ledger=kind.lower(), number=number)
        refuse_blocked(party=party, document_type=DocumentType(line.document_type))


def _bank(book: TypedBook, line: TypedFacts, number: str) -> Iterator[Refused]:
    """V11: a bank account takes its own currency, and one in the company's currency takes any."""
    bank = book.banks.get(number)
    if bank is None:
        raise BankAccountUnknown(bank_account=number, known=tuple(sorted(book.banks)))
    if bank.is_blocked:
        yield BankBlocked(bank_account=number)
    if bank.currency not in (line.currency, book.company.currency):
        yield BankCurrencyConflict(currency=line.currency, bank_account=number, other=bank.currency)


class BankBlocked(Refused):
    code = "typed_bank_blocked"
    template = "Bank account {bank_account} is blocked. Unblock it, or choose another account."


def _amount(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    """V5-V7, V11"""
    if not line.amount_minor:
        yield AmountIsZero(account=line.account or line.balancing, amount=line.amount)
    if line.local_minor is not None and line.local_minor * line.amount_minor < 0:
        yield LocalAgainstSign(amount=line.amount, local=Money(line.local_minor, book.company.currency))
    if line.posting_date and line.local_minor is None:
        book.rate(line.currency, line.posting_date)
    if line.party:
        check_sign(
            ledger=Ledger(line.party[0]),
            document_type=DocumentType(line.document_type),
            amount=Money(line.party_minor, line.currency),
        )


def _applied(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    """V12, V13; what else forbids an application is found where it is planned."""
    if line.applies_to_number and line.marks:
        yield AppliesTwice(document=line.applies_to_number)
    if not line.applies_to_number and not line.marks:
        return
    if line.party is None:
        yield AppliesWithoutParty(account=line.account or line.balancing, document=line.applies_to_number or "–")
        return
    if line.applies_to_number:
        yield from _named(book, line, line.party[1])


def _named(book: TypedBook, line: TypedFacts, party: str) -> Iterator[Refused]:
    found = book.candidates(line)
    is_open = [id for id in found if book.entries[id][0].is_open]
    if not found:
        word = line.applies_to_type.lower().replace("_", " ") or "document"
        yield AppliesToUnknown(party=party, document_type=word, document=line.applies_to_number)
    elif not is_open:
        yield AppliesToClosed(document=line.applies_to_number, party=party)
    elif len(is_open) > 1:
        yield AppliesToAmbiguous(party=party, count=len(is_open), document=line.applies_to_number)


def _vat(book: TypedBook, line: TypedFacts) -> Iterator[Refused]:
    """V17"""
    if not line.vat_code:
        return
    if line.vat_code not in book.vat_codes:
        yield VatCodeUnknown(vat_code=line.vat_code, known=tuple(sorted(book.vat_codes)))
    if line.account_type != "GL":
        yield VatWithoutAccount(vat_code=line.vat_code)


def _repeated(lines: Sequence[TypedFacts]) -> list[Refused]:
    """V20 among the lines themselves."""
    keys = Counter(_document_key(line) for line in lines if line.document_type in _NUMBERED and line.party)
    return [
        _taken(line.party[1], line).at(f"{line.place}, document_number")
        for line in lines
        if line.document_type in _NUMBERED and line.party and keys[_document_key(line)] > 1
    ]


def _drawn_twice(lines: Sequence[TypedFacts]) -> list[Refused]:
    """V18 among the lines themselves."""
    drawn = [line for line in lines if line.check_kind == "MANUAL" and line.check_number and line.drawn_on]
    keys = Counter((line.drawn_on and line.drawn_on[0], line.check_number) for line in drawn)
    return [
        CheckNumberTaken(check=line.check_number, bank_account=line.drawn_on[0]).at(f"{line.place}, check")
        for line in drawn
        if line.drawn_on and keys[(line.drawn_on[0], line.check_number)] > 1
    ]


def _document_key(line: TypedFacts) -> tuple[object, ...]:
    return line.party, line.document_type, line.document_number


def _taken(party: str, line: TypedFacts) -> Refused:
    word = line.document_type.lower().replace("_", " ")
    return DocumentNumberTaken(party=party, document_type=word, document=line.document_number)


_CHECKS: tuple[tuple[str, Callable[[TypedBook, TypedFacts], Iterator[Refused]]], ...] = (
    ("posting_date", _date),
    ("document_number", _number),
    ("account", _account),
    ("balancing", _balancing),
    ("amount", _amount),
    ("applies_to", _applied),
    ("vat_code", _vat),
    ("check", check_findings),
)
