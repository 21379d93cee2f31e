"""Two customers become one, and what is known of the old one finds the new one."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.names import NameKind, name_folds
from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.matching.actions.relations import Relation, add_relation, relations_of
from reskontra.parties.models import Party, PartyAccount
from reskontra.parties.queries import former_names, ids_by_account, ids_by_name, ids_by_name_prefix, ids_by_number
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
IBAN = "SE3550000000054910000003"


@pytest.fixture(autouse=True)
def _three(company: CompanyFacts) -> None:
    alfa = build.customer(company, iban=IBAN, bankgiro="991-2346")
    build.customer(company, number="C2", name="Beta AB", bankgiro="991-2346")
    build.customer(company, number="C3", name="Gamma AB")
    build.invoice(company, alfa)


def order(source: str = "C1", target: str = "C2", reason: str = "One company.") -> MergeOrder:
    return MergeOrder("CUSTOMER", source, target, date(2026, 4, 1), reason)


def relate(company: CompanyFacts, payer: str, party: str) -> None:
    add_relation(company=company, actor=build.BOB, relation=Relation("CUSTOMER", payer, party, "group"))


def test_the_old_one_finds_the_new_one(company: CompanyFacts) -> None:
    before = books.contents()
    preview = merge_parties(company=company, actor=build.BOB, order=order(), is_preview=True)
    assert books.contents() == before
    done = merge_parties(company=company, actor=build.BOB, order=order())
    assert (done, len(done.moved), done.accounts) == (preview, 1, 1)
    old = Party.objects.get(number="C1")
    new = Party.objects.get(number="C2")
    assert (old.is_active, old.merged_into_id, old.blocked) == (False, new.id, "INVOICE")
    assert ids_by_number(company=company, numbers=["C1", "C2"]) == {"C1": [new.id], "C2": [new.id]}
    assert ids_by_account(company=company, accounts=[IBAN]) == {IBAN: [new.id]}
    for kind, fold in name_folds("Alfa AB"):
        assert ids_by_name(company=company, kind=int(kind), folds=[fold]) == {fold: [new.id]}
    full = [fold for kind, fold in name_folds("Alfa AB") if kind == NameKind.FULL]
    found = ids_by_name_prefix(company=company, kind=int(NameKind.FULL), prefixes=[full[0][:3]])
    assert list(found.values()) == [[new.id]]
    assert former_names(company=company) == {new.id: ("Alfa AB",)}
    assert not PartyAccount.objects.filter(party=old).exists()
    assert Event.objects.filter(action="party.merged", subject="C1 C2").count() == 1


def test_merged_again_both_find_the_last(company: CompanyFacts) -> None:
    merge_parties(company=company, actor=build.BOB, order=order())
    merge_parties(company=company, actor=build.BOB, order=order("C2", "C3"))
    last = Party.objects.get(number="C3").id
    assert ids_by_number(company=company, numbers=["C1", "C2"]) == {"C1": [last], "C2": [last]}


def test_who_pays_for_whom_is_handed_on(company: CompanyFacts) -> None:
    relate(company, "C1", "C2")  # itself by then
    relate(company, "C1", "C3")
    relate(company, "C2", "C3")  # twice by then
    relate(company, "C3", "C1")
    assert merge_parties(company=company, actor=build.BOB, order=order()).relations == 3
    assert [(one.payer, one.party) for one in relations_of(company=company)] == [("C2", "C3"), ("C3", "C2")]


@pytest.mark.parametrize(
    ("case", "wanted", "code"),
    [
        ("no reason", order(reason=""), "correction_reason_missing"),
        ("no such party", order("C9"), "party_unknown"),
        ("into no party", order(target="C9"), "party_unknown"),
        ("itself", order(target="C1"), "merged_into_itself"),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, wanted: MergeOrder, code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as told:
        merge_parties(company=company, actor=build.BOB, order=wanted)
    assert told.value.code == code
    assert books.contents() == before
