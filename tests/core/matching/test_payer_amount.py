"""A known payer and the amount of one document."""

from datetime import date, timedelta

import pytest

from reskontra.core.matching.records import PartyFact
from tests.core.matching.small import ALFA, BETA, PAID, applied, entry, line, match, one

BOOK = (
    entry(1, ALFA, "F1", 100),
    entry(2, ALFA, "F2", 250, discount=5, discount_date=PAID),
    entry(3, ALFA, "F3", 245, due_date=PAID - timedelta(days=90)),
)
ACCOUNT = ALFA.accounts[0]


@pytest.mark.parametrize(
    ("case", "kronor", "text", "expected", "confidence"),
    [
        ("gross", 100, "", {1: "100"}, "high"),
        ("gross before another's net", 245, "", {3: "245"}, "high"),
        ("an unexplained number is a doubt", 100, "faktura 987654", {1: "100"}, "medium"),
        ("of an invoice four digits are one", 100, "Rechnung 9876", {1: "100"}, "medium"),
        ("of anything else they are none", 100, "er ref 9876", {1: "100"}, "high"),
        ("a series with its year is no date", 100, "RE-26-0417", {1: "100"}, "medium"),
        ("what is paid in advance", 100, "Anzahlung Angebot 17", {1: "100"}, "medium"),
        ("a date is no doubt", 100, "2026-05-08", {1: "100"}, "high"),
        ("another amount", 101, "", {}, "none"),
    ],
)
def test_amounts(case, kronor, text, expected, confidence):
    found = one(line(1, kronor, text, account=ACCOUNT), BOOK)
    assert (applied(found), found.confidence) == (expected, confidence), case


def test_net_of_an_open_discount():
    found = one(line(1, 245, account=ACCOUNT), BOOK[:2])
    assert (applied(found), found.parts[0].discount_minor, found.confidence) == ({2: "245"}, 500, "high")
    late = one(line(1, 245, account=ACCOUNT, date=PAID + timedelta(days=1)), BOOK[:2])
    assert late.parts == ()


def test_equal_lines_take_equal_documents_in_turn():
    entries = [entry(n, ALFA, f"F{n}", 99, due_date=PAID + timedelta(days=n)) for n in (5, 6, 7)]
    first, second = match([line(1, 99, account=ACCOUNT), line(2, 99, account=ACCOUNT)], entries)
    assert (applied(first), applied(second)) == ({5: "99"}, {6: "99"})


def test_the_better_known_of_two_parties_is_meant():
    other = PartyFact(31, "CUSTOMER", "C31", "Annan AB")
    entries = [entry(1, ALFA, "F1", 100), entry(2, other, "F2", 100)]
    payment = line(1, 100, name="Annan AB", account=ACCOUNT)
    found = one(payment, entries, parties=[ALFA, BETA, other])
    assert (applied(found), found.alternatives) == ({1: "100"}, (2,))


def test_a_weakly_known_payer_is_not_high():
    assert one(line(1, 100, name="Nordisk Byg AB"), BOOK).confidence == "medium"


