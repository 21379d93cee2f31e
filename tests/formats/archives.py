"""Small zip archives, built in the test that needs them: the same bytes whenever that is."""

from __future__ import annotations

import io
import zipfile

WHEN = (2026, 3, 2, 12, 0, 0)  # of every member: the time of the run would make other bytes, and other names of tests


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, WHEN)
            member.external_attr = 0o600 << 16
            archive.writestr(member, data, compress_type=method)
    return stream.getvalue()
