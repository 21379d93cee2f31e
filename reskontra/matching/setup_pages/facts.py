"""What decisions taught: listed and filtered; each with its history, what it decided, and ways to put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.parts import key_asked
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day, moment
from reskontra.interface.typed_form import Typed
from reskontra.matching.actions.facts import FactChange, WantedFact, add_fact, edit_fact, revoke_fact
from reskontra.matching.fact_views import (
    KINDS,
    WORDS,
    FactUnknown,
    FactView,
    LineOfFact,
    decided_by,
    find_fact,
    history_of,
    list_facts,
)
from reskontra.matching.setup_pages.lines import MOST_SHOWN, and_more, line_heads, line_row

ON_A_PAGE = 50
AT = {
    "fact_too_short": "value", "fact_exists": "value", "fact_means_nothing": "means", "pays_for_itself": "value",
    "account_not_written": "means", "account_unknown": "means", "account_blocked": "means", "party_unknown": "means",
    "party_blocked": "means", "account_of_bank": "means",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def facts_page(request: HttpRequest, access: Access) -> HttpResponse:
    """The facts that are asked for, and a form to say one."""
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        kind, value, means = typed.text("kind"), typed.needed("value"), typed.needed("means")
        wanted = WantedFact(kind, value, means, typed.text("direction"), typed.text("note"))
        view = add_fact(company=company, actor=access.actor, wanted=wanted)
        return _("Fact {number}: {written} means {means} {name}.").format(
            number=view.fact.number, written=view.shown, means=view.means, name=view.name
        )

    if request.method == "POST":
        return answer(request, access, lambda typed: _page(company, {}, 0), Change(do))
    asked = {name: request.GET.get(name, "").strip() for name in ("of", "kind", "revoked")}
    page = _page(company, asked, key_asked(request, "after") or 0)
    kinds = [(kind, _(kind)) for kind in KINDS]
    return render(request, "matching/facts.html", {"page": page, "of": asked, "kinds": kinds})


def _page(company: CompanyFacts, asked: Mapping[str, str], after: int) -> Page:
    of = asked.get("of", "")
    found = list_facts(
        company=company,
        kind=KINDS.get(asked.get("kind", ""), ""),
        means=of if ":" in of or not of else f"customer:{of}",
        with_revoked=bool(asked.get("revoked")),
        after=after,
        most=ON_A_PAGE + 1,
    )
    shown = found[:ON_A_PAGE]
    heads = (
        Head(_("Written")), Head(_("Kind")), Head(_("Means")), Head(_("Worth")), Head(_("For"), True),
        Head(_("Against"), True), Head(_("Last")), Head(_("Note")),
    )  # fmt: skip
    rows = tuple(_row(company, view) for view in shown)
    kept = {name: text for name, text in asked.items() if text}
    older = f"?{urlencode(kept | {'after': shown[-1].fact.number})}" if len(found) > ON_A_PAGE else ""
    empty = _("Nothing is learned of this yet. Decisions on lines teach it, or say it beside.")
    told = _("Which accounts, names and texts mean whom, as decisions on lines taught it or somebody said it.")
    listing = Listing(_("What is learned"), heads, rows, empty, older)
    return Page(_("What is learned"), told, (listing,), (_form(),))


def _row(company: CompanyFacts, view: FactView) -> Row:
    fact = view.fact
    shown = f"{view.shown} ({_(fact.direction.lower())})" if fact.direction else view.shown
    cells = (
        shown, _(WORDS[fact.kind]), f"{view.means} {view.name}".strip(), _worth(view), str(fact.hits),
        str(fact.contradictions), day(fact.last), view.note,
    )  # fmt: skip
    return Row(cells, url=reverse("learned_fact", args=[company.id, fact.number]))


def _worth(view: FactView) -> str:
    return _("revoked") if view.revoked_at else _("said") if view.fact.is_confirmed else _(view.worth)


def _form() -> Form:
    fields = (
        Field("kind", _("Kind"), "account", "select", tuple((kind, _(kind)) for kind in KINDS)),
        Field(
            "value", _("Written"), is_needed=True,
            hint=_("The account, name or text; customer:NUMBER of one that pays for others."),
        ),
        Field("means", _("Means"), is_needed=True, hint=_("customer:C1 or vendor:V1; gl:6570 for a text.")),
        Field(
            "direction", _("Direction of a text"), "", "select",
            (("", _("in and out")), ("in", _("money in")), ("out", _("money out"))),
        ),
        Field("note", _("Note")),
    )  # fmt: skip
    return Form("fact", _("Say one"), _("Add"), fields, at=AT)


@demands("ACCOUNTANT", shows=True)
def fact_page(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """One fact: what taught it, what it decided, and forms to change, revoke or restore it."""
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        if typed.form == "revoke":
            decided = revoke_fact(company=company, actor=access.actor, number=number, reason=typed.text("reason"))
            said = _("It is evidence no more. It decided {count:line|lines}; they stay as they are.")
            return worded(said, count=len(decided))
        change = FactChange(
            means=typed.needed("means"),
            note=typed.text("note"),
            is_confirmed=typed.is_on("confirmed"),
            restores=typed.form == "restore",
        )
        edit_fact(company=company, actor=access.actor, number=number, change=change)
        return _("Fact {number} is changed.").format(number=number)

    def present(typed: Typed) -> FactView:
        return find_fact(company=company, number=number)

    change = Change(do, present, lambda typed: str(number))
    try:
        return answer(request, access, lambda typed: _fact(company, number), change)
    except FactUnknown as reason:
        raise Http404 from reason


def _fact(company: CompanyFacts, number: int) -> Page:
    """refuses   FactUnknown"""
    view = find_fact(company=company, number=number)
    told = _("{kind} {written} means {means} {name}. Since {date}, by {actor}.").format(
        kind=_(WORDS[view.fact.kind]).capitalize(), written=view.shown, means=view.means, name=view.name,
        date=moment(view.created_at), actor=view.created_by,
    )  # fmt: skip
    if view.revoked_at:
        revoked = _("Revoked {date} by {actor}: {reason}")
        reason = view.revoked_reason or "–"
        told = f"{told} {revoked.format(date=moment(view.revoked_at), actor=view.revoked_by, reason=reason)}"
    decided = decided_by(company=company, fact_id=view.id)
    lists = (
        Listing(
            _("What it decided ({count})").format(count=and_more(len(decided))),
            line_heads(_("Applied to"), _("State")),
            tuple(line_row(company.id, one, ", ".join(one.applied), _(one.state)) for one in decided[:MOST_SHOWN]),
            _("It has decided no line yet."),
        ),
        _history(company, history_of(company=company, fact_id=view.id)),
    )
    forms: tuple[Form, ...] = (_edit(view, "restore", _("Let it hold again"), _("Restore")),)
    if not view.revoked_at:
        forms = (_edit(view, "edit", _("Change"), _("Save")), _revoke(view))
    links = ((_("What is learned"), reverse("learned_facts", args=[company.id])),)
    return Page(_("Fact {number}").format(number=number), told, lists, forms, links=links)


def _history(company: CompanyFacts, found: Sequence[LineOfFact]) -> Listing:
    title = _("Decisions ({count})").format(count=and_more(len(found)))
    heads = line_heads(_("Applied to"), _("Effect"), _("By"), _("On"))
    rows = tuple(
        line_row(company.id, one, ", ".join(one.applied), _(one.effect), one.actor, moment(one.decided_at))
        for one in found[:MOST_SHOWN]
    )
    return Listing(title, heads, rows, _("No decision on a line taught it: somebody said it."))


def _edit(view: FactView, name: str, title: str, button: str) -> Form:
    is_said = "on" if view.fact.is_confirmed else ""
    fields = (
        Field(
            "means", _("Means"), view.means, is_needed=True,
            hint=_("Another party or account puts the decisions so far aside."),
        ),
        Field("note", _("Note"), view.note),
        Field("confirmed", _("Somebody stands by it"), is_said, "switch", hint=_("Then it holds whatever is decided.")),
    )  # fmt: skip
    return Form(name, title, button, fields, seen=stamp(view), at=AT)


def _revoke(view: FactView) -> Form:
    hint = _("Decisions do not bring it back. Lines that it decided stay; open ones can be matched again.")
    return Form(
        "revoke", _("Revoke"), _("Revoke"), (Field("reason", _("Reason")),), hint, seen=stamp(view)
    )  # fmt: skip
