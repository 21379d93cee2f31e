"""The place of collecting: whom to collect from next, and what each customer says of its debts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.collections.claim_words import cancelled_plan, closed_dispute
from reskontra.collections.claims_page import KEPT, claims_page
from reskontra.collections.contacts import CONTACT_WORDS, ContactOrder, log_contacts
from reskontra.collections.customer_setup import CustomerSetup, set_up_customer
from reskontra.collections.customer_setup_form import set_up_by_form
from reskontra.collections.disputes import (
    DisputeChange,
    DisputeEnd,
    DisputeOrder,
    change_dispute,
    close_dispute,
    open_dispute,
)
from reskontra.collections.hand_over_lacks import hand_over_lacks, lack_texts
from reskontra.collections.hand_overs import hand_over, take_back
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.left_letters import asked_again
from reskontra.collections.payment_plans import PlanOrder, cancel_payment_plan, make_payment_plan
from reskontra.collections.plan_sending import PlanPost
from reskontra.collections.promises import PromiseOrder, make_promise, withdraw_promise
from reskontra.collections.worklist import WORKLIST, worklist_listing
from reskontra.collections.worklist_actions import ManyOrder, do_with_many
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.handing_out import handed_out
from reskontra.interface.lists import list_answer
from reskontra.interface.parts import REFUSED, came_from, done, key_typed, keys_typed
from reskontra.interface.people import deciders
from reskontra.interface.setup import Change, Page, answer, refused_page, show
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.parties.queries import PartySummary, PartyUnknown, find_party, parties_by_id
from reskontra.receivables.applying import EntryName

KEEP = "*"  # of the form for those ticked: leave it as it is
DEFAULT_HOLD = "X"


class PlanLetterOnPaper(Refused):
    code = "plan_letter_on_paper"
    template = "The letter of payment plan {number} goes on paper. Print it, and mark it as sent."


@demands("READER")
def collecting(request: HttpRequest, access: Access) -> HttpResponse:
    """Customers with something overdue, the most urgent first."""
    company = company_by_id(id=access.company_id)
    may = access.may("CLERK")
    return list_answer(
        request,
        WORKLIST,
        lambda asked: worklist_listing(company=company, asked=asked, on=today()),
        template="collections/worklist.html",
        context={
            "here": "collecting",
            "title": _("Worklist"),
            "ticks": "customer" if may else "",
            "kinds": [(code, _(word)) for code, word in CONTACT_WORDS.items()],
            "people": deciders(company=company.id),
            "keep": KEEP,
            "default_hold": DEFAULT_HOLD,
        },
        company_id=company.id,
        currency=company.currency,
    )


@require_POST
@demands("CLERK")
def contact_several(request: HttpRequest, access: Access) -> HttpResponse:
    """Keep one contact with every customer that is ticked, say who looks after them, put what is overdue on hold.

    refuses   what do_with_many() refuses, DayNotRead; told on a page of its own, with the way back
    """
    company = company_by_id(id=access.company_id)
    known = parties_by_id(company=company, ids=set(keys_typed(request.POST.getlist("customer"))))
    numbers = tuple(one.number for one in known.values() if one.ledger == "CUSTOMER")
    back = came_from(request, reverse("collecting", args=[company.id]))
    if not numbers:
        return done(request, _("No customer was ticked."), back)
    order = _many(request, numbers)
    found = do_with_many(company=company, actor=access.actor, order=order, today=today())
    told = [worded(_("Done with {count:customer|customers}."), count=found.customers)]
    if order.contact:
        told[0] = worded(_("Kept in the log of {count:customer|customers}."), count=found.customers)
    if order.hold is not None:
        word = _("{count:document is|documents are} on hold.") if order.hold else _("{count:hold|holds} taken off.")
        told.append(worded(word, count=found.documents))
    return done(request, " ".join(told), back)


def _many(request: HttpRequest, numbers: tuple[str, ...]) -> ManyOrder:
    """What was chosen for those ticked. A next action alone is kept as a note."""
    text, following = (request.POST.get(name, "").strip() for name in ("text", "next"))
    contact = None
    if text or following:
        next_date = day_typed(following, today=today()) if following else None
        kind = request.POST.get("kind", "") if text else "NOTE"
        contact = ContactOrder(numbers, kind, text or _("Next action"), today(), next_date)
    owner, hold = request.POST.get("owner", KEEP), request.POST.get("hold", KEEP)
    code = {"off": "", "on": request.POST.get("code", "").strip() or DEFAULT_HOLD}.get(hold)
    return ManyOrder(numbers, contact, None if owner == KEEP else owner, code)


@demands("READER")
def claims(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """What a customer owes and says of it; a clerk adds to it."""
    company = company_by_id(id=access.company_id)
    try:
        customer = find_party(company=company, ledger="CUSTOMER", number=number)
    except PartyUnknown as unknown:
        raise Http404 from unknown
    may = access.may("CLERK")
    if request.method == "POST" and not may:
        raise Http404
    page = partial(claims_page, company=company, customer=customer, on=today(), may_change=may)
    if request.method == "POST" and {"letter", "mark"} & request.POST.keys():
        return _plan_letter(request, company, access.actor, page)
    return answer(request, access, lambda typed: page(), Change(partial(_do, company, access.actor, customer)))


def _do(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    forms = {
        "promise": _promise, "dispute": _dispute, "answer": _answer, "plan": _plan, "contact": _contact,
        "hand_over": _hand_over, "setup": set_up_by_form,
    }  # fmt: skip
    if typed.form in forms:
        return forms[typed.form](company, actor, customer, typed)
    if typed.text("confirm"):
        set_up_customer(company=company, actor=actor, customer=customer, wanted=CustomerSetup(is_confirmed=True))
        return _("The address of {customer} is confirmed.").format(customer=customer.number)
    if typed.text("back"):
        number = _number(typed.text("back"))
        take_back(company=company, actor=actor, number=number)
        return _("Hand-over {number} is taken back.").format(number=number)
    number = _number(typed.text("withdraw") or typed.text("cancel"))
    if typed.text("withdraw"):
        withdraw_promise(company=company, actor=actor, number=number)
        return _("Promise {number} is withdrawn.").format(number=number)
    return cancelled_plan(number, cancel_payment_plan(company=company, actor=actor, number=number))


def _plan_letter(request: HttpRequest, company: CompanyFacts, actor: str, page: Callable[[], Page]) -> HttpResponse:
    """Send the letter of a plan, or say that it was sent; in transactions of its own."""
    typed = Typed(request.POST, today())
    if typed.text("mark"):
        number, seen = _number(typed.text("mark")), None
    else:
        named, seen = asked_again(typed.text("letter"))
        number = _number(named)
    post = PlanPost(company, actor)
    try:
        if typed.text("mark"):
            post.mark_all([number])
        else:
            outcome = post.send_all(KeptOrder((number,), is_again=True, seen=seen))
            if outcome.refused:
                raise Findings(outcome.refused)
            if outcome.to_print:
                raise PlanLetterOnPaper(number=number)
    except Refused as refusal:
        return show(request, refused_page(page(), typed, refusal), status=REFUSED)
    told = _("The letter of payment plan {number} is marked as sent.")
    said = told if typed.text("mark") else _("The letter of payment plan {number} is sent.")
    return done(request, said.format(number=number), request.path)


@demands("READER")
def plan_pdf(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The letter of a payment plan: as it went out, else as it would go out now."""
    try:
        letter = PlanPost(company_by_id(id=access.company_id), access.actor).shown(number)
    except Refused as refused:
        raise Http404 from refused
    return handed_out(letter.content, letter.name, is_shown=True)


