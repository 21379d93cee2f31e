"""Who sent the money."""

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES, rule_table
from reskontra.core.matching.payers import NameSearch, find_payers
from reskontra.core.matching.records import PartyFact
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import read_text
from reskontra.core.matching.work import Run, Work
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, GAMMA, PARTIES, VENDOR, line

PEOPLE = (
    PartyFact(21, "CUSTOMER", "K1", "Larssons El AB"),
    PartyFact(22, "CUSTOMER", "K2", "Larssons El HB"),
    PartyFact(23, "CUSTOMER", "K3", "Eva Larsson"),
    PartyFact(24, "CUSTOMER", "K4", "Norrköping Fastigheter & Tak Ekonomisk förening"),
    PartyFact(25, "CUSTOMER", "K5", "Norrköping Fastigheter & Tak Holding AB"),
    PartyFact(26, "CUSTOMER", "K6", "Franssons Mode AB"),
    PartyFact(27, "CUSTOMER", "K7", "Fransson Sport AB"),
    PartyFact(28, "CUSTOMER", "K8", "Ylönen Huolto Tmi"),
    PartyFact(29, "CUSTOMER", "K9", "Ylönen Huolto Oy"),
    PartyFact(30, "CUSTOMER", "K10", "Voß & Söhne e.K."),
    PartyFact(31, "CUSTOMER", "K11", "Bakker en Zonen B.V."),
)
BOOK = MemoryBook(PEOPLE, [])


@pytest.mark.parametrize(
    ("case", "name", "parties", "level"),
    [
        ("with its legal form", "LARSSONS EL AB", (21,), Level.STRONG),
        ("without: everybody of the core", "Larssons El", (21, 22), Level.STRONG),
        ("with another legal form", "Larssons El Aktiebolag", (21, 22), Level.WEAK),
        ("turned", "Larsson Eva", (23,), Level.STRONG),
        ("cut long", "NORRKÖPING FASTIGHETER & TAK E", (24,), Level.STRONG),
        ("cut where two go on", "NORRKÖPING FASTIGHETER & T", (24, 25), Level.STRONG),
        ("cut too short", "NORRKÖPIN", (), None),
        ("a letter missing", "Larsons El AB", (21,), Level.WEAK),
        ("a letter missing and cut", "NORRKPING FASTIGHETER & TAK E", (24,), Level.WEAK),
        ("a slip that makes another word", "Fransson Mode AB", (26,), Level.WEAK),
        ("the legal form lost a letter", "Larssons El /S", (21, 22), Level.WEAK),
        ("with its town", "Franssons Mode Ystad", (26,), Level.WEAK),
        ("with its street", "Franssons Mode Storgatan 3", (26,), Level.WEAK),
        ("one word cut short", "Franssons Mod. AB", (26,), Level.WEAK),
        ("without: also of a form that is a word of the name", "YLONEN HUOLTO", (28, 29), Level.STRONG),
        ("with such a form", "Ylönen Huolto Tmi", (28,), Level.STRONG),
        ("joined otherwise", "Voss u. Soehne eK", (30,), Level.STRONG),
        ("joined otherwise, without form", "Bakker + Zonen", (31,), Level.STRONG),
        ("joined otherwise, and a form left out", "Voss u. Soehne", (30,), Level.STRONG),
        ("joined by a sign for a word", "Bakker & Zonen BV", (31,), Level.STRONG),
        ("nobody", "Zetterlund Import", (), None),
    ],
)
def test_names(case, name, parties, level):
    found = NameSearch(BOOK, is_near=True).find([name])
    if not parties:
        assert found == {}, case
    else:
        assert found[name][:2] == (parties, level), case


def test_exact_names_only():
    assert NameSearch(BOOK, is_near=False).find(["Larsons El AB", "--"]) == {}
    assert NameSearch(BOOK, is_near=False).find(["Eva Larsson"])["Eva Larsson"].parties == (23,)


def test_too_many_beginnings_are_none():
    crowd = [PartyFact(n, "CUSTOMER", str(n), f"Stockholms Bygg {chr(65 + n)}x AB") for n in range(9)]
    assert NameSearch(MemoryBook(crowd, []), is_near=True).find(["STOCKHOLMS BYGG"]) == {}
    assert len(NameSearch(MemoryBook(crowd[:8], []), is_near=True).find(["STOCKHOLMS BYGG"])["STOCKHOLMS BYGG"][0]) == 8


