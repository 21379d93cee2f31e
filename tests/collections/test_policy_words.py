"""A policy says in a line what it sends, to whom, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import override

from reskontra.collections.policies import PolicyFacts
from reskontra.collections.policy_words import every_of, way_of, what_of, whom_of
from reskontra.parties.chosen import Chosen

ONE = PolicyFacts("M", ("A", "B"), ("make", "send"), "1D", date(2026, 3, 2))


def test_a_policy_in_words() -> None:
    with override("en"):
        assert (what_of(ONE), whom_of(ONE, "SEK"), way_of(ONE)) == ("Reminders: A, B", "All", "As the customer has it")
        assert [every_of(replace(ONE, every=every)) for every in ("1D", "1W", "2W")] == ["daily", "weekly", "2W"]
        other = replace(
            ONE, kind="STATEMENT", terms=(), steps=("issue",), channel="EMAIL", least_minor=500_00,
            chosen=Chosen(countries=("SE", "NO")),
        )  # fmt: skip
        assert (what_of(other), way_of(other)) == ("Statements of account", "")
        assert whom_of(other, "SEK") == "Country SE, NO; overdue from 500.00\xa0SEK"
        assert way_of(replace(other, steps=("issue", "send"))) == "E-mail"
