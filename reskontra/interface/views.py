"""What a user chooses for herself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from reskontra.interface.auth import signed_in
from reskontra.interface.columns import choose_columns as keep_columns
from reskontra.interface.parts import came_from, goto
from reskontra.interface.people import choose_language_of, demo_user

THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Kept with the user, and in a cookie for the page where she signs in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated:
        choose_language_of(user_id=request.user.pk, language=chosen)
    answer = goto(request, came_from(request, "/"))
    return _remembering(answer, settings.LANGUAGE_COOKIE_NAME, chosen)


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device has it; kept in a cookie of this browser."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        raise Http404
    answer = goto(request, came_from(request, "/"))
    return _remembering(answer, "theme", chosen)


def _remembering(answer: HttpResponse, name: str, chosen: str) -> HttpResponse:
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(name, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return answer


@require_POST
@login_required
def choose_columns(request: HttpRequest) -> HttpResponse:
    """The columns of a list, kept with the user."""
    chosen = request.POST.getlist("column") if "reset" not in request.POST else []
    if not keep_columns(user_id=signed_in(request).pk, name=request.POST.get("list", ""), columns=chosen):
        raise Http404
    return goto(request, came_from(request, "/"))


@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Sign in with one click, in the demo alone."""
    user = demo_user() if settings.IS_DEMO else None
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return goto(request, "/")


def no_password(request: HttpRequest) -> HttpResponse:
    """A user without a password, such as the demo's, gets one from an administrator alone."""
    raise Http404
