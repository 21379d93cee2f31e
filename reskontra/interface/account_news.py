"""What a person is told by mail of how she signs in: what of it was changed, a new device, and what ends soon.

It goes into the worker's queue with what is done, and is sent by the installation or a company that she has a role in.
What is done stands whether or not mail can be sent; no secret is in it.
"""

from __future__ import annotations

import logging
from datetime import datetime

from allauth.account.signals import password_changed
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.mfa.totp.internal.auth import validate_totp_code
from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django_tasks import task

from reskontra.database import bulk, places
from reskontra.interface.devices import device_here
from reskontra.interface.models import Membership, User

logger = logging.getLogger("reskontra.interface.account")

# What happened: the subject of the mail, and what it says.
NEWS = {
    "password": (noop("Your password was changed"), noop("The password by which {user} signs in was changed.")),
    "second_step_on": (
        noop("Two-step sign-in was turned on"),
        noop("{user} signs in by a code after the password from now on."),
    ),
    "second_step_moved": (
        noop("Two-step sign-in was moved to another app"),
        noop("{user} signs in by the codes of another app from now on; the one before lets nobody in any more."),
    ),
    "second_step_off": (
        noop("Two-step sign-in was turned off"),
        noop("{user} signs in by the password alone from now on."),
    ),
    "recovery_codes": (
        noop("New recovery codes were made"),
        noop("{user} has new recovery codes; the old ones let nobody in any more."),
    ),
    "code_again": (
        noop("A sign-in code was used again"),
        noop("The password of {user} was followed by a code that had let somebody in just before; it was refused."),
    ),
    "token": (noop("A token was made"), noop("A program is let in by a token that {user} made: {about}.")),
    "token_ends": (
        noop("A token ends soon"),
        noop("A program is let in by a token up to a day that is near, and no longer: {about}."),
    ),
    "tokens_end": (
        noop("Tokens end soon"),
        noop("Programs are let in by these tokens up to days that are near, and no longer: {about}."),
    ),
    "device": (
        noop("You signed in from a new device"),
        noop("{user} signed in from a device that was not seen before."),
    ),
    "email": (noop("Your e-mail address was changed"), noop("{user} has another e-mail address from now on.")),
    "linked": (noop("Single sign-on was linked"), noop("{user} signs in by {about}, too, from now on.")),
}

_WAS_IT_YOU = noop(
    "Was it you, or somebody you asked, there is nothing to do. Was it not: change your password, sign out "
    "everywhere else under Where you are signed in, and tell an administrator at once."
)
# What there is to do about what nobody did.
_TO_DO = {
    "token_ends": noop(
        "Does the program go on: make another token under Tokens of programs, put it where the program finds it, and "
        "revoke this one. Does it not: there is nothing to do."
    ),
    "tokens_end": noop(
        "Of each program that goes on: make another token under Tokens of programs, put it where the program finds it, "
        "and revoke the present one. Of the others there is nothing to do."
    ),
}


def tell_user(user: User, news: str, *, by: str = "", device: str = "", about: str = "", address: str = "") -> None:
    """Let her know by mail, where she has an address; in a transaction, with what is done in it.

    by        who did it, where that is told
    address   where it goes; her own without it
    """
    if not (address or user.email):
        return
    language = user.language or translation.get_language() or settings.LANGUAGE_CODE
    facts = {"by": by, "device": device, "about": about, "language": language, "at": bulk.moment().isoformat()}
    try:
        with transaction.atomic(using=places.alias_for(User)):
            send_news.enqueue(user_id=user.pk, news=news, address=address or user.email, facts=facts)
    except Error as trouble:
        logger.warning("account.news_lost user=%s news=%s reason=%s", user.pk, news, trouble)


def tell_named(username: str, news: str, **told: str) -> None:
    """The same of a user by her name; nobody is told where that is none, as of the system's own."""
    if user := User.objects.filter(username__iexact=username).first():
        tell_user(user, news, **told)


@task()
def send_news(user_id: int, news: str, address: str, facts: dict[str, str]) -> None:
    """Mail it by the server of the installation, or of a company of hers; that none takes it is in the log."""
    user = User.objects.filter(id=user_id).first()
    if user is None:
        return
    held = Membership.objects.filter(user=user).order_by("company").values_list("company", flat=True)
    with translation.override(facts["language"]):
        subject, text = words_of(user.username, news, facts)
    send = import_string(settings.ACCOUNT_MAIL)
    if not send(companies=list(held), address=address, subject=subject, text=text):
        logger.warning("account.news_unsent user=%s news=%s", user_id, news)


def words_of(username: str, news: str, facts: dict[str, str]) -> tuple[str, str]:
    """Subject and text, in the language that is active."""
    subject, said = NEWS[news]
    at = datetime.fromisoformat(facts["at"]).astimezone()
    known = ((_("When"), f"{at:%Y-%m-%d %H:%M %Z}"), (_("By"), facts["by"]), (_("Device"), facts["device"]))
    paragraphs = (
        _(said).format(user=username, about=facts["about"]),
        "" if news in _TO_DO else "\n".join(f"{word}: {value}" for word, value in known if value),
        _(_TO_DO.get(news, _WAS_IT_YOU)),
    )
    return f"Reskontra: {_(subject)}", "\n\n".join(one for one in paragraphs if one)


def _changed_password(request: HttpRequest, user: User, **_told: object) -> None:
    tell_user(user, "password", device=device_here(request))


def _second_step(news: str, kind: str, request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    """Recovery codes come and go with the second step, which is told once."""
    if authenticator.type == kind:
        tell_user(user, news, device=device_here(request))


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **_told: object) -> None:
    _second_step("second_step_on", Authenticator.Type.TOTP, request, user, authenticator)


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **_told: object) -> None:
    _second_step("second_step_off", Authenticator.Type.TOTP, request, user, authenticator)


def _made_anew(request: HttpRequest, user: User, authenticator: Authenticator, **_told: object) -> None:
    _second_step("recovery_codes", Authenticator.Type.RECOVERY_CODES, request, user, authenticator)


def _refused(request: HttpRequest, user: User, authenticator: Authenticator, **_told: object) -> None:
    """A wrong code is a slip; one that is right and was taken already may have been read over a shoulder."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    secret = get_adapter().decrypt(authenticator.data["secret"])
    if validate_totp_code(secret, request.POST.get("code", "")):
        tell_user(user, "code_again", device=device_here(request))


password_changed.connect(_changed_password, dispatch_uid="password told")
authenticator_added.connect(_added, dispatch_uid="second step told on")
authenticator_removed.connect(_removed, dispatch_uid="second step told off")
authenticator_reset.connect(_made_anew, dispatch_uid="recovery codes told")
authentication_failed.connect(_refused, dispatch_uid="code told that was used again")
