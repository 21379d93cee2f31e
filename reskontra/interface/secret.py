"""The key of the installation: it signs sessions, and what must be read again is enciphered under it."""

from __future__ import annotations

import secrets

from django.conf import settings
from platformdirs import user_data_path


def installation_key() -> str:
    """The key that is set; where none is, the one that is kept: for pages, the worker and commands it is the same."""
    return settings.SECRET_KEY if settings.SECRET_KEY != settings.NO_SECRET else kept_secret()


def kept_secret() -> str:
    """Made once, and kept beside the data for this user alone: people stay signed in when the server starts anew."""
    path = user_data_path("reskontra") / "secret_key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = secrets.token_urlsafe(48)
        path.touch(mode=0o600)
        path.write_text(made)
        return made
