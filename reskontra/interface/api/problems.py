"""What a program is told that is not answered: problem details (RFC 9457), one type for each code of a refusal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Findings, Malformed, Refused, plain
from reskontra.core.money import Money
from reskontra.interface.api.commands import addresses_for
from reskontra.interface.database import database_refusal
from reskontra.interface.jobs import told_of_job
from reskontra.interface.refusals import MOST_SHOWN, remedy_wording, wording
from reskontra.interface.unfinished import STATUS as UNFINISHED
from reskontra.interface.unfinished import unfinished_of

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/problems/"
REFUSED, UNKNOWN, CHANGED, HELD = 422, 404, 412, 503
RETRY_SECONDS = 5  # after which books may be free that another command holds


class TokenMissing(Refused):
    code = "token_missing"
    template = 'The request to {path} shows no token. Send "Authorization: Bearer" and a token of the company.'


class TokenNotGood(Refused):
    code = "token_not_good"
    template = "The token that ends with {hint} is unknown, revoked or expired. Ask an administrator for another."


class TokenRoleTooLow(Refused):
    code = "token_role_too_low"
    template = "{token} is {role}, and this takes {demanded}. Use a token with that role."


class TokenScopeMissing(Refused):
    code = "token_scope_missing"
    template = "{token} has no scope {scope}. Use a token with that scope."


class TooManyRequests(Refused):
    code = "too_many_requests"
    template = "{token} has made {most} requests in a minute. Go on in {seconds} seconds."


class RequestUnread(Refused):
    code = "request_unread"
    template = "{place}: {reason}. See what the address takes in /api/v1/openapi.json."


class AddressUnknown(Refused):
    code = "address_unknown"
    template = "There is nothing at {path}. See the addresses in /api/v1/openapi.json."


class MethodNotTaken(Refused):
    code = "method_not_taken"
    template = "{path} takes {methods} and not {method}. See the addresses in /api/v1/openapi.json."


# Refusals that have an answer of their own; the others are 422, or 404 where the address names what is not there.
STATUS: Mapping[str, int] = {
    "token_missing": 401,
    "token_not_good": 401,
    "token_role_too_low": 403,
    "token_scope_missing": 403,
    "too_many_requests": 429,
    "request_unread": 400,
    "parameter_unknown": 400,
    "field_unknown": 400,
    "nothing_taken": 400,
    "idempotency_key_unread": 400,
    "if_match_not_compared": 400,
    "request_unfinished": UNFINISHED,
    "address_unknown": UNKNOWN,
    "method_not_taken": 405,
    "setting_value_unknown": REFUSED,  # the address names the setting, which is there
    "line_decided_meanwhile": CHANGED,
    "line_changed_meanwhile": CHANGED,
    "thing_changed_meanwhile": CHANGED,
    "books_held": HELD,
    "job_holds_books": HELD,
    "books_contended": HELD,
    "database_full": HELD,
    "disk_silent": HELD,
    "database_shut": HELD,
    "database_silent": HELD,
    "place_silent": HELD,
    "no_books": HELD,
}
TITLES = {
    400: noop("The request was not understood"),
    401: noop("No valid token"),
    403: noop("Not for this token"),
    404: noop("There is no such thing"),
    405: noop("Not a method of this address"),
    408: noop("The body did not come whole"),
    412: noop("Changed meanwhile"),
    422: noop("Refused; nothing was changed"),
    429: noop("Too many requests"),
    500: noop("A fault of the program"),
    503: noop("The books cannot be reached right now"),
}


def problem_of(request: HttpRequest, trouble: Exception) -> HttpResponse | None:
    """The answer to what was refused; None where it is a bug, and had better show itself."""
    refusal = _refusal(request, trouble)
    return None if refusal is None else problem(request, refusal)


def problem(
    request: HttpRequest, refusal: Refused | Malformed, several: Sequence[Refused | Malformed] = ()
) -> HttpResponse:
    """A refusal as problem details, in the language that the request asks for. several: all of its kind, if any."""
    status = _status(request, refusal)
    findings = refusal.findings if isinstance(refusal, Findings) else several
    data = {
        "type": TYPES + refusal.code,
        "title": _(TITLES[status]),
        "status": status,
        "detail": "\n".join(_told(wording(one), one) for one in (findings or [refusal])[:MOST_SHOWN]),
        "instance": request.path,
        **_member(refusal),
    }
    if findings:
        data["findings"] = [finding_data(one) for one in findings[:MOST_SHOWN]]
        data["findings_count"] = len(findings)
    return answer(data, _headers(status, refusal))


def fault(request: HttpRequest, event: str) -> HttpResponse:
    """A bug: under that number it stands in the server's log."""
    title = _(TITLES[500])
    return answer({"type": TYPES + "fault", "title": title, "status": 500, "detail": title, "event": event,
                   "code": "fault", "values": {}, "remedy": "", "instance": request.path}, {})  # fmt: skip


