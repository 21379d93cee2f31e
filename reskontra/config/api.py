"""The table of endpoints: every room's, under /api/v1/."""

from __future__ import annotations

from reskontra.companies.api import events
from reskontra.interface.api import jobs
from reskontra.interface.api.program import make_api
from reskontra.matching.api import journals, lines, statements
from reskontra.receivables.api import documents, entries

ROOMS = (entries, documents, statements, journals, lines, events, jobs)
api = make_api(room.routes for room in ROOMS)
