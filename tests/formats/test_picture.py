"""Kind and size of a picture; whatever the bytes, a picture or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.picture import Picture, picture_of
from tests.formats.pictures import jpg, png

COMMENT = b"\xff\xfe\x00\x05abc"


@pytest.mark.parametrize(
    ("case", "content", "found"),
    [
        ("png", png(120, 40), Picture("png", 120, 40)),
        ("jpeg", jpg(24, 16), Picture("jpg", 24, 16)),
        ("jpeg with a comment", jpg()[:2] + COMMENT + jpg()[2:], Picture("jpg", 16, 16)),
        ("jpeg with bytes that fill", jpg()[:2] + b"\xff\xff" + jpg()[2:], Picture("jpg", 16, 16)),
        ("jpeg without a frame", b"\xff\xd8" + COMMENT + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00", None),
        ("jpeg whose segment has no length", b"\xff\xd8\xff\xfe\x00\x01" + bytes(20), None),
        ("png that ends in its head", png()[:20], None),
        ("drawing", b'<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        ("nothing", b"", None),
    ],
)
def test_what_a_picture_is(case: str, content: bytes, found: Picture | None) -> None:
    assert picture_of(content) == found


@given(st.sampled_from([b"", b"\xff\xd8\xff", png()[:16]]), st.binary(max_size=80))
def test_any_bytes_are_a_picture_or_none(head: bytes, rest: bytes) -> None:
    found = picture_of(head + rest)
    assert found is None or (found.kind in ("png", "jpg") and min(found.width, found.height) >= 0)