def payers_of(payment, *, parties=PARTIES, seen=None, settings=None):
    book = MemoryBook(parties, [])
    run = Run(book=book, settings=settings or MatchSettings(), table=rule_table(DEFAULT_RULES))
    run.holders = dict(book.parties_by_account(payment.accounts))
    run.learn_parties(book.parties([party for holders in run.holders.values() for party in holders]))
    text = " ".join(payment.texts)
    facts = read_text(text, booked=payment.date, amount_minor=payment.amount_minor, currency="SEK")
    work = Work(payment, 0, facts, ())
    find_payers(run, [work], accounts_seen=seen or {})
    return {party_id: (payer.level, payer.rule) for party_id, payer in work.payers.items()}


SHARED = (ALFA, PartyFact(5, "CUSTOMER", "C5", "Nordisk Holding AB", "", ALFA.accounts))


@pytest.mark.parametrize(
    ("case", "payment", "expected"),
    [
        ("by account", line(1, 1, account=ALFA.accounts[0]), {1: (Level.CERTAIN, "payer_account")}),
        ("by name", line(1, 1, name="Malmö Möbler AB"), {2: (Level.STRONG, "payer_name")}),
        ("by ultimate name", line(1, 1, ultimate_name="Malmö Möbler AB"), {2: (Level.STRONG, "payer_name")}),
        ("by number", line(1, 1, "kundnr: C30"), {}),
        ("by name in the text", line(1, 1, "Betalt av Malmö Möbler"), {2: (Level.WEAK, "payer_name")}),
        (
            "account and name agree",
            line(1, 1, name="Nordisk Bygg AB", account=ALFA.accounts[0]),
            {1: (Level.CERTAIN, "payer_account")},
        ),
        (
            "account and name differ",
            line(1, 1, name="Malmö Möbler AB", account=ALFA.accounts[0]),
            {1: (Level.STRONG, "payer_account"), 2: (Level.WEAK, "payer_name")},
        ),
        (
            "a name in the text, paid by somebody unknown",
            line(1, 1, "Malmö Möbler", name="Någon Annan"),
            {2: (Level.WEAK, "payer_name")},
        ),
        (
            "a name in the text counts only where the payer is nobody's name",
            line(1, 1, "Malmö Möbler", name="Nordisk Bygg AB"),
            {1: (Level.STRONG, "payer_name")},
        ),
        ("nobody", line(1, 1, "tack"), {}),
    ],
)
def test_payers(case, payment, expected):
    assert payers_of(payment) == expected, case


def test_a_customer_number_in_the_text():
    assert payers_of(line(1, 1, "kundnr: K1007"), parties=[PartyFact(1, "CUSTOMER", "K1007", "A")]) == {
        1: (Level.STRONG, "payer_number")
    }


def test_a_shared_account_is_strong_for_each():
    assert payers_of(line(1, 1, account=ALFA.accounts[0]), parties=SHARED) == {
        1: (Level.STRONG, "payer_account"),
        5: (Level.STRONG, "payer_account"),
    }


def test_the_same_company_as_vendor_takes_no_certainty():
    both = (ALFA, PartyFact(8, "VENDOR", "V8", "Nordisk Bygg AB", "", ALFA.accounts))
    found = payers_of(line(1, 1, account=ALFA.accounts[0]), parties=both)
    assert {level for level, _ in found.values()} == {Level.CERTAIN}


def test_an_account_seen_in_the_run_is_strong():
    assert payers_of(line(1, 1, account="SE77"), seen={"SE77": (2,)}) == {2: (Level.STRONG, "payer_account_seen")}
    assert payers_of(line(1, 1, account=ALFA.accounts[0]), seen={ALFA.accounts[0]: (2,)}) == {
        1: (Level.CERTAIN, "payer_account")
    }


def test_names_can_be_switched_off():
    off = MatchSettings(name_mode="DISABLED")
    assert payers_of(line(1, 1, name="Malmö Möbler AB"), settings=off) == {}
    assert payers_of(line(1, 1, "Malmö Möbler"), settings=off) == {}
    exact = MatchSettings(name_mode="EXACT")
    assert payers_of(line(1, 1, name="Malmö Möblr AB"), settings=exact) == {}
    assert 2 in payers_of(line(1, 1, name="Malmö Möbler AB"), settings=exact)


