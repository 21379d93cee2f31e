from __future__ import annotations

from reskontra.cli.demo_data.records import Kind

from .conftest import Demo


def test_every_kind_is_there(demo: Demo) -> None:
    assert set(demo.files.expected.kinds) == {kind.value for kind in Kind}


def test_counts(demo: Demo) -> None:
    expected = demo.files.expected
    assert 380 <= expected.transactions <= 430
    assert sum(expected.kinds.values()) == expected.transactions + expected.pending == len(demo.truth)
    assert expected.kinds["ocr"] > 90
    assert expected.kinds["number_in_text"] > 50
