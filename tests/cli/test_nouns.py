"""What a command needs is read for it: the tables of nouns against the commands that there are."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reskontra.cli.nouns import ALONE, NOUNS, _first_word, whole_program


def test_every_module_that_adds_a_command_stands_with_its_noun() -> None:
    program = whole_program()
    assert [group.name for group in program.registered_groups] == list(NOUNS)
    for group in program.registered_groups:
        assert group.typer_instance is not None
        adding = {command.callback.__module__ for command in group.typer_instance.registered_commands}  # type: ignore[union-attr]
        assert group.name is not None
        named = {f"reskontra.{module.partition(':')[0]}" for module in NOUNS[group.name]}
        assert adding <= named, group.name
    alone = {command.name: command.callback.__module__ for command in program.registered_commands}  # type: ignore[union-attr]
    assert alone == {word: f"reskontra.{module}" for word, module in ALONE.items()}


@pytest.mark.parametrize(
    ("case", "words", "first"),
    [
        ("a noun", ["journal", "match"], "journal"),
        ("options before it", ["--company", "load", "--lang=sv", "journal", "--company", "X"], "journal"),
        ("an option without its value", ["--company"], ""),
        ("help", ["--help"], ""),
        ("nothing", [], ""),
    ],
)
def test_the_first_word(case: str, words: list[str], first: str) -> None:
    assert _first_word(words) == first


def test_a_command_reads_what_its_noun_needs_and_no_more() -> None:
    asked = "import sys; from reskontra.cli.nouns import program_for; program_for(['journal', 'match']); "
    told = "print(*sorted(name for name in sys.modules if '.cli' in name))"
    setup = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'reskontra.config.settings'; django.setup(); "
    done = subprocess.run([sys.executable, "-c", setup + asked + told], capture_output=True, text=True, check=True)
    read = done.stdout.split()
    assert {"reskontra.matching.cli", "reskontra.matching.cli_returns"} <= set(read)
    assert "reskontra.cli.demo" not in read
