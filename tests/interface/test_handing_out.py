"""Names of files in the header Content-Disposition."""

from __future__ import annotations

import re
from email.message import Message
from pathlib import Path

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from reskontra.interface.handing_out import LONGEST, disposition, file_name, handed_out

NAMES = [
    ("report.pdf", 'attachment; filename="report.pdf"'),
    ("Påminnelse 7.pdf", "attachment; filename=\"Paminnelse 7.pdf\"; filename*=UTF-8''P%C3%A5minnelse%207.pdf"),
    ('a"b\\c.csv', 'attachment; filename="a-b-c.csv"'),
    ("../../etc/passwd", 'attachment; filename="-..-etc-passwd"'),
    ("a\r\nSet-Cookie: x", 'attachment; filename="a--Set-Cookie- x"'),
    ("请求.zip", "attachment; filename=\"file.zip\"; filename*=UTF-8''%E8%AF%B7%E6%B1%82.zip"),
    ("", 'attachment; filename="file"'),
    ("..", 'attachment; filename="file"'),
]


@pytest.mark.parametrize(("name", "header"), NAMES)
def test_a_name_is_told_to_old_and_new_readers(name: str, header: str) -> None:
    assert disposition(name) == header
    assert disposition(name, is_shown=True) == header.replace("attachment", "inline", 1)


@given(st.text(max_size=300))
def test_any_name_is_one_header_that_a_foreign_reader_reads_back(name: str) -> None:
    header = disposition(name)
    assert HttpResponse(headers={"Content-Disposition": header})["Content-Disposition"] == header
    message = Message()
    message["Content-Disposition"] = header
    read = message.get_filename("")
    assert read in (file_name(name), re.findall('filename="([^"]*)"', header)[0])
    assert len(file_name(name)) <= LONGEST
    assert not set(file_name(name)) & set('/\\"\r\n')


def test_the_kind_is_what_the_name_ends_in() -> None:
    assert handed_out(b"x", "a.PDF")["Content-Type"] == "application/pdf"
    assert handed_out(b"x", "a.xyz")["Content-Type"] == "application/octet-stream"
    assert handed_out("x", "a.txt", kind="text/plain", is_shown=True)["Content-Disposition"].startswith("inline")


def test_the_header_is_made_in_one_place() -> None:
    found = {path.name for path in Path("reskontra").rglob("*.py") if '"Content-Disposition"' in path.read_text()}
    assert found == {"handing_out.py", "logo.py"}  # a picture is shown without a name