def test_namesakes_are_told_apart_by_their_town():
    twins = [PartyFact(n, "CUSTOMER", f"T{n}", "Tvilling AB", city) for n, city in ((1, "Lund"), (2, "Ystad"))]
    assert payers_of(line(1, 1, name="Tvilling AB", city="Lund"), parties=twins) == {
        1: (Level.STRONG, "payer_name_and_city")
    }
    assert payers_of(line(1, 1, name="Tvilling AB"), parties=twins) == {
        1: (Level.WEAK, "payer_name"),
        2: (Level.WEAK, "payer_name"),
    }


def test_more_namesakes_than_can_be_told_apart_are_nobody():
    crowd = [PartyFact(n, "CUSTOMER", f"T{n}", "Tvilling AB") for n in range(9)]
    assert payers_of(line(1, 1, name="Tvilling AB"), parties=crowd) == {}


assert {BETA.party_id, GAMMA.party_id, VENDOR.party_id} == {2, 3, 9}


BRANCHES = tuple(
    PartyFact(30 + n, "CUSTOMER", f"B{n}", "Elbutiken AB", city) for n, city in enumerate(("Ystad", "Kalmar", "Mora"))
)
FIRM = PartyFact(40, "CUSTOMER", "C40", "Gruvan Trä AB", "Falun", (), organisation_number="5560125790")


@pytest.mark.parametrize(
    ("case", "payment", "expected"),
    [
        (
            "the city in its field",
            line(1, 1, name="Elbutiken AB", city="KALMAR"),
            {31: (Level.STRONG, "payer_name_and_city")},
        ),
        (
            "the city in the text",
            line(1, 1, "hyra Kalmar", name="Elbutiken"),
            {31: (Level.STRONG, "payer_name_and_city")},
        ),
        ("the city in the name", line(1, 1, name="Elbutiken AB Kalmar"), {31: (Level.STRONG, "payer_name_and_city")}),
        (
            "no city: all of them",
            line(1, 1, name="Elbutiken AB"),
            dict.fromkeys((30, 31, 32), (Level.WEAK, "payer_name")),
        ),
        (
            "a firm's number in its field",
            line(1, 1, organisation_number="556012-5790"),
            {40: (Level.STRONG, "payer_number")},
        ),
        ("a firm's number in the text", line(1, 1, "orgnr 556012-5790"), {40: (Level.STRONG, "payer_number")}),
        ("within a name", line(1, 1, name="Visma c/o Gruvan Trä AB"), {40: (Level.WEAK, "payer_name")}),
        (
            "a person, and the firm in the text",
            line(1, 1, "för Gruvan Trä", name="Eva Ek"),
            {40: (Level.WEAK, "payer_name")},
        ),
        ("our own number is nobody's", line(1, 1, "orgnr 5592345671"), {}),
    ],
)
def test_branches_firms_and_other_hands(case, payment, expected):
    own = MatchSettings(own_numbers=frozenset({"559234-5671"}))
    parties = [*BRANCHES, FIRM, PartyFact(41, "CUSTOMER", "C41", "Vi AB", organisation_number="5592345671")]
    assert payers_of(payment, parties=parties, settings=own) == expected, case


def test_a_city_that_is_part_of_the_name_tells_nobody_apart():
    parties = [PartyFact(n, "CUSTOMER", str(n), "Optik i Ystad AB", city) for n, city in ((50, "Ystad"), (51, "Mora"))]
    found = payers_of(line(1, 1, name="Optik i Ystad AB"), parties=parties)
    assert found == dict.fromkeys((50, 51), (Level.WEAK, "payer_name"))


def test_a_firm_in_the_text_stands_beside_a_name_that_is_only_like_one():
    parties = [FIRM, PartyFact(52, "CUSTOMER", "52", "Tove Vainio")]
    found = payers_of(line(1, 1, "Gruvan Trä AB", name="Tove Vainio-Quist"), parties=parties)
    assert found == dict.fromkeys((40, 52), (Level.WEAK, "payer_name"))
