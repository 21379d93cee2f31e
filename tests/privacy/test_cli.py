"""privacy as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.interface.people import add_user
from tests import books
from tests.cli.running import done, refused, run
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_what_is_known_is_written_to_a_folder(story: Story, tmp_path: Path) -> None:
    tell_of_anna(story)
    told = done("privacy", "export", "--customer", "K1", "--out", tmp_path / "k1")
    assert told.startswith(f"{tmp_path / 'k1'}: ")
    assert "1 file." in told
    assert (tmp_path / "k1" / "data.html").exists()
    add_user(username="Bob", password="a long password of bob", name="Bob Bobsson")
    done("privacy", "export", "--user", "bob", "--out", tmp_path / "bob")
    text = (tmp_path / "bob" / "data.json").read_text("utf-8")
    assert "Bob Bobsson" in text
    assert "pbkdf2" not in text
    assert "argon2" not in text


def test_a_customer_is_erased_after_a_look_and_a_yes(story: Story) -> None:
    tell_of_anna(story)
    before = books.contents()
    told = done("privacy", "erase", "--customer", "K1", "--preview")
    assert "Contacts noted: 1 row, whole." in told
    assert "Kept until 31 Dec 2033 by BFL 7 kap. 2 §" in told
    assert books.contents() == before
    answer = run("privacy", "erase", "--customer", "K1", "--reason", "asked for")
    assert answer.code == 1
    assert "nobody said yes" in answer.err
    assert books.contents() == before
    assert "K1 is erased." in done("privacy", "erase", "--customer", "K1", "--reason", "asked for", "--yes")
    said = done("check")
    assert "personal data was erased 1 time, the last time of K1 on" in said
    assert "are whole." in said


def test_one_person_is_named(story: Story, tmp_path: Path) -> None:
    for words, said in (
        ((), "0 of --customer"),
        (("--customer", "K1", "--user", "bob"), "2 of --customer"),
        (("--customer", "K1"), 'There is no customer "K1"'),
        (("--account", "123"), "Nothing here names the account 123"),
    ):
        assert said in refused("privacy", "export", *words, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()
