"""Endpoints as rooms declare them: who may ask, what is answered, and that the same request is done once."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import Router
from ninja.operation import PathView
from ninja.responses import NinjaJSONEncoder, Status
from ninja.security import HttpBearer

import reskontra.interface.keys  # noqa: F401 - the converter of addresses
from reskontra.interface.api.as_seen import ETAG, IfMatchNotCompared, done_as_seen, seen_by, tell_tag
from reskontra.interface.api.bodies import read_json
from reskontra.interface.api.chunks import is_chunked, read_chunks, refuse_too_long
from reskontra.interface.api.limits import Allowance
from reskontra.interface.api.problems import (
    MethodNotTaken,
    RequestUnread,
    TokenMissing,
    TokenNotGood,
    TokenRoleTooLow,
    TokenScopeMissing,
    TooManyRequests,
    problem,
)
from reskontra.interface.api.unknown import Taken, refuse_fields, refuse_form, refuse_query, taken_by
from reskontra.interface.idempotency import HEADER, digest_of, key_of, once
from reskontra.interface.scopes import READ, WRITE, reaches
from reskontra.interface.tokens import TokenAccess, access_by

Function = TypeVar("Function", bound=Callable[..., Any])
MOST_UNREAD = 64 * 1024  # bytes of a body that says nothing
Once = Callable[..., tuple[Any, bool]]  # once() or once_in_parts()
allowance = Allowance(settings.API_REQUESTS_A_MINUTE)
_KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "The same request with the same key is done once: the second is given the answer of the first.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


class Call(HttpRequest):
    """A request of a program that was let in."""

    auth: TokenAccess


class Bearer(HttpBearer):
    """A token of a company, in the header Authorization; sessions of browsers let nobody in here."""

    def __init__(self, *, area: str, verb: str, role: str) -> None:
        super().__init__()
        self.area, self.verb, self.role = area, verb, role
        self.taken = Taken()

    def __call__(self, request: HttpRequest) -> TokenAccess:
        """refuses   TokenMissing, RequestUnread, what authenticate() refuses, and names that are not known"""
        _refuse_unprintable(request)
        found: TokenAccess | None = super().__call__(request)
        if found is None:
            raise TokenMissing(path=request.path)
        if is_chunked(request):
            read_chunks(request)
        refuse_too_long(request)
        if request.META.get("CONTENT_LENGTH") in (None, "", "0"):
            request._body = b"{}"  # who says nothing of what may be left out
        refuse_query(self.taken, request.GET)
        _refuse_form(request, self.taken)
        _refuse_unread_fields(request, self.taken)
        return found

    def authenticate(self, request: HttpRequest, token: str) -> TokenAccess:
        """refuses   TokenNotGood, TooManyRequests, TokenRoleTooLow, TokenScopeMissing"""
        access = access_by(token)
        if access is None:
            raise TokenNotGood(hint=token[-4:])
        if seconds := allowance.take(access.token_id):
            raise TooManyRequests(token=access.actor, most=allowance.per_minute, seconds=seconds)
        demand(access, self.role, reads=self.verb == "read")
        if not reaches(access.scopes, area=self.area, verb=self.verb):
            raise TokenScopeMissing(token=access.actor, scope=f"{self.area}:{self.verb}")
        return access


def demand(access: TokenAccess, role: str, *, reads: bool = False) -> None:
    """refuses   TokenRoleTooLow"""
    if not (access.may_read(role) if reads else access.may(role)):
        raise TokenRoleTooLow(token=access.actor, role=access.role.lower(), demanded=role.lower())


class Address(PathView):
    """What one address takes; another method is a refusal like others."""

    def clone(self) -> Address:
        found = Address()
        vars(found).update(vars(super().clone()))
        return found

    def _sync_view(self, request: HttpRequest, *parts: Any, **named: Any) -> HttpResponseBase:
        if self._find_operation(request) is None:
            methods = tuple(sorted({method for one in self.operations for method in one.methods}))
            return problem(request, MethodNotTaken(path=request.path, methods=methods, method=str(request.method)))
        return super()._sync_view(request, *parts, **named)


class Routes:
    """Endpoints of one noun.

    area   the part of the product that scopes name
    tag    under which the reference lists them
    """

    def __init__(self, area: str, tag: str) -> None:
        self.router = Router(tags=[tag])
        self.area = area

    def get(self, path: str, answers: Any, *, role: str = "READER") -> Callable[[Function], Function]:
        """Tell something; answers: the shape, None for a file."""
        return self._endpoint("GET", path, {200: answers}, role)

    def post(
        self,
        path: str,
        answers: Any,
        *,
        role: str = "CLERK",
        status: int = 200,
        also: Mapping[int, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
        once_by: Once | None = once,
    ) -> Callable[[Function], Function]:
        """Do something, once for each Idempotency-Key.

        also      what else it may answer, status → shape
        extra     what the OpenAPI document tells of it besides
        once_by   once_in_parts where it is several transactions; None where the answer may not be kept, since it is a
                  secret or a file: then a key is not heard
        """
        return self._endpoint("POST", path, {status: answers, **(also or {})}, role, extra, once_by=once_by)

    def patch(self, path: str, answers: Any, *, role: str = "CLERK") -> Callable[[Function], Function]:
        """Change what is named, and leave the rest."""
        return self._endpoint("PATCH", path, {200: answers}, role)

    def put(
        self, path: str, answers: Any, *, role: str = "CLERK", extra: Mapping[str, Any] | None = None
    ) -> Callable[[Function], Function]:
        """Set the whole of something."""
        return self._endpoint("PUT", path, {200: answers}, role, extra)

    def delete(self, path: str, *, role: str = "CLERK") -> Callable[[Function], Function]:
        """Take something away."""
        return self._endpoint("DELETE", path, {204: None}, role)

    def _endpoint(
        self,
        method: str,
        path: str,
        answers: dict[int, Any],
        role: str,
        extra: Mapping[str, Any] | None = None,
        *,
        once_by: Once | None = None,
    ) -> Callable[[Function], Function]:
        verb = READ if method == "GET" else WRITE
        more: dict[str, Any] = {"x-role": role.lower(), "x-scope": f"{self.area}:{verb}", **(extra or {})}
        if once_by:
            more["parameters"] = [_KEY, *more.get("parameters", ())]

        def declare(function: Function) -> Function:
            bearer = Bearer(area=self.area, verb=verb, role=role)
            address = self.router.path_operations.setdefault(path, Address())
            self.router.api_operation(
                [method],
                path,
                auth=bearer,
                response=answers,
                summary=_summary(function),
                description=_rest(function),
                operation_id=function.__name__,
                openapi_extra=more,
                by_alias=True,
            )(_answered(function, next(iter(answers)), once_by))
            bearer.taken = taken_by(address.operations[-1].models)
            return function

        return declare


def _answered(function: Callable[..., Any], status: int, once_by: Once | None) -> Callable[..., Any]:
    """The function with its status, done once for each key and as was seen; it may answer Status to choose another."""
    signature = inspect.signature(function, eval_str=True)
    says_more = "response" in signature.parameters

    def answer(request: Call, response: HttpResponse, named: Mapping[str, Any]) -> Any:
        found = _with_status(function(request, **named, **({"response": response} if says_more else {})), status)
        if run.is_tagged:  # type: ignore[attr-defined]
            tell_tag(found, response)
        return found

    @wraps(function)
    def run(request: Call, *, response: HttpResponse, **named: Any) -> Any:
        key = key_of(request) if once_by else ""
        thing, seen = run.thing, seen_by(request)  # type: ignore[attr-defined]

        def do() -> Any:
            if seen is not None and run.refuses_seen:  # type: ignore[attr-defined]
                raise IfMatchNotCompared(method=request.method, path=request.path, seen=seen)
            if thing is None or seen is None:
                return answer(request, response, named)
            return done_as_seen(
                thing=thing, seen=seen, request=request, company=request.auth.company_id, response=response,
                do=lambda: answer(request, response, named),
            )  # fmt: skip

        return _once(request, key, response, do, once_by) if key and once_by else do()

    run.thing, run.is_tagged, run.refuses_seen = None, False, False  # type: ignore[attr-defined]
    run.__signature__ = _with_response(signature)  # type: ignore[attr-defined]
    return run


def _once(request: Call, key: str, response: HttpResponse, do: Callable[[], Any], once_by: Once) -> Status[Any]:
    """What was done under the key, with what its answer said besides: how a thing stands."""

    def keep() -> list[Any]:
        found = do()
        value = json.loads(json.dumps(found.value, cls=NinjaJSONEncoder))
        return [found.status_code, value, {name: response[name] for name in (ETAG,) if name in response}]

    (code, value, *kept), _is_replay = once_by(access=request.auth, key=key, digest=digest_of(request), do=keep)
    for header, said in (kept[0] if kept else {}).items():
        response[header] = said
    return Status(code, value)


def _with_response(signature: inspect.Signature) -> inspect.Signature:
    """With the answer whose headers may be set, which every endpoint is given."""
    if "response" in signature.parameters:
        return signature
    more = inspect.Parameter("response", inspect.Parameter.KEYWORD_ONLY, annotation=HttpResponse)
    return signature.replace(parameters=[*signature.parameters.values(), more])


def _with_status(found: Any, status: int) -> Any:
    if status == 204:
        empty = HttpResponse(status=204)
        del empty["Content-Type"]
        return empty
    return found if isinstance(found, (Status, HttpResponse)) else Status(status, found)


def _summary(function: Callable[..., Any]) -> str:
    """The first line of what the function says of itself."""
    return (inspect.getdoc(function) or "").partition("\n")[0].rstrip(".")


def _rest(function: Callable[..., Any]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[2].strip()


def _refuse_unprintable(request: HttpRequest) -> None:
    """NUL stands in no name, and PostgreSQL takes none."""
    if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        raise RequestUnread(place="address", reason="it holds U+0000")


def _refuse_form(request: HttpRequest, taken: Taken) -> None:
    """A form that cannot be taken apart, or holds what no name does; read only of who was let in."""
    if request.content_type not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return
    try:
        form = list(request.POST.lists())
    except (MultiPartParserError, SuspiciousOperation) as reason:
        raise RequestUnread(place="body", reason="the form cannot be taken apart") from reason
    for name, values in form:
        if any("\x00" in text for text in (name, *values)):
            raise RequestUnread(place="form", reason="a text holds U+0000")
    if taken.form:
        refuse_form(taken, [*(name for name, _values in form), *request.FILES])


def _refuse_unread_fields(request: HttpRequest, taken: Taken) -> None:
    """Fields of JSON where no body is read: who sends them believes that they do something."""
    if taken.has_body or taken.form or request.content_type != "application/json" or request.method == "GET":
        return
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_UNREAD:
        refuse_fields(["…"])
    found = read_json(request.body)
    if isinstance(found, dict):
        refuse_fields(found)
