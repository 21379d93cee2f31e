"""Writes what was measured into docs/performance.md, between its marks, and draws docs/pictures/growth-*.svg.

    python -m benchmarks.performance

The figures are those of benchmarks/figures, as benchmarks.growth and benchmarks.api_endpoints left them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.growth_figures import FIGURES, bends, picture, read, table

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "performance.md"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    for file, text in written().items():
        file.write_text(text, encoding="utf-8")
        print(file.relative_to(DOCS.parent))


def written() -> dict[Path, str]:
    """File → its text, from the figures there are."""
    found: dict[Path, str] = {}
    page = PAGE.read_text(encoding="utf-8")
    for key, name in DATABASES.items():
        sizes = read(FIGURES / f"growth-{key}.json")
        if sizes:
            page = _between(page, f"growth-{key}", f"{table(sizes)}\n\n{_told_of_bends(name, sizes)}".strip())
        if len(sizes) > 1:
            found[DOCS / "pictures" / f"growth-{key}.svg"] = picture(sizes)
        if workers := read(FIGURES / f"api-{key}.json"):
            page = _between(page, f"api-{key}", _endpoints(workers))
        if space := _space(name, sizes):
            page = _between(page, f"space-{key}", space)
    found[PAGE] = page
    return found


def _between(page: str, mark: str, text: str) -> str:
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not marked.search(page):
        raise SystemExit(f"{PAGE.name} has no {begin} … {end}")
    return marked.sub(lambda _found: f"{begin}\n{text}\n{end}", page)


def _told_of_bends(name: str, sizes: Mapping[int, Mapping[str, Any]]) -> str:
    if len(sizes) < 2:
        return ""
    found = [f"{work} ({steep:.2f})" for work, steep in bends(sizes)]
    if not found:
        return f"On {name} nothing grows faster than it may."
    return f"On {name} these grow faster between the two largest books than they may: {', '.join(found)}."


def _endpoints(workers: Mapping[int, Mapping[str, Mapping[str, float]]]) -> str:
    """A row for each endpoint: commands a second and p95 at each number of workers."""
    heads = "".join(f" {count} worker{'s' if count > 1 else ''}: a second | p95, ms |" for count in workers)
    lines = [f"| endpoint | processor, ms |{heads}", f"| --- | ---: |{' ---: | ---: |' * len(workers)}"]
    first = workers[min(workers)]
    for name, alone in first.items():
        cells = "".join(f" {of[name]['a_second']:.0f} | {of[name]['p95_ms']:.0f} |" for of in workers.values())
        lines.append(f"| {name} | {alone['cpu_ms']:.1f} |{cells}")
    return "\n".join(lines)


def _space(name: str, sizes: Mapping[int, Mapping[str, Any]]) -> str:
    """The largest tables of the largest book that was measured, and their indexes."""
    measured = {size: found["tables"] for size, found in sizes.items() if found["tables"]}
    if not measured:
        return ""
    return "\n".join([f"On {name}, at {max(measured):,} documents:", "", *_rows_of(measured[max(measured)])])


def _rows_of(tables: Mapping[str, list[int]]) -> Iterator[str]:
    yield "| table | MB of rows | MB of indexes |"
    yield "| --- | ---: | ---: |"
    for name, (rows, indexes) in tables.items():
        if rows + indexes > 1e6:
            yield f"| {name} | {rows / 1e6:,.0f} | {indexes / 1e6:,.0f} |"


if __name__ == "__main__":
    main()
