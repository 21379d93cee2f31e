"""The page of repayments: proposed by one, approved by another, and the letter of each with its sending."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.kept_jobs import mail_kept_in_background
from reskontra.collections.kept_post import KeptOrder, KeptToSend, kept_letter_told
from reskontra.collections.left_letters import asked_again
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.refund_letters import TOLD_STATES
from reskontra.collections.refund_sending import RefundPost
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form, labels_of
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED, done, keys_typed
from reskontra.interface.setup import Button, Head, Listing, Page, Row, refused_page, show
from reskontra.interface.templatetags.display import money
from reskontra.interface.typed_form import Typed
from reskontra.receivables.cli_repayments import STATES
from reskontra.receivables.repayments import RepaymentOrder, approve_repayment, cancel_repayment, propose_repayment
from reskontra.receivables.repayments_list import RepaymentLine, repayments

MOST_ROWS = 500
AT = {
    "party_unknown": "customer", "credit_currencies": "customer", "no_credit_to_pay_back": "customer",
    "more_than_credit": "amount", "not_an_amount": "amount", "no_account_to_pay": "account",
    "account_to_pay_unclear": "account", "account_to_pay_unknown": "account", "account_to_pay_wrong": "account",
}  # fmt: skip


class NoRefundToPrint(Refused):
    code = "no_refund_letter_to_print"
    template = "No letter of a repayment of {company} is to be printed. Approve repayments first."


def _approves(request: HttpRequest, access: Access) -> bool:
    return "approve" in request.POST and access.may("ACCOUNTANT")


@demands("READER")
@asks_again(when=_approves)
def refunds(request: HttpRequest, access: Access) -> HttpResponse:
    """Repayments and their letters; a clerk proposes and gives up, an accountant approves and sends.

    Each letter is transactions of its own.
    """
    company = company_by_id(id=access.company_id)
    build = partial(refunds_page, company=company, may_send=access.may("ACCOUNTANT"), may_propose=access.may("CLERK"))
    if request.method != "POST":
        return show(request, build())
    typed = Typed(request.POST, today())
    typed.labels = labels_of(build().forms)
    if not access.may("CLERK" if typed.form == "propose" or typed.text("cancel") else "ACCOUNTANT"):
        raise Http404
    try:
        if typed.form == "paper":
            return _paper(company, access.actor)
        job = _in_background(company, access.actor) if typed.form == "mail" else None
        if job is not None:
            return done(request, "", reverse("job", args=[company.id, job]))
        said = _decide(company, access.actor, typed) or _do(company, access.actor, typed)
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(build(), typed, refusal), status=REFUSED)
    return done(request, said, request.path)


@demands("READER")
def refund_pdf(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The letter of an approved repayment: as it went out, else as it would go out now."""
    company = company_by_id(id=access.company_id)
    try:
        letter = RefundPost(company, access.actor).shown(number)
    except Refused as refused:
        raise Http404 from refused
    return handed_out(letter.content, letter.name, is_shown=True)


def _decide(company: CompanyFacts, actor: str, typed: Typed) -> str:
    """Propose, approve or give up, as was pressed; "" where it was something else."""
    if typed.form == "propose":
        order = RepaymentOrder(
            typed.needed("reason"), typed.needed("customer"), amount=typed.text("amount"), account=typed.text("account")
        )
        made = propose_repayment(company=company, actor=actor, order=order)
        told = _("Repayment {number}: {amount} of {document} to {account}, waits for approval.")
        return " ".join(
            told.format(number=one.number, amount=value(one.amount), document=one.document, account=one.account)
            for one in made
        )
    if typed.text("approve"):
        one = approve_repayment(company=company, actor=actor, number=typed.key("approve"))
        told = _("Repayment {number} is approved: pay {amount} to {account}.")
        return told.format(number=one.number, amount=value(one.amount), account=one.account)
    if typed.text("cancel"):
        one = cancel_repayment(company=company, actor=actor, number=typed.key("cancel"))
        told = _("Repayment {number} is cancelled: {amount} of {document} is free again.")
        return told.format(number=one.number, amount=value(one.amount), document=one.document)
    return ""


def _in_background(company: CompanyFacts, actor: str) -> int | None:
    """The job that mails all that wait, where they are many."""
    return mail_kept_in_background(RefundPost(company, actor), KeptOrder())


def _do(company: CompanyFacts, actor: str, typed: Typed) -> str:
    """refuses   what could not be sent, each letter for itself; the others went out"""
    if typed.text("mark"):
        marked = typed.key("mark")
        RefundPost(company, actor).mark_all((marked,))
        return _("The letter of repayment {number} is marked as sent.").format(number=marked)
    order = KeptOrder()
    if typed.text("again"):
        name, seen = asked_again(typed.text("again"))
        order = KeptOrder(tuple(keys_typed([name])), is_again=True, seen=seen)
        if not order.numbers:
            raise Http404
    outcome = RefundPost(company, actor).send_all(order)
    if outcome.refused:
        raise Findings(outcome.refused)
    return worded(_("{count:letter is|letters are} sent."), count=len(outcome.mailed))