RENTS = tuple(
    entry(
        month, ALFA, f"10410{month}", 5000, posting_date=date(2026, month, 1) - timedelta(days=10),
        due_date=date(2026, month, 1), description=f"Hyra {name}",
    )
    for month, name in ((2, "februari"), (3, "mars"), (4, "april"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "entries", "text", "expected", "confidence"),
    [
        ("described", RENTS, "Hyra mars", {3: "5000"}, "high"),
        ("by dates alone", [rent._replace(description="") for rent in RENTS], "Hyra mars", {3: "5000"}, "medium"),
        ("no period named: the oldest", RENTS, "Hyra", {2: "5000"}, "medium"),
        ("a period of none of them", RENTS, "Hyra januari", {}, "low"),
        ("the only one is another month's", RENTS[:1], "Hyra mars", {2: "5000"}, "medium"),
        (
            "two described alike",
            [*RENTS, entry(9, ALFA, "104109", 5000, description="Hyra mars")],
            "Hyra mars",
            {},
            "low",
        ),
    ],
)
def test_a_period_decides_between_equal_documents(case, entries, text, expected, confidence):
    found = one(line(1, 5000, text, account=ALFA.accounts[0]), entries)
    assert (applied(found), found.confidence) == (expected, confidence), case


def test_several_periods_make_the_amount():
    found = one(line(1, 10000, "Hyra februari och mars", account=ALFA.accounts[0]), RENTS)
    assert (set(applied(found)), found.confidence) == ({2, 3}, "high")
    assert one(line(1, 10000, "Hyra", account=ALFA.accounts[0]), RENTS).parts == ()


OMEGA = PartyFact(40, "CUSTOMER", "C2002", "Omega Plåt AB")
TWO_OWE = (entry(1, ALFA, "104012", 1250), entry(2, OMEGA, "104120", 1250), entry(3, OMEGA, "104121", 990))


@pytest.mark.parametrize(
    ("case", "kronor", "text", "name", "account", "expected", "confidence"),
    [
        ("the number and name of two who both owe it", 1250, "kundnr C2002", ALFA.name, "", {}, "low"),
        ("the number and name of two, one owes it", 990, "kundnr C2002", ALFA.name, "", {3: "990"}, "medium"),
        ("the account and name of two who both owe it", 1250, "", OMEGA.name, ACCOUNT, {1: "1250"}, "medium"),
        ("a document number of one, the name of one who owes as much", 1250, "104120", ALFA.name, "", {}, "low"),
        ("a document number of one, the name of one who owes another sum", 990, "104121", ALFA.name, "", {3: "990"},
         "medium"),
    ],
)  # fmt: skip
def test_two_payers_told_on_one_line_are_never_sure(case, kronor, text, name, account, expected, confidence):
    found = one(line(1, kronor, text, name=name, account=account), TWO_OWE, parties=[ALFA, BETA, OMEGA])
    assert (applied(found), found.confidence) == (expected, confidence), case
    assert applied(found) or set(found.alternatives) == {1, 2}


CITIES = tuple(
    PartyFact(50 + n, "CUSTOMER", f"C5{n}", "Silverforsens Snickeri AB", city) for n, city in enumerate("ABC")
)
FORSEN = PartyFact(60, "CUSTOMER", "C60", "Tallmon Hydraulik AB")
PERSON = PartyFact(61, "CUSTOMER", "C61", "Ronja Lindqvist")
LIKE = (
    entry(1, CITIES[0], "104301", "542.26"), entry(2, CITIES[1], "104302", 499), entry(3, CITIES[2], "104303", 795),
    entry(4, FORSEN, "104304", 499), entry(5, PERSON, "104305", "231.50"), entry(6, ALFA, "104306", 499),
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "kronor", "text", "name", "account", "expected", "confidence"),
    [
        ("one of namesakes owes these öre", "542.26", "", CITIES[0].name, "", {1: "542.26"}, "high"),
        ("one of namesakes owes this price", 499, "", CITIES[0].name, "", {2: "499"}, "medium"),
        ("a number that is none of its own", "542.26", "ref 987654", CITIES[0].name, "", {1: "542.26"}, "medium"),
        ("a firm's name with a slip in a word", 499, "", "Tallmon Hydralik AB", "", {4: "499"}, "high"),
        ("a word too short to tell", 499, "", "Nordisk Byg AB", "", {6: "499"}, "medium"),
        ("a person's name with a slip", "231.50", "", "Ronja Lindqist", "", {5: "231.5"}, "medium"),
        ("another legal form", 499, "", "Tallmon Hydralik HB", "", {4: "499"}, "medium"),
        ("a slip, and another's account", 499, "", "Tallmon Hydralik AB", ACCOUNT, {6: "499"}, "medium"),
    ],
)
def test_an_amount_proves_a_likeness_of_a_name(case, kronor, text, name, account, expected, confidence):
    payment = line(1, kronor, text, name=name, account=account)
    found = one(payment, LIKE, parties=[ALFA, *CITIES, FORSEN, PERSON])
    assert (applied(found), found.confidence) == (expected, confidence), case
