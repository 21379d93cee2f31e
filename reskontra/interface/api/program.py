"""The API as a whole: what is read of a request, who answers for what was refused, and the OpenAPI document."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder
from pydantic_core import to_json

import reskontra
from reskontra.interface.api.as_seen import operations, pair
from reskontra.interface.api.bodies import UNREAD, read_json
from reskontra.interface.api.commands import know
from reskontra.interface.api.problems import MEDIA_TYPE, AddressUnknown, RequestUnread, problem, problem_of
from reskontra.interface.api.routes import Routes
from reskontra.interface.api.shapes import Problem
from reskontra.interface.api.unknown import field_unknown
from reskontra.interface.scopes import AREAS

TOLD = """The same nouns as the command line, over the same actions: what a page or a command refuses, this refuses.
Amounts are decimal strings with a point ("1234.50"), days ISO 8601. A token belongs to one company."""
# Status → what it tells; every endpoint may answer so.
REFUSALS = {
    400: "The request was not understood.",
    401: "There is no token, or it is not good any more.",
    403: "The token has not the role, or not the scope.",
    404: "What the address names is not there.",
    408: "The body did not come whole in time; nothing was done.",
    412: "It was changed since it was seen (`If-Match`).",
    422: "Refused by a rule of bookkeeping; nothing was changed. `code` names the rule.",
    429: "Too many requests; `Retry-After` tells when to go on.",
    503: "Another command holds the books; `Retry-After` tells when to try again.",
}


class BodyParser(Parser):
    """JSON as read_json() reads it."""

    def parse_body(self, request: HttpRequest) -> Any:
        """refuses   RequestUnread"""
        return read_json(request.body)


class BodyRenderer(BaseRenderer):
    """JSON in UTF-8, written by what checks the shapes: it takes a tenth of the time that Python's own does."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data, fallback=NinjaJSONEncoder().default)


class _Api(NinjaAPI):
    """Beside what is wrong with a request, a field that is not known is told with the nearest that is."""

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        found = super().validation_error_from_error_contexts(error_contexts)
        raw = [
            (one["type"], context.model, one["loc"])
            for context in error_contexts
            for one in context.pydantic_validation_error.errors(include_url=False, include_input=False)
        ]
        for told, (kind, model, path) in zip(found.errors, raw, strict=True):
            if kind == "extra_forbidden":
                told["refusal"] = field_unknown(model, path)
        return found


def make_api(rooms: Iterable[Routes]) -> NinjaAPI:
    """The API with the endpoints of all rooms."""
    api = _Api(
        title="Reskontra",
        version=reskontra.__version__,
        description=TOLD,
        docs_url=None,
        openapi_url=None,
        parser=BodyParser(),
        renderer=BodyRenderer(),
        urls_namespace="api",
    )
    api.add_exception_handler(Exception, _refused)
    api.add_exception_handler(RawPostDataException, _taken_apart)
    api.add_exception_handler(HttpError, _unparsed)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, _unread)  # type: ignore[arg-type]
    declared = list(rooms)
    know(
        {
            str(one.operation_id): f"{one.methods[0]} /api/v1{path}"
            for path, one in operations(room.router.path_operations for room in declared)
        }
    )
    pair(api, (room.router.path_operations for room in declared))
    for room in declared:
        room.router.path_operations = OrderedDict(sorted(room.router.path_operations.items(), key=_named_first))
        api.add_router("", room.router)
    return api


def _named_first(one: tuple[str, Any]) -> list[bool]:
    """An address that names something stands before one with a part that may be anything."""
    return [part.startswith("{") for part in one[0].split("/")]


def _refused(request: HttpRequest, trouble: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(trouble, Exception)
    told = problem_of(request, trouble)
    if told is None:
        raise trouble
    return told


def _taken_apart(request: HttpRequest, trouble: Exception | type[Exception]) -> HttpResponse:
    """A form with files where JSON is wanted: it was read as a form, and nothing is left of it."""
    return problem(request, RequestUnread(place="body", reason=UNREAD))


def _unparsed(request: HttpRequest, trouble: HttpError) -> HttpResponse:
    """What BodyParser refused, or the form of an upload that cannot be taken apart."""
    told = trouble.__cause__ or trouble.__context__
    return problem(request, told if isinstance(told, RequestUnread) else RequestUnread(place="body", reason=UNREAD))


def _unread(request: HttpRequest, trouble: ValidationError) -> HttpResponse:
    """Each thing in the request that is not as the document says, with its place."""
    found = [
        one.get("refusal") or RequestUnread(place=_place(one["loc"]), reason=_reason(str(one["msg"])))
        for one in trouble.errors
    ]
    return problem(request, found[0], found[1:] and found)


def _reason(told: str) -> str:
    return told.removeprefix("Value error, ").rstrip(".")


def _place(where: Iterable[object]) -> str:
    """body, body.lines.0.amount, query.limit; the name that the function gives its parameter is no part of it."""
    source, *path = [str(part) for part in where]
    inner = path[1:] if source == "body" else path
    return ".".join([source, *inner])


@csrf_exempt
def nothing_there(request: HttpRequest) -> HttpResponse:
    """An address that no endpoint has."""
    return problem(request, AddressUnknown(path=request.path))


@cache
def document_of(api: NinjaAPI) -> dict[str, Any]:
    """The OpenAPI document, with what every endpoint may refuse."""
    found: dict[str, Any] = json.loads(json.dumps(dict(api.get_openapi_schema(path_prefix="api/v1/")), default=str))
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    found["components"]["schemas"] |= {**schema.pop("$defs", {}), "Problem": schema}
    found["components"]["securitySchemes"] = {"Bearer": {"type": "http", "scheme": "bearer"}}
    refusals = {
        str(status): {
            "description": told,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, told in REFUSALS.items()
    }
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"] = {**operation["responses"], **refusals}
            if "requestBody" in operation:
                operation["requestBody"]["required"] = _is_needed(operation["requestBody"], found["components"])
    found["x-areas"] = dict(AREAS)
    return found


def _is_needed(body: Mapping[str, Any], components: Mapping[str, Any]) -> bool:
    """Whether a body has to say anything."""
    (content,) = body["content"].values()
    schema = content["schema"]
    if "$ref" in schema:
        schema = components["schemas"][schema["$ref"].rpartition("/")[2]]
    return bool(schema.get("required"))


def operations_of(document: Mapping[str, Any]) -> dict[str, list[tuple[str, str, Mapping[str, Any]]]]:
    """Tag → (method, path, operation), in the order of the document."""
    found: dict[str, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    return found
