"""All that is known of a line of a bank reconciliation: as it is stored, in the file's own words, and what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.bank.queries import ImportFacts, StatementFacts, find_import, find_statement
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, line_numbered
from reskontra.bank.reconciliation.words import reason_of
from reskontra.bank.shown import raw_line, stored_fields
from reskontra.bank.transactions import TransactionFacts, transactions
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.display import money
from reskontra.interface.refusals import lines as told_lines

FIELDS: Mapping[str, str] = {
    "booking_date": noop("Booking date"),
    "value_date": noop("Value date"),
    "amount": noop("Amount"),
    "currency": noop("Currency"),
    "entry": noop("Amount of its entry"),
    "instructed": noop("Instructed amount"),
    "instructed_currency": noop("Instructed currency"),
    "exchange_rate": noop("Exchange rate"),
    "charges": noop("Charges"),
    "charges_currency": noop("Currency of the charges"),
    "end_to_end_id": noop("End-to-end id"),
    "uetr": noop("UETR"),
    "bank_reference": noop("Bank reference"),
    "entry_reference": noop("Reference of the entry"),
    "entry_bank_reference": noop("Bank reference of the entry"),
    "batch_reference": noop("Reference of the batch"),
    "mandate_id": noop("Mandate"),
    "transaction_code": noop("Code of the transaction"),
    "return_reason": noop("Reason of the return"),
    "is_reversal": noop("Reversal"),
    "paid_to": noop("Paid to"),
    "paid_to_scheme": noop("Kind of account paid to"),
    "number": noop("Line of the statement"),
    "entry_number": noop("Entry of the statement"),
    "part_number": noop("Part of the entry"),
    "counterparty.name": noop("Counterparty"),
    "counterparty.ultimate_name": noop("Ultimate counterparty"),
    "counterparty.iban": noop("Counterparty's IBAN"),
    "counterparty.other_account": noop("Counterparty's account"),
    "counterparty.other_scheme": noop("Kind of the counterparty's account"),
    "counterparty.bic": noop("Counterparty's BIC"),
    "counterparty.address": noop("Address"),
    "counterparty.postal_code": noop("Postal code"),
    "counterparty.city": noop("City"),
    "counterparty.country": noop("Country"),
    "counterparty.organisation_number": noop("Organisation number"),
}


@dataclass(frozen=True, slots=True)
class LineDetails:
    """A line, and of an imported one where it came from.

    why      what it was matched by, in words
    stored   (word, text) of what is kept of it, blank ones left out
    raw      (name, text) of all that the file says of it, by the file's own names
    unread   why the file could not be read again, a sentence each
    """

    line: ReconciliationLine
    why: str
    file: ImportFacts | None = None
    statement: StatementFacts | None = None
    stored: tuple[tuple[str, str], ...] = ()
    raw: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


def line_details(*, company: CompanyFacts, found: ReconciliationFacts, number: int) -> LineDetails:
    """A line in full; a file that cannot be read again is told, and refuses nothing.

    refuses   ReconciliationLineUnknown
    """
    line = line_numbered(company=company, found=found, number=number)
    why = reason_of(line) if line.entries else ""
    if line.transaction_id is None:
        return LineDetails(line, why)
    (one,) = transactions(company=company, ids=[line.transaction_id])
    statement = find_statement(company=company, id=one.statement_id)
    file = find_import(company=company, number=statement.import_number)
    raw: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    try:
        raw = tuple(raw_line(company=company, found=file, statement=statement, line=one))
    except (Refused, Malformed) as refusal:
        unread = tuple(told_lines(refusal))
    return LineDetails(line, why, file, statement, tuple(_worded(one)), raw, unread)


def _worded(one: TransactionFacts) -> list[tuple[str, str]]:
    """What is stored, with amounts as people read them."""
    amounts = {
        "amount": (one.amount_minor, one.currency),
        "entry": (one.entry_minor, one.currency),
        "instructed": (one.instructed_minor or 0, one.instructed_currency or one.currency),
        "charges": (one.charges_minor, one.charges_currency or one.currency),
    }
    return [
        (_word(name), money(*amounts[name]) if name in amounts else text)
        for name, text in stored_fields(one)
        if name != "state"
    ]


def _word(name: str) -> str:
    kind, _dot, number = name.partition(".")
    if kind == "text":
        return _("Text {number}").format(number=number)
    if kind == "reference":
        return _("Reference {number}").format(number=number)
    return _(FIELDS[name]) if name in FIELDS else name.replace("_", " ")
