"""Pages for what went wrong. Each tells the number of its event, which stands in the log too."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from reskontra.interface.api.problems import fault
from reskontra.interface.auth import RoleTooLow
from reskontra.interface.role_words import role_word
from reskontra.interface.templatetags.display import asset

logger = logging.getLogger("reskontra.desk")
_BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Reskontra</title>'
    "<h1>{}</h1><p>{}</p><p>{} <b>{}</b></p></html>"
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("There is no such page, or nothing by that number in a company that you may see.")
    return _told(request, (_("Not found"), told), status=404, event="not_found")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("This is for others than you. An administrator gives roles.")
    if isinstance(exception, RoleTooLow):
        asked = _("This takes the role {role} or a higher one in the company. An administrator gives roles.")
        told = asked.format(role=role_word(exception.demanded))
    return _told(request, (_("Not for your role"), told), status=403, event="forbidden")


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session: it is old, or another site's."""
    told = _("The form was made before you signed in, or elsewhere. Load its page again, then send it once more.")
    return _told(request, (_("Not done"), told), status=403, event="form_too_old")


def failed(request: HttpRequest) -> HttpResponse:
    """A bug, or a database that does not answer: the page is made without it where that is needed."""
    told = _("The page could not be made. Nothing was changed by it. Tell the operator the event's number.")
    return _told(request, (_("Something is wrong here"), told), status=500, event="failed")


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by this name whatever a page says."""
    return HttpResponsePermanentRedirect(asset("interface/mark.svg"))


def _told(request: HttpRequest, said: tuple[str, str], *, status: int, event: str) -> HttpResponse:
    number = uuid.uuid4().hex[:8]
    if status >= 500 and request.path.startswith("/api/"):
        logger.error("desk.api.%s event=%s path=%s", event, number, request.path)
        return fault(request, number)
    level = logging.ERROR if status >= 500 else logging.WARNING
    logger.log(level, "desk.page.%s event=%s status=%s path=%s", event, number, status, request.path)
    title, told = said
    context: dict[str, Any] = {"title": title, "told": told, "event": number}
    try:
        return render(request, "interface/error.html", context, status=status)
    except Exception:
        if status < 500:
            raise
        logger.exception("desk.page.bare event=%s", number)
        return HttpResponse(format_html(_BARE, title, told, _("Event"), number), status=status)
