"""Which documents a line names."""

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES, rule_table
from reskontra.core.matching.documents import name_documents, party_level
from reskontra.core.matching.keys import KeyKind
from reskontra.core.matching.records import PartyFact
from reskontra.core.matching.references import line_references
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import read_text
from reskontra.core.matching.work import Run, Strength, Work
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, GAMMA, PARTIES, VENDOR, applied, entry, line, one

INVOICE = entry(1, ALFA, "F103021", 1000, payment_reference="10302180")
BARE = entry(2, BETA, "104050", 700)
FOREIGN_NUMBER = entry(3, GAMMA, "F104051", 300, external_document_number="555777")
SHORT = entry(4, ALFA, "1041", 250)
SERIES = entry(5, ALFA, "K104050", 650)
YEARLY = entry(6, BETA, "INV-2026-4012", 420)
CREDIT = entry(7, ALFA, "F104099", -120)
SETTLED = entry(8, BETA, "104077", 90, left=0)
EURO = entry(9, BETA, "104078", 90, currency="EUR")
BILL = entry(10, VENDOR, "P50012", -980)
BOOK = (INVOICE, BARE, FOREIGN_NUMBER, SHORT, YEARLY, CREDIT, SETTLED, EURO, BILL)


def named_by(payment, entries=BOOK, *, parties=PARTIES, settings=None):
    book = MemoryBook(parties, entries)
    run = Run(book=book, settings=settings or MatchSettings(), table=rule_table(DEFAULT_RULES))
    run.learn(entries)
    run.learn_parties({party.party_id: party for party in parties})
    run.holders = dict(book.parties_by_account(payment.accounts))
    text = " ".join(payment.texts)
    facts = read_text(text, booked=payment.date, amount_minor=payment.amount_minor, currency=payment.currency)
    work = Work(payment, 0, facts, line_references(payment, text))
    keys = [token.key for token in facts.tokens] + [reference.key for reference in work.references]
    for hit in book.find_keys(sorted(set(keys))):
        run.hits.setdefault(hit.key, []).append(hit)
    name_documents(run, work)
    return work


def ids(several):
    return [named.entry.entry_id for named in several]


@pytest.mark.parametrize(
    ("case", "payment", "entry_id", "strength"),
    [
        ("our reference in its field", line(1, 1, reference="10302180"), 1, Strength.VALID),
        ("our number in the reference's field", line(1, 1, reference="F103021"), 1, Strength.FULL),
        ("our reference in the text", line(1, 1, "10302180"), 1, Strength.FULL),
        ("our number as written", line(1, 1, "Faktura F103021"), 1, Strength.FULL),
        ("our number without its letters", line(1, 1, "Faktura 103021"), 1, Strength.FULL),
        ("our number with signs", line(1, 1, "INV-2026-4012"), 6, Strength.FULL),
    ],
)
def test_strong_hits_are_believed(case, payment, entry_id, strength):
    work = named_by(payment)
    assert [(named.entry.entry_id, named.strength) for named in work.named] == [(entry_id, strength)], case


@pytest.mark.parametrize(
    ("case", "text", "entry_id", "kronor", "name"),
    [
        ("somebody else's number", "er ref 555777", 3, 300, "Wide World Importers"),
        ("four digits", "fakt 1041", 4, 250, "Nordisk Bygg AB"),
        ("joined", "fakt 104 050", 2, 700, "Malmö Möbler AB"),
        ("the end of a number", "nr 4012", 6, 420, "Malmö Möbler AB"),
        ("another series", "X103021", 1, 1000, "Nordisk Bygg AB"),
    ],
)
def test_weak_hits_want_payer_or_amount(case, text, entry_id, kronor, name):
    assert ids(named_by(line(1, 1, text)).named) == [], case
    assert ids(named_by(line(1, 1, text)).tentative) == [entry_id]
    assert ids(named_by(line(1, kronor, text)).named) == [entry_id]
    assert ids(named_by(line(1, 1, text, name=name)).named) == [entry_id]


def test_doubtful_hits_want_payer_and_amount():
    dated = entry(1, ALFA, "260510", 88)
    assert ids(named_by(line(1, 88, "tack 260510"), [dated]).named) == []
    assert ids(named_by(line(1, 77, "tack 260510", name="Nordisk Bygg AB"), [dated]).named) == []
    assert ids(named_by(line(1, 88, "tack 260510", name="Nordisk Bygg AB"), [dated]).named) == [1]
    assert ids(named_by(line(1, 77, "faktura 260510"), [dated]).named) == [1]


def test_a_piece_of_a_telephone_number_names_no_document():
    invoice = entry(1, ALFA, "RE-2026-70260", 88)
    for payment in (line(1, 88, "Swish 070-260 2838"), line(1, 77, "070-260 28 38", name="Nordisk Bygg AB")):
        assert ids(named_by(payment, [invoice]).named) == []
    assert ids(named_by(line(1, 88, "070-260 28 38", name="Nordisk Bygg AB"), [invoice]).named) == [1]


