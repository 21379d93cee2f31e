"""docs/performance.md says what the figures say."""

from __future__ import annotations

from benchmarks.performance import written


def test_the_page_has_the_figures_that_were_measured() -> None:
    stale = [file.name for file, text in written().items() if file.read_text(encoding="utf-8") != text]
    assert not stale, "run python -m benchmarks.performance"
