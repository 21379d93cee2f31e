"""What is refused is refused by a process that may use little: 2 seconds of processor time, 200 MiB of memory."""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import migrated
from tests.bank.test_samples import BAD, SAMPLES

PROCESSOR_SECONDS = 2  # and twice what a command takes to begin with: a busy machine takes longer for the same work
MEMORY_BYTES = 200 * 1024 * 1024
OWN = {
    "entities.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">'
    b"<!ENTITY c '" + b"&b;" * 1000 + b"'>]><Document>&c;&c;&c;</Document>",
    "nested.xml": b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' + b"<a>" * 500_000,
    "one-long-text.xml": b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
    + b"<GrpHdr><MsgId>" + b"9" * 30_000_000 + b"</MsgId></GrpHdr></BkToCstmrStmt></Document>",
    "zeros.bin": b"\0" * 30_000_000,
}  # fmt: skip
FILES = [*OWN, *(str(row["file"]) for row in BAD)]


def limiting(seconds: int) -> Callable[[], None]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))

    return limited


@pytest.fixture(scope="module")
def seconds(database: Path) -> int:
    before = used()
    assert run(database, "statement", "import", os.devnull, "--no-match").returncode == 1
    return PROCESSOR_SECONDS + math.ceil(2 * (used() - before))


def used() -> float:
    """Processor time of the commands run so far, in seconds, as the limit counts it."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def run(database: Path, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RESKONTRA_DATABASE_URL": f"sqlite:///{database}", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "reskontra.cli.main", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("limits") / "books.sqlite3"
    migrated.copied_to(path)
    assert run(path, "init", "--company", "Alfa AB").returncode == 0
    assert run(path, "bank-account", "add", "B1", "--iban", "SE4550000000058398257466").returncode == 0
    yield path
    assert "whole" in run(path, "check").stdout


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_refused_within_the_limits(name: str, database: Path, seconds: int, tmp_path: Path) -> None:
    path = SAMPLES / name
    if name in OWN:
        path = tmp_path / name
        path.write_bytes(OWN[name])
    answer = run(database, "statement", "import", str(path), "--no-match", preexec_fn=limiting(seconds))
    assert (answer.returncode, answer.stdout) == (1, ""), answer
    assert answer.stderr.startswith(path.name), answer.stderr
