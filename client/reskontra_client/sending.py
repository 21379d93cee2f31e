"""Requests and their answers: sent again where that is safe, and so that nothing is done twice."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Generic, TypedDict, TypeVar, Unpack
from urllib.parse import quote, unquote

import httpx

from reskontra_client.problems import Unreachable, problem_of
from reskontra_client.values import Answer, Download, Seen, Upload, body_written, etag_of, upload_read, written

Item = TypeVar("Item")
BASE = "/api/v1/"
KEY = "Idempotency-Key"
FIRST_WAIT = 0.5  # seconds, twice as long each time
LOST = (502, 504)  # of what stands between: the request may have been done, or not
FREE = (429, 503)  # not done; Retry-After tells when to try again


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is sent again, and how long it is waited for that.

    again   after the first time, so many times
    most    seconds before one of them: where the server asks for more, its answer is raised
    pause   waits so many seconds
    """

    again: int = 5
    most: float = 60.0
    pause: Callable[[float], object] = time.sleep


@dataclass(frozen=True, slots=True)
class Request:
    """One request, as often as it is sent. repeatable: whether twice is as good as once."""

    method: str
    address: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    form: Mapping[str, str] | None = None
    files: Mapping[str, tuple[str, bytes]] | None = None

    @property
    def is_repeatable(self) -> bool:
        return self.method != "POST" or KEY in self.headers


class Said(TypedDict, total=False):
    """What a request says. idempotency_key: "" makes one; without it none is sent. query, form: None is left out."""

    query: Mapping[str, object]
    body: Mapping[str, Any]
    form: Mapping[str, object]
    files: Mapping[str, Upload]
    idempotency_key: str
    if_match: Seen


class Sender:
    """Sends requests of one token."""

    def __init__(self, http: httpx.Client, patience: Patience) -> None:
        self._http = http
        self._patience = patience

    def pause(self, seconds: float) -> None:
        """Wait, as its patience does."""
        self._patience.pause(seconds)

    def call(self, method: str, path: str, parts: Sequence[object] = (), **said: Unpack[Said]) -> Any:
        """What the answer tells: an Answer of an object, a Download of a file, None of nothing.

        path     with {} for each of parts
        raises   Problem, Unreachable
        """
        headers = {}
        if "idempotency_key" in said:
            headers[KEY] = said["idempotency_key"] or uuid.uuid4().hex
        if seen := said.get("if_match"):
            headers["If-Match"] = etag_of(seen)
        if (body := said.get("body")) is not None:
            headers["Content-Type"] = "application/json"
        request = Request(
            method=method,
            address=BASE + path.format(*(quote(written(part), safe="") for part in parts)),
            query=_texts(said.get("query", {})),
            headers=headers,
            content=None if body is None else body_written(body),
            form=_texts(said["form"]) if "form" in said else None,
            files={name: upload_read(file) for name, file in said["files"].items()} if "files" in said else None,
        )
        return _read(self.send(request))

    def send(self, request: Request) -> httpx.Response:
        """The answer, once it is one of status 2xx; a request is the same bytes with the same key each time.

        raises   Problem, Unreachable
        """
        was_lost = False
        for turn in range(self._patience.again + 1):
            is_last = turn == self._patience.again
            try:
                response = self._http.request(
                    request.method, request.address, params=request.query, headers=request.headers,
                    content=request.content, data=request.form, files=request.files,
                )  # fmt: skip
            except httpx.TransportError as reason:
                never_sent = isinstance(reason, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
                if is_last or not (never_sent or request.is_repeatable):
                    told = f"{request.method} {request.address}: {type(reason).__name__} {reason}".strip()
                    raise Unreachable(told, idempotency_key=request.headers.get(KEY, "")) from reason
                was_lost = was_lost or not never_sent
                self.pause(_back_off(turn))
                continue
            if response.is_success or (was_lost and request.method == "DELETE" and response.status_code == 404):
                return response  # what a lost request took away is away
            wait = self._wait_after(response, request, turn)
            if is_last or wait is None:
                raise problem_of(response)
            was_lost = was_lost or response.status_code in LOST
            self.pause(wait)
        raise AssertionError("the last turn answers or raises")

    def _wait_after(self, response: httpx.Response, request: Request, turn: int) -> float | None:
        """After how many seconds to send it again; None where that would not help."""
        is_lost = response.status_code in LOST
        if response.status_code not in FREE and not (is_lost and request.is_repeatable):
            return None
        asked = _seconds(response.headers.get("Retry-After", ""))
        wait = _back_off(turn) if asked is None else asked
        return wait if wait <= self._patience.most else None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Rows, and where the next ones begin; "" after the last."""

    items: tuple[Item, ...]
    next_cursor: str


class Rows(Generic[Item]):
    """The rows of a list, asked for page by page as they are used. Going through them again asks again."""

    def __init__(self, sender: Sender, path: str, parts: Sequence[object], query: Mapping[str, object]) -> None:
        self._sender = sender
        self._asked = (path, parts, query)

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[Item]]:
        """Page by page, for who keeps how far it came."""
        path, parts, query = self._asked
        cursor: object = query.get("cursor") or ""
        while cursor is not None:
            told = self._sender.call("GET", path, parts, query={**query, "cursor": cursor})
            cursor = told["next_cursor"]
            yield Page(tuple(told["items"]), str(cursor or ""))


class Noun:
    """What the API offers of one noun."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: written(value) for name, value in values.items() if value is not None and value != ""}


def _read(response: httpx.Response) -> Any:
    if response.status_code == 204 or not response.is_success:
        return None
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind != "application/json" or "Content-Disposition" in response.headers:
        return Download(_name_of(response.headers.get("Content-Disposition", "")), kind, response.content)
    found = response.json()
    if isinstance(found, dict):
        found = Answer(found)
        found.etag = response.headers.get("ETag", "")
    return found


def _name_of(disposition: str) -> str:
    """The name of a file, "" where none is told; an answer has no say in which folder it is laid."""
    said = dict(part.strip().partition("=")[::2] for part in disposition.split(";"))
    name = unquote(said.get("filename*", "").rpartition("'")[2]) or said.get("filename", "").strip('"')
    return name.replace("\\", "/").rpartition("/")[2]


def _back_off(turn: int) -> float:
    """Seconds: longer each time, and never for all at the same moment."""
    wait: float = FIRST_WAIT * 2**turn
    return wait * random.uniform(0.5, 1.0)


def _seconds(said: str) -> float | None:
    """Retry-After in seconds: a number or a moment; None where it is neither."""
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment.tzinfo else None
