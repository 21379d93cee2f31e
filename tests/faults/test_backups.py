"""Back-ups of a company in work: taken while another posts, put back whole, and told apart from what they were."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reskontra.operation import backup_file
from reskontra.operation.contents import Contents, Driver, contents_of, differing
from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import opened, rows

PUT_BACK = ["audit_event", "audit_payload"]  # that it was, is told


def same_but(url: str, other: str) -> list[str]:
    """The tables that hold other rows in one than in the other, of Django's and the queue's too."""
    found: list[Driver] = []
    with opened(url) as one, opened(other) as two:
        found += [one, two]
        return differing(*(contents_of(own) for own in found))


@pytest.fixture(scope="module")
def made(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A back-up taken when a posting had written all it writes, and nothing of it was stored."""
    url, path = stages.fresh("post"), tmp_path_factory.mktemp("backups") / "one.zip"
    with (
        programs.started(url, stages.commands["post"], stops=["before commit"]) as posting,
        programs.started(url, ("backup", path), stops=["transaction"]) as backup,
    ):
        posting.is_at("before commit")
        backup.is_at("transaction")  # in which it notes that it is made
        assert path.exists()
        posting.go_on()
        assert posting.end().code == 0
        backup.go_on()
        ended = backup.end()
    assert (ended.code, ended.err, ended.out.startswith(f"{path}: ")) == (0, "", True), ended
    return path


def test_every_table_is_as_it_was_before_the_posting(made: Path, stages: Stages) -> None:
    url = stages.databases.new()
    done = programs.done(url, "restore", made)
    assert f"{made.name} is put back: Nordan AB as of " in done.out
    assert done.out.endswith("The books of Nordan AB are whole.\n")
    assert same_but(url, stages.before["post"]) == PUT_BACK
    assert programs.done(url, *stages.commands["post"]).out


def test_books_are_replaced_when_told_and_not_else(made: Path, stages: Stages) -> None:
    url, untouched = stages.fresh("reverse"), stages.before["reverse"]
    refused = programs.run(url, ("restore", made))
    assert refused.code == 1
    assert "holds the books of Nordan AB. Name an empty database with RESKONTRA_DATABASE_URL" in refused.err
    assert same_but(url, untouched) == []
    assert "are whole" in programs.done(url, "restore", made, "--replace").out
    assert same_but(url, stages.before["post"]) == PUT_BACK


def test_it_is_verified_alone_and_against_the_database(made: Path, stages: Stages) -> None:
    url = stages.before["post"]
    told = programs.done(url, "backup", "verify", made, "--against-database").out
    assert f"{made} is whole: Nordan AB, made " in told
    assert told.endswith("The database holds the same rows.\n")
    other = programs.run(stages.after["post"], ("backup", "verify", made, "--against-database"))
    assert other.code == 1
    assert "ledger_voucher holds other rows than the back-up.\n" in other.out
    assert "parties_party holds" not in other.out


def test_a_flipped_byte_is_found_and_nothing_is_put_back(made: Path, stages: Stages, tmp_path: Path) -> None:
    url, damaged, whole = stages.databases.migrated(), tmp_path / "damaged.zip", made.read_bytes()
    for at in (12, len(whole) // 2):
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        for words in (("backup", "verify", damaged), ("restore", damaged)):
            ended = programs.run(url, words)
            assert ended.code == 1, (at, words)
            assert ended.err.startswith(f"{damaged} is not as it was written: "), (at, words)
    damaged.write_bytes(whole[:-200])
    assert programs.run(url, ("backup", "verify", damaged)).code == 1
    with opened(url) as own:
        assert own.execute("SELECT count(*) FROM companies_company").fetchone() == (0,)


def test_another_dump_under_the_same_manifest_is_found(made: Path, stages: Stages, tmp_path: Path) -> None:
    """Whoever seals a file anew still has to make the manifest agree with every row."""
    manifest = backup_file.read_manifest(made)
    dump, forged = tmp_path / manifest.dump, tmp_path / "forged.zip"
    with zipfile.ZipFile(made) as archive:
        dump.write_bytes(archive.read(manifest.dump))
    manifest.tables["ledger_voucher"] = Contents(0, "0" * 64)
    with backup_file.new_file(forged) as new:
        backup_file.write(new.part, manifest=manifest, database=dump)
    ended = programs.run(stages.databases.new(), ("restore", forged))
    assert (ended.code, "has other rows in ledger_voucher than its" in ended.err) == (1, True), ended


def test_what_a_later_version_made_is_left_alone(made: Path, stages: Stages, tmp_path: Path) -> None:
    found = backup_file.read_manifest(made)
    later = replace(found, version="99.0", migrations=(*found.migrations, ("ledger", "0999_count_sheep")))
    dump, path = tmp_path / found.dump, tmp_path / "later.zip"
    with zipfile.ZipFile(made) as archive:
        dump.write_bytes(archive.read(found.dump))
        assert json.loads(archive.read("manifest.json"))["companies"] == ["Nordan AB"]
    with backup_file.new_file(path) as new:
        backup_file.write(new.part, manifest=later, database=dump)
    ended = programs.run(stages.databases.new(), ("restore", path))
    assert ended.err == (
        f"{path} was made by version 99.0, whose ledger.0999_count_sheep is not known here. "
        "Install that version or a later one, and put the back-up back with it.\n"
    )


def test_a_copy_stands_beside_the_books_that_are_worked_with(made: Path, stages: Stages, tmp_path: Path) -> None:
    url = stages.fresh("reverse")
    before = rows(url)
    is_server = url.startswith("postgresql")
    target = f"copy_{stages.databases.new().rsplit('_', 1)[1]}" if is_server else str(tmp_path / "copy.sqlite3")
    done = programs.done(url, "restore", made, "--as-copy", target)
    copy = f"{url.rsplit('/', 1)[0]}/{target}" if is_server else f"sqlite:///{target}"
    stages.databases.made += [target] if is_server else []
    assert f"RESKONTRA_DATABASE_URL={copy} reskontra serve --no-worker" in done.out
    assert "The books of Nordan AB are whole." in done.out
    assert rows(url) == before
    assert same_but(copy, stages.before["post"]) == PUT_BACK
    programs.done(copy, *stages.commands["post"])
    assert rows(url) == before
    again = programs.run(url, ("restore", made, "--as-copy", target))
    assert (again.code, "is there already" in again.err) == (1, True), again
    assert programs.run(url, ("restore", made, "--as-copy", target, "--replace")).code == 2
