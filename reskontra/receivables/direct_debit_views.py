"""Direct debit by page: collections, one collection, its file, mandates, one mandate."""

from __future__ import annotations

import io
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.direct_debit import Scheme
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.handing_out import handed_out
from reskontra.interface.refusals import wording
from reskontra.interface.setup import Change, Page, answer
from reskontra.interface.typed_form import Typed
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.direct_debit_state_words import collection_state
from reskontra.receivables.direct_debit_words import left_out_told, posted_told
from reskontra.receivables.direct_debits import changing
from reskontra.receivables.direct_debits.checking import check_collection
from reskontra.receivables.direct_debits.collection_pages import collection_page, collections_page
from reskontra.receivables.direct_debits.collections import CollectionUnknown, find_collection, was_exported
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.making import MakeOrder, make_collection
from reskontra.receivables.direct_debits.mandate_pages import mandate_page, mandates_page
from reskontra.receivables.direct_debits.mandates import (
    MandateTerms,
    MandateUnknown,
    block_mandate,
    change_mandate,
    close_mandate,
    create_mandate,
)
from reskontra.receivables.direct_debits.posting import post_collection
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit
from reskontra.receivables.direct_debits.status_reports import take_status_report


@demands("READER")
def direct_debits(request: HttpRequest, access: Access) -> HttpResponse:
    """The collections; a clerk makes one, an accountant sets a bank account up."""
    company = company_by_id(id=access.company_id)

    def build(typed: Typed) -> Page:
        return collections_page(
            company=company, bank=typed.text("bank"), may_make=access.may("CLERK"), may_set=access.may("ACCOUNTANT"),
            on=today(),
        )  # fmt: skip

    made: list[str] = []

    def do(typed: Typed) -> str:
        if typed.form == "setup":
            _demand(access, "ACCOUNTANT")
            return _set_up(company, access.actor, typed)
        _demand(access, "CLERK")
        order = MakeOrder(
            typed.needed("bank_account"), _scheme(typed), typed.day("to"),
            typed.day("from") if typed.text("from") else None, typed.is_on("with_all"),
        )  # fmt: skip
        done = make_collection(company=company, actor=access.actor, order=order, today=today())
        made.append(reverse("direct_debit", args=[company.id, done.number]))
        told = worded(
            _("Collection {number}: {debits:debit|debits}, {amount}."),
            number=done.number, debits=done.debits, amount=value(done.amount),
        )  # fmt: skip
        return f"{told} {left_out_told(done)}".strip()

    return answer(request, access, build, Change(do, then=lambda _typed: made[0] if made else ""))


def _set_up(company: CompanyFacts, actor: str, typed: Typed) -> str:
    terms = DebitTerms(
        typed.text("creditor_id"), typed.text("name"), typed.text("bic"), typed.needed("version"),
        typed.is_on("is_batch"), typed.is_on("other"), typed.text("bankgirot"),
    )  # fmt: skip
    set_debit_setup(company=company, actor=actor, number=typed.needed("bank"), terms=terms)
    return _("Bank account {bank_account} is set up to collect.").format(bank_account=typed.text("bank"))


def _demand(access: Access, role: str) -> None:
    if not access.may(role):
        raise Http404


def _scheme(typed: Typed) -> Scheme:
    if typed.text("scheme") not in list(Scheme):
        raise Http404
    return Scheme(typed.text("scheme"))


