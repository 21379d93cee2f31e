"""A request ends at home."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse

from reskontra.database import places
from reskontra.interface.placed import Placed
from tests.placed import a_place


@pytest.mark.django_db
def test_whatever_a_request_entered_is_left(tmp_path: Path) -> None:
    def answer(_request: HttpRequest) -> HttpResponse:
        places.enter("there")
        return HttpResponse(places.here())

    def break_off(request: HttpRequest) -> HttpResponse:
        answer(request)
        raise ZeroDivisionError

    with a_place(tmp_path):
        assert Placed(answer)(HttpRequest()).content == b"there"
        assert places.here() == places.HOME
        with pytest.raises(ZeroDivisionError):
            Placed(break_off)(HttpRequest())
        assert places.here() == places.HOME
