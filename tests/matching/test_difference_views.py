"""The page that puts differences of a bank reconciliation on a general journal."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.batches import NewBatch, add_batch
from reskontra.matching import difference_views
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from tests import books, build
from tests.bank.reconciliation.books import account, begun
from tests.web import Browser

__all__ = ["difference_views"]
pytestmark = pytest.mark.django_db
HERE = "reconciliations/B1-1/transfer/"


def test_charges_go_to_the_account_of_their_mapping_and_come_back_posted(company: CompanyFacts) -> None:
    account(company)
    mapping = wanted_mapping(company=company, text="PRIS BANKGIRO", account="gl:6570")
    add_mapping(company=company, actor=build.BOB, mapping=mapping)
    found = begun(company, (-15_00, "Pris Bankgiro mars"), (12_00, "Ränta"))
    bob = Browser(company, role="ACCOUNTANT", name="bob")
    assert bob.get("reconciliations/B1-1/").values("//a[contains(@href, 'transfer')]/@data-key") == ["t"]
    assert "There is no general journal" in bob.get(HERE).text
    add_batch(company=company, actor=build.BOB, batch=NewBatch("GENERAL", "CHARGES"))
    page = bob.get(HERE)
    assert page.values("//input[@type='checkbox'][@checked]/@value") == ["1"]
    assert page.values("//input[starts-with(@name, 'account-')]/@value") == ["gl:6570", ""]
    before = books.contents()
    for wrong, told in (
        ({"account-2": ""}, "Batch CHARGES has no balancing account"),
        ({"batch": "NONE"}, "NONE"),
    ):
        refused = bob.post(
            HERE, {"batch": "CHARGES", "line": ["1", "2"], "account-1": "6570", "account-2": "8311"} | wrong
        )
        assert (refused.status, refused.values("//input[@name='account-1']/@value")) == (422, ["6570"])
        assert told in " ".join(refused.texts("//*[@id='refused']"))
    assert books.contents() == before
    sent = bob.post(HERE, {"batch": "CHARGES", "line": ["1", "2"], "account-1": "6570", "account-2": "8311"})
    assert sent.url.endswith("/typed/CHARGES/")
    assert "2 lines are on this journal for B1-1." in sent.text
    bob.post("typed/CHARGES/post/", {})
    assert [line.difference_minor for line in lines_of(company=company, found=found)] == [0, 0]
    assert "No line differs from its bank entries." in bob.get(HERE).text
    assert bob.get("reconciliations/B1-9/transfer/").status == 404
    assert find_reconciliation(company=company, name="B1-1").is_posted is False
