"""What the page of a draft calls its lines."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from reskontra.collections.draft_pages import word_of
from reskontra.collections.reminder_queries import ReminderLineFacts

NOTHING: dict[str, Any] = dict.fromkeys(ReminderLineFacts.__dataclass_fields__, 0) | {
    "role": "", "text": "", "document_type": "", "document_number": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "document", "text", "word"),
    [
        ("OVERDUE", "1001", "", "Faktura 1001"),
        ("NOT_DUE", "1001", "", "Faktura 1001, öppna poster som inte förfallit"),
        ("LINE_FEE", "1001", "Avgift, 1001", "Avgift, 1001"),
        ("ROUNDING", "", "", "Avrundning"),
        ("TEXT", "", "Ring \n oss.", "Ring oss."),
        ("ENDING", "", "x" * 71, "x" * 70 + "…"),
    ],
)
def test_a_line_is_called_by_its_document_or_its_words(role: str, document: str, text: str, word: str) -> None:
    kind = "INVOICE" if document else ""
    line = ReminderLineFacts(
        **NOTHING | {"role": role, "text": text, "document_number": document, "document_type": kind}
    )
    with translation.override("sv"):
        assert word_of(line) == word
