"""Figures of growth: kept as JSON, the slope between sizes, as a table and a picture."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures"
# Work → whether it goes over the whole book; else it is the same at every size.
WORKS = {
    "import a statement of 1,000": False,
    "match its lines": False,
    "post what is ready": False,
    "a page of its journal": False,
    "aged receivables": True,
    "aged receivables of a month before": True,
    "load the book": True,
    "check": True,
    "vacuum": True,  # of PostgreSQL, all tables, after the postings
}
MOST_SLOPE = {
    False: 0.15,
    True: 1.1,
}  # of log seconds over log documents: 1 is ten times the time for ten times the book
COLOURS = ("#2563eb", "#059669", "#d97706", "#dc2626", "#7c3aed", "#0891b2", "#65a30d", "#db2777", "#78716c")
Sizes = Mapping[int, Mapping[str, Any]]


def add(file: Path, size: int, measured: Mapping[str, Any]) -> None:
    """Keep what was measured at a size, in place of what was known of it."""
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    found[str(size)] = measured
    ordered = {key: found[key] for key in sorted(found, key=int)}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def read(file: Path) -> dict[int, dict[str, Any]]:
    """Size → what was measured; nothing of a file that is not there."""
    if not file.exists():
        return {}
    return {int(size): found for size, found in json.loads(file.read_text(encoding="utf-8")).items()}


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the line through the logarithms, by least squares: 0 the same at every size, 1 in proportion."""
    across = [math.log(x) for x, _ in points]
    up = [math.log(y) for _, y in points]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    over = sum((x - middle) ** 2 for x in across)
    return sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / over


def bends(sizes: Sizes) -> Iterator[tuple[str, float]]:
    """Work that grows faster between the two largest sizes than it may, and its slope there."""
    for work, is_whole in WORKS.items():
        points = _points(sizes, work)
        if len(points) >= 2 and (steep := slope(points[-2:])) > MOST_SLOPE[is_whole]:
            yield work, steep


def table(sizes: Sizes) -> str:
    """A row for each work: seconds at each size, the slope over all, and that between the last two."""
    heads = [f"{size:,}" for size in sizes]
    lines = [
        f"| work | {' | '.join(heads)} | slope | last |",
        f"| --- |{' ---: |' * len(heads)} ---: | ---: |",
    ]
    for work, is_whole in WORKS.items():
        points = _points(sizes, work)
        if not points:
            continue
        by_size = dict(points)
        cells = [f"{by_size[size]:.2f}" if size in by_size else "" for size in sizes]
        told = f"{work}{' (all of it)' if is_whole else ''}"
        slopes = [f"{slope(some):.2f}" for some in (points, points[-2:])] if len(points) > 1 else ["", ""]
        lines.append(f"| {told} | {' | '.join([*cells, *slopes])} |")
    space = [f"{found['bytes'] / 1e6:,.0f}" for found in sizes.values()]
    lines.append(f"| MB of the database | {' | '.join(space)} | | |")
    return "\n".join(lines)


def _points(sizes: Sizes, work: str) -> list[tuple[float, float]]:
    return [(size, found["seconds"][work]) for size, found in sorted(sizes.items()) if work in found["seconds"]]


WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 900, 460, 70, 20, 280, 50


def picture(sizes: Sizes) -> str:
    """The works over the size of the book, both by logarithm; readable on light and dark."""
    seconds = [y for work in WORKS for _, y in _points(sizes, work)]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    first, last = (math.log10(edge(sizes)) for edge in (min, max))

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(took: float) -> float:
        return TOP + (high - math.log10(took)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [_HEAD]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for size in sizes:
        parts.append(f'<line class="grid" x1="{x(size):.1f}" x2="{x(size):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 10}" text-anchor="middle">open documents in the book</text>')
    drawn = [(work, colour, _points(sizes, work)) for work, colour in zip(WORKS, COLOURS, strict=True)]
    drawn = [one for one in drawn if one[2]]
    beside = _apart([y(points[-1][1]) for _, _, points in drawn])
    for (work, colour, points), at in zip(drawn, beside, strict=True):
        path = " ".join(f"{x(size):.1f},{y(took):.1f}" for size, took in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x(s):.1f}" cy="{y(t):.1f}" r="4" fill="{colour}"/>' for s, t in points]
        parts.append(f'<text x="{WIDTH - RIGHT + 14}" y="{at + 4:.1f}" style="fill:{colour}">{work}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _apart(heights: Sequence[float], least: float = 17.0) -> list[float]:
    """The heights in their order, none nearer to another than a line of text is high."""
    found = list(heights)
    order = sorted(range(len(found)), key=found.__getitem__)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + least)
    return found


_HEAD = f"""<svg viewBox="0 0 {WIDTH} {HEIGHT}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>Seconds of processor over the size of the book, both by logarithm</title>
<style>
svg {{ background: #ffffff }} text {{ font: 13px system-ui, sans-serif; fill: #374151 }} .grid {{ stroke: #d1d5db }}
@media (prefers-color-scheme: dark) {{
svg {{ background: #0d1117 }} text {{ fill: #c9d1d9 }} .grid {{ stroke: #30363d }} }}
</style>"""
