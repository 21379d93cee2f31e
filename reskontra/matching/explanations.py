"""Why a line is proposed as it is, in words: codes and values become sentences in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.wording import worded

REASONS = {
    "payment_reference": noop("payment reference {evidence}"),
    "document_number": noop("document number {evidence} in the {found_in}"),
    "similar_number": noop("the number {evidence} is one slip from {document_number}"),
    "repaired_reference": noop("the reference {evidence} is one slip from that of {document_number}"),
    "number_ending": noop("the ending {evidence} completes {document_number}"),
    "number_range": noop("{document_number} is in the range {evidence}"),
    "direct_debit": noop("the direct debit {evidence} collects {document_number}"),
    "payer_account_seen": noop("account {evidence} paid documents of {party} on this statement"),
    "payer_name_and_city": noop("name and city {evidence} are those of {party}"),
    "payer_pays_for": noop("{evidence} pays for {party}"),
    "learned_account": noop(
        "account {evidence} has paid for {party} before, last on {date} (fact {fact}, {count:time|times})"
    ),
    "learned_name": noop("{evidence} has meant {party} before, last on {date} (fact {fact}, {count:time|times})"),
    "learned_pays_for": noop(
        "{evidence} has paid for {party} before, last on {date} (fact {fact}, {count:time|times})"
    ),
    "learned_text": noop(
        'the text "{evidence}" was put on {account} before, last on {date} (fact {fact}, {count:time|times})'
    ),
    "stated_account": noop("account {evidence} means {party} (fact {fact} of {date})"),
    "stated_name": noop("{evidence} means {party} (fact {fact} of {date})"),
    "stated_pays_for": noop("{evidence} pays for {party} (fact {fact} of {date})"),
    "stated_text": noop('the text "{evidence}" means {account} (fact {fact} of {date})'),
    "payer_number": noop("the number {evidence} is that of {party}"),
    "payer_phone": noop("the telephone number {evidence} is that of {party}"),
    "payer_end_to_end_id": noop("the end-to-end id {evidence} has come with payments of {party} before"),
    "sum_of_all": noop("all {count} open documents sum to {evidence}"),
    "sum_of_oldest": noop("the {count:oldest document comes|oldest documents come} to {evidence}"),
    "sum_of_oldest_and_one": noop("{count} documents, the oldest and one more, sum to {evidence}"),
    "sum_of_all_but_few": noop("{count} documents, all but a few, sum to {evidence}"),
    "sum_of_row": noop("{count} documents in a row sum to {evidence}"),
    "completed_by_amount": noop("{count} documents, completed by the amount {evidence}"),
    "amounts_advised": noop("the payer advised the amounts"),
    "external_document_number": noop("their number {evidence} in the {found_in}"),
    "payer_account": noop("account {evidence} belongs to {party}"),
    "payer_name": noop("the name {evidence} is {party}"),
    "payer_contradicts": noop("the payer {evidence} is not {party}"),
    "amount_equal": noop("the amount {evidence} is equal"),
    "sum_of_documents": noop("{count} documents sum to {evidence}"),
    "credit_memo_netted": noop("credit memos of {evidence} are taken off"),
    "discount_in_time": noop("cash discount of {discount} taken in time"),
    "discount_late": noop("cash discount of {discount} taken too late"),
    "bank_charge": noop("a bank charge of {evidence} was kept"),
    "charge_above_limit": noop("a charge of {evidence} named in the text is above the limit"),
    "charge_limit": noop("the charge limit of {scope} is {evidence}, at most {percent} %"),
    "period_named": noop("the text names the period {evidence}"),
    "bank_charge_supposed": noop("{evidence} is missing, perhaps a bank charge"),
    "rounding": noop("rounded by {evidence}"),
    "payment_tolerance": noop("{evidence} is within the tolerance"),
    "underpaid": noop("{evidence} remains unpaid"),
    "overpaid": noop("{evidence} was paid too much"),
    "already_paid": noop("{document_number} is paid already"),
    "already_paid_by": noop("{document_number} is paid already, by line {by_line} of {by_journal}"),
    "written_off": noop("{document_number} was written off; apply it with --reopen"),
    "alternatives": noop("{count} documents are possible"),
    "oldest_of_equal": noop("the oldest of {count} equal ones"),
    "paid_before_posting_date": noop("paid before {document_number} was posted on {date}"),
    "tax_account": noop('the tax authority or its account ("{evidence}")'),
    "salary": noop('salaries ("{evidence}")'),
    "refund": noop('money paid back ("{evidence}")'),
    "payment_returned": noop("a returned payment ({evidence})"),
    "currency_differs": noop("{document_number} is in {evidence}"),
    "currency_instructed": noop("the payer instructed {evidence}, which is what is left of {document_number}"),
    "currency_converted": noop(
        "{document_number} has {evidence} left, which is {converted} at the rate of the day, within the margin"
    ),
    "rate_differs": noop("at the rate of the day it would be {evidence}"),
    "rate_unknown": noop("there is no exchange rate of {evidence} on {date}"),
    "own_account": noop("own account {evidence} ({bank_account})"),
    "text_mapping": noop('the text "{evidence}" is mapped'),
    "duplicate_suspect": noop("perhaps a second copy of a payment"),
    "amount_missing": noop("the amount in the account's currency is not known ({evidence})"),
    "no_amount": noop("no money moved"),
    "applied_by_hand": noop("applied by hand"),
    # Why another document was not chosen
    "as_likely": noop("as likely as the others"),
    "only_amount": noop("only the amount speaks for it"),
    "other_currency": noop("it is in {evidence}"),
    "settled": noop("it is settled"),
    "taken": noop("another line pays it"),
    "taken_by": noop("line {by_line} of {by_journal} pays it"),
    "other_payer": noop("{evidence} is not {party}"),
    "party_less_known": noop("the payer is rather {party}"),
    "posted_later": noop("it was posted on {date}, after the payment"),
    "amount_differs": noop("{evidence} is left of it, another amount"),
    "not_named": noop("the text does not name it"),
    "due_later": noop("it is due later, on {date}"),
}
FOUND_IN = {"text": noop("text"), "reference": noop("reference"), "name": noop("name"), "bank": noop("bank")}


def sentence(reasons: Iterable[Mapping[str, Any]]) -> str:
    """The reasons of one line, joined by semicolons; a code without words shows itself."""
    return "; ".join(_reason(reason) for reason in reasons)


def _reason(reason: Mapping[str, Any]) -> str:
    template = REASONS.get(f"{reason['rule']}_by" if "by_journal" in reason else str(reason["rule"]))
    if template is None:
        return " ".join([str(reason["rule"]).replace("_", " "), str(reason.get("evidence", ""))]).strip()
    values = {name: _value(name, value) for name, value in reason.items()}
    try:
        return worded(_(template), **values)
    except KeyError:
        return str(reason["rule"]).replace("_", " ")


def _value(name: str, value: Any) -> str:
    return _(FOUND_IN[value]) if name == "found_in" and value in FOUND_IN else str(value)
