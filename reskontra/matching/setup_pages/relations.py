"""Who pays for whom, by a person's word: listed, added and ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.matching.actions.relations import KINDS, Relation, add_relation, end_relation, relations_of

KIND_WORDS = {
    "pays-for": noop("pays for"),
    "bill-to": noop("bill-to"),
    "group": noop("group"),
    "factor": noop("factor"),
}
LEDGERS = {"customer": noop("Customers"), "vendor": noop("Vendors")}
AT = {
    "pays_for_itself": "party", "relation_backwards": "to", "relation_exists": "payer", "party_unknown": "payer",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def relations_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        if typed.text("end"):
            return _end(company, access.actor, typed.text("end"))
        days = [typed.day(name) if typed.text(name) else None for name in ("from", "to")]
        payer, party = typed.needed("payer"), typed.needed("party")
        relation = Relation(typed.text("ledger").upper() or "CUSTOMER", payer, party, typed.text("kind"), *days)
        add_relation(company=company, actor=access.actor, relation=relation)
        return _("{payer} pays for {party}.").format(payer=payer, party=party)

    return answer(request, access, lambda typed: _page(company), Change(do))


def _end(company: CompanyFacts, actor: str, named: str) -> str:
    """From today on; the button names ledger, payer and party."""
    ledger, payer, party = [*named.split("\t"), "", ""][:3]
    end_relation(company=company, actor=actor, ledger=ledger, payer=payer, party=party, last_day=today())
    return _("{payer} pays for {party} until {date}.").format(payer=payer, party=party, date=day(today()))


def _page(company: CompanyFacts) -> Page:
    heads = (
        Head(_("Payer")), Head(_("Pays for")), Head(_("Kind")), Head(_("Ledger")), Head(_("From")), Head(_("To")),
    )  # fmt: skip
    rows = tuple(_row(one) for one in relations_of(company=company))
    kinds = tuple((kind, _(KIND_WORDS[kind])) for kind in KINDS)
    fields = (
        Field("ledger", _("Ledger"), "customer", "select", tuple((code, _(word)) for code, word in LEDGERS.items())),
        Field("payer", _("Number of the payer"), is_needed=True),
        Field("party", _("Number of the one it pays for"), is_needed=True),
        Field("kind", _("Kind"), "pays-for", "select", kinds),
        Field("from", _("First day"), hint=_("Always, if left out.")),
        Field("to", _("Last day"), hint=_("Until it is ended, if left out.")),
    )
    empty = _("Nobody pays for others. Add a parent company, a factor or a payer beside.")
    told = _("The payments of one are then looked for among the documents of the other too.")
    facts = reverse("learned_facts", args=[company.id])
    links = ((_("Other names"), f"{facts}?kind=name"), (_("Learned payers"), f"{facts}?kind=pays-for"))
    form = Form("relation", _("Add a payer"), _("Add"), fields, at=AT)
    return Page(
        _("Payers for others"), told, (Listing(_("Payers for others"), heads, rows, empty),), (form,), (), links
    )


def _row(one: Relation) -> Row:
    first, last = (day(on) if on else "" for on in (one.valid_from, one.valid_to))
    ledger = _(LEDGERS[one.ledger.lower()])
    has_ended = one.valid_to is not None and one.valid_to <= today()
    end = Button(_("End today"), "end", f"{one.ledger}\t{one.payer}\t{one.party}")
    cells = (one.payer, one.party, _(KIND_WORDS[one.kind]), ledger, first, last)
    return Row(cells, buttons=() if has_ended else (end,))
