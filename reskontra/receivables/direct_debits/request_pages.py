"""The page of what Bankgirot is asked about mandates: what is due, what was asked, what it told of by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.forms import Field, Form
from reskontra.interface.refusals import wording
from reskontra.interface.setup import Button, Head, Listing, Page, Row
from reskontra.interface.templatetags.display import day, with_gone
from reskontra.receivables.direct_debit_words import answer_told, request_word
from reskontra.receivables.direct_debits.adopting import mandates_to_adopt
from reskontra.receivables.direct_debits.asking import due_requests
from reskontra.receivables.direct_debits.at_bank import Wanted, payee_of
from reskontra.receivables.direct_debits.debit_setup import debit_setups
from reskontra.receivables.direct_debits.request_answers import mandate_files, mandate_requests
from reskontra.receivables.direct_debits.request_faults import request_faults

MOST_ROWS = 200
AT = {
    "no_mandates_to_ask": "only", "mandate_unknown": "only", "mandate_at_bank": "only", "debit_setup_missing": "bank",
    "asked_mandate_unsigned": "only", "asked_mandate_payer_number": "only", "asked_mandate_giro": "only",
    "asked_mandate_account": "only", "asked_mandate_id_number": "only", "asked_mandate_debits": "only",
    "no_mandate_to_adopt": "payer_number", "adopted_customer_unclear": "customer", "party_unknown": "customer",
}  # fmt: skip


def requests_page(*, company: CompanyFacts, on: date, may_change: bool, may_ask: bool) -> Page:
    """Of each bank account that collects by Autogiro; a clerk adopts mandates, an accountant creates the file."""
    accounts = [one for one in debit_setups(company=company) if payee_of(one) and one.terms.bankgirot_number]
    due = [
        (one.account.number, found)
        for one in accounts
        for found in due_requests(company=company, bank_account=one.account.number, today=on)
    ]
    forms = []
    if may_ask and accounts:
        choices = tuple((one.account.number, f"{one.account.number} {one.account.name}") for one in accounts)
        fields = (
            Field("bank", _("Bank account"), choices[0][0], "select", choices),
            Field("only", _("Mandates"), hint=_("Empty for all that is due; numbers for these alone, also rejected.")),
        )
        forms.append(Form("ask", _("File for Bankgirot"), _("Create the file"), fields, at=AT,
                          hint=_("What it asks is not asked again until Bankgirot has answered.")))  # fmt: skip
    told = _("What Bankgirot is asked to enter and to take out, and mandates that it tells of by itself.")
    return Page(
        _("Questions to Bankgirot"),
        told,
        lists=(_due(company, due, collects=bool(accounts)), *_kept_back(due), *_adopted(company, may_change),
               _files(company, may_ask), _asked(company)),
        forms=(*forms, *_adopt(company, may_change)),
        above=(_("Mandates"), reverse("mandates", args=[company.id])),
    )  # fmt: skip


def _due(company: CompanyFacts, due: list[tuple[str, Wanted]], *, collects: bool) -> Listing:
    heads = (
        Head(_("Bank account")), Head(_("What is asked")), Head(_("Mandate")), Head(_("Customer")), Head(_("Name")),
        Head(_("Payer number")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (account, request_word(one.order), one.at.row.number, one.at.customer, one.at.name, one.at.payer_number),
            reverse("mandate", args=[company.id, one.at.row.number]),
        )
        for account, one in due[:MOST_ROWS]
        if not one.codes
    )
    nobody = _("No bank account collects by Autogiro yet: enter its number at Bankgirot under Direct debit.")
    return Listing(_("To be asked"), heads, rows, empty=_("Nothing is to be asked.") if collects else nobody)


def _kept_back(due: list[tuple[str, Wanted]]) -> Iterator[Listing]:
    found = [wording(fault) for _account, one in due for fault in request_faults(one)]
    if found:
        yield Listing(_("Kept back"), (Head(_("Why")),), tuple(Row((told,)) for told in found[:MOST_ROWS]))


def _adopted(company: CompanyFacts, may_change: bool) -> Iterator[Listing]:
    found = mandates_to_adopt(company=company)
    if not found:
        return
    heads = (
        Head(_("Bankgiro")), Head(_("Payer number")), Head(_("Customer")), Head(_("Name")), Head(_("Account")),
        Head(_("Since")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (one.payee, one.payer_number, one.customer or "–", one.name, one.account, day(one.changed_date)),
            buttons=(Button(_("Keep"), "adopt", one.payer_number),) if may_change and one.customer else (),
        )
        for one in found[:MOST_ROWS]
    )
    yield Listing(_("Told by Bankgirot, not kept here"), heads, rows)


def _adopt(company: CompanyFacts, may_change: bool) -> Iterator[Form]:
    unknown = [one.payer_number for one in mandates_to_adopt(company=company) if not one.customer]
    if may_change and unknown:
        fields = (
            Field("payer_number", _("Payer number"), unknown[0], is_needed=True),
            Field("customer", _("Customer"), is_needed=True),
        )
        hint = _("Whose customer is not known by what Bankgirot told.")
        yield Form("adopt", _("Keep a mandate that was told"), _("Keep"), fields, at=AT, hint=hint)


def _files(company: CompanyFacts, may_ask: bool) -> Listing:
    heads = (
        Head(_("File"), True), Head(_("Day")), Head(_("Bank account")), Head(_("Bankgiro")), Head(_("Put in"), True),
        Head(_("Take out"), True), Head(_("Awaited"), True), Head(_("Created by")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(one.number), day(one.day), one.bank_account, one.payee, str(one.entered), str(one.taken_out),
                str(one.awaited), with_gone(one.created_by, one.erased_at),
            ),
            reverse("mandate_request_file", args=[company.id, one.number]) if may_ask and not one.erased_at else "",
        )
        for one in mandate_files(company=company)[:MOST_ROWS]
    )  # fmt: skip
    return Listing(_("Files"), heads, rows, empty=_("No file is created yet."))


def _asked(company: CompanyFacts) -> Listing:
    heads = (
        Head(_("File"), True), Head(_("Day")), Head(_("What was asked")), Head(_("Mandate")), Head(_("Customer")),
        Head(_("Payer number")), Head(_("Answer")), Head(_("Since")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(one.file), day(one.day), request_word(one.kind), one.mandate, one.customer, one.payer_number,
                answer_told(one.answer, one.comment), day(one.answered_date),
            ),
            reverse("mandate", args=[company.id, one.mandate]),
        )
        for one in mandate_requests(company=company, most=MOST_ROWS)
    )  # fmt: skip
    return Listing(_("What was asked"), heads, rows, empty=_("Nothing was asked yet."))