def test_what_the_payer_contradicts_is_tentative():
    work = named_by(line(1, 1000, "F103021", name="Zetterlund Import"))
    assert (ids(work.named), ids(work.tentative)) == ([], [1])


def test_letters_decide_between_equal_digits():
    both = (BARE, SERIES)
    assert ids(named_by(line(1, 1, "K104050"), both).named) == [5]
    assert ids(named_by(line(1, 1, "faktura 104050"), both).named) == [2]
    assert ids(named_by(line(1, 1, reference="K104050"), both).named) == [5]
    assert ids(named_by(line(1, 1, "fakt 104 050", name="Malmö Möbler AB"), both).named) == [2]


def test_equal_hits_are_none_and_stay_to_choose_among():
    twins = [entry(n, party, "109000", 50) for n, party in ((1, ALFA), (2, BETA))]
    work = named_by(line(1, 1, "faktura 109000"), twins)
    assert (ids(work.named), work.rivals) == ([], (1, 2))
    assert ids(named_by(line(1, 1, "faktura 109000", name="Malmö Möbler AB"), twins).named) == [2]


def test_our_own_number_goes_before_anothers():
    rival = entry(20, GAMMA, "F200000", 60, external_document_number="104050")
    assert ids(named_by(line(1, 1, "faktura 104050"), [BARE, rival]).named) == [2]
    assert ids(named_by(line(1, 60, "104050", name="Wide World Importers"), [BARE, rival]).named) == [20]


def test_a_join_does_not_use_the_numbers_it_is_made_of_twice():
    joined = entry(20, ALFA, "104050104077", 60)
    work = named_by(line(1, 60, "104050 104077", name="Malmö Möbler AB"), [BARE, joined])
    assert ids(work.named) == [2]


def test_settled_and_foreign_documents_are_kept_apart():
    work = named_by(line(1, 90, "104077 104078"))
    assert (ids(work.named), ids(work.settled), ids(work.foreign)) == ([], [8], [9])


def test_the_direction_must_fit():
    assert ids(named_by(line(1, 980, "P50012")).named) == []
    assert ids(named_by(line(1, -980, "P50012")).named) == [10]
    assert ids(named_by(line(1, 880, "F103021 F104099")).named) == [1, 7]


def test_a_ledger_left_out_is_not_named():
    assert ids(named_by(line(1, -980, "P50012"), settings=MatchSettings(matches_vendors=False)).named) == []
    assert ids(named_by(line(1, 1, "F103021"), settings=MatchSettings(matches_customers=False)).named) == []


def test_a_collected_document_is_named_by_its_direct_debit():
    work = named_by(line(1, 1000, end_to_end_id="DD/7", collected_entry_ids=(1, 8)))
    assert [(named.rule, named.written) for named in work.named] == [("direct_debit", "DD/7")]


@pytest.mark.parametrize(
    ("case", "payment", "level"),
    [
        ("account", line(1, 1, account=ALFA.accounts[0]), Level.CERTAIN),
        ("name", line(1, 1, name="NORDISK BYGG AB"), Level.STRONG),
        ("account before name", line(1, 1, name="Zetterlund", account=ALFA.accounts[0]), Level.CERTAIN),
        ("another's account, this one's name", line(1, 1, name="Nordisk Bygg AB", account="SEX"), Level.STRONG),
        ("another's account", line(1, 1, account="SEX"), Level.CONTRADICTS),
        ("another's name", line(1, 1, name="Zetterlund Import"), Level.CONTRADICTS),
        ("one of two names", line(1, 1, name="Zetterlund", ultimate_name="Nordisk Bygg AB"), Level.STRONG),
        ("in the text", line(1, 1, "från Nordisk Bygg"), Level.WEAK),
        ("nothing", line(1, 1, "tack"), Level.NONE),
    ],
)
def test_what_the_payer_says_of_a_party(case, payment, level):
    other = PartyFact(50, "CUSTOMER", "C50", "Annan", "", ("SEX",))
    work = named_by(payment, parties=[*PARTIES, other])
    book = MemoryBook([*PARTIES, other], [])
    run = Run(book=book, settings=MatchSettings(), table={}, parties={1: ALFA, 50: other})
    run.holders = dict(book.parties_by_account(payment.accounts))
    assert party_level(run, work, ALFA.party_id) is level, case
    assert party_level(run, work, 999) is Level.NONE


def test_kinds_have_rules():
    assert [kind.name for kind in KeyKind] == ["DOCUMENT", "DOCUMENT_TAIL", "EXTERNAL", "REFERENCE"]


def test_a_likeness_of_the_name_does_not_outweigh_anothers_account():
    likeness = PartyFact(40, "CUSTOMER", "C40", "Nordisk Bygg HB")
    payment = line(1, 1000, "Faktura 104012", name="Nordisk Bygg KB", account=ALFA.accounts[0])
    found = one(payment, [entry(1, likeness, "104012", 1000)], parties=[ALFA, BETA, likeness])
    assert (applied(found), found.confidence) == ({1: "1000"}, "medium")
