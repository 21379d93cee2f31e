"""The page of the first person: herself as administrator, and the first company."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.errors import Malformed, Refused
from reskontra.core.presets import PRESETS
from reskontra.founding.first_run import FirstPerson, NewCompany, found, is_first_run
from reskontra.interface.clock import today
from reskontra.interface.forms import Choices, Field, Form
from reskontra.interface.parts import REFUSED, goto
from reskontra.interface.password_meter import judged_part, new_person, person_fields
from reskontra.interface.people import find_user
from reskontra.interface.refusals import lines
from reskontra.interface.typed_form import Typed

AT = {
    "user_exists": "username", "user_name_unreadable": "username", "password_weak": "password",
    "password_too_long": "password",
    "passwords_differ": "again", "company_unnamed": "company", "company_exists": "company",
    "not_a_currency": "currency", "preset_unknown": "preset",
}  # fmt: skip
PRESET_WORDS = {"se-bas": noop("Sweden: BAS"), "ifrs": noop("International: IFRS")}
_MONTHS = frozenset(str(number) for number in MONTHS)


@never_cache
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """404 for any other secret, and once somebody can sign in."""
    if not is_first_run(token):
        raise Http404
    form = _form(reverse("first_password", args=[token]))
    if request.method != "POST":
        return _page(request, form)
    typed = Typed(request.POST, today(), labels={field.name: field.label for field in form.fields})
    try:
        username, company = _found(token, typed)
    except (Refused, Malformed) as refusal:
        return _page(request, form.refusing(typed, code=refusal.code, said=lines(refusal)), status=REFUSED)
    login(request, find_user(username=username), backend=settings.AUTHENTICATION_BACKENDS[0])
    return goto(request, reverse("guide", args=[company.id]))


@require_POST
def first_password(request: HttpRequest, token: str) -> HttpResponse:
    """Of the one that the first person is about to choose; 404 where the page itself is."""
    if not is_first_run(token):
        raise Http404
    typed = Typed(request.POST, today())
    return judged_part(request, request.POST.get("password", ""), user=new_person(typed, joins=typed.text("company")))


def _found(token: str, typed: Typed) -> tuple[str, CompanyFacts]:
    person = FirstPerson(
        username=typed.needed("username"),
        password=typed.as_is("password"),
        again=typed.as_is("again"),
        name=typed.text("name"),
        language=(get_language() or "")[:2],
    )
    wanted = None
    if not companies():
        month = typed.text("first_month")
        wanted = NewCompany(
            name=typed.needed("company"),
            preset=typed.text("preset"),
            currency=typed.text("currency"),
            first_month=int(month) if month in _MONTHS else 1,
        )
    return found(token=token, person=person, wanted=wanted, today=today())


def _form(meter: str) -> Form:
    person = (
        *person_fields(_("Your name"), judged_at=meter),
        Field("again", _("The password once more"), "", "password", is_needed=True),
    )
    known = companies()
    if known:
        told = _("You become administrator of {companies}.").format(companies=", ".join(one.name for one in known))
        return Form("first", _("Who you are"), _("Begin"), person, told, at=AT)
    presets: Choices = tuple((code, _(PRESET_WORDS.get(code, code))) for code in PRESETS)
    months: Choices = tuple((str(number), str(word).capitalize()) for number, word in MONTHS.items())
    company = (
        Field("company", _("What the company is called"), is_needed=True),
        Field("preset", _("Chart of accounts"), next(iter(PRESETS)), "select", presets),
        Field("currency", _("Local currency"), hint=_("Left empty, that of the chart of accounts.")),
        Field("first_month", _("The fiscal year begins in"), "1", "select", months),
    )
    told = _("You become administrator. Two fiscal years are opened: this one and the one before.")
    return Form("first", _("Who you are, and your company"), _("Begin"), (*person, *company), told, at=AT)


def _page(request: HttpRequest, form: Form, *, status: int = 200) -> HttpResponse:
    return render(request, "desk/first_run.html", {"form": form, "known": companies()}, status=status)
