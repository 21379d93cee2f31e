"""Amounts that are not the documents': discounts, charges, rounding, parts, excess, fees and interest."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.books import words
from benchmarks.books.market import TODAY, Market, Paid, kronor, total, whole
from benchmarks.books.styles.style import style
from reskontra.core.matching.records import BankLine, EntryFact

DAY = timedelta(days=1)


def with_discount(market: Market, minor: int, *, until: int) -> dict[str, object]:
    """Fields of two percent until a day from today."""
    return {"discount_minor": minor * 2 // 100, "discount_date": TODAY + until * DAY}


def large(market: Market) -> int:
    return market.random.randrange(200_001, 2_000_000)


def taken(entry: EntryFact) -> Paid:
    return Paid(entry.remaining_minor - entry.discount_minor, discount=entry.discount_minor)


@style
def discount_in_time(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, **with_discount(market, minor, until=4))
    text = market.random.choice(
        ("Faktura {}", "{} ./. 2 % kassarabatt", "Rechnung {} abzgl. Skonto", "inv {} less discount")
    ).format(entry.document_number)
    market.tell(
        "discount_in_time", market.pay(party, minor - entry.discount_minor, text), {entry.entry_id: taken(entry)}
    )


@style
def discount_not_taken(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, **with_discount(market, minor, until=4))
    market.tell("discount_not_taken", market.pay(party, minor, f"Faktura {entry.document_number}"), whole(entry))


@style
def discount_on_one_of_two(market: Market) -> None:
    """One discount runs, the other has expired, and only the running one is taken."""
    party, first, second = market.customer(), large(market), large(market)
    open_one = market.invoice(party, first, **with_discount(market, first, until=3))
    expired = market.invoice(party, second, **with_discount(market, second, until=-20))
    text = f"{open_one.document_number} {expired.document_number}"
    line = market.pay(party, first + second - open_one.discount_minor, text)
    market.tell("discount_on_one_of_two", line, {open_one.entry_id: taken(open_one), **whole(expired)})


@style
def discount_late_but_tolerated(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, **with_discount(market, minor, until=-5), discount_tolerance_date=TODAY + DAY)
    line = market.pay(party, minor - entry.discount_minor, f"Faktura {entry.document_number}")
    market.tell("discount_late_but_tolerated", line, {entry.entry_id: taken(entry)}, is_doubtful=True)


@style
def discount_too_late(market: Market) -> None:
    """The discount is not granted: the rest stays open."""
    party, minor = market.customer(), large(market) + 1_000_000
    entry = market.invoice(party, minor, **with_discount(market, minor, until=-30))
    line = market.pay(party, minor - entry.discount_minor, f"Faktura {entry.document_number}")
    market.tell("discount_too_late", line, {entry.entry_id: Paid(line.amount_minor)}, is_doubtful=True)


@style
def charge_named(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor)
    charge = market.random.choice((1_500, 2_500, 3_500, 5_000))
    written = market.random.choice((kronor(charge), kronor(charge, comma=False), str(charge // 100)))
    text = market.random.choice(words.CHARGE_WORDINGS).format(entry.document_number, written)
    market.tell(
        "charge_named", market.pay(party, minor - charge, text), {entry.entry_id: Paid(minor - charge, other=charge)}
    )


@style
def charge_told_by_the_bank(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor)
    charge = market.random.choice((1_500, 4_900, 9_000))
    line = market.pay(party, minor - charge, f"Inv {entry.document_number}", charges_minor=charge)
    market.tell("charge_told_by_the_bank", line, {entry.entry_id: Paid(minor - charge, other=charge)})


@style
def discount_and_charge(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, **with_discount(market, minor, until=4))
    charge = market.random.choice((1_500, 2_500))
    cash = minor - entry.discount_minor - charge
    text = f"inv {entry.document_number} less discount and bank charges {kronor(charge)}"
    market.tell(
        "discount_and_charge", market.pay(party, cash, text), {entry.entry_id: Paid(cash, entry.discount_minor, charge)}
    )


@style
def whole_kronor(market: Market) -> None:
    party = market.customer(is_known=True)
    minor = large(market) // 100 * 100 + market.random.randrange(1, 100)
    entry = market.invoice(party, minor)
    cash = round(minor, -2)
    text = market.random.choice((f"Faktura {entry.document_number}", entry.document_number))
    line = market.pay(party, cash, text, account=1.0)
    market.tell("whole_kronor", line, {entry.entry_id: Paid(cash, other=minor - cash)})


@style
def whole_kronor_without_number(market: Market) -> None:
    """One document, or all of them, rounded; nothing is named."""
    party = market.customer(is_known=True, documents=0)
    entries = [
        market.invoice(party, large(market) // 100 * 100 + market.random.randrange(1, 50))
        for _ in range(market.random.randrange(1, 4))
    ]
    paid = entries if market.random.random() < 0.4 else entries[:1]
    cash = total(*paid) // 100 * 100
    largest = max(paid, key=lambda entry: entry.remaining_minor)
    left = total(*paid) - cash
    answer = {**whole(*paid), largest.entry_id: Paid(largest.remaining_minor - left, other=left)}
    line = market.pay(party, cash, "Betalning", account=1.0)
    market.tell("whole_kronor_without_number", line, answer, is_doubtful=True)


@style
def charge_without_number(market: Market) -> None:
    """A known payer, no number, and a charge that the text or the bank names."""
    party = market.customer(is_known=True, documents=1)
    entry = market.invoice(party, large(market))
    charge = market.random.choice((1_500, 2_500, 4_900))
    cash = entry.remaining_minor - charge
    if market.random.random() < 0.5:
        line = market.pay(party, cash, f"Payment less charges {kronor(charge)}", account=1.0)
    else:
        line = market.pay(party, cash, "Payment", account=1.0, charges_minor=charge)
    market.tell("charge_without_number", line, {entry.entry_id: Paid(cash, other=charge)}, is_doubtful=True)


@style
def two_periods_named(market: Market) -> None:
    """Two months of rent in one payment."""
    party, minor = market.customer(is_known=True, documents=0), market.random.randrange(300_000, 900_000)
    entries = [
        market.invoice(
            party,
            minor,
            posting_date=TODAY.replace(month=month, day=1) - 10 * DAY,
            due_date=TODAY.replace(month=month, day=1),
            description=f"Hyra {words.MONTHS[month - 1][0]} 2026",
        )
        for month in (1, 2, 3, 4)
    ]
    text = market.random.choice(("Hyra februari och mars", "Hyra feb + mar", "Rent february, march 2026"))
    market.tell("two_periods_named", market.pay(party, minor * 2, text, account=1.0), whole(*entries[1:3]))


@style
def part_paid(market: Market) -> None:
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor)
    cash = minor * market.random.randrange(15, 85) // 100
    text = market.random.choice(words.PART_WORDINGS).format(entry.document_number)
    market.tell("part_paid", market.pay(party, cash, text), {entry.entry_id: Paid(cash)}, is_doubtful=True)


@style
def paid_in_two_parts(market: Market) -> None:
    party, minor = market.customer(is_known=True), large(market)
    entry = market.invoice(party, minor)
    first = minor // 2
    for cash, word in ((first, "Del 1"), (minor - first, "Slutbetalning")):
        line = market.pay(party, cash, f"{word} faktura {entry.document_number}", account=1.0)
        market.tell("paid_in_two_parts", line, {entry.entry_id: Paid(cash)})


@style
def paid_too_much(market: Market) -> None:
    party, minor = market.customer(documents=0), large(market)
    entry = market.invoice(party, minor)
    line = market.pay(party, minor + market.random.choice((137, 5_000, 12_345)), f"Faktura {entry.document_number}")
    market.tell("paid_too_much", line, {entry.entry_id: Paid(minor)}, is_doubtful=True)


@style
def reminder_fee_paid_too(market: Market) -> None:
    """The invoice is named, the fee and interest on it are paid with it."""
    party = market.customer(documents=1)
    entry = market.invoice(party, large(market))
    fee = market.invoice(party, 6_000, document_type="REMINDER", payment_reference="")
    interest = market.invoice(
        party, market.random.randrange(1_001, 9_000), document_type="FINANCE_CHARGE", payment_reference=""
    )
    paid = market.random.choice(((entry, fee), (entry, fee, interest), (entry, interest)))
    text = market.random.choice(("Faktura {}", "{} inkl påminnelseavgift", "inv {} plus reminder fee")).format(
        entry.document_number
    )
    market.tell("reminder_fee_paid_too", market.pay(party, total(*paid), text), whole(*paid))


@style
def reminder_fee_left_out(market: Market) -> None:
    party = market.customer(documents=1)
    entry = market.invoice(party, large(market))
    market.invoice(party, 6_000, document_type="REMINDER", payment_reference="")
    market.tell(
        "reminder_fee_left_out", market.pay(party, total(entry), f"Faktura {entry.document_number}"), whole(entry)
    )


@style
def paid_in_another_currency(market: Market) -> None:
    """The document is in euro, the account in kronor: the bank tells what was instructed, and keeps a margin."""
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, currency="EUR")
    cash = minor * market.random.randrange(1_082, 1_118) // 100
    line = market.pay(party, cash, f"Inv {entry.document_number}", instructed_minor=minor, instructed_currency="EUR")
    market.tell("paid_in_another_currency", line, {entry.entry_id: Paid(cash)})


@style
def another_currency_at_the_rate(market: Market) -> None:
    """Nothing tells what was instructed: the amount is near the document's at the rate of the day."""
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, currency="EUR")
    cash = minor * market.random.randrange(1_082, 1_118) // 100
    line = market.pay(party, cash, f"Invoice {entry.document_number}")
    market.tell("another_currency_at_the_rate", line, {entry.entry_id: Paid(cash)}, is_doubtful=True)


