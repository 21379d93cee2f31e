"""What the environment and the configuration file say is used, or refused loudly."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.config.env import (
    NOTICED_BY_SERVER,
    NOTICED_BY_US,
    Configuration,
    Misconfigured,
    SingleSignOn,
    UserMail,
    config_path,
    database_settings,
    default_database_url,
    one_of,
    read_configuration,
    replica_settings,
    single_sign_on,
    user_mail,
)


def test_the_configuration_file_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_CONFIG", "/etc/reskontra.toml")
    assert config_path() == Path("/etc/reskontra.toml")
    monkeypatch.delenv("RESKONTRA_CONFIG")
    assert config_path().name == "config.toml"


def test_no_configuration_file_is_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESKONTRA_CONFIG", raising=False)
    assert read_configuration(tmp_path / "none.toml") == Configuration()


def test_a_configuration_file_that_was_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(Misconfigured, match=r"none\.toml does not exist\. Make it"):
        read_configuration(config_path())


def test_a_configuration_file_sets_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('database = "sqlite:///books.sqlite3"\ncompany = "Nordan AB"\n', encoding="utf-8")
    assert read_configuration(path) == Configuration(database="sqlite:///books.sqlite3", company="Nordan AB")


@pytest.mark.parametrize(
    ("case", "text"),
    [("no TOML", "company = "), ("an unknown key", 'databse = "x"'), ("no text", "company = 1")],
)
def test_a_configuration_file_that_cannot_be_used_is_refused_by_name(tmp_path: Path, case: str, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"config\.toml"):
        read_configuration(path)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///books.sqlite3", "books.sqlite3"),
        ("sqlite:////srv/books.sqlite3", "/srv/books.sqlite3"),
        ("sqlite:///my%20books.sqlite3", "my books.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
)
def test_an_sqlite_address_names_a_file(url: str, name: str) -> None:
    settings = database_settings(url)
    assert settings["ENGINE"].endswith("sqlite3")
    assert settings["NAME"] == name
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_what_undoes_a_savepoint_may_leave_memory() -> None:
    """Kept there, it makes a statement of a large transaction slower with every page that was changed before."""
    told = database_settings("sqlite:///books.sqlite3")["OPTIONS"]["init_command"]
    assert "temp_store" not in told
    assert "synchronous=FULL" in told


def test_a_postgresql_address_is_taken_apart() -> None:
    settings = database_settings("postgresql://anna:s%3Acret@db.example:5433/books")
    found = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert found == {"NAME": "books", "USER": "anna", "PASSWORD": "s:cret", "HOST": "db.example", "PORT": "5433"}
    assert settings["OPTIONS"] == {"options": f"-c lock_timeout=30s {NOTICED_BY_SERVER}", **NOTICED_BY_US}


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "books", "sqlite:", "sqlite:///", "sqlite://books.sqlite3", "postgresql://db.example",
            "postgresql://db.example/", "postgresql://db.example:five/books"],
)  # fmt: skip
def test_an_address_that_names_nothing_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(Misconfigured, match=rf'^"{url}" names no database\. Write sqlite:///PATH'):
        database_settings(url)


def test_the_default_is_a_file_of_the_user() -> None:
    assert database_settings(default_database_url())["NAME"].endswith("/reskontra.sqlite3")


OIDC = {"server": "https://id.example.se", "client": "reskontra", "secret": "hemlig"}


def test_single_sign_on_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("SERVER", "CLIENT", "SECRET", "NAME"):
        monkeypatch.delenv(f"RESKONTRA_OIDC_{key}", raising=False)
    assert single_sign_on(Configuration()) == SingleSignOn()
    found = Configuration(**{f"oidc_{key}": value for key, value in OIDC.items()})
    assert single_sign_on(found) == SingleSignOn(**OIDC, name="id.example.se")
    monkeypatch.setenv("RESKONTRA_OIDC_NAME", "Nordan")
    monkeypatch.setenv("RESKONTRA_OIDC_CLIENT", "another")
    assert single_sign_on(found) == SingleSignOn(**OIDC | {"client": "another"}, name="Nordan")


def test_half_of_single_sign_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misconfigured, match="lacks oidc_client, oidc_secret"):
        single_sign_on(Configuration(oidc_server="https://id.example.se"))
    with pytest.raises(Misconfigured, match=r'oidc_server is "id\.example\.se"'):
        single_sign_on(Configuration(oidc_server="id.example.se", oidc_client="x", oidc_secret="y"))


def test_mail_to_users_has_server_and_sender_or_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("SERVER", "SENDER", "PASSWORD"):
        monkeypatch.delenv(f"RESKONTRA_USER_MAIL_{key}", raising=False)
    assert user_mail(Configuration()) == UserMail()
    monkeypatch.setenv("RESKONTRA_USER_MAIL_SERVER", "smtp://reskontra@mail.example.se")
    with pytest.raises(Misconfigured, match=r"^Mail to users lacks user_mail_sender\. Set it"):
        user_mail(Configuration(user_mail_password="hemlig"))
    found = user_mail(Configuration(user_mail_sender="a@example.se", user_mail_password="hemlig"))
    assert found == UserMail("smtp://reskontra@mail.example.se", "a@example.se", "hemlig")


def test_a_word_of_the_environment_wins_over_the_files_and_both_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    name, words = "RESKONTRA_SECOND_STEP", ("nobody", "administrators", "everybody")
    monkeypatch.delenv(name, raising=False)
    assert [one_of(name, words, in_file=said) for said in ("", "everybody")] == ["nobody", "everybody"]
    with pytest.raises(Misconfigured, match=r'^second_step is "all"\. Write nobody or administrators or everybody\.$'):
        one_of(name, words, in_file="all")
    monkeypatch.setenv(name, "administrators")
    assert one_of(name, words, in_file="all") == "administrators"
    monkeypatch.setenv(name, "admin")
    with pytest.raises(Misconfigured, match=f'^{name} is "admin"'):
        one_of(name, words)


def test_replicas_are_listed_by_comma_and_only_read(monkeypatch: pytest.MonkeyPatch) -> None:
    home = database_settings("postgresql://me@one/books")
    assert replica_settings("RESKONTRA_REPLICA_URL", home) == []
    monkeypatch.setenv("RESKONTRA_REPLICA_URL", "postgresql://me@two/books, postgresql://me@three/books")
    found = replica_settings("RESKONTRA_REPLICA_URL", home)
    assert [one["HOST"] for one in found] == ["two", "three"]
    assert all("default_transaction_read_only=on" in one["OPTIONS"]["options"] for one in found)
    with pytest.raises(Misconfigured, match=r"books\.sqlite3 is SQLite\. Take RESKONTRA_REPLICA_URL away"):
        replica_settings("RESKONTRA_REPLICA_URL", database_settings("sqlite:///books.sqlite3"))
