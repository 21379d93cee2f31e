"""What stands around every page: places, companies, the user, language and theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, companies_by_id
from reskontra.desk.help import help_of
from reskontra.interface.auth import Access, company_ids_of
from reskontra.interface.clock import today
from reskontra.interface.role_words import ROLE_WORDS
from reskontra.interface.roles import inspects
from reskontra.interface.sessions import seconds_of_warning
from reskontra.interface.views import THEMES

# Name of the first page of a place, and the word that leads there.
PLACES = (
    ("home", noop("Home")),
    ("journals", noop("Payment reconciliation")),
    ("registration", noop("Registration")),
    ("typed_journals", noop("Receipts")),
    ("bank_accounts", noop("Bank")),
    ("customers", noop("Customers")),
    ("collecting", noop("Collecting")),
    ("vouchers", noop("Vouchers")),
    ("reports", noop("Reports")),
)
# What belongs to a place though its address begins otherwise.
ALSO = {
    "typed_journals": ("deposits/", "payment-proposals/"),
    "bank_accounts": ("transactions/", "reconciliations/"),
    "customers": (
        "vendors/",
        "new/",
        "customer-entries/",
        "vendor-entries/",
        "entries/",
        "applications/",
        "documents/",
        "customer-documents/",
        "vendor-documents/",
    ),
    "vouchers": ("accounts/", "posting-runs/"),
}
THEME_WORDS = {"auto": noop("As the device"), "light": noop("Light"), "dark": noop("Dark")}


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every template; what belongs to a company only under one. An answer of several parts asks once."""
    known: dict[str, Any] | None = getattr(request, "frame_around", None)
    if known is None:
        known = request.frame_around = _around(request)  # type: ignore[attr-defined]
    return known


def _around(request: HttpRequest) -> dict[str, Any]:
    chosen = request.COOKIES.get("theme", "auto")
    theme = chosen if chosen in THEMES else "auto"
    around: dict[str, Any] = {
        "help": help_of(request),
        "theme": theme,
        "languages": settings.LANGUAGES,
        "is_demo": settings.IS_DEMO,
        "single_sign_on": settings.OIDC.name,
        "themes": [(code, _(told)) for code, told in THEME_WORDS.items()],
    }
    if left := getattr(request, "session_left", 0):
        around |= {"session_left": left, "session_warning": seconds_of_warning()}
    access: Access | None = getattr(request, "access", None)
    if access is None or not request.user.is_authenticated:
        return around
    known = companies_by_id(ids=company_ids_of(user_id=request.user.pk))
    return around | {
        "access": access,
        "is_clerk": access.may("CLERK"),
        "is_accountant": access.may("ACCOUNTANT"),
        "inspects": inspects(access.role),
        "company": known[access.company_id],
        "companies": sorted(known.values(), key=lambda company: (company.is_archived, company.name)),
        "places": _places(request, known[access.company_id]),
        "initials": initials(request.user.get_full_name() or request.user.username),
        "role": _(ROLE_WORDS[access.role]),
        "printed_on": today(),
    }


def _places(request: HttpRequest, company: CompanyFacts) -> list[Place]:
    here, found = request.path, []
    for name, told in PLACES:
        url = reverse(name, args=[company.id])
        more = [f"/{company.id}/{other}" for other in ALSO.get(name, ())]
        is_current = here == url or (name != "home" and here.startswith((url, *more)))
        found.append(Place(_(told), url, is_current))
    return found


def initials(name: str) -> str:
    """Two letters: of the first and the last word, or the first two of one."""
    words = name.split()
    return (words[0][0] + words[-1][0] if len(words) > 1 else name[:2]).upper()
