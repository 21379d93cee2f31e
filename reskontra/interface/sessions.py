"""Where people are signed in: when each session began, was last used and ends; how a person ends her own.

A session ends after a rest, and in any case some hours after she signed in. When it was last used is kept to within
a tenth of the rest, so that looking at pages writes little.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account import app_settings
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as OfDjango
from django.http import HttpRequest

from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.noting import note
from reskontra.interface.devices import device_here
from reskontra.interface.models import BrowserSession

BEGAN, DEVICE = "began_at", "device"
USER = "_auth_user_id"  # where Django keeps it
_SHARE = 10  # of the rest: how often it is noted that a session is used
_MOST_WARNING = 120  # seconds before the end


class SessionUnknown(Refused):
    code = "session_unknown"
    template = 'There is no session "{session}" of {user} any more. Load the page again to see those that are left.'


class SessionStore(OfDjango):
    """Django's, whose rows tell whose they are. used_at: as the row that was read has it."""

    used_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def _get_session_from_db(self) -> Any:
        row = super()._get_session_from_db()  # type: ignore[misc]
        if row is not None:
            self.used_at = row.used_at
        return row

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        """The row to be written; whoever writes it uses it."""
        now = datetime.now(UTC)
        if USER in data:
            data.setdefault(BEGAN, now.timestamp())
        row = super().create_model_instance(data)
        assert isinstance(row, BrowserSession)
        row.user_id = int(data[USER]) if USER in data else None
        row.device = data.get(DEVICE, "")
        row.began_at = datetime.fromtimestamp(data.get(BEGAN, now.timestamp()), UTC)
        row.used_at = self.used_at = now
        return row


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One place where a person is signed in. number: names it without opening it."""

    number: str
    device: str
    began_at: datetime
    used_at: datetime


def has_just_begun(request: HttpRequest) -> bool:
    """Whether she signed in so lately that she need not show again who she is."""
    return bool(time.time() - request.session.get(BEGAN, 0) < app_settings.REAUTHENTICATION_TIMEOUT)


def begin(request: HttpRequest) -> None:
    """She has just signed in here."""
    request.session[BEGAN] = datetime.now(UTC).timestamp()
    request.session[DEVICE] = device_here(request)


def seconds_left(request: HttpRequest) -> int:
    """Until the session of a request ends, if it is used no more; 0 or less where it has ended."""
    began = datetime.fromtimestamp(request.session.get(BEGAN, 0), UTC)
    ends = began + timedelta(hours=settings.SESSION_HOURS)
    if used := getattr(request.session, "used_at", None):
        ends = min(ends, used + timedelta(minutes=settings.IDLE_MINUTES))
    return int((ends - datetime.now(UTC)).total_seconds())


def seconds_of_warning() -> int:
    """How long before the end it is told."""
    return min(_MOST_WARNING, settings.IDLE_MINUTES * 60 // 2)


def note_use(request: HttpRequest) -> None:
    """The session of a request is used now; written where that was noted longer ago than a tenth of the rest."""
    store, now = request.session, datetime.now(UTC)
    used = getattr(store, "used_at", None)
    if used is None or now - used < timedelta(minutes=settings.IDLE_MINUTES) / _SHARE:
        return
    note(BrowserSession.objects.filter(session_key=store.session_key), used_at=now)
    store.used_at = now  # type: ignore[attr-defined]


def sessions_of(*, user_id: int) -> list[OwnSession]:
    """Where the user is signed in, the one used last first."""
    return [OwnSession(number_of(row.session_key), row.device, row.began_at, row.used_at) for row in _living(user_id)]


def number_of(session_key: str | None) -> str:
    """What names a session on a page, where its key would open it."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()[:12]


def end_session(*, user_id: int, user: str, number: str) -> None:
    """Sign the user out where the session is.

    refuses   SessionUnknown
    """
    found = next((row for row in _living(user_id) if number_of(row.session_key) == number), None)
    if found is None:
        raise SessionUnknown(session=number[:20], user=user)
    found.delete()


def end_sessions(*, user_id: int, but: str | None = None) -> int:
    """Sign the user out everywhere, but in the session of that key; gives in how many places she was."""
    ended = [row for row in _living(user_id) if row.session_key != but]
    with places.atomic_with_home():
        for row in ended:
            row.delete()
    return len(ended)


def _living(user_id: int) -> Iterator[BrowserSession]:
    now = datetime.now(UTC)
    rested, old = now - timedelta(minutes=settings.IDLE_MINUTES), now - timedelta(hours=settings.SESSION_HOURS)
    rows = BrowserSession.objects.filter(user=user_id, expire_date__gt=now, used_at__gt=rested, began_at__gt=old)
    return iter(rows.order_by("-used_at", "session_key"))
