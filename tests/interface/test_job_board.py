"""What a job tells past its transaction, and who holds it."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.interface.job_board import Board, board_of
from reskontra.interface.models import Job

pytestmark = pytest.mark.django_db(transaction=True)  # what stands beside the row is seen by another connection


@pytest.fixture
def board(company: CompanyFacts) -> Board:
    row = Job.objects.create(
        company_id=company.id, number=1, kind="post", subject="PRJ000001", arguments="{}", actor="alice",
        state="RUNNING", created_at=bulk.moment(),
    )  # fmt: skip
    return board_of(company=company.id, id=row.id)


def test_nothing_is_told_and_nobody_works_on_it(board: Board) -> None:
    assert (board.told(), board.is_stop_asked(), board.is_held()) == ((0, 0), False, False)


def test_who_works_on_it_holds_it_and_tells_how_far_it_is(board: Board) -> None:
    with board.held():
        board.tell(640, 1012)
        assert board.is_held()
        assert board.told() == (640, 1012)
    assert not board.is_held()


def test_it_is_asked_to_stop(board: Board) -> None:
    with board.held():
        board.ask_to_stop()
        assert board.is_stop_asked()


def test_where_nothing_can_be_written_nothing_is_told_and_the_job_goes_on(company: CompanyFacts) -> None:
    board = board_of(company=company.id, id=0)  # nobody holds it: on SQLite its folder is not there
    board.tell(640, 1012)
    assert board.told() == (0, 0)