@demands("READER")
def direct_debit(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """One collection; a clerk checks, changes, posts and rejects, an accountant creates the file."""
    company = company_by_id(id=access.company_id)
    _found(company, number)

    def build(typed: Typed) -> Page:
        return collection_page(
            company=company, number=number, may_change=access.may("CLERK"), may_export=access.may("ACCOUNTANT"),
            debit=typed.text("debit"),
        )  # fmt: skip

    def do(typed: Typed) -> str:
        is_accountants = typed.form == "export" or (
            typed.form == "close" and was_exported(company=company, number=number)
        )
        _demand(access, "ACCOUNTANT" if is_accountants else "CLERK")
        if typed.text("remove"):
            debit = typed.key("remove")
            changing.remove_debit(company=company, actor=access.actor, collection=number, number=debit, today=today())
            return _("Debit {debit} is taken out of collection {number}.").format(debit=debit, number=number)
        if typed.form not in _DOES:
            raise Http404
        return _DOES[typed.form](company, access.actor, number, typed)

    return answer(request, access, build, Change(do))


def _found(company: CompanyFacts, number: str) -> None:
    try:
        find_collection(company=company, number=number)
    except CollectionUnknown as unknown:
        raise Http404 from unknown


def _check(company: CompanyFacts, actor: str, number: str, typed: Typed) -> str:
    done = check_collection(
        company=company, actor=actor, number=number, as_of=today(), resets_dates=typed.is_on("reset")
    )
    return worded(_("{fit:debit|debits} may go to the bank, {faulty} may not."), fit=done.fit, faulty=done.faulty)


def _edit(company: CompanyFacts, actor: str, number: str, typed: Typed) -> str:
    change = changing.DebitChange(
        typed.text("amount") or None, typed.day("day") if typed.text("day") else None,
        typed.text("message") or None, typed.text("mandate") or None,
    )  # fmt: skip
    row = changing.change_debit(
        company=company, actor=actor, collection=number, number=typed.key("debit"), change=change, today=today()
    )
    return _("Debit {debit} is changed.").format(debit=row.transaction_id)


def _export(company: CompanyFacts, actor: str, number: str, _typed: Typed) -> str:
    done = export_collection(company=company, actor=actor, number=number, today=today())
    told = _("{file}: {debits:debit|debits}, {amount}.")
    return worded(told, file=done.name, debits=done.debits, amount=value(done.amount))


def _post(company: CompanyFacts, actor: str, number: str, typed: Typed) -> str:
    is_preview = typed.is_on("preview")
    done = post_collection(company=company, actor=actor, number=number, today=today(), is_preview=is_preview)
    return " ".join(posted_told(done, is_preview=is_preview))


def _reject(company: CompanyFacts, actor: str, number: str, typed: Typed) -> str:
    rejection = Rejection(typed.text("reason"), typed.text("text"), typed.day("day") if typed.text("day") else None)
    done = reject_debit(company=company, actor=actor, collection=number, number=typed.key("debit"), rejection=rejection)
    told = _("Debit {debit} is rejected, {reason}: {amount} of {document} is open.")
    return told.format(debit=done.debit, reason=done.reason, amount=value(done.amount), document=done.document)


def _status(company: CompanyFacts, actor: str, _number: str, typed: Typed) -> str:
    upload = typed.file("file")
    stream = io.BytesIO(upload.read())
    done = take_status_report(company=company, actor=actor, name=upload.name or "pain.002", stream=stream)
    told = _("Collection {number}: {accepted} accepted, {waiting} waiting, {rejected} rejected, {known} known.")
    said = told.format(
        number=done.collection, accepted=done.accepted, waiting=done.waiting, rejected=len(done.rejected),
        known=done.known,
    )  # fmt: skip
    stuck = _("Debit {debit} was rejected and stands.")
    return " ".join((said, *(f"{stuck.format(debit=one.debit)} {wording(one.why)}" for one in done.stuck)))


def _close(company: CompanyFacts, actor: str, number: str, typed: Typed) -> str:
    typed.needed("sure")
    row = changing.close_collection(company=company, actor=actor, number=number, reason=typed.text("reason"))
    return _("Collection {number}: {state}.").format(number=number, state=collection_state(row.state))


_DOES = {
    "check": _check, "edit": _edit, "export": _export, "post": _post, "reject": _reject, "status": _status,
    "close": _close,
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def direct_debit_file(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """The collection's file as it was created; 404 before that."""
    company = company_by_id(id=access.company_id)
    _found(company, number)
    row = find_collection(company=company, number=number)
    if row.file_id is None or row.state not in ("FILE_CREATED", "POSTED"):
        raise Http404
    done = export_collection(company=company, actor=access.actor, number=number, today=today())
    return handed_out(done.content, done.name, kind="application/octet-stream")


@demands("READER")
def mandates(request: HttpRequest, access: Access) -> HttpResponse:
    """All mandates, or those of ?customer=; a clerk keeps a new one."""
    company = company_by_id(id=access.company_id)

    def build(typed: Typed) -> Page:
        customer = typed.text("customer") if not typed.form else ""
        try:
            return mandates_page(company=company, customer=customer, on=today(), may_change=access.may("CLERK"))
        except PartyUnknown as unknown:
            raise Http404 from unknown

    def do(typed: Typed) -> str:
        _demand(access, "CLERK")
        customer, number = typed.needed("customer"), typed.text("number")
        row = create_mandate(company=company, actor=access.actor, customer=customer, terms=_terms(typed), number=number)
        return _("Mandate {mandate} is kept.").format(mandate=row.number)

    return answer(request, access, build, Change(do))


def _terms(typed: Typed) -> MandateTerms:
    days = {name: typed.day(name) if typed.text(name) else None for name in ("from", "to", "signed")}
    return MandateTerms(
        _scheme(typed), typed.text("account"), typed.text("bic"), typed.text("payer_number"), days["from"], days["to"],
        days["signed"], typed.is_on("one_off"), typed.number("expected") if typed.text("expected") else None,
    )  # fmt: skip


@demands("READER")
def mandate(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """One mandate; a clerk changes, blocks and closes it."""
    company = company_by_id(id=access.company_id)

    def build(_typed: Typed) -> Page:
        try:
            return mandate_page(company=company, number=number, on=today(), may_change=access.may("CLERK"))
        except MandateUnknown as unknown:
            raise Http404 from unknown

    def do(typed: Typed) -> str:
        _demand(access, "CLERK")
        act = partial(_turn, company, access.actor, number)
        if said := act(typed):
            return said
        change_mandate(company=company, actor=access.actor, number=number, terms=_terms(typed))
        return _("Mandate {mandate} is changed.").format(mandate=number)

    return answer(request, access, build, Change(do))


def _turn(company: CompanyFacts, actor: str, number: str, typed: Typed) -> str:
    """What a button of the page does; "" where none was pressed."""
    if typed.text("block") or typed.text("unblock"):
        is_blocked = bool(typed.text("block"))
        block_mandate(company=company, actor=actor, number=number, is_blocked=is_blocked)
        told = _("Mandate {mandate} is blocked.") if is_blocked else _("Mandate {mandate} may be used again.")
        return told.format(mandate=number)
    if typed.text("close") or typed.text("reopen"):
        is_closed = bool(typed.text("close"))
        close_mandate(company=company, actor=actor, number=number, is_closed=is_closed)
        told = _("Mandate {mandate} is closed.") if is_closed else _("Mandate {mandate} is open again.")
        return told.format(mandate=number)
    return ""
