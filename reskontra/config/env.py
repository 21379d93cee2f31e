"""Typed readers of the environment and the configuration file, which fail loudly."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from platformdirs import user_config_path, user_data_path


class Misconfigured(Exception):
    """The environment or the configuration file says something that cannot be used."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the configuration file may set; the environment wins over it."""

    database: str = ""
    company: str = ""
    language: str = ""
    oidc_server: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_name: str = ""
    user_mail_server: str = ""
    user_mail_sender: str = ""
    user_mail_password: str = ""
    second_step: str = ""


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """An OpenID Connect server that people may sign in by. server "": off; name: what people call it."""

    server: str = ""
    client: str = ""
    secret: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class UserMail:
    """By whom and which server the installation mails its users. server "": it has none of its own."""

    server: str = ""
    sender: str = ""
    password: str = ""


def single_sign_on(found: Configuration) -> SingleSignOn:
    """From RESKONTRA_OIDC_SERVER and its like, else from the configuration file; server, client, secret or none."""
    told = _told("oidc", SingleSignOn.__slots__, found)
    if not _is_whole("Single sign-on", "oidc", {key: told[key] for key in ("server", "client", "secret")}):
        return SingleSignOn()
    if urlsplit(told["server"]).scheme not in ("http", "https"):
        raise Misconfigured(f'oidc_server is "{told["server"]}". Write the address of the server: https://…')
    return SingleSignOn(**told | {"name": told["name"] or urlsplit(told["server"]).hostname or told["server"]})


def user_mail(found: Configuration) -> UserMail:
    """From RESKONTRA_USER_MAIL_SERVER and its like, else from the configuration file; server and sender or neither.

    No company may name the variable of its password as that of its own server: see mail_server.PASSWORD_NAMES.
    """
    told = _told("user_mail", UserMail.__slots__, found)
    is_whole = _is_whole("Mail to users", "user_mail", {key: told[key] for key in ("server", "sender")})
    return UserMail(**told) if is_whole else UserMail()


def _told(about: str, keys: Sequence[str], found: Configuration) -> dict[str, str]:
    """What the environment says of each key, else the file."""
    return {key: os.environ.get(f"RESKONTRA_{about}_{key}".upper()) or getattr(found, f"{about}_{key}") for key in keys}


def _is_whole(what: str, about: str, needed: Mapping[str, str]) -> bool:
    """Whether all that it needs is said; False where nothing of it is."""
    missing = [f"{about}_{key}" for key, value in needed.items() if not value]
    if missing and len(missing) < len(needed):
        raise Misconfigured(f"{what} lacks {', '.join(missing)}. Set it, or take the rest of {about}_ away.")
    return not missing


def config_path() -> Path:
    """RESKONTRA_CONFIG, else config.toml in the user's configuration directory."""
    named = os.environ.get("RESKONTRA_CONFIG")
    return Path(named) if named else user_config_path("reskontra") / "config.toml"


def read_configuration(path: Path) -> Configuration:
    """The file's keys, those of Configuration; no file is the same as an empty one, unless it was named."""
    if not path.exists() and not os.environ.get("RESKONTRA_CONFIG"):
        return Configuration()
    try:
        with path.open("rb") as file:
            found: dict[str, Any] = tomllib.load(file)
    except FileNotFoundError as reason:
        raise Misconfigured(f"{path} does not exist. Make it, or name another with RESKONTRA_CONFIG.") from reason
    except (OSError, tomllib.TOMLDecodeError) as reason:
        raise Misconfigured(f"{path} cannot be read: {reason}. Correct or remove the file.") from reason
    known = set(Configuration.__slots__)
    for key, value in found.items():
        if key not in known or not isinstance(value, str):
            raise Misconfigured(f"{path}: {key} is not a setting with a text. Use {', '.join(sorted(known))}.")
    return Configuration(**found)


NO_SECRET = "no-web-server-runs-with-this-key"
# Whoever is gone without a word, as with its machine, is noticed within half a minute, not by what the system takes for
# granted: hours. A server that is gone is noticed by us, and by the server who of us is gone with a lock in its hands.
NOTICED_BY_US = {
    "connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}  # fmt: skip
NOTICED_BY_SERVER = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25s"
)
_POSTGRESQL = "django.db.backends.postgresql"
LOCK_SECONDS = 30  # how long a command waits for another that holds the books


def default_database_url() -> str:
    """An SQLite file in the user's data directory."""
    return f"sqlite:///{user_data_path('reskontra') / 'reskontra.sqlite3'}"


def database_settings(url: str) -> dict[str, Any]:
    """Django's settings for sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME."""
    parts = urlsplit(url)
    name = unquote(parts.path)[1:]  # of a file: three slashes make a relative path, four an absolute one
    if name and parts.scheme == "sqlite" and not parts.netloc:
        return _sqlite(name)
    if name and parts.scheme in ("postgresql", "postgres") and _has_port(parts):
        return _postgresql(parts)
    raise Misconfigured(f'"{url}" names no database. Write sqlite:///PATH or postgresql://USER@HOST/NAME.')


def _sqlite(path: str) -> dict[str, Any]:
    """What undoes a part of a transaction (a savepoint) grows past 64 kB into a file, as SQLite does by itself.

    With temp_store=MEMORY it is a list in memory that each statement walks along: 100,000 documents loaded into a book
    of 300,000 took ten times as long, and ever longer.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_SECONDS,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-65536; PRAGMA recursive_triggers=ON;"
                "PRAGMA wal_autocheckpoint=32768; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


def _has_port(parts: SplitResult) -> bool:
    """The port is a number, or left out."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    return {
        "ENGINE": _POSTGRESQL,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": f"-c lock_timeout={LOCK_SECONDS}s {NOTICED_BY_SERVER}", **NOTICED_BY_US},
    }


def replica_settings(name: str, database: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each database that a variable lists by comma: replicas of the one that is served. They are only read."""
    found = [database_settings(url) for url in listed(name)]
    for one in (*found, database) if found else ():
        if one["ENGINE"] != _POSTGRESQL:
            raise Misconfigured(f"{name} names replicas of PostgreSQL, and {one['NAME']} is SQLite. Take {name} away.")
        if one is not database:
            one["OPTIONS"] |= {
                "options": f"{one['OPTIONS']['options']} -c default_transaction_read_only=on",
                "connect_timeout": 2,  # whoever waits for one could have been answered by the primary
            }
    return found


def whole_number(name: str, otherwise: int) -> int:
    """A variable that is a whole number of 1 or more."""
    said = os.environ.get(name, "").strip()
    if not said:
        return otherwise
    if not (said.isascii() and said.isdigit() and len(said) <= 9 and int(said) > 0):
        raise Misconfigured(f'{name} is "{said}". Write a whole number such as {otherwise}.')
    return int(said)


def switched_on(name: str) -> bool:
    """Whether the environment says 1 for the name; 0 or nothing is no."""
    said = os.environ.get(name, "")
    if said not in ("", "0", "1"):
        raise Misconfigured(f'{name} is "{said}". Write 1 or 0.')
    return said == "1"


def one_of(name: str, words: Sequence[str], *, in_file: str = "") -> str:
    """What the environment says for the name, else the file: one of the words; the first where neither says any."""
    said = os.environ.get(name, "")
    if not said and in_file:
        name, said = name.removeprefix("RESKONTRA_").lower(), in_file
    if said and said not in words:
        raise Misconfigured(f'{name} is "{said}". Write {" or ".join(words)}.')
    return said or words[0]


def listed(name: str) -> list[str]:
    """What the environment lists by comma under the name."""
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]
