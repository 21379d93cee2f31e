"""Questions about lines, and whose turn it is: who was asked, or who asked and has an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from reskontra.companies.queries import CompanyFacts
from reskontra.matching.models import LineQuestion

_COLUMNS = (
    "id", "line__journal__number", "line__line_number", "asked_by", "asked_of", "asked_at", "question", "answer",
    "answered_by", "answered_at", "closed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a line, with its answer once there is one."""

    id: int
    journal: str
    line: int
    asked_by: str
    asked_of: str
    asked_at: datetime
    question: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    closed_at: datetime | None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def waits_for(self) -> str:
        """Whose turn it is; "" where it is done with."""
        return "" if self.closed_at else self.asked_by if self.is_answered else self.asked_of


def questions_of(*, company: CompanyFacts, line_id: int) -> list[Question]:
    """All that was asked about the line, the newest first."""
    rows: Any = LineQuestion.objects.filter(company=company.id, line=line_id).order_by("-id")
    return [Question(*row) for row in rows.values_list(*_COLUMNS)]


def waiting_for(*, company: CompanyFacts, actor: str, most: int = 20) -> list[Question]:
    """The questions about open lines whose turn is the actor's, the oldest first."""
    mine = Q(asked_of=actor, answered_at__isnull=True) | Q(asked_by=actor, answered_at__isnull=False)
    rows: Any = LineQuestion.objects.filter(
        mine, company=company.id, closed_at__isnull=True, line__state="OPEN", line__company=company.id
    )
    return [Question(*row) for row in rows.order_by("id").values_list(*_COLUMNS)[:most]]