def _number(text: str) -> int:
    """Of a button, which nobody types: anything else is not found."""
    number = key_typed(text)
    if number is None:
        raise Http404
    return number


def _names(typed: Typed, customer: PartySummary) -> tuple[EntryName, ...]:
    texts = [text.strip() for text in typed.text("documents").split(",")]
    return tuple(EntryName("CUSTOMER", text, customer.number) for text in texts if text)


def _amount(typed: Typed, name: str, company: CompanyFacts) -> str:
    """As actions read it: what people type may be a sum, with a comma. The claims' own currency has the decimals."""
    return format_minor(typed.amount(name, company.currency), company.currency) if typed.text(name) else ""


def _promise(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    order = PromiseOrder(
        _names(typed, customer), typed.day("day"), _amount(typed, "amount", company), typed.text("note")
    )
    made = make_promise(company=company, actor=actor, order=order, today=today())
    told = _("Promise {number}: {amount} on {day}.")
    return told.format(number=made.number, amount=value(made.amount), day=day(made.day))


def _dispute(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    order = DisputeOrder(
        EntryName("CUSTOMER", typed.needed("document"), customer.number),
        typed.text("reason"),
        _amount(typed, "amount", company),
        typed.text("owner"),
        typed.day("deadline") if typed.text("deadline") else None,
        typed.text("note"),
    )
    made = open_dispute(company=company, actor=actor, order=order, today=today())
    told = _("Dispute {number}: {amount} of {document} is held back, {left} is asked for as before.")
    return told.format(number=made.number, amount=value(made.amount), document=made.document, left=value(made.left))


def _answer(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    file = typed.files.get("file")
    owner = typed.text("owner")
    change = DisputeChange(
        None if owner == KEPT else owner,
        typed.day("deadline") if typed.text("deadline") else None,
        typed.text("comment"),
        file.name if file else "",
        file.file if file else None,
    )
    number, outcome = typed.key("number"), typed.text("outcome")
    if not outcome or change != DisputeChange():
        change_dispute(company=company, actor=actor, number=number, change=change, today=today())
    if not outcome:
        return _("Dispute {number} is changed.").format(number=number)
    end = DisputeEnd(outcome, credited=_amount(typed, "credited", company))
    return closed_dispute(close_dispute(company=company, actor=actor, number=number, end=end))


def _plan(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    order = PlanOrder(
        names=_names(typed, customer),
        first=typed.day("first"),
        count=typed.number("count"),
        fee=_amount(typed, "fee", company),
        grace_days=typed.number("grace"),
        note=typed.text("note"),
    )
    made = make_payment_plan(company=company, actor=actor, order=order, today=today())
    told = _("Payment plan {number}: {amount} in {count:instalment|instalments}.")
    return worded(told, number=made.number, amount=value(made.total), count=len(made.instalments))


def _hand_over(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    done = hand_over(
        company=company, actor=actor, names=_names(typed, customer), to=typed.text("to"), note=typed.text("note"),
        today=today(),
    )  # fmt: skip
    told = _("Hand-over {number}: {amount}.").format(number=done.number, amount=value(done.amount))
    lacks = hand_over_lacks(company=company, customer=done.customer, as_of=today())
    return " ".join([told, *lack_texts(lacks, is_page=True)])


def _contact(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    order = ContactOrder(
        (customer.number,),
        typed.text("kind"),
        typed.text("text"),
        typed.day("happened"),
        typed.day("next") if typed.text("next") else None,
    )
    count = log_contacts(company=company, actor=actor, order=order, today=today())
    return worded(_("Kept in the log of {count:customer|customers}."), count=count)
