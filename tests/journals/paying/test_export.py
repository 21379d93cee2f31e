"""The payment file: only what was approved, and the same bytes again."""

import pytest
from lxml import etree

from reskontra.core.errors import Findings
from reskontra.journals.paying import export
from reskontra.journals.paying.change import approve_proposal
from reskontra.journals.paying.facts import ProposalNotSo
from reskontra.receivables.applying import EntryName
from reskontra.receivables.edit import Edit, edit_entry
from tests import build
from tests.journals.paying_book import IBAN, LATER, TODAY, owing, proposed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def write(company, **order):
    return export.export_proposal(company=company, actor=build.ALICE, number=1, today=TODAY, **order)


def test_written_once(company):
    owing(company)
    first = sent(company)
    tree = etree.fromstring(first.content)
    texts = {
        name: [one.text for one in tree.iter("{*}" + name)]
        for name in ("EndToEndId", "CtrlSum", "Ref", "Ustrd", "IBAN")
    }
    assert texts == {
        "EndToEndId": ["PP1-1", "PP1-2"], "CtrlSum": ["1480.00", "1480.00"], "Ref": ["10017"], "Ustrd": ["L-2"],
        "IBAN": [IBAN],
    }  # fmt: skip
    assert first.proposal.message_id.startswith("PP1-2")
    again = export.export_proposal(company=company, actor=build.BOB, number=1, today=LATER, version="09")
    assert (again.content, again.is_again, again.name) == (first.content, True, first.name)


def test_refusals(company):
    owing(company)
    proposed(company)
    with pytest.raises(export.PaymentVersionUnknown):
        write(company, version="11")
    with pytest.raises(
        ProposalNotSo, match=r"Payment proposal 1 is still open, and this is done only with one that is approved"
    ):
        write(company)
    approve_proposal(company=company, actor=build.BOB, number=1, today=TODAY)
    edit_entry(company=company, actor=build.BOB, name=EntryName("VENDOR", "L-2"), edit=Edit(on_hold="X"))
    with pytest.raises(Findings, match="L-2 is on hold"):
        write(company)
