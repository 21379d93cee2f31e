"""Values on their way out: amounts and days as the API has them, and no floats."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reskontra_client.values import Answer, body_written, etag_of, upload_read, written


def test_amounts_days_and_texts_go_out_as_the_api_takes_them(tmp_path: Path) -> None:
    body = {"from_": Decimal("1E+3"), "lines": [{"date": date(2026, 3, 1), "text": "Råd", "post": True, "none": None}]}
    wanted = '{"from": "1000", "lines": [{"date": "2026-03-01", "text": "Råd", "post": true, "none": null}]}'
    assert body_written(body).decode() == wanted
    assert [written(value) for value in (True, 5, "a b", Decimal("-0.50"))] == ["true", "5", "a b", "-0.50"]
    for trouble in ({"amount": 0.1}, {"lines": [1.0]}):
        with pytest.raises(TypeError, match="is a float"):
            body_written(trouble)
    file = tmp_path / "bank.xml"
    file.write_bytes(b"<x/>")
    assert upload_read(file) == upload_read(("bank.xml", b"<x/>")) == ("bank.xml", b"<x/>")
    seen = Answer(line=1)
    seen.etag = '"v1"'
    assert (etag_of(seen), etag_of('"v2"')) == ('"v1"', '"v2"')
