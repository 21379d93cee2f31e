"""Single sign-on by OpenID Connect: off unless the installation names a server, and for known people alone.

Who comes for the first time is told by the server's word on her e-mail address, if it says that it is verified, and is
linked to the one user who has it. From then on she is known by the server's own number for her. No user is ever made
of a visitor. Tokens of identity are taken only with the server's signature, and none is kept.
"""

from __future__ import annotations

from typing import Any

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from reskontra.core.errors import Refused
from reskontra.interface.models import User
from reskontra.interface.people import note_linked

PROVIDER = "sso"  # part of the address that is registered at the server: /account/sso/callback/
registry.register(OpenIDConnectProvider)  # here and not as an app: its client is loaded by pages, not by every command


class SignInBroken(Refused):
    code = "sign_in_broken"
    template = "{server} did not answer as it should, or the sign-in was broken off. Try again, or ask the operator."


class EmailNotVerified(Refused):
    code = "email_not_verified"
    template = "{server} does not say that your e-mail address is verified. Have it verified there, then sign in again."


class EmailUnknown(Refused):
    code = "email_unknown"
    template = "No user here has the e-mail address {email}. An administrator writes it: reskontra user email."


class UserLetOut(Refused):
    code = "user_let_out"
    template = "The user {user} may not sign in any more. An administrator lets her in again: reskontra user enable."


def user_with_email(*, email: str) -> User | None:
    """The one user with the address, whatever its case; None where there is none, or several."""
    found = list(User.objects.filter(email__iexact=email)[:2]) if email else []
    return found[0] if len(found) == 1 else None


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Links a newcomer to the user with her verified e-mail address, or refuses in words."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """refuses   EmailNotVerified, EmailUnknown, UserLetOut"""
        if sociallogin.is_existing:
            user = sociallogin.user
        else:
            address = next((one for one in sociallogin.email_addresses if one.verified), None)
            if address is None:
                raise EmailNotVerified(server=settings.OIDC.name)
            user = user_with_email(email=address.email)
            if user is None:
                raise EmailUnknown(email=address.email[:254])
        if not user.is_active:
            raise UserLetOut(user=user.username)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
            note_linked(user=user, server=settings.OIDC.name)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:
        """refuses   SignInBroken"""
        raise SignInBroken(server=settings.OIDC.name)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is sent."""


class SignedTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The server's word, with its signature; what it tells of a person besides must be of the same one."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise OAuth2Error("no id_token")
        config = self.openid_config
        claims = jwtkit.verify_and_decode(
            credential=signed,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        data = {"id_token": claims}
        if config.get("userinfo_endpoint"):
            data["userinfo"] = self._fetch_user_info(token.token)
            if data["userinfo"].get("sub") != claims.get("sub"):
                raise OAuth2Error("userinfo of another person")
        return self.get_provider().sociallogin_from_response(request, data)


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the server, and from there back to come_back().

    refuses   SignInBroken
    """
    return _answer(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the server sends the browser: signs in whom it vouches for.

    refuses   SignInBroken, EmailNotVerified, EmailUnknown, UserLetOut
    """
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        found: HttpResponse = view.adapter_view(SignedTokens(request, provider_id))(request)
    except SocialApp.DoesNotExist as off:
        raise Http404 from off
    except (requests.RequestException, OAuth2Error, KeyError, ValueError) as broken:
        raise SignInBroken(server=settings.OIDC.name) from broken
    return found
