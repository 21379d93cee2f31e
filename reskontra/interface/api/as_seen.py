"""A thing as it was seen: what shows it tells an ETag, and what changes it hears If-Match, and else answers 412.

A thing is what an address shows by itself. Whatever is asked to be done at that address or beneath it changes that
thing, the nearest above where there are several. So a new endpoint tells and hears without saying so. Where nothing is
shown that could be compared, If-Match is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, get_origin

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.responses import NinjaJSONEncoder, Status

from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.interface.api.shapes import Page

ETAG, IF_MATCH = "ETag", "If-Match"
ANY, NO_TAG = "*", '""'
SEEN = {
    "in": "header",
    "name": IF_MATCH,
    "required": False,
    "description": "The `ETag` of the thing as it was seen: done only where it is so still, else 412.",
    "schema": {"type": "string"},
}
TOLD = {"description": "What a change hands on as `If-Match`.", "schema": {"type": "string"}}
Done = TypeVar("Done")


class ThingChangedMeanwhile(Refused):
    code = "thing_changed_meanwhile"
    template = (
        "It was seen with the ETag {seen} and was changed since: now it has {now}. Fetch it again, and decide then."
    )


class IfMatchNotCompared(Refused):
    code = "if_match_not_compared"
    template = "{method} {path} changes nothing that has an ETag to compare with {seen}. Leave out If-Match."


@dataclass(frozen=True, slots=True)
class Thing:
    """How a thing is shown, by the operation of its own address."""

    operation: Operation
    api: NinjaAPI

    def tag(self, request: HttpRequest) -> str:
        """Its ETag as it stands now.

        refuses   what the operation that shows it does
        """
        assert request.resolver_match is not None
        named: dict[str, Any] = {}
        for model in self.operation.models:
            named.update(model.resolve(request, self.api, request.resolver_match.kwargs))
        response = HttpResponse()
        try:
            shown = self.operation.view_func(request, response=response, **named)
        except Refused:
            if ETAG not in response:  # which it tells of more than what it was asked to show
                raise
            return str(response[ETAG])
        return str((shown if isinstance(shown, HttpResponse) else response)[ETAG])


def tag_of(shown: Any, *, without: Collection[str] = ()) -> str:
    """Another text for anything else that is shown: of a file its bytes, of a thing what is told of it.

    without   what moves by itself, so that no decision rests on it
    """
    if isinstance(shown, HttpResponse):
        told = shown.content
    else:
        kept = {name: value for name, value in shown.items() if name not in without} if without else shown
        told = json.dumps(kept, cls=NinjaJSONEncoder, sort_keys=True).encode()
    return f'"{hashlib.sha256(told).hexdigest()[:16]}"'


def tell_tag(found: Status[Any] | HttpResponse, response: HttpResponse) -> None:
    """Put the ETag of what is shown on its answer, where the endpoint did not say one itself."""
    if isinstance(found, HttpResponse):
        found[ETAG] = tag_of(found)
    elif ETAG not in response:
        response[ETAG] = tag_of(found.value)


def seen_by(request: HttpRequest) -> str | None:
    """What the request says that it saw: ETags, or ANY; None where it says nothing."""
    said = request.headers.get(IF_MATCH)
    return None if said is None else said.strip() or NO_TAG


def done_as_seen(
    *, thing: Thing, seen: str, request: HttpRequest, company: int, response: HttpResponse, do: Callable[[], Done]
) -> Done:
    """Do it where the thing is as the request says that it was seen, and tell its ETag then, if it is still there.

    refuses   ThingChangedMeanwhile, what showing it or doing it refuses
    """
    with transaction.atomic():
        lock_company(company)
        if seen != ANY:
            now = thing.tag(request)
            if now not in _tags(seen):
                raise ThingChangedMeanwhile(seen=seen, now=now)
        done = do()
        answer = done if isinstance(done, HttpResponse) else response
        with suppress(Refused):  # it is gone
            answer[ETAG] = thing.tag(request)
    return done


def _tags(said: str) -> set[str]:
    """The ETags of a list of them; marked as weak (W/) by who packs answers on the way, they say the same."""
    return {one.strip().removeprefix("W/") for one in said.split(",")}


def pair(api: NinjaAPI, rooms: Iterable[Mapping[str, Any]]) -> None:
    """Give every operation that changes a thing that thing, and have the document tell so; the others that change
    anything refuse If-Match. rooms: path → address."""
    declared = list(operations(rooms))
    things = {path: one for path, one in declared if one.methods == ["GET"] and shows_one(one)}
    for path, one in declared:
        if one.methods == ["GET"] or hears_itself(one):
            continue
        nearest = max((above for above in things if _is_beneath(path, above, things[above])), key=len, default=None)
        if nearest is None or sends(one):
            one.view_func.refuses_seen = True  # type: ignore[attr-defined]
        else:
            shown = things[nearest]
            shown.view_func.is_tagged = True  # type: ignore[attr-defined]
            shown.openapi_extra = {**(shown.openapi_extra or {}), "responses": {200: {"headers": {ETAG: TOLD}}}}
            one.view_func.thing = Thing(shown, api)  # type: ignore[attr-defined]
            told = one.openapi_extra or {}
            one.openapi_extra = {**told, "parameters": [*told.get("parameters", ()), SEEN]}


def operations(rooms: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Operation]]:
    """With their addresses, as the document writes them."""
    for room in rooms:
        for path, address in room.items():
            for one in address.operations:
                yield re.sub(r"{\w+:", "{", path), one


def shows_one(operation: Operation) -> bool:
    """Whether it shows a thing or a file, and no list."""
    model = operation.response_models.get(200)
    if model is None:
        return True
    shape = model.model_fields["response"].annotation
    return get_origin(shape) is not list and isinstance(shape, type) and not issubclass(shape, Page)


def hears_itself(operation: Operation) -> bool:
    """Whether it hears If-Match in a way of its own."""
    return IF_MATCH in {parameter["name"] for parameter in (operation.openapi_extra or {}).get("parameters", ())}


def sends(operation: Operation) -> bool:
    """Whether it sends or fetches, or tells what is not kept: what hears no key."""
    return operation.methods == ["POST"] and not (operation.openapi_extra or {}).get("parameters")


def _is_beneath(path: str, above: str, thing: Operation) -> bool:
    """A file is a thing where it stands alone: what is done beneath changes what it is made of."""
    return path == above or (path.startswith(above + "/") and thing.response_models.get(200) is not None)
