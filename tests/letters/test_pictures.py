"""A picture that the typesetter cannot read is known before it is kept."""

from __future__ import annotations

import pytest

from reskontra.letters.pictures import is_printable
from tests.formats.pictures import jpg, png


@pytest.mark.parametrize(("kind", "content"), [("png", png()), ("jpg", jpg())])
def test_a_whole_picture_is_printable_and_half_of_it_is_not(kind: str, content: bytes) -> None:
    assert is_printable(content, kind=kind)
    assert not is_printable(content[: len(content) // 2], kind=kind)
    assert not is_printable(b"#panic()", kind=kind)
