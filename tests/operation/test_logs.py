"""Log lines: values by name for machines, and no key to a door in any."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest

from reskontra.operation.logs import (
    HIDDEN,
    JsonLines,
    Lines,
    ToStandardError,
    logging_settings,
    redacted,
    request_number,
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("token rk_12_aB3-xYz_0123456789 was used", "rk_12_aB3-xYz_0123456789"),
        ("Authorization: Bearer abcdef012345", "abcdef012345"),
        ("{'password': 'hunter2', 'name': 'alice'}", "hunter2"),
        ('"new_password": "two words"', "two words"),
        ("postgresql://anna:s3cret@db/books", "s3cret"),
        ("GET /first/dGhpc2lzYXNlY3JldA/ HTTP/1.1", "dGhpc2lzYXNlY3JldA"),
        ("signed with whsec_c2VjcmV0c2VjcmV0", "c2VjcmV0c2VjcmV0"),
        ("Cookie: sessionid=0123456789abcdef", "0123456789abcdef"),
        ("oidc_secret=abc&next=/", "abc"),
        ("X-Api-Key: 123", "123"),
    ],
)
def test_what_opens_a_door_is_hidden(text: str, hidden: str) -> None:
    told = redacted(text)
    assert hidden not in told
    assert HIDDEN in told


@pytest.mark.parametrize(
    "text", ["job.started company=1 job=2 kind=match", "web.request.answered path=/1/journals/PRJ000001/ status=200"]
)
def test_what_opens_none_stays(text: str) -> None:
    assert redacted(text) == text


def record(message: str, *values: object, trace: Any = None) -> logging.LogRecord:
    return logging.LogRecord("reskontra.test", logging.WARNING, "", 0, message, values, trace)


def test_a_key_sent_as_the_number_of_a_request_is_hidden() -> None:
    before = request_number.set("rk_12_aB3-xYz_0123456789")
    told = json.loads(JsonLines().format(record("job.ended")))
    request_number.reset(before)
    assert told["request"] == HIDDEN


def test_values_stand_under_their_names() -> None:
    before = request_number.set("abcdefgh")
    told = json.loads(JsonLines().format(record("job.ended company=%s state=%s", 1, "DONE")))
    request_number.reset(before)
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "warning", "logger": "reskontra.test", "event_kind": "job.ended", "company": "1", "state": "DONE",
        "request": "abcdefgh",
    }  # fmt: skip
    assert json.loads(JsonLines().format(record("Not found: %s", "/å")))["message"] == "Not found: /å"


def test_a_trace_is_told_without_what_it_quotes() -> None:
    try:
        raise KeyError("password=hunter2")
    except KeyError:
        trace = sys.exc_info()
    told = JsonLines().format(record("job.failed event=%s", "1f", trace=trace))
    assert "hunter2" not in told + Lines().format(record("job.failed", trace=trace))
    assert "KeyError" in json.loads(told)["trace"]


def test_they_go_to_what_is_standard_error_now(capsys: pytest.CaptureFixture[str]) -> None:
    handler = ToStandardError()
    handler.setFormatter(Lines())
    handler.emit(record("told password=x"))
    assert capsys.readouterr().err == f"told password={HIDDEN}\n"
    levels = [logging_settings(as_json=as_json)["loggers"]["reskontra"]["level"] for as_json in (False, True)]
    assert levels == ["WARNING", "INFO"]
