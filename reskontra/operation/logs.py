"""The log: lines for people, or for machines as JSON; never a password, a token or another key to a door.

A message is "what.happened name=value name=value"; as JSON each value stands under its name.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

request_number: ContextVar[str] = ContextVar("request_number", default="")
HIDDEN = "[hidden]"
# What opens a door wherever it stands, and what stands behind a name that says that it does.
_KEYS = re.compile(
    r"\brk_\d+_[\w-]{8,}|\bwhsec_[\w+/=-]{8,}|(?<=/first/)[\w-]{8,}"
    r"|(?<=://)[^\s/:@]*:[^\s/@]+(?=@)"
    r"|(?i:(?<=bearer )[\w.~+/=-]{8,})"
)
_NAMED = re.compile(
    r"""(?ix)(["']?\b[\w-]*(?:password|passwd|secret|token|authorization|api[_-]?key|cookie|sessionid)["']?\s*[=:]\s*)
    ("[^"]*"|'[^']*'|(?:bearer|basic)\s+\S+|[^\s,;&}\])]+)"""
)
_VALUE = re.compile(r"(\w+)=(\S*)")
_MESSAGE = re.compile(r"[a-z_]+(?:\.[a-z_]+)+(?: \w+=\S*)*")


def redacted(text: str) -> str:
    """The text without what opens a door.

    >>> redacted("password=hunter2 path=/first/abcdefghijk/")
    'password=[hidden] path=/first/[hidden]/'
    """
    return _NAMED.sub(rf"\1{HIDDEN}", _KEYS.sub(HIDDEN, text))


class Lines(logging.Formatter):
    """As it was said."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class JsonLines(logging.Formatter):
    """An object a line: time, level, logger, event, its values, and the number of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        message = redacted(record.getMessage())
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {"time": at, "level": record.levelname.lower(), "logger": record.name}
        if _MESSAGE.fullmatch(message):
            told["event_kind"] = message.split(" ", 1)[0]
            told |= {name: value for name, value in _VALUE.findall(message) if name not in told}
        else:
            told["message"] = message
        if number := request_number.get():
            told["request"] = redacted(number)
        if record.exc_info:
            told["trace"] = redacted(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


class ToStandardError(logging.StreamHandler[TextIO]):
    """Writes to what is standard error at the moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """Of Django's setting: warnings for people; for machines also what was done, and every request."""
    formatter = JsonLines if as_json else Lines
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"stderr": {"()": ToStandardError, "formatter": "line"}},
        "loggers": {
            "reskontra": {"handlers": ["stderr"], "level": "INFO" if as_json else "WARNING"},
            "opentelemetry": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        },
    }
