"""The whole pipeline on small books: what a payment pays, how sure, and why."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reskontra.core.matching.confidence import DEFAULT_RULES, Confidence, MatchRule, PriorityOutOfRange
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.records import LineReference, PartyFact
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import (
    ALFA,
    BETA,
    GAMMA,
    PAID,
    PARTIES,
    VENDOR,
    applied,
    entry,
    line,
    match,
    one,
    rules,
)

E101 = entry(101, ALFA, "103021", 12500)
E102 = entry(102, ALFA, "103045", 8200, discount=164, discount_date=PAID + timedelta(days=1))
E103 = entry(103, BETA, "103050", 20536)
E104 = entry(104, GAMMA, "103060", 4000)
BOOK = (E101, E102, E103, E104)
OCR = entry(105, BETA, "103021", 700, payment_reference="10302180")


class TestWorkedExamples:
    """Payment reconciliation, worked examples."""

    def test_two_numbers_and_a_discount_make_the_amount(self):
        found = one(line(1, 20536, "FAKT 103021 103045", name="Nordiska Bygg AB"), BOOK)
        assert applied(found) == {101: "12500", 102: "8036"}
        assert [part.discount_minor for part in found.parts] == [0, 16400]
        assert (found.confidence, found.state, found.is_ready) == ("high", "ready", True)

    def test_a_charge_taken_off_by_the_bank_closes_the_invoice(self):
        found = one(line(3, 3975, "WIDE WORLD IMP 103060 MINUS BANK CHARGE"), BOOK)
        assert applied(found) == {104: "3975"}
        assert found.parts[0].charge_minor == 2500
        assert (found.confidence, found.state) == ("medium", "review")
        assert "bank_charge" in rules(found)

    def test_an_amount_alone_pays_nobody(self):
        found = one(line(4, 4000, "TACK"), BOOK)
        assert (found.parts, found.state, found.alternatives) == ((), "unmatched", (104,))

    def test_an_overpayment_leaves_its_excess(self):
        found = one(line(1, 1010, "faktura 103070"), [entry(1, ALFA, "103070", 1000)])
        assert applied(found) == {1: "1000"}
        assert (found.state, found.is_ready, found.party_id) == ("overpaid", False, ALFA.party_id)

    def test_an_excess_goes_on_account_where_the_company_wants_it(self):
        wish = MatchSettings(puts_excess_on_account=True)
        found = one(line(1, 1010, "faktura 103070"), [entry(1, ALFA, "103070", 1000)], settings=wish)
        assert applied(found) == {1: "1000", None: "10"}

    def test_a_standard_price_is_found_by_the_account(self):
        crowd = [PartyFact(100 + i, "CUSTOMER", f"D{i}", f"Kund Nummer{i} AB") for i in range(50)]
        entries = [entry(i, party, f"55{i:04d}", 99) for i, party in enumerate(crowd, 1)]
        entries.append(entry(900, ALFA, "559999", 99))
        known = one(line(1, 99, account=ALFA.accounts[0]), entries, parties=[*PARTIES, *crowd])
        assert (applied(known), known.confidence, known.rule) == ({900: "99"}, "high", "high-9")
        unknown = one(line(1, 99, "Tack"), entries, parties=[*PARTIES, *crowd])
        assert (unknown.parts, unknown.state, len(unknown.alternatives)) == ((), "ambiguous", 5)


@pytest.mark.parametrize(
    ("case", "payment", "expected", "confidence", "rule"),
    [
        ("a reference in its field", line(1, 700, reference="10302180"), {105: "700"}, "high", "payment_reference"),
        ("a reference in the text", line(1, 700, "ocr 10302180"), {105: "700"}, "medium", "payment_reference"),
        ("a number with its word", line(1, 4000, "faktura 103060"), {104: "4000"}, "medium", "document_number"),
        ("a number split by a blank", line(1, 4000, "fakt 103 060"), {104: "4000"}, "medium", "document_number"),
        (
            "a number broken at the element's end",
            line(1, 4000, texts=("betalning avser faktura 103", "060 tack")),
            {104: "4000"},
            "medium",
            "document_number",
        ),
        (
            "a number and the payer's name",
            line(1, 4000, "103060", name="WIDE WORLD IMPORTERS"),
            {104: "4000"},
            "high",
            "payer_name",
        ),
        ("the payer's account", line(1, 12500, account=ALFA.accounts[0]), {101: "12500"}, "high", "payer_account"),
        ("the payer's name", line(1, 20536, name="MALMO MOBLER AB"), {103: "20536"}, "high", "payer_name"),
        ("a name without legal form", line(1, 20536, name="Malmö Möbler"), {103: "20536"}, "high", "payer_name"),
        ("a name cut off", line(1, 4000, name="Wide World Imp"), {104: "4000"}, "medium", "payer_name"),
        ("a name misspelt", line(1, 4000, name="Wide Wrld Importers"), {104: "4000"}, "medium", "payer_name"),
        ("a name turned", line(1, 20536, name="Möbler AB Malmö"), {103: "20536"}, "high", "payer_name"),
        ("a name in the text", line(1, 20536, "Betalning från Malmö Möbler"), {103: "20536"}, "medium", "payer_name"),
        ("a customer number", line(1, 4000, "Kundnr C30"), {}, "low", "alternatives"),
        (
            "everything owed",
            line(1, 20700, account=ALFA.accounts[0]),
            {101: "12500", 102: "8200"},
            "high",
            "sum_of_all",
        ),
        (
            "everything owed less discount",
            line(1, 20536, account=ALFA.accounts[0]),
            {101: "12500", 102: "8036"},
            "high",
            "sum_of_all",
        ),
    ],
)
def test_evidence_finds_the_document(case, payment, expected, confidence, rule):
    found = one(payment, [*BOOK, OCR])
    assert applied(found) == expected, case
    assert found.confidence == confidence
    assert rule in rules(found)


class TestDiscounts:
    def test_who_paid_in_full_gets_no_discount(self):
        found = one(line(1, 8200, "103045", name="Nordisk Bygg AB"), BOOK)
        assert [part.discount_minor for part in found.parts] == [0]
        assert found.is_ready

    def test_the_discount_date_is_included(self):
        payment = line(1, 8036, "103045", name="Nordisk Bygg AB", date=PAID + timedelta(days=1))
        found = one(payment, BOOK)
        assert (found.parts[0].discount_minor, found.is_ready) == (16400, True)

    def test_after_the_discount_date_the_payment_is_short(self):
        payment = line(1, 8036, "103045", name="Nordisk Bygg AB", date=PAID + timedelta(days=2))
        found = one(payment, [entry(102, ALFA, "103045", 8200, discount=164, discount_date=PAID)])
        assert found.parts[0].discount_minor == 0
        assert found.confidence == "medium"

    def test_a_late_discount_within_tolerance_is_proposed_for_review(self):
        late = entry(
            1, ALFA, "103045", 8200, discount=164, discount_date=PAID - timedelta(days=1), discount_tolerance_date=PAID
        )
        found = one(line(1, 8036, "103045", name="Nordisk Bygg AB"), [late])
        assert (found.parts[0].discount_minor, found.confidence, found.state) == (16400, "medium", "review")


class TestDifferences:
    def test_a_part_payment_is_underpaid(self):
        found = one(line(1, 5000, "delbet 103021", name="Nordisk Bygg AB"), BOOK)
        assert (applied(found), found.state, found.is_ready) == ({101: "5000"}, "underpaid", False)
        assert "underpaid" in rules(found)

    def test_part_payments_share_an_entry_while_it_lasts(self):
        payments = [line(n, kronor, "faktura 103021", name="Nordisk Bygg AB") for n, kronor in ((1, 5000), (2, 7500))]
        first, second = match(payments, BOOK)
        assert (applied(first), applied(second)) == ({101: "5000"}, {101: "7500"})

    def test_a_credit_memo_that_is_named_is_netted(self):
        credit = entry(201, ALFA, "103090", -500)
        found = one(line(1, 12000, "103021 avgår kredit 103090", name="Nordisk Bygg AB"), [*BOOK, credit])
        assert applied(found) == {201: "-500", 101: "12500"}
        assert "credit_memo_netted" in rules(found)

    def test_a_credit_memo_that_is_not_named_is_inferred_for_review(self):
        credit = entry(201, ALFA, "103090", -512.35)
        found = one(line(1, 11987.65, "103021", name="Nordisk Bygg AB"), [*BOOK, credit])
        assert applied(found) == {201: "-512.35", 101: "12500"}
        assert found.confidence == "medium"

    @pytest.mark.parametrize(
        ("case", "kronor", "name", "rounding"),
        [
            ("down to whole kronor", 999, "Nordisk Bygg AB", 60),
            ("up to whole kronor", 1000, "Nordisk Bygg AB", -40),
            ("a full krona is none", 998.60, "Nordisk Bygg AB", 0),
            ("a payer hardly known gets none", 999, "", 0),
        ],
    )
    def test_rounding(self, case, kronor, name, rounding):
        found = one(line(1, kronor, "faktura 103070", name=name), [entry(1, ALFA, "103070", 999.60)])
        assert sum(part.rounding_minor for part in found.parts) == rounding, case

    def test_a_tolerance_of_the_entry_is_used(self):
        lenient = entry(1, ALFA, "103070", 1000, max_tolerance_minor=500)
        found = one(line(1, 996, "103070", name="Nordisk Bygg AB"), [lenient])
        assert (applied(found), found.parts[0].tolerance_minor) == ({1: "996"}, 400)


class TestRefusals:
    def test_a_settled_document_is_already_paid(self):
        settled = entry(1, ALFA, "103070", 1000, left=0)
        found = one(line(1, 1000, "faktura 103070", name="Nordisk Bygg AB"), [settled, *BOOK])
        assert (found.parts, found.state, found.alternatives) == ((), "already_paid", (1,))

    def test_the_second_of_two_equal_payments_is_already_paid(self):
        early = line(7, 12500, "faktura 103021", name="Nordisk Bygg AB", date=PAID - timedelta(days=1))
        late = line(3, 12500, "faktura 103021", account=ALFA.accounts[0])
        second, first = match([late, early], BOOK)
        assert applied(first) == {101: "12500"}
        assert (second.parts, second.state) == ((), "already_paid")
        assert second.explanation[0].values["by_line"] == 7

    def test_equal_parties_stay_open(self):
        twins = [PartyFact(n, "CUSTOMER", f"T{n}", "Tvilling AB") for n in (11, 12)]
        entries = [entry(n, party, f"20{n:04d}", 450) for n, party in enumerate(twins, 1)]
        found = one(line(1, 450, name="Tvilling AB"), entries, parties=twins)
        assert (found.parts, found.state, found.alternatives) == ((), "ambiguous", (1, 2))

    def test_the_city_tells_namesakes_apart(self):
        twins = [PartyFact(n, "CUSTOMER", f"T{n}", "Tvilling AB", city) for n, city in ((11, "Lund"), (12, "Ystad"))]
        entries = [entry(n, party, f"20{n:04d}", 450) for n, party in enumerate(twins, 1)]
        assert applied(one(line(1, 450, name="Tvilling AB", city="YSTAD"), entries, parties=twins)) == {2: "450"}

    def test_of_equal_documents_the_oldest_is_proposed_and_flagged(self):
        entries = [entry(n, BETA, f"20{n:04d}", 450, due_date=PAID - timedelta(days=n)) for n in (1, 2, 3)]
        found = one(line(1, 450, name="Malmö Möbler AB"), entries)
        assert (applied(found), found.confidence) == ({3: "450"}, "medium")
        assert "oldest_of_equal" in rules(found)
        assert found.alternatives == (2, 1)

    def test_a_number_of_another_payer_with_another_amount_is_not_paid(self):
        found = one(line(1, 777, "faktura 103050", name="Zetterlund & Co Import"), BOOK)
        assert (found.parts, found.alternatives) == ((), (103,))

    def test_a_number_of_another_payer_with_its_amount_is_never_high(self):
        found = one(line(1, 20536, "faktura 103050", name="Zetterlund & Co Import"), BOOK)
        assert (applied(found), found.confidence) == ({103: "20536"}, "medium")
        assert "payer_contradicts" in rules(found)

    def test_a_payment_in_another_currency_waits(self):
        abroad = entry(1, ALFA, "103070", 1000, currency="EUR")
        found = one(line(1, 1000, "faktura 103070", name="Nordisk Bygg AB"), [abroad])
        assert (found.parts, found.state, rules(found)) == ((), "review", ["currency_differs"])

    def test_what_the_payer_instructed_in_another_currency_is_paid(self):
        abroad = entry(1, ALFA, "103070", 1000, currency="EUR")
        told = {"name": "Nordisk Bygg AB", "instructed_currency": "EUR"}
        paid, other = (line(1, 11200, "103070", instructed_minor=minor, **told) for minor in (100_000, 99_999))
        found = one(paid, [abroad])
        assert (applied(found), found.confidence, found.is_ready) == ({1: "11200"}, "medium", False)
        assert rules(found)[-2:] == ["currency_instructed", "rate_unknown"]
        left = one(other, [abroad])
        assert (left.parts, left.state, rules(left), left.alternatives) == ((), "review", ["currency_differs"], (1,))

    def test_a_returned_payment_is_not_matched(self):
        found = one(line(1, 12500, "103021", name="Nordisk Bygg AB", return_reason="AC04"), BOOK)
        assert (found.parts, rules(found)) == ((), ["payment_returned"])

    def test_a_document_of_tomorrow_is_no_guess(self):
        later = entry(1, BETA, "103070", 450, posting_date=PAID + timedelta(days=1))
        assert one(line(1, 450, name="Malmö Möbler AB"), [later]).parts == ()

    def test_a_document_of_tomorrow_that_is_named_is_paid_with_a_warning(self):
        later = entry(1, BETA, "103070", 450, posting_date=PAID + timedelta(days=1))
        found = one(line(1, 450, "103070", name="Malmö Möbler AB"), [later])
        assert applied(found) == {1: "450"}
        assert "paid_before_posting_date" in rules(found)

    def test_a_table_with_two_equal_priorities_is_refused(self):
        table = [MatchRule(Confidence.LOW, 0)]
        with pytest.raises(PriorityOutOfRange):
            match_lines(lines=[], book=MemoryBook([], []), rules=table, settings=MatchSettings())


class TestSlips:
    def test_a_swapped_number_is_found_among_the_payers_documents(self):
        found = one(line(1, 12500, "faktura 103012", name="Nordisk Bygg AB"), BOOK)
        assert applied(found) == {101: "12500"}
        assert "similar_number" in rules(found)

    def test_a_slip_that_hits_a_stranger_is_overruled_by_payer_and_amount(self):
        theirs = entry(1, GAMMA, "103012", 12500)
        found = one(line(1, 12500, "faktura 103012", name="Nordisk Bygg AB"), [*BOOK, theirs])
        assert (applied(found), found.confidence) == ({101: "12500"}, "medium")

    def test_a_reference_is_repaired_where_the_amount_agrees(self):
        found = one(line(1, 700, reference="10302190"), [OCR])
        assert (applied(found), rules(found)[0]) == ({105: "700"}, "repaired_reference")

    def test_a_reference_is_not_repaired_on_its_own(self):
        assert one(line(1, 701.50, reference="10302190"), [OCR]).parts == ()

    def test_an_account_seen_with_a_number_names_the_payer_elsewhere(self):
        payments = [
            line(1, 20536, "103050", name="Malmö Möbler AB", account="SE9999"),
            line(2, 350, "Betalning", account="SE9999"),
        ]
        _, second = match(payments, [*BOOK, entry(1, BETA, "103077", 350)])
        assert (applied(second), rules(second)[0]) == ({1: "350"}, "payer_account_seen")


class TestVendors:
    def test_a_vendor_is_paid_by_its_own_number(self):
        bill = entry(1, VENDOR, "P50012", -980, external_document_number="77123")
        found = one(line(1, -980, "LB 77123", account=VENDOR.accounts[0]), [bill])
        assert (applied(found), found.ledger, found.confidence) == ({1: "-980"}, "VENDOR", "high")

    def test_a_ledger_can_be_left_out(self):
        bill = entry(1, VENDOR, "P50012", -980, external_document_number="77123")
        wish = MatchSettings(matches_vendors=False)
        assert one(line(1, -980, "LB 77123", account=VENDOR.accounts[0]), [bill], settings=wish).parts == ()

    def test_a_refund_pays_a_credit_memo(self):
        credit = entry(1, ALFA, "103090", -500)
        found = one(line(1, -500, "återbetalning 103090", name="Nordisk Bygg AB"), [credit])
        assert applied(found) == {1: "-500"}


class TestAdvice:
    def test_amounts_stated_per_document_are_followed(self):
        references = (LineReference("103021", False, 500_000), LineReference("103045", False, 820_000))
        found = one(line(1, 13200, references=references, name="Nordisk Bygg AB"), BOOK)
        assert applied(found) == {101: "5000", 102: "8200"}

    def test_a_direct_debit_pays_what_it_collects(self):
        found = one(line(1, 4000, end_to_end_id="DD1/7", collected_entry_ids=(104,)), BOOK)
        assert (applied(found), found.rule) == ({104: "4000"}, "high-1")


NUMBERS = st.sampled_from(["103021", "103045", "103050", "103060", "103012", "F77"])
PAYMENTS = st.lists(
    st.builds(
        lambda kronor, number, name, days: (kronor, f"faktura {number}", name, days),
        st.sampled_from([12500, 8200, 8036, 20536, 4000, 20700, 3975, 100, 6000, -500, 0]),
        NUMBERS,
        st.sampled_from(["", "Nordisk Bygg AB", "MALMO MOBLER AB", "Wide World", "Annan Firma HB"]),
        st.integers(0, 3),
    ),
    max_size=7,
)
LAW_BOOK = (*BOOK, entry(106, ALFA, "103091", -500), entry(107, GAMMA, "103061", 4000))


def lines_of(payments):
    return [
        line(number, kronor, text, name=name, date=PAID - timedelta(days=days))
        for number, (kronor, text, name, days) in enumerate(payments, 1)
    ]


@given(PAYMENTS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_lines_does_not_matter(payments, shuffler: random.Random):
    lines = lines_of(payments)
    expected = {proposal.line_id: proposal for proposal in match(lines, LAW_BOOK)}
    shuffler.shuffle(lines)
    assert {proposal.line_id: proposal for proposal in match(lines, LAW_BOOK)} == expected


@given(PAYMENTS)
@settings(max_examples=150, deadline=None)
def test_no_entry_is_given_more_than_it_has(payments):
    left = {fact.entry_id: fact.remaining_minor for fact in LAW_BOOK}
    for proposal in match(lines_of(payments), LAW_BOOK):
        for part in proposal.parts:
            closed = (
                part.cash_minor + part.discount_minor + part.tolerance_minor + part.charge_minor + part.rounding_minor
            )
            assert closed * left[part.entry_id] > 0
            assert abs(closed) <= abs(left[part.entry_id])
            left[part.entry_id] -= closed


@given(PAYMENTS)
@settings(max_examples=150, deadline=None)
def test_the_parts_never_take_more_than_the_line_brings(payments):
    lines = lines_of(payments)
    for payment, proposal in zip(lines, match(lines, LAW_BOOK), strict=True):
        cash = sum(part.cash_minor for part in proposal.parts)
        assert abs(cash) <= abs(payment.amount_minor)
        assert cash * payment.amount_minor >= 0
        if proposal.is_ready:
            assert cash == payment.amount_minor
        if proposal.state in ("unmatched", "ambiguous", "already_paid"):
            assert not proposal.parts


def test_a_line_without_money_or_a_day_without_lines_is_no_trouble():
    assert match([], BOOK) == []
    assert one(line(1, 0, "faktura 103021"), BOOK).state == "unmatched"
    assert one(line(1, 100, date=date(1999, 1, 1)), []).parts == ()


def test_the_default_table_is_accepted():
    assert match_lines(lines=[], book=MemoryBook([], []), rules=DEFAULT_RULES, settings=MatchSettings()) == []


def test_a_domestic_account_is_the_registers_iban():
    found = one(line(1, 12500, account="54910000003"), [E101])
    assert (applied(found), found.confidence) == ({101: "12500"}, "high")


def test_the_number_of_a_firm_speaks_against_nothing():
    firm = PartyFact(40, "CUSTOMER", "C40", "Gruvan Trä AB", organisation_number="5560125790")
    found = one(line(1, 700, "orgnr 556012-5790"), [entry(1, firm, "103099", 700)], parties=[firm])
    assert (applied(found), found.confidence) == ({1: "700"}, "high")


def test_a_fee_above_the_limit_is_never_high():
    found = one(line(1, 12300, "103021 avgift 200,00", name=ALFA.name), [E101])
    assert (found.parts[0].charge_minor, found.confidence, found.is_ready) == (20000, "medium", False)
    assert "charge_above_limit" in rules(found)
