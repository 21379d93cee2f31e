"""TOML within bounds: what would take the parser's time and memory is refused before it is parsed."""

import pytest

from reskontra.core import toml_text as module


def test_what_a_text_says():
    assert module.loads('a.b = 1\n[[c]]\nd = "x.y"\n') == {"a": {"b": 1}, "c": [{"d": "x.y"}]}


@pytest.mark.parametrize(
    ("case", "text", "told"),
    [
        ("a key of many parts", "x = 1\na" + ".a" * 100_000 + " = 1", "line 2"),
        ("quoted parts", 'a . "b c"' + " . 'd'" * 100_000 + " = 1", "line 1"),
        ("a heading of many parts", "[a" + ".a" * 100_000 + "]", "line 1"),
        ("parts in an inline table", "x = {a" + ".a" * 100_000 + " = 1}", "line 1"),
        ("lists in lists", "x = " + "[" * 5_000 + "]" * 5_000, "deep"),
        ("tables in tables", "x = " + "{a=" * 5_000 + "1" + "}" * 5_000, "deep"),
        ("a number without end", "x = " + "9" * 5_000, "digits"),
        ("a NUL", 'x = 1\ny = "\\u0000"', "NUL"),
        ("no TOML", "x = 1\ny\n", "line 2"),
    ],
)
def test_refused(case, text, told):
    with pytest.raises(ValueError, match=told):
        module.loads(text)


def test_long_text_without_keys_is_no_matter():
    text = "x = '" + "a" * 200_000 + "'\ny = '" + ". a" * 15 + "'\n"
    assert len(module.loads(text)["x"]) == 200_000
