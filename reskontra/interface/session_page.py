"""The list of where a person is signed in, and what an open page asks about its session."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _

from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import signed_in
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines
from reskontra.interface.sessions import end_session, end_sessions, number_of, seconds_left, sessions_of


@login_required
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Her own alone; each is ended by its number, all others by one button."""
    user, said = signed_in(request), list[str]()
    if request.method == "POST":
        try:
            return done(request, _ended(request), request.path)
        except Refused as refusal:
            said = list(lines(refusal))
    here = number_of(request.session.session_key)
    context = {
        "here": here, "said": said, "sessions": sessions_of(user_id=user.pk),
        "idle_minutes": settings.IDLE_MINUTES, "hours": settings.SESSION_HOURS,
    }  # fmt: skip
    return render(request, "account/sessions.html", context, status=REFUSED if said else 200)


def _ended(request: HttpRequest) -> str:
    user = signed_in(request)
    if number := request.POST.get("end", ""):
        end_session(user_id=user.pk, user=user.username, number=number)
        return _("You are signed out there.")
    count = end_sessions(user_id=user.pk, but=request.session.session_key)
    return worded(_("You are signed out in {count:other place|other places}."), count=count)


def session_state(request: HttpRequest) -> HttpResponse:
    """Seconds until the session ends, and what a form of it carries; POST goes on with it. Nobody's: 0."""
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0})
    return JsonResponse({"left": max(seconds_left(request), 0), "token": get_token(request)})
