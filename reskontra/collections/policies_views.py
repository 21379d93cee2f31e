"""Policies by page: what is collected by itself, and what each run did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.interest_terms import interest_terms
from reskontra.collections.policies import (
    STEPS_OF,
    PolicyFacts,
    find_policy,
    keep_policy,
    policies,
    read_channel,
    read_kind,
)
from reskontra.collections.policy_jobs import run_in_background, tried
from reskontra.collections.policy_runs import RunFacts, RunUnknown, find_run, runs
from reskontra.collections.policy_words import (
    ITEM_WORDS,
    KIND_WORDS,
    RUN_WORDS,
    STEP_WORDS,
    every_of,
    way_of,
    what_of,
    whom_of,
)
from reskontra.collections.policy_work import Item
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.collections.sending_queries import CHANNEL_WORDS, CHANNELS
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form
from reskontra.interface.jobs import JobUnknown, find_job
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer, show, without_blank
from reskontra.interface.templatetags.display import day, money
from reskontra.interface.typed_form import Typed
from reskontra.parties.chosen import Chosen
from reskontra.parties.queries import parties_by_number

AT = {
    "policy_code_unreadable": "code", "policy_exists": "code", "policy_without_terms": "terms",
    "not_a_date_formula": "every", "policy_stands_still": "every", "reminder_terms_unknown": "terms",
    "interest_terms_unknown": "terms", "policy_on_no_terms": "terms", "policy_least_negative": "least",
    "policy_steps": "send",
}  # fmt: skip
_CHOSEN = ("payment_terms", "posting_groups", "countries", "languages")


@demands("ACCOUNTANT", shows=True)
def policies_page(request: HttpRequest, access: Access) -> HttpResponse:
    """What is collected by itself: added, changed, turned on and off, tried and run in the background."""
    company = company_by_id(id=access.company_id)
    jobs: list[int] = []

    def do(typed: Typed) -> str:
        for name in ("now", "try"):
            if typed.text(name):
                job = run_in_background(
                    company=company, actor=access.actor, code=typed.text(name), is_dry=name == "try"
                )
                jobs.append(job)
                return ""
        for name, is_enabled in (("on", True), ("off", False)):
            if typed.text(name):
                changed = replace(find_policy(company=company, code=typed.text(name)), is_enabled=is_enabled)
                keep_policy(company=company, actor=access.actor, policy=changed, is_new=False)
                return _("Policy {policy} is changed.").format(policy=changed.code)
        policy = _typed(typed, company)
        is_new = not typed.text("policy")
        keep_policy(company=company, actor=access.actor, policy=policy, is_new=is_new)
        told = _("Policy {policy} is added.") if is_new else _("Policy {policy} is changed.")
        return told.format(policy=policy.code)

    def then(typed: Typed) -> str:
        return reverse("job", args=[company.id, jobs[0]]) if jobs else ""

    return answer(request, access, lambda typed: _page(company, typed), Change(do, then=then))


def _typed(typed: Typed, company: CompanyFacts) -> PolicyFacts:
    """refuses   FieldEmpty, DayNotRead, AmountNotRead, TooManyDecimals, PolicyKindUnknown, PolicyUnknown"""
    kind = read_kind(typed.text("kind"))
    chosen = Chosen(*(_codes(typed, name) for name in _CHOSEN))
    is_enabled = True
    if typed.text("policy"):
        is_enabled = find_policy(company=company, code=typed.text("policy")).is_enabled
    return PolicyFacts(
        typed.text("policy") or typed.needed("code"), _codes(typed, "terms"),
        tuple(step for step in STEPS_OF[kind] if typed.is_on(step)), typed.needed("every"), typed.day("next"),
        channel=read_channel(typed.text("channel")), stops_on_error=typed.is_on("stops"), is_enabled=is_enabled,
        kind=kind, chosen=chosen,
        least_minor=typed.amount_or_zero("least", company.currency),
    )  # fmt: skip


def _codes(typed: Typed, name: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in typed.text(name).split(","))))


def _page(company: CompanyFacts, typed: Typed) -> Page:
    heads = (
        Head(_("Code")), Head(_("What")), Head(_("Customers")), Head(_("Steps")), Head(_("Way")), Head(_("Every")),
        Head(_("Next run")),
    )  # fmt: skip
    known = policies(company=company)
    here = reverse("policies", args=[company.id])
    rows = tuple(
        Row(
            (
                one.code, what_of(one), whom_of(one, company.currency),
                ", ".join(_(STEP_WORDS[step.upper()]) for step in one.steps), way_of(one), every_of(one),
                day(one.next_date) if one.is_enabled else _("off"),
            ),
            url=f"{here}?{urlencode({'policy': one.code})}",
            buttons=(
                Button(_("Try"), "try", one.code), Button(_("Run now"), "now", one.code),
                Button(_("Turn off"), "off", one.code),
            )
            if one.is_enabled
            else (Button(_("Try"), "try", one.code), Button(_("Turn on"), "on", one.code)),
            is_current=one.code == typed.text("policy"),
        )
        for one in known
    )  # fmt: skip
    changed = next((one for one in known if one.code == typed.text("policy")), None)
    told = _("What is collected by itself. The program's clock runs what is due: reskontra tick.")
    empty = _("No policy yet. Terms that are collected by themselves stand here.")
    return Page(
        _("Automation"),
        told,
        lists=(Listing(_("Policies"), heads, rows, empty), _runs(company)),
        forms=(_form(company, changed),),
        above=(_("Collecting"), reverse("collecting", args=[company.id])),
        tabs=("collections/_places.html", "policies"),
    )


def _form(company: CompanyFacts, one: PolicyFacts | None) -> Form:
    """Of a new policy, or of the one that is changed."""
    now = one or PolicyFacts("", (), ("make",), "1D", today())
    of_reminders, of_interest = (
        ", ".join(known) or "–" for known in (reminder_terms(company=company), interest_terms(company=company))
    )
    hint = _("With commas between. Reminders: {terms}. Interest invoices: {interest}. Statements: none.")
    kinds = tuple((code, _(word)) for code, word in KIND_WORDS.items())
    ways = (("", _("As the customer has it")), *((code, _(CHANNEL_WORDS[code])) for code in CHANNELS))
    of_any = _("Separated by commas; empty for all.")

    def step(name: str, label: str) -> Field:
        return Field(name, label, "on" if name in now.steps else "", "switch")

    def codes(name: str, label: str, example: str) -> Field:
        return Field(name, label, ", ".join(getattr(now.chosen, name)), hint=of_any, example=example)

    fields = (
        *((Field("policy", value=one.code, kind="hidden"), Field("code", _("Code"), one.code, "fixed")) if one else ()),
        *(() if one else (Field("code", _("Code"), is_needed=True),)),
        Field("kind", _("What"), now.kind, "select", kinds),
        Field(
            "terms", _("Terms"), ", ".join(now.terms),
            hint=hint.format(terms=of_reminders, interest=of_interest),
        ),
        codes("payment_terms", _("Payment terms"), "30D"),
        codes("posting_groups", _("Posting group"), "EU"),
        codes("countries", _("Country"), "SE"),
        codes("languages", _("Language"), "sv"),
        Field("least", _("Overdue from"), _least(now, company), "number", hint=_("Empty for any amount.")),
        step("make", _("Make drafts")),
        step("issue", _("Issue them")),
        step("send", _("Send them")),
        Field("channel", _("Way"), now.channel, "select", ways),
        Field("every", _("Every"), now.every, hint=_("1D is daily, 1W weekly, 1M monthly.")),
        Field("next", _("Next run"), day(now.next_date)),
        Field("stops", _("Stop at the first that is refused"), "on" if now.stops_on_error else "", "switch"),
    )  # fmt: skip
    if one is None:
        return Form("policy", _("New policy"), _("Add it"), fields, at=AT, is_wide=True)
    leave = reverse("policies", args=[company.id])
    return Form("policy", _("Change the policy"), _("Save"), fields, at=AT, is_wide=True, leave=leave)


def _least(one: PolicyFacts, company: CompanyFacts) -> str:
    return money(one.least_minor, company.currency) if one.least_minor else ""


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


@demands("ACCOUNTANT", shows=True)
def policy_trial(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What a run would make, issue, send and hold back, as a trial in the background told."""
    company = company_by_id(id=access.company_id)
    try:
        job = find_job(company=company.id, number=number)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "policy_trial":
        raise Http404
    title = _("Trial of policy {policy}").format(policy=job.subject)
    told = _("Nothing is stored, and nothing is sent.") if job.outcome else _("The trial is not done.")
    above = (_("Automation"), reverse("policies", args=[company.id]))
    return show(request, Page(title, told, lists=tuple(_items(company, tried(job))), above=above))


