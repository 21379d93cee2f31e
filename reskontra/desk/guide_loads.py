"""Open documents taken in from a file of any kind that is known, or typed as one invoice."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import BinaryIO

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.formats.ubl import is_xml
from reskontra.interface.templatetags.display import money
from reskontra.interface.typed_form import Typed
from reskontra.ledger.load_vouchers import load_vouchers
from reskontra.ledger.opening import OpeningOrder, load_opening
from reskontra.ledger.queries import group_codes
from reskontra.parties.load import load_parties
from reskontra.receivables.load import load_entries
from reskontra.receivables.load_ubl import load_ubl

DUE_DAYS = 30


class LoadKindUnknown(Refused):
    code = "load_kind_unknown"
    template = 'There is nothing called "{kind}" to load. Choose one of {known}.'


def _parties(ledger: str) -> Callable[[CompanyFacts, str, str, BinaryIO], str]:
    def load(company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> str:
        groups = group_codes(company=company, ledger=ledger)
        done = load_parties(company=company, actor=actor, ledger=ledger, name=name, stream=stream, groups=groups)
        told = _("{file}: {new} new, {changed} changed, {unchanged} unchanged.")
        return told.format(file=name, new=done.new, changed=done.changed, unchanged=done.unchanged)

    return load


def _documents(company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> str:
    load = load_ubl if is_xml(stream) else load_entries
    done = load(company=company, actor=actor, name=name, stream=stream)
    told = _("{file}: {new:open document|open documents} posted, {known} known before.")
    return worded(told, file=name, new=done.new, known=done.unchanged)


def _vouchers(company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> str:
    done = load_vouchers(company=company, actor=actor, name=name, stream=stream)
    told = _("{file}: {count:voucher|vouchers} posted.")
    return worded(told, file=name, count=0 if done.loaded_at else done.vouchers)


def _opening(company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> str:
    order = OpeningOrder(adds_accounts=True)
    load_opening(company=company, actor=actor, name=name, stream=stream, order=order)
    return _("{file}: the opening balances are posted.").format(file=name)


LOADS: Mapping[str, Callable[[CompanyFacts, str, str, BinaryIO], str]] = {
    "customers": _parties("CUSTOMER"),
    "vendors": _parties("VENDOR"),
    "documents": _documents,
    "opening": _opening,
    "vouchers": _vouchers,
}


def load_file(*, company: CompanyFacts, actor: str, kind: str, name: str, stream: BinaryIO) -> str:
    """Load a file by the action of the command line; gives what came of it, in words.

    refuses   LoadKindUnknown; what the action refuses
    """
    if kind not in LOADS:
        raise LoadKindUnknown(kind=kind[:40], known=tuple(LOADS))
    return LOADS[kind](company, actor, name, stream)


def load_invoice(*, company: CompanyFacts, actor: str, typed: Typed) -> str:
    """One open invoice of a customer, who is added where she is new.

    refuses   FieldEmpty, DayNotRead, AmountNotRead, TooManyDecimals; what loading parties and entries refuses
    """
    number, name = typed.needed("customer"), typed.needed("name")
    document, on = typed.needed("document"), typed.day("on")
    due = typed.day("due") if typed.text("due") else on + timedelta(days=DUE_DAYS)
    minor = typed.amount("amount", company.currency)
    amount = format_minor(minor, company.currency)
    groups = group_codes(company=company, ledger="CUSTOMER")
    party = _csv({"number": number, "name": name})
    load_parties(company=company, actor=actor, ledger="CUSTOMER", name=document, stream=party, groups=groups)
    row = {
        "ledger": "customer", "account": number, "document_type": "invoice", "document_number": document,
        "posting_date": on.isoformat(), "due_date": due.isoformat(), "currency": company.currency, "amount": amount,
        "remaining_amount": amount, "payment_reference": typed.text("reference"),
    }  # fmt: skip
    load_entries(company=company, actor=actor, name=document, stream=_csv(row))
    return _("{document} of {customer} is open with {amount} {currency}.").format(
        document=document, customer=name, amount=money(minor, company.currency), currency=company.currency
    )


def _csv(row: Mapping[str, str]) -> BinaryIO:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(row))
    writer.writeheader()
    writer.writerow(row)
    return io.BytesIO(text.getvalue().encode())
