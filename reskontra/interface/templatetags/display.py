"""How pages show money, dates, states and icons. The tags are known in every template."""

from __future__ import annotations

import functools
import hashlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from reskontra.interface import display, shapes
from reskontra.interface.setup import Head, Listing, Row

register = template.Library()


@register.filter
def money(minor: int | None, currency: str) -> str:
    """Minor units as 1 234,50 or 1,234.50, with a minus sign; empty where there is no amount."""
    return "" if minor is None else display.typeset_money(minor, currency)


@register.filter
def day(found: date | datetime | None) -> str:
    """2026-03-31 in Swedish, 31 Mar 2026 in English."""
    if found is None:
        return ""
    if isinstance(found, datetime):
        found = found.astimezone().date()
    if (get_language() or "").startswith("sv"):
        return found.isoformat()
    return f"{found.day} {found:%b} {found.year}"


@register.filter
def gone(erased: date | datetime | None) -> str:
    """Since when a kept file is gone, as no law kept it longer, in place of a link to it; "" while it is there."""
    return gettext("Erased {day} by retention").format(day=day(erased)) if erased else ""


def with_gone(told: str, erased: date | datetime | None) -> str:
    """What is told in a row, and behind it that the file which the row led to is gone."""
    return " · ".join(part for part in (told, gone(erased)) if part)


@register.filter
def short_day(found: date | None) -> str:
    """03-31, or 31 Mar in English: inside one statement the year is known."""
    if found is None:
        return ""
    if (get_language() or "").startswith("sv"):
        return f"{found:%m-%d}"
    return f"{found.day} {found:%b}"


@register.filter
def moment(found: datetime | None) -> str:
    """A day with its time of day, here."""
    return "" if found is None else f"{day(found)} {found.astimezone():%H:%M}"


@register.filter
def clock(found: datetime | None) -> str:
    """The time of day, here."""
    return "" if found is None else f"{found.astimezone():%H:%M}"


@register.filter
def unlocalized(found: float) -> str:
    """A place in a drawing: a point, whatever the language."""
    return f"{found:.1f}"


@register.filter
def cells(row: Row, listing: Listing) -> list[tuple[str, Head]]:
    """A row's cells, each with the head of its column."""
    return list(zip(row.cells, listing.heads, strict=True))


@register.filter
def count(found: int) -> str:
    """A number of things, with the reader's thousands."""
    separator = display.NO_BREAK_SPACE if display.is_swedish() else ","
    return f"{found:,}".replace(",", separator)


@register.filter
def figure(found: Decimal | float) -> str:
    """A figure that is no amount, with the reader's decimal mark and a minus sign."""
    return display.decimal(str(found)).replace("-", display.MINUS)


_STROKED = (
    '<svg class="icon" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" '
    'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>'
)
_FILLED = '<svg width="{0}" height="14" viewBox="0 0 {0} 14" fill="currentColor" aria-hidden="true">{1}</svg>'


@register.simple_tag
def icon(name: str) -> SafeString:
    """A stroked icon of 16 pixels; the word beside it says what it is."""
    return format_html(_STROKED, mark_safe(shapes.ICONS[name]))


@register.simple_tag
def state(name: str, amount: str = "") -> SafeString:
    """A line's state as shape and word."""
    return _told_state(name, amount, "state")


@register.simple_tag
def pill(name: str, amount: str = "") -> SafeString:
    """The same on a soft ground, once in a pane."""
    return _told_state(name, amount, "pill")


def _told_state(name: str, amount: str, kind: str) -> SafeString:
    shape, role = shapes.STATES.get(name, shapes.STATES["unmatched"])
    return format_html(
        '<span class="{} {}">{}{}{}</span>',
        kind,
        role,
        shape_of(shape),
        gettext(shapes.STATE_WORDS[name]),
        f" {amount}" if amount else "",
    )


def shape_of(name: str) -> SafeString:
    """A filled shape of 14 pixels."""
    return format_html(_FILLED, 14, mark_safe(shapes.SHAPES[name]))


@register.simple_tag
def shape(name: str) -> SafeString:
    return shape_of(name)


@register.simple_tag
def confidence(name: str, is_reviewed: bool = False) -> SafeString:
    """How sure a proposal is, as bars and word; a pencil where a person made it, a check where one accepted it."""
    told = "accepted" if is_reviewed else name
    mark = {"accepted": "check", "manual": "pencil"}.get(told)
    drawn = icon(mark) if mark else format_html(_FILLED, 18, mark_safe(_bars(shapes.BARS[name])))
    return format_html('<span class="confidence">{}{}</span>', drawn, gettext(shapes.CONFIDENCE_WORDS[told]))


def _bars(height: int) -> str:
    """Four rising bars, the first of them filled."""
    return "".join(
        f'<rect x="{1 + 4 * i}" y="{9 - 3 * i}" width="3" height="{4 + 3 * i}" rx="0.5"'
        f"{'' if i < height else shapes.HOLLOW}/>"
        for i in range(4)
    )


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of ours, with the digest of its content: a browser may keep it for good."""
    return f"{static(name)}?{_digest(name)}"


@functools.cache
def _digest(name: str) -> str:
    found = finders.find(name)
    assert isinstance(found, str), name
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]