def _items(company: CompanyFacts, found: Sequence[Item]) -> Iterator[Listing]:
    """What was done, held back and refused, in a list for each."""
    known = parties_by_number(company=company, ledger="CUSTOMER", numbers={item.customer for item in found} - {""})
    for outcome, word in ITEM_WORDS.items():
        last = Head(_("To")) if outcome == "DONE" else Head(_("Why"))
        heads = (Head(_("Customer")), Head(_("Name")), Head(_("Document")), Head(_("Step")), last)
        rows = tuple(
            Row(
                (item.customer, party.name if party else "", item.document, _(STEP_WORDS[item.step]), item.told),
                url=reverse("claims", args=[company.id, item.customer]) if party else "",
            )
            for item in found
            if item.outcome == outcome
            for party in [known.get(item.customer)]
        )
        yield without_blank(Listing(f"{_(word)} · {len(rows)}" if rows else _(word), heads, rows, _("Nothing.")))


def _run_page(company: CompanyFacts, found: RunFacts) -> Page:
    title = _("Run {number} of {policy}").format(number=found.number, policy=found.policy)
    did = ((_("Drafted"), "MAKE"), (_("Issued"), "ISSUE"), (_("Sent"), "SEND"))
    counts = " · ".join(f"{word} {found.count(step)}" for word, step in did)
    told = f"{_(RUN_WORDS[found.state])}, {value(found.started_at)}, {found.actor}. {counts}"
    above = (_("Automation"), reverse("policies", args=[company.id]))
    return Page(title, told, lists=tuple(_items(company, found.items)), above=above)