def _paper(company: CompanyFacts, actor: str) -> HttpResponse:
    """refuses   NoRefundToPrint"""
    post = RefundPost(company, actor)
    waiting = [one for one in post.to_send() if _is_waiting(one) and one.channel == "PRINT"]
    numbers = tuple(one.number for one in waiting[:LETTERS_IN_FILE])
    written: list[bytes] = []
    if numbers:
        post.send_all(KeptOrder(numbers), lambda pdf, _documents: written.append(pdf))
    if not written:
        raise NoRefundToPrint(company=company.name)
    return handed_out(written[0], f"refunds-{today().isoformat()}.pdf")


def _is_waiting(one: KeptToSend) -> bool:
    return one.card is not None and one.was_not_sent and not one.is_unclear


def refunds_page(*, company: CompanyFacts, may_send: bool, may_propose: bool) -> Page:
    """All repayments, the newest first, with what became of their letters."""
    found = repayments(company=company, with_all=True)[::-1]
    told = [one.number for one in found if one.state in TOLD_STATES]
    letters = {one.number: one for one in RefundPost(company, "").to_send(told)} if told else {}
    heads = (
        Head(_("Number")), Head(_("Customer and account")), Head(_("Document")), Head(_("Amount"), True),
        Head(_("State")), Head(_("Letter")),
    )  # fmt: skip
    waiting = {one.number for one in found if one.state == "APPROVED"}
    rows = tuple(_row(company, one, letters.get(one.number), may_send, may_propose) for one in found[:MOST_ROWS])
    return Page(
        _("Repayments"),
        _("Credit that is paid back, and the letter that tells the customer of it."),
        lists=(Listing(_("Repayments"), heads, rows, _("No credit is paid back yet.")),),
        forms=(
            *((_propose(),) if may_propose else ()),
            *(_forms([one for one in letters.values() if one.number in waiting]) if may_send else ()),
        ),
        links=((_("Payment proposals"), reverse("proposals", args=[company.id])),),
        above=(_("Letters"), reverse("letters", args=[company.id])),
        tabs=("collections/_places.html", "letters"),
    )


def _row(
    company: CompanyFacts, one: RepaymentLine, letter: KeptToSend | None, may_send: bool, may_propose: bool
) -> Row:
    cells = (
        str(one.number), f"{one.account} {one.name}, {one.account_number}", one.document,
        f"{money(one.amount.minor, one.amount.currency)} {one.amount.currency}",
        _(STATES[one.state]), kept_letter_told(letter) if letter else "–",
    )  # fmt: skip
    url = reverse("refund_pdf", args=[company.id, one.number]) if letter and letter.is_shown else ""
    buttons: tuple[Button, ...] = ()
    if may_send and one.state == "PROPOSED":
        buttons = (Button(_("Approve"), "approve", str(one.number)),)
    if may_propose and one.state in ("PROPOSED", "APPROVED"):
        buttons = (*buttons, Button(_("Give up"), "cancel", str(one.number)))
    if may_send and letter and letter.card and letter.was_not_sent and letter.state != "SENDING":
        again = (Button(_("Send again"), "again", f"{letter.name} {letter.seen}"),) if letter.is_unclear else ()
        buttons = (*again, Button(_("Mark as sent"), "mark", letter.name), *buttons)
    return Row(cells, url, buttons)


def _propose() -> Form:
    fields = (
        Field("customer", _("Customer"), is_needed=True),
        Field("amount", _("Amount"), hint=_("Empty for all that is free.")),
        Field("account", _("To account"), hint=_("Where the customer has several.")),
        Field("reason", _("Reason"), is_needed=True),
    )
    hint = _("Somebody else approves it; then a payment proposal takes it along.")
    return Form("propose", _("Pay credit back"), _("Propose"), fields, hint=hint, at=AT)


def _forms(letters: list[KeptToSend]) -> tuple[Form, ...]:
    waiting = [one for one in letters if _is_waiting(one)]
    by_mail = sum(one.channel == "EMAIL" for one in waiting)
    forms = []
    if by_mail:
        told = worded(_("{count:letter|letters} by e-mail, each with its PDF."), count=by_mail)
        forms.append(Form("mail", _("Send by e-mail"), _("Send"), (), hint=told))
    if len(waiting) > by_mail:
        told = worded(_("{count:letter|letters} in one PDF. They count as sent then."), count=len(waiting) - by_mail)
        forms.append(Form("paper", _("Print"), _("Make the PDF"), (), hint=told))
    return tuple(forms)
