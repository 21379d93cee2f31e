from __future__ import annotations

from random import Random

import pytest

from reskontra.cli.demo_data import wordings

NUMBERS = ["310412", "311007", "312055"]


@pytest.mark.parametrize("seed", range(20))
def test_a_split_text_breaks_a_number_and_loses_nothing(seed: int) -> None:
    lines = wordings.split_inside_a_number(Random(seed), NUMBERS)
    assert len(lines) > 1
    assert all(len(line) <= wordings.SEGMENT_WIDTH for line in lines)
    assert not all(number in " ".join(lines) for number in NUMBERS)
    assert "".join("".join(lines).split()).endswith("".join(NUMBERS))


@pytest.mark.parametrize("seed", range(60))
def test_one_number_is_in_its_text(seed: int) -> None:
    text = wordings.one_number(Random(seed), "310412", "10007", "2026-03-02", "1250,00")
    assert "310412" in text.replace("310 412", "310412").replace("310-412", "310412")


def test_names() -> None:
    assert wordings.reversed_name("Åsa Löfvenmark") == "LÖFVENMARK, ÅSA"
    assert wordings.plain_letters("ÅKERLINDS MÅLERI") == "AKERLINDS MALERI"
    shouted = {wordings.shouted_name(Random(seed), "Åkerlinds Trädgård & Plåt AB") for seed in range(20)}
    assert "AKERLINDS TRADGARD & PLAT AB" in shouted
    assert "ÅKERLINDS TRÄDGÅRD & PLÅT" in shouted
    assert all(name.isupper() for name in shouted)
