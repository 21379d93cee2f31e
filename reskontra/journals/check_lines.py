"""What forbids that a check pays a typed line: where it is drawn on, by which number, and what else its document holds.

source    the ledger specification, 11.4, V18; the specification of bank reconciliation, 11.1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.journals.typed_book import TypedBook
from reskontra.journals.typed_lines import TypedFacts
from reskontra.ledger.check_writing import CheckNotPaidOut, CheckNumberTaken
from reskontra.ledger.drafts import CheckDraft


class CheckWithoutBank(Refused):
    code = "check_without_bank"
    template = (
        "A check pays from one own bank account, and the line has {account} and {balancing}. "
        "Let one side be a bank account and the other what is paid."
    )


class CheckCurrency(Refused):
    code = "check_currency"
    template = "A check of {currency} was to be drawn on bank account {bank_account}, which holds {other}. Use {other}."


class CheckNumberMissing(Refused):
    code = "check_number_missing"
    template = "The check over {amount} has no number. Write the number on the check."


class CheckNotPrinted(Refused):
    code = "check_not_printed"
    template = "The check over {amount} is not printed. Print it first: reskontra check-ledger print."


class CheckNotAlone(Refused):
    code = "check_not_alone"
    template = (
        "Document {document} of {date} has {count:line|lines}, of which a check pays line {line}. "
        "Give what a check pays a document of its own."
    )


def check_findings(book: TypedBook, line: TypedFacts, *, is_printing: bool = False) -> Iterator[Refused]:
    """Why the line cannot be paid by its check, if it has one; is_printing: its number is given as it is printed."""
    if not line.check_kind:
        return
    if line.drawn_on is None or not line.account_type or not line.balancing_type:
        yield CheckWithoutBank(account=line.account or "–", balancing=line.balancing or "–")
        return
    number, minor = line.drawn_on
    bank = book.banks.get(number)
    if bank is None:
        return  # the account itself is refused
    if line.currency != bank.currency == book.company.currency:  # another is refused as the bank account's
        yield CheckCurrency(currency=line.currency, bank_account=number, other=bank.currency)
    if minor >= 0:
        yield CheckNotPaidOut(check=line.check_number or "–", bank_account=number, amount=Money(minor, line.currency))
    amount = Money(-minor, line.currency)
    if line.check_kind == "COMPUTER":
        if line.printed_check_id is None and not is_printing:
            yield CheckNotPrinted(amount=amount)
    elif not line.check_number:
        yield CheckNumberMissing(amount=amount)
    elif (bank.id, line.check_number) in book.drawn:
        yield CheckNumberTaken(check=line.check_number, bank_account=number)


def check_not_alone(document: Sequence[TypedFacts]) -> Refused | None:
    """A check is voided with its voucher: nothing else is in it."""
    drawn = next((line for line in document if line.check_kind), None)
    if drawn is None or len(document) == 1:
        return None
    refusal = CheckNotAlone(
        document=drawn.document_number, date=drawn.posting_date, count=len(document), line=drawn.line_number
    )
    return refusal.at(f"{drawn.place}, check")


def check_draft(line: TypedFacts) -> CheckDraft:
    """The check that pays a line, as the ledger takes it."""
    is_account = line.account_type == "BANK"
    return CheckDraft(
        number=line.check_number,
        kind=line.check_kind,
        counter_type=line.balancing_type if is_account else line.account_type,
        counter_number=line.balancing_number if is_account else line.account_number,
        payee=line.description,
        document_number=line.document_number,
        external_document_number=line.external_document_number,
        printed_id=line.printed_check_id,
    )
