"""What a decision about a line teaches, and what it does not."""

from __future__ import annotations

import pytest

from reskontra.core.matching.lessons import DecidedLine, direction_of, teachings

NAMES = {1: "Alfa AB", 2: "Beta AB"}


def taught(**values: object) -> list[tuple[object, ...]]:
    line = DecidedLine(**{"line_id": 7, "amount_minor": 100, "party_ids": (1,), "party_names": NAMES, **values})
    return [(one.kind, one.value, one.party_id or one.account_number) for one in teachings(line)]


@pytest.mark.parametrize(
    ("case", "values", "expected"),
    [
        ("an unknown account", {"accounts": ("SE1",)}, [("ACCOUNT", "SE1", 1)]),
        ("an account on its card", {"accounts": ("SE1",), "holders": {"SE1": [1]}}, []),
        ("another's account", {"accounts": ("SE1",), "holders": {"SE1": [2]}}, [("PAYS_FOR", "2", 1)]),
        ("an account of two others", {"accounts": ("SE1",), "holders": {"SE1": [2, 3]}}, []),
        ("an unknown name", {"name": "Kalles Rör"}, [("NAME", "kallesror", 1)]),
        ("its own name", {"name": "ALFA AB"}, []),
        ("another's name", {"name": "Beta AB", "namesakes": [2]}, [("PAYS_FOR", "2", 1)]),
        ("a name that two others bear", {"name": "Beta AB", "namesakes": [2, 3]}, []),
        ("two letters are no name", {"name": "AB"}, []),
        ("nothing known", {}, []),
        ("money of two customers", {"accounts": ("SE1",), "party_ids": (1, 2), "is_whole": False}, []),
        (
            "a G/L account",
            {"party_ids": (), "account_numbers": ("6570",), "texts": ("Avgift 12",), "amount_minor": -5},
            [("TEXT", "avgift", "6570")],
        ),
        ("a G/L account without words", {"party_ids": (), "account_numbers": ("6570",), "texts": ("12",)}, []),
        ("an amount alone", {"party_ids": (), "account_numbers": ()}, []),
    ],
)
def test_what_is_learned(case: str, values: dict[str, object], expected: list[tuple[object, ...]]) -> None:
    assert taught(**values) == expected


@pytest.mark.parametrize(("minor", "expected"), [(1, "IN"), (-1, "OUT")])
def test_direction(minor: int, expected: str) -> None:
    assert direction_of(minor) == expected
