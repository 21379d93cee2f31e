"""Tags of OFX files: values with and without end tags, letters, and what hides an attack."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.ofx_tags import VALUE_BYTES_MAX, tags_of
from reskontra.formats.safe_xml import DoctypeRefused, ElementTooLarge
from reskontra.formats.text_file import NotInUtf16


def tags(data: bytes) -> list[tuple[int, str, str]]:
    return [tuple(tag) for tag in tags_of(io.BytesIO(data))]


@pytest.mark.parametrize(
    ("case", "data", "expected"),
    [
        ("no tags", b"OFXHEADER:100\n", []),
        ("values without end", b"X:1\n\n<OFX><CODE>0\n<NAME> A  B\n</OFX>",
         [(3, "OFX", ""), (3, "CODE", "0"), (4, "NAME", "A B"), (5, "/OFX", "")]),
        ("values with end", b"<a>1</a>", [(1, "A", "1"), (1, "/A", "")]),
        ("a value on two lines", b"<MEMO>one\r\ntwo", [(1, "MEMO", "one two")]),
        ("an element closed at once", b"<OFX><MEMO/></OFX>",
         [(1, "OFX", ""), (1, "MEMO", ""), (1, "/MEMO", ""), (1, "/OFX", "")]),
        ("attributes", b'<OFX xmlns="urn:x">', [(1, "OFX", "")]),
        ("instructions", b"<?xml version='1.0'?><?OFX OFXHEADER='200'?><OFX>", [(1, "OFX", "")]),
        ("a comment", b"<A>x<!-- <B>no -->y<C>", [(1, "A", "xy"), (1, "C", "")]),
        ("character data", b"<A><![CDATA[R&D <b> &amp;]]></A>", [(1, "A", "R&D <b> &amp;"), (1, "/A", "")]),
        ("a sign in a value", b"<A>1 < 2 > 0<B>3", [(1, "A", "1 < 2 > 0"), (1, "B", "3")]),
        ("entities", b"<A>R&amp;D &lt;x&gt; &#229;&#xE4; &x; &#55296; &#9999999;",
         [(1, "A", "R&D <x> åä &x; &#55296; &#9999999;")]),
        ("UTF-8", "<A>Åke".encode(), [(1, "A", "Åke")]),
        ("CP1252", "<A>Åke €".encode("cp1252"), [(1, "A", "Åke €")]),
        ("UTF-16", "<A>Åke\n<B>1".encode("utf-16"), [(1, "A", "Åke"), (2, "B", "1")]),
    ],
)  # fmt: skip
def test_tags(case, data, expected):
    assert tags(data) == expected


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a document type", b"<!DOCTYPE OFX><OFX>", DoctypeRefused),
        ("an entity", b"<OFX><! entity x 'y'>", DoctypeRefused),
        ("a long value", b"<MEMO>" + b"x" * 3 * VALUE_BYTES_MAX, ElementTooLarge),
        ("a long value of many pieces", b"<MEMO>" + b"< " * VALUE_BYTES_MAX, ElementTooLarge),
        ("a long comment", b"<!--" + b"<B>" * VALUE_BYTES_MAX, ElementTooLarge),
        ("cut off UTF-16", b"\xff\xfe\x00\xd8\x00\xd8", NotInUtf16),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        tags(data)


def test_a_tag_that_lies_across_two_pieces_of_the_file():
    names = [name for _, name, _ in tags(b"<MEMO>" + b"<A>12345\n" * 30_000)]
    assert names == ["MEMO", *["A"] * 30_000]


@given(st.binary(max_size=200))
def test_any_bytes_have_tags_or_are_malformed(data):
    try:
        assert all(name == name.upper() for _, name, _ in tags(data))
    except Malformed as refusal:
        str(refusal)
