from __future__ import annotations

from random import Random

import pytest

from reskontra.cli.demo_data.booking import booking_days
from reskontra.cli.demo_data.desk import Desk
from reskontra.cli.demo_data.documents import Calendar, make_documents
from reskontra.cli.demo_data.parties import make_parties

from .conftest import AS_OF


@pytest.fixture
def desk() -> Desk:
    days = booking_days(AS_OF)
    calendar = Calendar(first_day=days[0], last_day=days[-1])
    parties = make_parties(seed=5)
    documents = make_documents(seed=5, parties=parties, calendar=calendar)
    return Desk(random=Random(5), parties=parties, documents=documents, calendar=calendar, days=days)


def test_no_document_is_handed_out_twice(desk: Desk) -> None:
    taken = [desk.take(lambda document, party: True) for _ in range(300)]
    assert len(set(taken)) == 300
    assert all(document.posting_date < desk.calendar.first_day for document in taken)


def test_several_are_of_one_customer_oldest_due_first(desk: Desk) -> None:
    documents = desk.take_several(3)
    assert len({document.party for document in documents}) == 1
    assert documents == sorted(documents, key=lambda document: document.due_date)


def test_a_customer_taken_whole_is_left_alone(desk: Desk) -> None:
    document = desk.take(lambda document, party: True)
    desk.take_all([document])
    assert not any(desk.is_free(other) for other in desk.of_party[document.party])


def test_asking_for_what_there_is_not_says_so(desk: Desk) -> None:
    with pytest.raises(LookupError, match="no free invoice among"):
        desk.take(lambda document, party: party.country == "XX")


def test_an_account_not_on_file_is_always_the_same(desk: Desk) -> None:
    customer = next(customer for customer in desk.parties.customers if not customer.iban)
    assert desk.other_iban(customer) == desk.other_iban(customer)
