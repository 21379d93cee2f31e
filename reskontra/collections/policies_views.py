"""Policies by page: what is collected by itself, and what each run did."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.policies import PolicyFacts, find_policy, keep_policy, policies
from reskontra.collections.policy_runs import RunFacts, RunUnknown, find_run, runs
from reskontra.collections.policy_words import ITEM_WORDS, RUN_WORDS, STEP_WORDS
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer, show
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed

AT = {
    "policy_code_unreadable": "code", "policy_exists": "code", "policy_without_terms": "terms",
    "not_a_date_formula": "every", "policy_stands_still": "every", "reminder_terms_unknown": "terms",
}  # fmt: skip


@demands("ACCOUNTANT")
def policies_page(request: HttpRequest, access: Access) -> HttpResponse:
    """What is collected by itself: added, turned on and off, run at the next tick."""
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        for name, values in (
            ("on", {"is_enabled": True}),
            ("off", {"is_enabled": False}),
            ("now", {"next_date": today()}),
        ):
            if typed.text(name):
                changed = replace(find_policy(company=company, code=typed.text(name)), **values)
                keep_policy(company=company, actor=access.actor, policy=changed, is_new=False)
                return _("Policy {policy} is changed.").format(policy=changed.code)
        steps = tuple(step for step in ("make", "issue", "send") if typed.is_on(step))
        policy = PolicyFacts(
            typed.needed("code"), (typed.text("terms"),), steps, typed.needed("every"), typed.day("next"),
            stops_on_error=typed.is_on("stops"),
        )  # fmt: skip
        keep_policy(company=company, actor=access.actor, policy=policy, is_new=True)
        return _("Policy {policy} is added.").format(policy=policy.code)

    return answer(request, access, lambda typed: _page(company), Change(do))


def _page(company: CompanyFacts) -> Page:
    heads = (Head(_("Code")), Head(_("Terms")), Head(_("Steps")), Head(_("Every")), Head(_("Next run")))
    rows = tuple(
        Row(
            (
                one.code, ", ".join(one.terms), ", ".join(_(STEP_WORDS[step.upper()]) for step in one.steps), one.every,
                day(one.next_date) if one.is_enabled else _("off"),
            ),
            buttons=(Button(_("Run at the next tick"), "now", one.code), Button(_("Turn off"), "off", one.code))
            if one.is_enabled
            else (Button(_("Turn on"), "on", one.code),),
        )
        for one in policies(company=company)
    )  # fmt: skip
    terms = tuple((code, code) for code in reminder_terms(company=company))
    fields = (
        Field("code", _("Code"), is_needed=True),
        Field("terms", _("Reminder terms"), kind="select", choices=terms),
        Field("make", _("Draft reminders"), "on", "switch"),
        Field("issue", _("Issue them"), kind="switch"),
        Field("send", _("Send them"), kind="switch"),
        Field("every", _("Every"), "1D", hint=_("1D is daily, 1W weekly, 1M monthly.")),
        Field("next", _("Next run"), day(today())),
        Field("stops", _("Stop at the first that is refused"), kind="switch"),
    )
    told = _("What is collected by itself. The program's clock runs what is due: reskontra tick.")
    empty = _("No policy yet. Terms that are collected by themselves stand here.")
    return Page(
        _("Automation"),
        told,
        lists=(Listing(_("Policies"), heads, rows, empty), _runs(company)),
        forms=(Form("policy", _("New policy"), _("Add it"), fields, at=AT),),
        above=(_("Collecting"), reverse("collecting", args=[company.id])),
        tabs=("collections/_places.html", "policies"),
    )


def _runs(company: CompanyFacts) -> Listing:
    heads = (
        Head(_("Run"), True), Head(_("Policy")), Head(_("Begun")), Head(_("State")), Head(_("Drafted"), True),
        Head(_("Issued"), True), Head(_("Sent"), True), Head(_("Refused"), True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(one.number), one.policy, value(one.started_at), _(RUN_WORDS[one.state]), str(one.count("MAKE")),
                str(one.count("ISSUE")), str(one.count("SEND")), str(sum(i.outcome == "REFUSED" for i in one.items)),
            ),
            url=reverse("policy_run", args=[company.id, one.number]),
        )
        for one in runs(company=company)
    )  # fmt: skip
    return Listing(_("Runs"), heads, rows, _("No run yet."))


@demands("READER")
def policy_run(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What a run made, issued, sent, held back and why."""
    company = company_by_id(id=access.company_id)
    try:
        found = find_run(company=company, number=number)
    except RunUnknown as unknown:
        raise Http404 from unknown
    return show(request, _run_page(company, found))


def _run_page(company: CompanyFacts, found: RunFacts) -> Page:
    lists = []
    for outcome, word in ITEM_WORDS.items():
        items = [item for item in found.items if item.outcome == outcome]
        heads = (Head(_("Step")), Head(_("Customer")), Head(_("Document")), Head(_("Why")))
        rows = tuple(Row((_(STEP_WORDS[item.step]), item.customer, item.document, item.told)) for item in items)
        lists.append(Listing(_(word), heads, rows, _("Nothing.")))
    title = _("Run {number} of {policy}").format(number=found.number, policy=found.policy)
    told = f"{_(RUN_WORDS[found.state])}, {value(found.started_at)}, {found.actor}"
    return Page(title, told, lists=tuple(lists), above=(_("Automation"), reverse("policies", args=[company.id])))
