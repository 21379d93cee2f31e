"""What people decide of lines is learned, and unlearned when they take it back."""

from __future__ import annotations

import pytest

from reskontra.core.matching.records import LearnedFact
from reskontra.matching.fact_views import list_facts
from reskontra.matching.models import Correction, Lesson
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

PAYER = 'iban=DE89370400440532013000 name="Kalles Rör"'


@pytest.fixture
def paid(story: Story) -> Story:
    """Three payments of Kalles Rör, two of a bank's fee, and one from Alfa's account for Beta."""
    story.tells(
        f"""
        invoice   C2 INV-4 810.00
        invoice   C2 INV-5 820.00
        statement B1 2026-03-02
        line      800.00 {PAYER}
        line      810.00 {PAYER}
        line      -45.00 text="Bankavgift 17"
        line      820.00 iban=SE8060000000000333444555 name="Alfa AB"
        import
        """
    )
    return story


def facts(story: Story) -> list[tuple[str, str, str, int, int]]:
    return [
        (one.fact.kind, one.shown, one.means, one.fact.hits, one.fact.contradictions)
        for one in list_facts(company=story.company)
    ]


def learned(story: Story) -> list[LearnedFact]:
    return [one.fact for one in list_facts(company=story.company)]


def test_a_payment_applied_by_hand_teaches_account_and_name(paid: Story) -> None:
    paid.tell("apply 1 INV-3")
    assert facts(paid) == [
        ("ACCOUNT", "DE89370400440532013000", "customer:C2", 1, 0),
        ("NAME", "Kalles Rör", "customer:C2", 1, 0),
    ]


def test_an_account_chosen_for_a_text_is_learned(paid: Story) -> None:
    paid.tell("apply 3 gl:6570")
    assert facts(paid) == [("TEXT", "Bankavgift 17", "gl:6570", 1, 0)]


def test_a_payer_known_by_account_pays_for_another(paid: Story) -> None:
    paid.tell("apply 4 INV-5")
    assert facts(paid) == [("PAYS_FOR", "customer:C1", "customer:C2", 1, 0)]


def test_money_of_several_and_money_that_is_left_teach_nothing(paid: Story) -> None:
    paid.tells("apply 1 INV-3=400.00 INV-1=400.00\napply 2 INV-4=10.00")
    assert facts(paid) == []


def test_what_is_decided_again_counts_once(paid: Story) -> None:
    paid.tells("apply 1 INV-3\nunapply 1\napply 1 INV-3")
    assert [(hits, against) for *_, hits, against in facts(paid)] == [(1, 0), (1, 0)]


def test_two_lines_of_one_command_are_one_decision(paid: Story) -> None:
    paid.tells("apply 1 INV-3\nmatch\naccept 2")
    assert {hits for *_, hits, _ in facts(paid)} == {2}
    paid.tells("unapply 1\nunapply 2\nmatch")
    assert {hits for *_, hits, _ in facts(paid)} == {0}


def test_a_correction_before_posting_speaks_against_the_fact_that_led_to_it(paid: Story) -> None:
    paid.tells("apply 1 INV-3\nmatch")
    paid.tells("shows 2 review medium INV-4=810.00\nbecause 2 learned_account")
    paid.tell("apply 2 INV-1=810.00")
    told = {(one.party_id, one.kind): (one.hits, one.contradictions) for one in learned(paid)}
    c1, c2 = paid.parties["C1"].id, paid.parties["C2"].id
    assert told[c2, "ACCOUNT"] == (1, 1)
    assert told[c1, "ACCOUNT"] == (1, 0)
    assert Correction.objects.filter(company=paid.company.id, kind="OVERRULED").count() == 1
    paid.tells("unapply 2\nmatch\nshows 2 unmatched")


def test_reversing_withdraws_the_lesson(paid: Story) -> None:
    paid.tells("apply 1 INV-3\npost 1\nreverse 1")
    assert [(hits, against) for *_, hits, against in facts(paid)] == [(0, 0), (0, 0)]
    effects = Lesson.objects.filter(company=paid.company.id).values_list("effect", flat=True)
    assert set(effects) == {"WITHDRAWN"}


def test_reversing_what_a_fact_decided_counts_against_it(paid: Story) -> None:
    paid.tells("apply 1 INV-3\nmatch\naccept 2\npost 1 2\nreverse 2")
    account = next(one for one in learned(paid) if one.kind == "ACCOUNT")
    assert (account.hits, account.contradictions) == (1, 1)
    assert Correction.objects.filter(company=paid.company.id, kind="REVERSED").count() == 1


def test_a_learned_text_is_proposed_and_a_customer_in_its_place_speaks_against_it(paid: Story) -> None:
    paid.tells(
        """
        apply 3 gl:6570
        statement B1 2026-03-03
        line      -46.00 text="Bankavgift 18"
        import
        match
        shows 1 review low gl:6570=-46.00
        because 1 learned_text
        unapply 1
        apply 1 customer:C1
        """
    )
    text = next(one for one in learned(paid) if one.kind == "TEXT")
    assert (text.hits, text.contradictions) == (1, 1)


def test_the_second_decision_makes_the_payer_certain(paid: Story) -> None:
    paid.tells(
        f"""
        apply 1 INV-3
        apply 2 INV-4
        statement B1 2026-03-03
        line      820.00 {PAYER}
        import
        match
        shows 1 ready high INV-5=820.00
        because 1 learned_account
        """
    )


def test_what_is_unapplied_after_posting_teaches_nothing_any_more(paid: Story) -> None:
    paid.tells("apply 1 INV-3\npost 1")
    assert [row[3:] for row in facts(paid)] == [(1, 0), (1, 0)]
    paid.tell("take-back INV-3")
    assert [row[3:] for row in facts(paid)] == [(0, 0), (0, 0)]
    assert set(Lesson.objects.values_list("effect", flat=True)) == {"WITHDRAWN"}
    assert not Correction.objects.exists()


def test_a_payment_moved_to_another_counts_against_what_led_to_it(paid: Story) -> None:
    paid.tells("apply 1 INV-3\naccept 1\npost 1\nmatch\nshows 2 review medium INV-4=810.00\naccept 2\npost 2")
    before = {row[0]: row[3:] for row in facts(paid)}
    assert before == {"ACCOUNT": (2, 0), "NAME": (2, 0)}
    paid.tells("take-back INV-4\nmove B-2026-2 C1")
    assert {row[0]: row[3:] for row in facts(paid)} == {"ACCOUNT": (1, 1), "NAME": (1, 1)}
    assert Correction.objects.filter(kind="REVERSED").count() == 2


def test_a_payment_that_came_back_was_no_mistake(story: Story) -> None:
    story.tells(
        f"""
        statement B1 2026-03-02
        line      800.00 end_to_end=E-1 {PAYER}
        import
        apply     1 INV-3
        post
        statement B1 2026-03-05
        line      -800.00 end_to_end=E-1 returned=AC04
        import
        return    1
        """
    )
    assert [row[3:] for row in facts(story)] == [(1, 0), (1, 0)]
