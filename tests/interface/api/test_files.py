"""A file is kept, never shown where it is, whatever its name."""

from __future__ import annotations

from reskontra.interface.api.files import file_told


def test_a_name_is_told_so_that_a_header_holds_it() -> None:
    for name, told, kind in (
        ("claims-1.csv", "claims-1.csv", "text/csv; charset=utf-8"),
        ('statement-"C/1\r\n-2.pdf', "statement--C-1---2.pdf", "application/pdf"),
        ("räkning", "rkning", "application/octet-stream"),
    ):
        answer = file_told(b"x", name)
        assert answer["Content-Disposition"] == f'attachment; filename="{told}"'
        assert answer["Content-Type"] == kind