def answer(data: Mapping[str, Any], headers: Mapping[str, str]) -> HttpResponse:
    content = json.dumps(data, ensure_ascii=False)
    return HttpResponse(content, content_type=MEDIA_TYPE, status=data["status"], headers=dict(headers))


def _refusal(request: HttpRequest, trouble: Exception) -> Refused | Malformed | None:
    if isinstance(trouble, (Refused, Malformed)):
        return trouble
    told = database_refusal(trouble) if isinstance(trouble, Error) else None
    if told is None and (unfinished := unfinished_of(trouble, path=request.path)):
        return unfinished
    access = getattr(request, "auth", None)
    return told_of_job(told, company=access.company_id) if told and access else told


def _member(refusal: Refused | Malformed) -> dict[str, Any]:
    """What a program reads of a refusal: its code, where it is, its values, and what to do."""
    values = {name: value_of(value) for name, value in refusal.values.items()}
    remedy = _told(remedy_wording(refusal), refusal)
    return {"code": refusal.code, "place": refusal.place, "values": values, "remedy": remedy}


def _told(text: str, refusal: Refused | Malformed) -> str:
    """With the addresses that do what the commands do which it names."""
    addresses = addresses_for(refusal)
    return text + (" " + _("By the API: {addresses}.").format(addresses=", ".join(addresses)) if addresses else "")


def finding_data(finding: Refused | Malformed) -> dict[str, Any]:
    """One of several reasons, in words and for programs."""
    return {"detail": _told(wording(finding), finding), **_member(finding)}


def value_of(value: object) -> Any:
    """A value as JSON: amounts as decimal strings with their currency, days as ISO 8601."""
    if isinstance(value, Money):
        return {"amount": str(value).rpartition(" ")[0], "currency": value.currency}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [value_of(one) for one in value]
    return value if isinstance(value, (bool, int)) or value is None else plain(value)


def _status(request: HttpRequest, refusal: Refused | Malformed) -> int:
    known = STATUS.get(refusal.code)
    if known:
        return known
    return UNKNOWN if _is_of_address(request, refusal) else REFUSED


def _is_of_address(request: HttpRequest, refusal: Refused | Malformed) -> bool:
    """Whether what is unknown is what the address names, and not what the body does."""
    is_unknown = refusal.code.endswith(("_unknown", "_not_found")) or refusal.code == "no_such_export"
    if not is_unknown or request.resolver_match is None:
        return False
    named = {str(value).casefold() for value in request.resolver_match.kwargs.values()}
    return bool(named & {plain(value).casefold() for value in refusal.values.values()})


def _headers(status: int, refusal: Refused | Malformed) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="reskontra"'}
    if isinstance(refusal, MethodNotTaken):
        return {"Allow": ", ".join(value_of(refusal.values["methods"]))}
    if status in (429, HELD):
        return {"Retry-After": str(refusal.values.get("seconds", RETRY_SECONDS) if status == 429 else RETRY_SECONDS)}
    return {}
