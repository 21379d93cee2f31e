"""What is refused is refused by a process that may use little: 2 seconds of processor time, 200 MiB of memory."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import migrated
from tests.bank.limited import Limited, limited
from tests.bank.test_samples import BAD, SAMPLES

PROCESSOR_SECONDS = 2  # and twice what a file of nothing takes: a busy machine takes longer for the same work
MEMORY_BYTES = 200 * 1024 * 1024
OWN = {
    "entities.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">'
    b"<!ENTITY c '" + b"&b;" * 1000 + b"'>]><Document>&c;&c;&c;</Document>",
    "nested.xml": b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' + b"<a>" * 500_000,
    "one-long-text.xml": b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
    + b"<GrpHdr><MsgId>" + b"9" * 30_000_000 + b"</MsgId></GrpHdr></BkToCstmrStmt></Document>",
    "zeros.bin": b"\0" * 30_000_000,
}  # fmt: skip
IMPORT = ("statement", "import", "--no-match")
FILES = [*OWN, *(str(row["file"]) for row in BAD)]


@pytest.fixture(scope="module")
def program(database: Path) -> Iterator[Limited]:
    """Which imports statements."""
    with limited("statement", environment=_environment(database), memory_bytes=MEMORY_BYTES) as found:
        yield found


@pytest.fixture(scope="module")
def seconds(program: Limited, tmp_path_factory: pytest.TempPathFactory) -> int:
    nothing = program.run(*IMPORT, os.devnull, seconds=60, folder=tmp_path_factory.mktemp("nothing"))
    assert nothing.code == 1, nothing
    return PROCESSOR_SECONDS + math.ceil(2 * nothing.seconds)


def _environment(database: Path) -> dict[str, str]:
    return {**os.environ, "RESKONTRA_DATABASE_URL": f"sqlite:///{database}", "LANG": "C.UTF-8"}


def run(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reskontra.cli.main", *words]
    return subprocess.run(command, env=_environment(database), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("limits") / "books.sqlite3"
    migrated.copied_to(path)
    assert run(path, "init", "--company", "Alfa AB").returncode == 0
    assert run(path, "bank-account", "add", "B1", "--iban", "SE4550000000058398257466").returncode == 0
    yield path
    assert "whole" in run(path, "check").stdout


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_refused_within_the_limits(name: str, program: Limited, seconds: int, tmp_path: Path) -> None:
    path = SAMPLES / name
    if name in OWN:
        path = tmp_path / name
        path.write_bytes(OWN[name])
    answer = program.run(*IMPORT, str(path), seconds=seconds, folder=tmp_path)
    assert (answer.code, answer.out) == (1, ""), answer
    assert answer.err.startswith(path.name), answer.err
