"""Pages and actions that can be gone to by a word: what people call them, in Swedish and in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import override

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.frame import PLACES
from reskontra.desk.report_kinds import GROUPS, KINDS, SAID
from reskontra.desk.setup import PLACES as SETUP
from reskontra.interface.auth import Access
from reskontra.interface.roles import inspects

LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Goal:
    """A page or an action. others: more words by which people look for it, of any language; role: the least for it."""

    name: str
    word: str
    said: str = ""
    others: str = ""
    role: str = "READER"
    args: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class GoalFound:
    word: str
    said: str
    url: str


ACTIONS = (
    Goal("statement_import", noop("Import a statement"), noop("The bank's file: camt, MT940, BgMax and others"),
         "importera utdrag kontoutdrag fil bank file upload ladda upp läs in", "CLERK"),
    Goal("journals", noop("Decide and post lines"), noop("Open journals over bank statements"),
         "bokför bokföra post matcha match avstäm betalningar payments reconcile"),
    Goal("registration", noop("Register payments"), noop("Tick off unpaid documents"),
         "registrera betalning inbetalning prick av register tick", "CLERK"),
    Goal("typed_journals", noop("Type cash receipts"), noop("A journal filled by hand"),
         "inbetalningsjournal kassa receipts payment journal typed bokför", "CLERK"),
    Goal("customer_new", noop("New customer"), noop("A customer to send invoices to"),
         "ny kund skapa lägg till add create customer", "CLERK"),
    Goal("vendor_new", noop("New vendor"), noop("A vendor to pay"),
         "ny leverantör skapa lägg till add create vendor supplier", "CLERK"),
    Goal("vendors", noop("Vendors"), noop("Who we owe"), "leverantör leverantörer vendor supplier"),
    Goal("customer_entries", noop("Customer ledger entries"), noop("Documents and payments of every customer"),
         "kundreskontra poster öppna fakturor invoices entries"),
    Goal("vendor_entries", noop("Vendor ledger entries"), noop("Documents and payments of every vendor"),
         "leverantörsreskontra poster öppna fakturor bills entries"),
    Goal("customer_document_new", noop("New customer invoice"), noop("Drafted first, posted when it is right"),
         "ny faktura skriv fakturera kreditfaktura invoice create credit memo", "CLERK"),
    Goal("vendor_document_new", noop("New vendor invoice"), noop("Drafted first, posted when it is right"),
         "ny leverantörsfaktura registrera faktura bill create", "CLERK"),
    Goal("customer_documents", noop("Customer invoices"), noop("Drafts and posted invoices and credit memos"),
         "kundfakturor fakturor utkast kreditfaktura invoices drafts credit memo"),
    Goal("vendor_documents", noop("Vendor invoices"), noop("Drafts and posted invoices and credit memos"),
         "leverantörsfakturor fakturor utkast kreditfaktura bills drafts"),
    Goal("direct_debits", noop("Direct debit"), noop("Collections and mandates"),
         "autogiro medgivande medgivanden dragning uppdrag sepa mandate mandates collect pain.008"),
    Goal("exports", noop("Files for other programs"), noop("SIE 4, and vouchers as CSV or JSON"),
         "exportera export sie fil verifikationer csv json huvudbok", "AUDITOR"),
    Goal("audit", noop("Audit trail"), noop("Who did what, when"), "logg log händelser revision", "ACCOUNTANT"),
    Goal("mfa_index", noop("Two-step sign-in"), noop("A code after the password"), "lösenord inloggning password 2fa"),
    Goal("account_change_password", noop("Change password"), "", "lösenord byt password"),
)  # fmt: skip


def goals() -> Iterator[Goal]:
    """All of them: actions first, then places, reports and set-up."""
    yield from ACTIONS
    yield from (Goal(name, word) for name, word in PLACES)
    for group, names in GROUPS:
        yield from (Goal("report", KINDS[name].word, SAID[name], group, args=(name,)) for name in names)
    for group, places in SETUP:
        yield from (Goal(one.name, one.word, one.decides, f"{group} inställningar setup", one.role) for one in places)


def goals_found(*, company: CompanyFacts, access: Access, text: str, most: int) -> list[GoalFound]:
    """Those whose words hold every word of the text, or begin with it; the ones called so first.

    Only what is built and what she may open. Without a text: the actions.
    """
    wanted = text.casefold().split()
    ranked = []
    for place, goal in enumerate(goals()):
        if not (access.may(goal.role) or (inspects(access.role) and _is_shown(company, access, goal))):
            continue
        rank = _rank(goal, wanted)
        if rank is not None and (wanted or goal in ACTIONS):
            ranked.append((rank, place, goal))
    found: dict[str, GoalFound] = {}
    for _rank_of, _place, goal in sorted(ranked, key=lambda one: one[:2]):
        url = address(company, goal)
        if url and url not in found:
            found[url] = GoalFound(_(goal.word), _(goal.said) if goal.said else "", url)
        if len(found) == most:
            break
    return list(found.values())


def _is_shown(company: CompanyFacts, access: Access, goal: Goal) -> bool:
    """Whether one who inspects may look at the goal's page."""
    url = address(company, goal).partition("?")[0]
    return bool(url) and access.opens(resolve(url).func)


def address(company: CompanyFacts, goal: Goal) -> str:
    """Of a goal's page; empty where it is not built."""
    for args in ([company.id, *goal.args], list(goal.args)):
        try:
            return reverse(goal.name, args=args) + goal.query
        except NoReverseMatch:
            continue
    return ""


def _rank(goal: Goal, wanted: list[str]) -> int | None:
    """0 where its own words begin with what is wanted, 1 where its other words do; None where any word is not there."""
    names = []
    for language in LANGUAGES:
        with override(language):
            names += _(goal.word).casefold().split()
    said = [*names, *goal.others.casefold().split()]
    if not all(any(word.startswith(part) for word in said) for part in wanted):
        return None
    return 0 if all(any(word.startswith(part) for word in names) for part in wanted) else 1
