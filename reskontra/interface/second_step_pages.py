"""The pages of django-allauth where a second step is set up, so that she comes back to where she was led from.

And the one where she who has it moves it to another app, and is never without it.
"""

from __future__ import annotations

import logging
import time
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings as account_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import encrypt, is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from reskontra.interface.account_news import tell_user
from reskontra.interface.auth import signed_in
from reskontra.interface.devices import device_here

logger = logging.getLogger("reskontra.interface.account")


class SetUp(NextRedirectMixin, ActivateTOTPView):  # type: ignore[misc]
    """The recovery codes come first, and know where she goes on to."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, signed_in(self.request), method="mfa", type="totp", reauthenticated=True)
        return answer

    def get_success_url(self) -> str:
        to, codes = get_next_redirect_url(self.request), reverse("mfa_view_recovery_codes")
        return f"{codes}?{urlencode({'next': to})}" if to else codes


@method_decorator(login_required, name="dispatch")
class Move(SetUp):
    """Her codes come from another app from then on, and the old one lets nobody in: one key takes the place of another.

    She shows first who she is, by a code of the old app or a recovery code: a password alone moves nothing.
    """

    template_name = "mfa/totp/move_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if not is_mfa_enabled(signed_in(request), [Authenticator.Type.TOTP]):
            return redirect("mfa_activate_totp")
        if not _has_shown_a_code(request):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        return FormView.dispatch(self, request, *args, **named)  # what ActivateTOTPView asks is asked above

    def form_valid(self, form: Any) -> HttpResponse:
        user = signed_in(self.request)
        with transaction.atomic():
            step = Authenticator.objects.select_for_update().get(user=user, type=Authenticator.Type.TOTP)
            step.data, step.created_at, step.last_used_at = {"secret": encrypt(form.secret)}, timezone.now(), None
            step.save(update_fields=["data", "created_at", "last_used_at"])
            tell_user(user, "second_step_moved", device=device_here(self.request))
        clear_totp_secret(self.request)
        logger.info("account.second_step_moved user=%s", user.pk)
        get_adapter().add_message(self.request, messages.SUCCESS, "mfa/messages/totp_moved.txt")
        return redirect("mfa_index")


def _has_shown_a_code(request: HttpRequest) -> bool:
    """Whether she wrote one in these minutes, when she signed in or since."""
    since = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
    shown = get_authentication_records(request, signed_in(request))
    return any(one["method"] == "mfa" and one["at"] >= since for one in shown)


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """goes_on: a page of ours, or none."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**more)
        return found | {"goes_on": get_next_redirect_url(self.request)}


set_up = SetUp.as_view()
move = Move.as_view()
recovery_codes = RecoveryCodes.as_view()
