"""The register of styles: a function that adds a scene to a market, known by its name."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.books.market import Market

Style = Callable[[Market], None]
STYLES: dict[str, Style] = {}


def style(scene: Style) -> Style:
    """Register a style under the name of its function, which is what it tells its payments by."""
    STYLES[scene.__name__] = scene
    return scene
