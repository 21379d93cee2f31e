"""Language tags."""

import pytest

from reskontra.core.identifiers import language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("sv", "sv"),
        ("SV_fi", "sv-FI"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
    ],
)
def test_valid(text, tag):
    assert language.validate(text) == tag
    assert language.is_valid(text)
    assert language.format(text) == tag


@pytest.mark.parametrize("text", ["", "s", "svenska", "sv-", "sv-FIN-", "sv FI!", "åå"])
def test_refuses(text):
    assert not language.is_valid(text)
    with pytest.raises(language.NotALanguage):
        language.validate(text)
