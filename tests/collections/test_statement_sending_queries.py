"""Whether a statement is still to be sent, by what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reskontra.collections.models import StatementSending
from reskontra.collections.statement_runs import StatementFacts
from reskontra.collections.statement_sending_queries import StatementToSend

NOW = datetime(2026, 4, 1, tzinfo=UTC)
STATEMENT = StatementFacts(
    1, 1, 3, 1, "C1", "Alfa AB", "sv", date(2026, 3, 1), date(2026, 3, 31), 1, NOW, "alice", None
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "channel", "address", "was_not_sent", "is_unclear"),
    [
        ("", "EMAIL", "a@b.se", True, False),
        ("SENT", "EMAIL", "a@b.se", False, False),
        ("WAITING", "EMAIL", "a@b.se", True, True),
        ("FAILED", "EMAIL", "a@b.se", True, False),
        ("BOUNCED", "EMAIL", "a@b.se", False, False),
        ("BOUNCED", "EMAIL", "new@b.se", True, False),
        ("BOUNCED", "PRINT", "a@b.se", True, False),
    ],
)
def test_what_is_to_be_sent(state: str, channel: str, address: str, was_not_sent: bool, is_unclear: bool) -> None:
    last = StatementSending(state=state, address="a@b.se") if state else None
    one = StatementToSend(None, channel, address, last, STATEMENT)
    assert (one.was_not_sent, one.is_unclear, one.name) == (was_not_sent, is_unclear, "C1-3")
