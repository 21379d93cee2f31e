"""A zip archive with one file of exchange rates."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Malformed
from reskontra.formats.rates_archive import MARK, RatesArchiveFiles, RatesArchiveUnreadable, unpacked
from tests.formats import archives


def packed(*files: bytes) -> bytes:
    """An archive as the ECB makes its own."""
    return archives.packed(*((f"eurofxref-hist-{number}.csv", data) for number, data in enumerate(files, 1)))


def test_the_file_in_it_is_read_to_its_limit() -> None:
    assert packed(b"Date,USD\n").startswith(MARK)
    assert unpacked(packed(b"Date,USD\n"), most=100) == b"Date,USD\n"
    assert unpacked(packed(b"0" * 1_000_000), most=10) == b"0" * 11


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("two files", packed(b"a", b"b"), RatesArchiveFiles),
        ("cut off", packed(b"Date,USD\n" * 100)[:60], RatesArchiveUnreadable),
        ("a mark alone", MARK, RatesArchiveUnreadable),
    ],
)
def test_what_is_refused(case: str, data: bytes, refusal: type[Malformed]) -> None:
    with pytest.raises(refusal):
        unpacked(data, most=100)


def test_a_damaged_file_in_it_is_refused() -> None:
    data = bytearray(packed(b"Date,USD\n2026-01-02,1.10\n"))
    data[51] ^= 0xFF
    with pytest.raises(RatesArchiveUnreadable):
        unpacked(bytes(data), most=100)
