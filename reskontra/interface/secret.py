"""The key that signs sessions."""

from __future__ import annotations

import secrets

from platformdirs import user_data_path


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
