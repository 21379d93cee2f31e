"""From a plan and its evidence to a claim."""

from datetime import timedelta

import pytest

from reskontra.core.matching.claims import Grounds, claim_level, closed_with, document_result, make_claim
from reskontra.core.matching.confidence import DEFAULT_RULES, Confidence, DocumentResult, MatchRule, rule_table
from reskontra.core.matching.records import Part
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import NOTHING
from reskontra.core.matching.work import Named, Origin, Outcome, Payer, Plan, Run, Strength, Work
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, PAID, entry, line

FACT = entry(1, ALFA, "F103021", 100, due_date=PAID)
OTHER = entry(2, BETA, "F103022", 50)
PLAN = Plan((Part(1, "CUSTOMER", 1, 10_000),), Outcome.EXACT)
BOTH = Plan((Part(1, "CUSTOMER", 1, 10_000), Part(2, "CUSTOMER", 2, 5_000)), Outcome.EXACT)


def named(strength=Strength.FULL, fact=FACT, level=Level.NONE):
    return Named(fact, "document_number", strength, level, fact.document_number, "text", 0, 7)


def run_and_work(*, name="", rules=DEFAULT_RULES, settings=None, payers=None):
    run = Run(book=MemoryBook([], []), settings=settings or MatchSettings(), table=rule_table(rules))
    run.learn([FACT, OTHER])
    run.learn_parties({1: ALFA, 2: BETA})
    work = Work(line(1, 100, name=name), 0, NOTHING, ())
    work.payers = payers or {}
    return run, work


@pytest.mark.parametrize(
    ("case", "grounds", "rule", "confidence"),
    [
        ("known, named", Grounds(Origin.NAMED, (named(),), Level.STRONG), "high-4", Confidence.HIGH),
        ("known, not named", Grounds(Origin.SUM, (), Level.CERTAIN), "high-9", Confidence.HIGH),
        ("hardly known, not named", Grounds(Origin.SUM, (), Level.WEAK), "medium-8", Confidence.MEDIUM),
        ("unknown, named", Grounds(Origin.NAMED, (named(),), Level.NONE), "medium-6", Confidence.MEDIUM),
        ("several would do", Grounds(Origin.SUM, (), Level.CERTAIN, equals=2), "medium-3", Confidence.MEDIUM),
        (
            "two named and contradicted",
            Grounds(Origin.NAMED, (named(), named(fact=OTHER)), Level.CONTRADICTS),
            "high-10",
            Confidence.MEDIUM,
        ),
        (
            "the stage allows no more",
            Grounds(Origin.NAMED, (named(),), Level.STRONG, cap=Confidence.MEDIUM),
            "high-4",
            Confidence.MEDIUM,
        ),
        ("a direct debit", Grounds(Origin.DIRECT_DEBIT, (named(),), Level.NONE), "high-1", Confidence.HIGH),
    ],
)
def test_rules_and_caps(case, grounds, rule, confidence):
    run, work = run_and_work()
    claim = make_claim(run, work, PLAN, grounds)
    assert claim is not None
    assert (claim.rule.name, claim.confidence) == (rule, confidence), case


@pytest.mark.parametrize(
    "outcome", [Outcome.UNDERPAID, Outcome.OVERPAID, Outcome.SUPPOSED_CHARGE, Outcome.LATE_DISCOUNT]
)
def test_an_amount_not_proven_is_never_high(outcome):
    run, work = run_and_work()
    claim = make_claim(run, work, PLAN._replace(outcome=outcome), Grounds(Origin.NAMED, (named(),), Level.CERTAIN))
    assert claim is not None
    assert (claim.rule.name, claim.confidence) == ("medium-2", Confidence.MEDIUM)


def test_high_wants_its_quality():
    run, work = run_and_work(settings=MatchSettings(high_quality_min=90))
    claim = make_claim(run, work, PLAN, Grounds(Origin.NAMED, (named(),), Level.STRONG))
    assert claim is not None
    assert (claim.quality, claim.confidence) == (85, Confidence.MEDIUM)


def test_quality_adds_up_to_99():
    run, work = run_and_work()
    claim = make_claim(run, work, PLAN, Grounds(Origin.NAMED, (named(Strength.VALID),), Level.CERTAIN))
    assert claim is not None
    assert claim.quality == 99


def test_without_a_rule_there_is_no_claim():
    run, work = run_and_work(rules=())
    assert make_claim(run, work, PLAN, Grounds(Origin.NAMED, (named(),))) is None
    run, work = run_and_work(rules=[MatchRule(Confidence.NONE, 1)])
    assert make_claim(run, work, PLAN, Grounds(Origin.NAMED, (named(),))) is None
    run, work = run_and_work()
    unproven = PLAN._replace(outcome=Outcome.UNDERPAID)
    assert make_claim(run, work, unproven, Grounds(Origin.SUM, (), Level.NONE)) is None


@pytest.mark.parametrize(
    ("case", "name", "payers", "strength", "level"),
    [
        ("a valid reference", "", {}, Strength.VALID, Level.CERTAIN),
        ("a number", "", {}, Strength.FULL, Level.NONE),
        ("its payer's name", ALFA.name, {}, Strength.FULL, Level.STRONG),
        ("a payer found", "", {1: Payer(Level.CERTAIN, "", "")}, Strength.FULL, Level.CERTAIN),
        ("somebody else found", "", {2: Payer(Level.STRONG, "", "")}, Strength.FULL, Level.CONTRADICTS),
        ("somebody else, hardly known", "", {2: Payer(Level.WEAK, "", "")}, Strength.FULL, Level.NONE),
        ("a valid reference from another name", "Zetterlund", {}, Strength.VALID, Level.CONTRADICTS),
    ],
)
def test_levels(case, name, payers, strength, level):
    run, work = run_and_work(name=name, payers=payers)
    assert claim_level(run, work, PLAN, (named(strength),)) is level, case


def test_of_two_parties_the_less_known_counts():
    run, work = run_and_work(name=ALFA.name)
    assert claim_level(run, work, BOTH, (named(), named(fact=OTHER))) is Level.CONTRADICTS


def test_documents_are_counted_once():
    assert document_result(Grounds(Origin.NAMED, (named(), named()))) is DocumentResult.YES
    assert document_result(Grounds(Origin.NAMED, (named(), named(fact=OTHER)))) is DocumentResult.MULTIPLE
    assert document_result(Grounds(Origin.SUM)) is DocumentResult.NO


def test_what_an_entry_is_closed_with():
    assert closed_with(Part(1, "CUSTOMER", 1, 90, 5, 3, 2, -1)) == 99


def test_the_near_due_date_counts():
    run, work = run_and_work()
    far = make_claim(
        run,
        Work(line(1, 100, date=PAID + timedelta(days=300)), 0, NOTHING, ()),
        PLAN,
        Grounds(Origin.NAMED, (named(),), Level.STRONG),
    )
    near = make_claim(run, work, PLAN, Grounds(Origin.NAMED, (named(),), Level.STRONG))
    assert far is not None
    assert near is not None
    assert near.quality - far.quality == 14
