"""What is raised where the API does not do what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx


class Unreachable(Exception):
    """No answer came, however often it was tried. Whether the last request was done is not known; with its key it
    can be sent again and is not done twice.

    idempotency_key   of the request, "" where it bore none
    """

    def __init__(self, told: str, *, idempotency_key: str = "") -> None:
        super().__init__(told)
        self.idempotency_key = idempotency_key


@dataclass(frozen=True, slots=True)
class Finding:
    """One of several reasons, and where it is."""

    code: str
    detail: str
    remedy: str
    place: str
    values: Mapping[str, Any]


class Problem(Exception):
    """An answer that says no (RFC 9457). Nothing was changed, but of a Fault nobody knows.

    code       names the rule and never changes: what a program decides by; "" where something between answered
    values     what the rule saw
    detail     in the language that was asked for; remedy: the part of it that says what to do
    findings   where there are several reasons, each with its place
    """

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        self.status = status
        self.type = str(told.get("type", "about:blank"))
        self.code = str(told.get("code", ""))
        self.title = str(told.get("title", ""))
        self.detail = str(told.get("detail", "")) or self.title
        self.remedy = str(told.get("remedy", ""))
        self.place = str(told.get("place", ""))
        self.values: Mapping[str, Any] = told.get("values") or {}
        self.findings = tuple(_finding(one) for one in told.get("findings") or ())
        super().__init__(f"{status} {self.code}: {self.detail}" if self.code else f"{status} {self.detail}")


class NotUnderstood(Problem):
    """400: the request is not as the document says."""


class NotAllowed(Problem):
    """401 and 403: the token is not good, or has not the role or the scope."""


class NotThere(Problem):
    """404: what the address names is not there."""


class ChangedMeanwhile(Problem):
    """412: it is not any more as it was seen. Look at it again, and decide anew."""


class Refused(Problem):
    """422: a rule of bookkeeping says no."""


class TooManyRequests(Problem):
    """429, still after all the tries."""


class NotNow(Problem):
    """503, still after all the tries: another command holds the books."""


class Fault(Problem):
    """A bug of the server, or of what stands between. Whether it was done is not known."""


KINDS: Mapping[int, type[Problem]] = {
    400: NotUnderstood, 401: NotAllowed, 403: NotAllowed, 404: NotThere, 412: ChangedMeanwhile, 422: Refused,
    429: TooManyRequests, 503: NotNow,
}  # fmt: skip
MOST_TEXT = 300  # characters of what answers in no form of ours


def problem_of(response: httpx.Response) -> Problem:
    """The exception that an answer of status 300 or above is."""
    kind = KINDS.get(response.status_code, Fault if response.status_code >= 500 else Problem)
    return kind(response.status_code, _told(response))


def _told(response: httpx.Response) -> Mapping[str, Any]:
    try:
        found = response.json()
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"title": response.text[:MOST_TEXT] or response.reason_phrase}


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(
        code=str(told.get("code", "")), detail=str(told.get("detail", "")), remedy=str(told.get("remedy", "")),
        place=str(told.get("place", "")), values=told.get("values") or {},
    )  # fmt: skip
