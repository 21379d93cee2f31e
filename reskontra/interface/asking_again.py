"""Before what does most harm in wrong hands: a person shows again who she is, and what she sent is then done.

What was sent goes along on the page that asks, and nowhere else: no session keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.forms import ReauthenticateForm as ByPassword
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.internal.ratelimit import consume
from allauth.mfa.base.forms import ReauthenticateForm as ByCode
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reskontra.database import places
from reskontra.interface.auth import Access, View, signed_in
from reskontra.interface.parts import REFUSED, came_from
from reskontra.interface.sessions import has_just_begun
from reskontra.interface.sign_in import TOO_MANY

PASSWORD, CODE = "sure_password", "sure_code"  # fields of no other form
_OURS = {PASSWORD, CODE, "csrfmiddlewaretoken"}


def asks_again(*, when: Callable[[HttpRequest, Access], bool] = lambda request, access: True) -> Callable[[View], View]:
    """Under demands(): a form of the page is done by who has just signed in, or shows again who she is.

    Who has neither password nor second step here, as with single sign-on alone, is not asked.
    when   whether what was sent is such
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, access: Access, **found: Any) -> HttpResponse:
            if request.method != "POST" or _is_sure(request) or not when(request, access):
                return view(request, access, **found)
            with places.atomic_with_home():  # a recovery code is used up there
                form = _shown(request)
                is_she = form is not None and form.is_valid()
            if is_she:
                record_authentication(request, signed_in(request), method=_means(request), reauthenticated=True)
                return view(request, access, **found)
            return _question(request, form)

        return asked

    return decorate


def _is_sure(request: HttpRequest) -> bool:
    return has_just_begun(request) or not _means(request) or did_recently_reauthenticate(request)


def _means(request: HttpRequest) -> str:
    """By what she shows who she is; "" where there is nothing that only she has."""
    user = signed_in(request)
    if is_mfa_enabled(user):
        return "mfa"
    return "password" if user.has_usable_password() else ""


def _shown(request: HttpRequest) -> Any:
    """What she showed, to be looked at; None where she was not asked yet."""
    user, by_code = signed_in(request), _means(request) == "mfa"
    if (CODE if by_code else PASSWORD) not in request.POST:
        return None
    if by_code:
        form = ByCode(user=user, data={"code": request.POST[CODE]})
    else:
        form = ByPassword(user=user, data={"password": request.POST[PASSWORD]})
    if not consume(request, app="allauth.account", action="reauthenticate", user=user):
        form.add_error(None, str(TOO_MANY))
    return form


def _question(request: HttpRequest, form: Any) -> HttpResponse:
    sent = [(name, text) for name, texts in request.POST.lists() if name not in _OURS for text in texts]
    said = [told for errors in form.errors.values() for told in errors] if form is not None else []
    context = {
        "sent": sent, "said": said, "by_code": _means(request) == "mfa", "field": CODE, "password": PASSWORD,
        "back": came_from(request, request.path),
    }  # fmt: skip
    request.help_name = "is_it_you"  # type: ignore[attr-defined]  # of this page, not of the one behind it
    return render(request, "account/sure.html", context, status=REFUSED)
