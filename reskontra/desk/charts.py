"""Charts drawn on the server: what each mark means is worked out here, a template writes it as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reskontra.interface import display

WIDTH, HEIGHT = 520, 250
THICK = 14  # a lying bar
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 22, 26
GAP = 2  # between stacked parts


@dataclass(frozen=True, slots=True)
class Part:
    """A stacked part: height in the chart's unit, the class that colours it, and where it leads."""

    value: float
    role: str
    told: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One bar. mark: a short line across it, such as what was expected; None for none."""

    label: str
    parts: Sequence[Part]
    total: str = ""
    mark: float | None = None
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One lying bar of a ranking: its name, the figure written at its end, and the parts it is stacked of."""

    label: str
    value: str
    parts: Sequence[Part]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Of a ranking. before, after: room beside the bars; row: from a bar to the next; letters: of a name that fit.

    is_above   names and figures stand above their bars, instead of before and after them
    """

    width: int
    before: int
    after: int
    row: int
    letters: int
    is_above: bool = False


WIDE = Layout(width=860, before=190, after=96, row=24, letters=28)
NARROW = Layout(width=304, before=4, after=16, row=40, letters=30, is_above=True)  # a card of a telephone


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    role: str
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "middle"
    is_strong: bool = False
    url: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Upright:
    """A gridline of lying bars, from top to bottom."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Dash:
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    told: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with all its places, in units of a view box of WIDTH by HEIGHT. path: of a line chart."""

    rects: tuple[Rect, ...] = ()
    labels: tuple[Label, ...] = ()
    ticks: tuple[Tick, ...] = ()
    dashes: tuple[Dash, ...] = ()
    dots: tuple[Dot, ...] = ()
    path: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    uprights: tuple[Upright, ...] = ()
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def scale(most: float, *, least: float = 0, steps: int = 4) -> list[float]:
    """Round figures from at most `least` to at least `most`, about so many steps apart.

    >>> scale(8.4), scale(96, least=88)
    ([0.0, 4.0, 8.0, 12.0], [88.0, 90.0, 92.0, 94.0, 96.0])
    """
    span = max(most - least, 1e-9)
    rough = span / steps
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 4, 5, 10) if size * factor >= rough * 0.999)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(number * step, 10) for number in range(first, last + 1)]


def bars(columns: Sequence[Column]) -> Drawing:
    """Stacked bars from zero; parts below nothing are left out of the picture, and stand in the table."""
    tops = [max(sum(max(part.value, 0) for part in column.parts), column.mark or 0) for column in columns]
    ticks = scale(max([*tops, 1e-9]) or 1)
    width = (WIDTH - LEFT - RIGHT) / max(len(columns), 1)
    rects, labels, dashes = [], [], []
    for number, column in enumerate(columns):
        x = LEFT + number * width
        bottom = float(HEIGHT - BOTTOM)
        for part in column.parts:
            high = _length(max(part.value, 0), ticks)
            if high <= 0:
                continue
            drawn = max(high - GAP, 1)
            rects.append(Rect(x + width * 0.15, bottom - drawn, width * 0.7, drawn, part.role, part.told, part.url))
            bottom -= high
        if column.mark is not None:
            dashes.append(Dash(x + width * 0.08, _y(column.mark, ticks), width * 0.84))
        labels.append(Label(x + width / 2, HEIGHT - 8, column.label, is_strong=column.is_now))
        if column.total:
            labels.append(Label(x + width / 2, bottom - 6, column.total, is_strong=column.is_now))
    return Drawing(tuple(rects), tuple(labels), _ticks(ticks), tuple(dashes))


def ranked(bars: Sequence[Bar], layout: Layout = WIDE) -> Drawing:
    """Lying bars from zero, to the right what is more than nothing, to the left what is less; one under the other."""
    most = max((sum(max(part.value, 0) for part in bar.parts) for bar in bars), default=0)
    least = min((sum(min(part.value, 0) for part in bar.parts) for bar in bars), default=0)
    span = most - least or 1
    ticks = [tick for tick in scale(least + span, least=least) if least <= tick <= least + span]
    width = layout.width - layout.before - layout.after

    def place(value: float) -> float:
        return layout.before + (value - least) / span * width

    rects, labels = list[Rect](), list[Label]()
    for number, bar in enumerate(bars):
        middle = TOP + (number + 1) * layout.row - (THICK if layout.is_above else layout.row / 2)
        right = left = place(0)
        for part in bar.parts:
            long = abs(place(part.value) - place(0))
            if not long:
                continue
            x = right if part.value > 0 else left - long
            drawn = max(long - GAP, 1)
            rects.append(Rect(x, middle - THICK / 2, drawn, THICK, part.role, part.told, part.url))
            right, left = (right + long, left) if part.value > 0 else (right, left - long)
        labels += _beside(bar, middle, right, layout)
    bottom = TOP + len(bars) * layout.row
    return Drawing(
        tuple(rects),
        tuple(labels),
        uprights=tuple(Upright(place(tick), decimal(f"{tick:g}")) for tick in ticks),
        width=layout.width,
        height=bottom + BOTTOM,
        top=TOP,
        bottom=bottom,
    )


def _beside(bar: Bar, middle: float, end: float, layout: Layout) -> tuple[Label, Label]:
    """Name and figure of a bar that ends there."""
    fits = len(bar.label) <= layout.letters
    name = bar.label if fits else f"{bar.label[: layout.letters - 1]}…"
    if layout.is_above:
        above = middle - THICK
        return (
            Label(0, above, name, "start", url=bar.url, told=bar.label),
            Label(layout.width, above, bar.value, "end"),
        )
    return (
        Label(layout.before - 8, middle + 4, name, "end", url=bar.url, told=bar.label),
        Label(end + 4, middle + 4, bar.value, "start"),
    )


def line(points: Sequence[tuple[str, float, str]], *, target: float | None = None) -> Drawing:
    """A line over (label, value, told); the scale begins below the lowest value. target: a dashed line across."""
    values = [value for _label, value, _told in points] + ([target] if target is not None else [])
    least, most = min(values), max(values)
    ticks = scale(most + (most - least) * 0.05 or 1, least=max(least - (most - least) * 0.1, 0))
    width = (WIDTH - LEFT - RIGHT - 40) / max(len(points) - 1, 1)
    dots = [
        Dot(LEFT + 16 + number * width, _y(value, ticks), told, number == len(points) - 1)
        for number, (_label, value, told) in enumerate(points)
    ]
    labels = [Label(dot.x, HEIGHT - 8, point[0]) for dot, point in zip(dots, points, strict=True)]
    path = " ".join(f"{'M' if number == 0 else 'L'}{dot.x:.1f} {dot.y:.1f}" for number, dot in enumerate(dots))
    dashes = (Dash(LEFT, _y(target, ticks), WIDTH - LEFT - RIGHT),) if target is not None else ()
    return Drawing(labels=tuple(labels), ticks=_ticks(ticks), dashes=dashes, dots=tuple(dots), path=path)


def _y(value: float, ticks: Sequence[float]) -> float:
    return HEIGHT - BOTTOM - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (HEIGHT - TOP - BOTTOM)


def _length(value: float, ticks: Sequence[float]) -> float:
    return value / ticks[-1] * (HEIGHT - TOP - BOTTOM)


def _ticks(ticks: Sequence[float]) -> tuple[Tick, ...]:
    return tuple(Tick(_y(tick, ticks), decimal(f"{tick:g}")) for tick in ticks)


def decimal(text: str) -> str:
    """A figure on a chart with the reader's decimal mark, and a minus sign."""
    signed = f"\u2212{text[1:]}" if text.startswith("-") else text
    return display.decimal(signed)
