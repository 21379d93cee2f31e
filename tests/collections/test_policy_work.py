"""What was refused of a step is told one by one, each with what it is about."""

from __future__ import annotations

from django.utils.translation import override

from reskontra.collections.policies import PolicyUnknown
from reskontra.collections.policy_work import Item, each_of, in_words, refusals, waits_in_words
from reskontra.core.errors import Findings


def test_findings_are_told_one_by_one() -> None:
    one, other = PolicyUnknown(policy="A").at("D-1"), PolicyUnknown(policy="B")
    assert each_of(one) == (one,)
    found = list(refusals("ISSUE", each_of(Findings([one, other]))))
    assert [item[:4] for item in found] == [("ISSUE", "REFUSED", "", "D-1"), ("ISSUE", "REFUSED", "", "")]
    with override("en"):
        assert found[0] == Item(
            "ISSUE", "REFUSED", "", "D-1", 'There is no policy "A". See them with reskontra collections policy list.'
        )


def test_what_is_told_is_in_the_language_of_who_reads_it() -> None:
    told = in_words(lambda: waits_in_words("a@alfa.example"))
    with override("en"):
        assert str(told) == "Waits to be printed: mail to a@alfa.example came back."
        assert waits_in_words("") == "Waits to be printed."
    with override("sv"):
        assert str(told).startswith("Väntar på utskrift: ")
