"""The pages of django-allauth where a second step is set up, so that she comes back to where she was led from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse
from django.urls import reverse

from reskontra.interface.auth import signed_in


class SetUp(NextRedirectMixin, ActivateTOTPView):  # type: ignore[misc]
    """The recovery codes come first, and know where she goes on to."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, signed_in(self.request), method="mfa", type="totp", reauthenticated=True)
        return answer

    def get_success_url(self) -> str:
        to, codes = get_next_redirect_url(self.request), reverse("mfa_view_recovery_codes")
        return f"{codes}?{urlencode({'next': to})}" if to else codes


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """goes_on: a page of ours, or none."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**more)
        return found | {"goes_on": get_next_redirect_url(self.request)}


set_up = SetUp.as_view()
recovery_codes = RecoveryCodes.as_view()