@style
def another_currency_in_doubt(market: Market) -> None:
    """Another amount was instructed, or the rate says another: a person posts it, the document is offered."""
    party, minor = market.customer(), large(market)
    entry = market.invoice(party, minor, currency="EUR")
    told = {"instructed_minor": minor - 2_500, "instructed_currency": "EUR"} if market.random.random() < 0.5 else {}
    line = market.pay(party, minor * 13, f"Inv {entry.document_number}", **told)
    market.tell("another_currency_in_doubt", line, offers=frozenset({entry.entry_id}), state="review")


@style
def period_named(market: Market) -> None:
    """The same rent each month; the text names the month."""
    party, minor = market.customer(is_known=True, documents=0), market.random.randrange(300_000, 900_000)
    what = market.random.choice(("Hyra", "Rent", "Miete", "Serviceavtal", "Husleie"))
    has_description = market.random.random() < 0.6
    entries = [
        market.invoice(
            party,
            minor,
            posting_date=TODAY.replace(month=month, day=1) - 10 * DAY,
            due_date=TODAY.replace(month=month, day=1),
            description=f"{what} {words.MONTHS[month - 1][0]} 2026" if has_description else "",
        )
        for month in (1, 2, 3, 4)
    ]
    at = market.random.randrange(1, 4)
    month = market.random.choice(
        (
            words.MONTHS[at][0],
            words.MONTHS[at][1],
            f"2026-{at + 1:02d}",
            f"{at + 1}/2026",
            f"{words.MONTHS[at][2]}-26",
            f"{words.MONTHS[at][0].upper()} 2026",
        )
    )
    market.tell("period_named", market.pay(party, minor, f"{what} {month}", account=1.0), whole(entries[at]))


@style
def equal_without_period(market: Market) -> None:
    """Equal documents of one payer and nothing said: the oldest, and never surely."""
    party, minor = market.customer(is_known=True, documents=0), market.random.randrange(300_000, 900_000)
    entries = [market.invoice(party, minor) for _ in range(3)]
    oldest = min(entries, key=lambda entry: (entry.due_date, entry.posting_date, entry.entry_id))
    line: BankLine = market.pay(party, minor, "Betalning", account=1.0)
    market.tell("equal_without_period", line, whole(oldest), is_doubtful=True)
