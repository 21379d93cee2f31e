"""Every action has words, in English and in Swedish."""

from __future__ import annotations

from django.utils import translation

from reskontra.interface.action_words import WORDS, action_word, actions_named
from tests.action_codes import action_codes


def test_every_action_of_the_program_has_words_and_no_word_is_left_over() -> None:
    assert sorted(action_codes() - WORDS.keys()) == []
    assert sorted(WORDS.keys() - action_codes()) == []


def test_the_words_are_swedish_where_the_reader_is_and_tell_actions_apart() -> None:
    for language in ("en", "sv"):
        with translation.override(language):
            assert len({action_word(code) for code in WORDS}) == len(WORDS)
    with translation.override("sv"):
        assert [code for code, word in WORDS.items() if action_word(code) == word] == []


def test_a_code_without_a_word_stands_for_itself() -> None:
    assert action_word("plugin.done") == "plugin.done"


def test_actions_are_found_by_their_words() -> None:
    with translation.override("sv"):
        assert actions_named("kontoutdrag importerat") == ("bank.statement.imported",)
    assert actions_named("STATEMENT IMPORTED") == ("bank.statement.imported",)
    assert actions_named(" ") == ()
