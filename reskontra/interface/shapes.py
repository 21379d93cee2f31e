"""Icons, the shapes of states, and the words beside them."""

from __future__ import annotations

from django.utils.translation import gettext_noop as noop

ICONS = {
    "home": '<path d="M2.5 7.5 8 3l5.5 4.5V13h-4V9.5h-3V13h-4z"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3 3"/>',
    "chevron": '<path d="m4 6 4 4 4-4"/>',
    "right": '<path d="m6 4 4 4-4 4"/>',
    "left": '<path d="m10 4-4 4 4 4"/>',
    "columns": '<rect x="2.5" y="3" width="11" height="10" rx="1"/><path d="M6.2 3v10M9.8 3v10"/>',
    "table": '<rect x="2.5" y="3" width="11" height="10" rx="1"/><path d="M2.5 6.5h11M2.5 9.8h11M6.2 6.5V13"/>',
    "bank": '<path d="M2.5 6.5 8 3l5.5 3.5zM4 6.5V12M6.7 6.5V12M9.3 6.5V12M12 6.5V12M2.5 13h11"/>',
    "document": '<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8h4M6 10.5h4"/>',
    "upload": '<path d="M8 10.5V3M5 6l3-3 3 3M3 10.5V13h10v-2.5"/>',
    "check": '<path d="m3 8.5 3.2 3L13 4.5"/>',
    "pencil": '<path d="m3 13 .6-3L10.5 3 13 5.5 6 12.4z"/>',
    "up": '<path d="M8 12.500v-9M4.500 7 8 3.500 11.500 7"/>',
    "down": '<path d="M8 3.500v9M4.500 9 8 12.500 11.500 9"/>',
    "close": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "undo": '<path d="M3 6.5h6.5a3.2 3.2 0 0 1 0 6.5H6M3 6.5 5.8 3.7M3 6.5l2.8 2.8"/>',
}
SHAPES = {
    "disc_check": '<path fill-rule="evenodd" d="M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0zm3.2 4L6 8.2 3.9 6.2 2.9 7.3 6 10.3l5.2-5.2z"/>',
    "half_disc": '<path fill-rule="evenodd" d="M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0zm0 1.6v10.8A5.4 5.4 0 0 0 7 1.6z"/>',
    "fork": '<path d="M6.2 14V8.4L2.4 4.6V1H4v2.9l3 3 3-3V1h1.6v3.6L7.8 8.4V14z"/>',
    "down": '<path d="M.5 2.5h13L7 12.5z"/>',
    "up": '<path d="M.5 11.5h13L7 1.5z"/>',
    "two_checks": '<path d="m.2 7.4 1.2-1.1 2.2 2.2 5-5.2 1.1 1.1-6.1 6.3zM6.7 9.6l1 1.1 6.2-6.3-1.2-1.1-5 5.2z"/>',
    "two_squares": '<path fill-rule="evenodd" d="M0 0h9v3h5v11H5V9H0zm1.5 1.5v6H5V3h2.500V1.500zM6.500 4.500v8h6v-8z"/>',
    "ring": '<circle cx="7" cy="7" r="5.800" fill="none" stroke="currentColor" stroke-width="1.500" stroke-dasharray="2.600 2"/>',
    "square_check": '<path fill-rule="evenodd" d="M1.500 0h11A1.500 1.500 0 0 1 14 1.500v11a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 0 12.500v-11A1.500 1.500 0 0 1 1.500 0zm8.700 4L6 8.200 3.900 6.200 2.900 7.300 6 10.300l5.200-5.200z"/>',
    "triangle_warning": '<path fill-rule="evenodd" d="M7 .5 14 13H0zm-.7 4.800v3.700h1.400V5.300zm0 4.700v1.400h1.400V10z"/>',
    "octagon": '<path fill-rule="evenodd" d="M4.100 0h5.800L14 4.100v5.800L9.900 14H4.100L0 9.900V4.100zm2.200 3v5h1.400V3zm0 6.400v1.500h1.400V9.400z"/>',
}  # fmt: skip
STATES = {
    "ready": ("disc_check", "ok"),
    "review": ("half_disc", "warn"),
    "ambiguous": ("fork", "fork"),
    "underpaid": ("down", "warn"),
    "overpaid": ("up", "warn"),
    "already_paid": ("two_checks", "bad"),
    "duplicate": ("two_squares", "bad"),
    "unmatched": ("ring", "idle"),
    "posted": ("square_check", "idle"),
}
STATE_WORDS = {
    "ready": noop("Ready"),
    "review": noop("Review"),
    "ambiguous": noop("Ambiguous"),
    "underpaid": noop("Underpaid"),
    "overpaid": noop("Overpaid"),
    "already_paid": noop("Already paid"),
    "duplicate": noop("Duplicate"),
    "unmatched": noop("Unmatched"),
    "posted": noop("Posted"),
}
BARS = {"mapped": 4, "high": 3, "medium": 2, "low": 1, "none": 0}
HOLLOW = ' fill="none" stroke="currentColor" stroke-width="0.8" opacity="0.55"'
CONFIDENCE_WORDS = {
    "mapped": noop("By mapping"),
    "high": noop("High"),
    "medium": noop("Medium"),
    "low": noop("Low"),
    "none": noop("None"),
    "manual": noop("Manual"),
    "accepted": noop("Accepted"),
}
