"""What is told of figures of growth."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.growth_figures import WORKS, add, bends, picture, read, slope, table


def book(of: float, whole: float) -> dict[str, Any]:
    """What is the same at every size takes of seconds, what goes over the whole book whole."""
    return {"seconds": {work: whole if is_whole else of for work, is_whole in WORKS.items()}, "bytes": 10**7}


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_slope_is_the_power_by_which_it_grows(power: float) -> None:
    assert slope([(size, 3 * size**power) for size in (10, 1_000, 100_000)]) == pytest.approx(power)


@pytest.mark.parametrize(
    ("of", "whole", "told"),
    [
        (0.5, 10.0, set()),
        (0.5, 5.0, set()),
        (1.0, 10.0, {work for work, is_whole in WORKS.items() if not is_whole}),
        (0.5, 20.0, {work for work, is_whole in WORKS.items() if is_whole}),
    ],
)
def test_what_grows_faster_than_it_may_is_named(of: float, whole: float, told: set[str]) -> None:
    assert {work for work, _steep in bends({10_000: book(0.5, 1.0), 100_000: book(of, whole)})} == told


def test_figures_are_kept_by_size_and_shown(tmp_path: Path) -> None:
    file = tmp_path / "growth.json"
    assert read(file) == {}
    for size, whole in ((100_000, 10.0), (10_000, 9.0), (10_000, 1.0)):
        add(file, size, book(0.5, whole))
    sizes = read(file)
    assert list(sizes) == [10_000, 100_000]
    assert "| check (all of it) | 1.00 | 10.00 | 1.00 | 1.00 |" in table(sizes).splitlines()
    drawn = ElementTree.fromstring(picture(sizes))
    words = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {*WORKS, "10,000", "100,000"} <= set(words)
