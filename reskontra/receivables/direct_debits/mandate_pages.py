"""The pages of mandates: all of them, and one with its debits and what may be changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import compress

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Button, Head, Listing, Page, Row
from reskontra.interface.templatetags.display import day, money
from reskontra.receivables.direct_debit_state_words import SCHEMES, debit_state, mandate_state, sequence_word
from reskontra.receivables.direct_debit_words import state_told
from reskontra.receivables.direct_debits.collection_pages import schemes, switch, usual_scheme
from reskontra.receivables.direct_debits.mandate_list import (
    ACTIVE,
    BLOCKED,
    CLOSED,
    MandateShown,
    customer_mandates,
    debits_of_mandate,
    mandate_shown,
)
from reskontra.receivables.direct_debits.request_answers import awaited_mandates

MOST_ROWS = 200
AT = {
    "party_unknown": "customer", "mandate_number_unfit": "number", "mandate_exists": "number",
    "mandate_days_turned": "to", "mandate_debits_unfit": "expected", "mandate_counted": "expected",
    "mandate_used": "customer", "not_a_bic": "bic", "no_account_to_debit": "account",
    "account_to_debit_unclear": "account", "account_to_debit_unknown": "account",
    "payer_number_unfit": "payer_number", "payer_number_taken": "payer_number",
}  # fmt: skip


def mandates_page(*, company: CompanyFacts, customer: str, on: date, may_change: bool) -> Page:
    """All mandates, of one customer where one is asked for, and the form for a new one.

    refuses   PartyUnknown
    """
    found = customer_mandates(company=company, as_of=on, customer=customer, with_all=True)
    fields = (
        Field("customer", _("Customer"), customer, is_needed=True),
        Field("number", _("Mandate"), hint=_("As it is on paper; the next of the series without.")),
        *_fields(
            MandateShown("", usual_scheme(company), "", "", "", "", "", None, None, None, False, None, 0, "ACTIVE", "")
        ),
    )
    form = Form("create", _("New mandate"), _("Keep"), fields, at=AT)
    return Page(
        _("Mandates"),
        _("What customers signed, so that their accounts may be debited."),
        lists=(_mandates(company, found[:MOST_ROWS]),),
        forms=(form,) if may_change else (),
        links=((_("Questions to Bankgirot"), reverse("mandate_requests", args=[company.id])),),
        above=(_("Direct debit"), reverse("direct_debits", args=[company.id])),
    )


def _mandates(company: CompanyFacts, found: list[MandateShown]) -> Listing:
    """The last day and the number that is expected where any has one."""
    awaited = awaited_mandates(company=company, numbers=[one.number for one in found])
    shown = any(one.valid_to for one in found), any(one.expected is not None for one in found)
    heads = (
        Head(_("Mandate")), Head(_("Scheme")), Head(_("Customer")), Head(_("Name")), Head(_("State")),
        Head(_("Account")), Head(_("Signed")), *compress((Head(_("Until")), Head(_("Expected"), True)), shown),
        Head(_("Debits"), True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.number, SCHEMES[one.scheme], one.customer, one.name, _state(one, awaited),
                one.account or one.payer_number, day(one.signed_date),
                *compress((day(one.valid_to), "" if one.expected is None else str(one.expected)), shown),
                str(one.counter),
            ),
            reverse("mandate", args=[company.id, one.number]),
        )
        for one in found
    )  # fmt: skip
    return Listing(_("Mandates"), heads, rows, empty=_("There is no mandate."))


def _fields(one: MandateShown) -> tuple[Field, ...]:
    return (
        Field("scheme", _("Scheme"), one.scheme, "select", schemes()),
        Field("account", _("Account"), one.account, hint=_("Which account of the customer, if it has several.")),
        Field("bic", _("BIC"), one.bic, hint=_("Outside the European Economic Area.")),
        Field("payer_number", _("Payer number"), one.payer_number,
              hint=_("Of Autogiro; the customer's number without.")),
        Field("signed", _("Signed"), day(one.signed_date)),
        Field("from", _("From"), day(one.valid_from)),
        Field("to", _("Until"), day(one.valid_to)),
        switch("one_off", _("For one debit alone"), is_on=one.is_one_off),
        Field("expected", _("Expected debits"), str(one.expected or ""), "number",
              hint=_("Closed after so many; empty for as many as may come.")),
    )  # fmt: skip


def mandate_page(*, company: CompanyFacts, number: str, on: date, may_change: bool) -> Page:
    """One mandate: what it says, the debits that used it, and what may be changed.

    refuses   MandateUnknown
    """
    one = mandate_shown(company=company, number=number, as_of=on)
    state = _state(one, awaited_mandates(company=company, numbers=[number]))
    form = Form("edit", _("Change"), _("Save"), _fields(one), at=AT)
    is_open = may_change and one.state != BLOCKED
    return Page(
        _("Mandate {mandate}").format(mandate=number),
        _("{customer}: {state}, next in sequence: {sequence}.").format(
            customer=f"{one.customer} {one.name}", state=state, sequence=sequence_word(one.sequence)
        ),
        lists=(_facts(one, state, may_change), _debits(company, number)),
        forms=(form,) if is_open else (),
        links=((_("Customer"), reverse("customer", args=[company.id, one.customer])),),
        above=(_("Mandates"), reverse("mandates", args=[company.id])),
    )


def _state(one: MandateShown, awaited: Collection[str]) -> str:
    """What it says, and not before Bankgirot has said so too that it is in force."""
    is_asked = one.state == ACTIVE and one.number in awaited
    return _("Bankgirot is asked") if is_asked else mandate_state(one.state, one.told)


def _facts(one: MandateShown, state: str, may_change: bool) -> Listing:
    block = Button(_("Unblock"), "unblock", "1") if one.state == BLOCKED else Button(_("Block"), "block", "1")
    close = Button(_("Reopen"), "reopen", "1") if one.state == CLOSED else Button(_("Close"), "close", "1")
    told = state_told(one.told) if one.told else "–"
    head = (
        Head(_("Scheme")), Head(_("Account")), Head(_("Signed")), Head(_("Debits"), True), Head(_("The bank told")),
        Head(_("State")),
    )  # fmt: skip
    row = Row(
        (
            SCHEMES[one.scheme], one.account or one.payer_number, day(one.signed_date), str(one.counter), told,
            state,
        ),
        buttons=(block, close) if may_change else (),
    )  # fmt: skip
    return Listing(_("Mandate"), head, (row,))


def _debits(company: CompanyFacts, number: str) -> Listing:
    heads = (
        Head(_("Debit number")), Head(_("Document")), Head(_("Day")), Head(_("Amount"), True), Head(_("Currency")),
        Head(_("Sequence")), Head(_("State")), Head(_("Reason")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                debit.transaction_id, debit.document, day(debit.transfer_date),
                money(debit.amount.minor, debit.amount.currency), debit.amount.currency,
                sequence_word(debit.sequence), debit_state(debit.state), debit.reason,
            ),
            reverse("direct_debit", args=[company.id, debit.transaction_id.partition("/")[0]]),
        )
        for debit in debits_of_mandate(company=company, number=number)[:MOST_ROWS]
    )  # fmt: skip
    return Listing(_("Debits"), heads, rows, empty=_("No debit has used it yet."))
