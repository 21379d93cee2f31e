"""JSON as text that a database can hold: control characters and halves of letters are blanks, letters stay."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats import json_text as module


@pytest.mark.parametrize(
    ("case", "text", "found"),
    [
        ("a letter as it is", '"å"', "å"),
        ("a letter by number", r'"\u00e5"', "å"),
        ("a letter of two halves", r'"\ud83d\ude00"', "\U0001f600"),
        ("the first half alone", r'"a\ud83d"', "a "),
        ("the second half alone", r'"\ude00b"', " b"),
        ("halves the wrong way round", r'"\ude00\ud83d"', "  "),
        ("NUL", r'"1\u00002"', "1 2"),
        ("a control character", r'"1\u001b[2J"', "1 [2J"),
        ("a tab and a line break stay", r'"a\u0009b\u000a"', "a\tb\n"),
        ("a backslash before the letter u", r'"\\u0000"', r"\u0000"),
    ],
)  # fmt: skip
def test_texts(case, text, found):
    assert module.loads(text) == module.loads(text.encode()) == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-be"])
def test_the_encoding_is_told_by_the_bytes(encoding):
    assert module.loads('{"å": 1}'.encode(encoding)) == {"å": 1}


@pytest.mark.parametrize("data", [b'"\xed\xa0\x80"', b'"\xff"', b"{", b""])
def test_what_is_no_json(data):
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        module.loads(data)


def test_numbers_are_what_the_caller_makes_of_them():
    assert module.loads("[1, 2.50, NaN]", number=str) == ["1", "2.50", "NaN"]
    assert module.loads("[1, 2.5]") == [1, 2.5]


@given(st.text())
def test_any_text_without_control_characters_stays(text):
    printable = "".join(letter for letter in text if letter.isprintable())
    assert module.loads(json.dumps([printable])) == [printable]
    json.dumps(module.loads(json.dumps([text])), ensure_ascii=False).encode()
