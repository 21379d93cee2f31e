"""What must stay undecided, or is no payment of a document at all."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.books import words
from benchmarks.books.market import TODAY, Market, total, whole
from benchmarks.books.styles.numbers import only_digits, slip
from benchmarks.books.styles.style import style
from reskontra.core.matching.records import LineReference


@style
def paid_before(market: Market) -> None:
    """The document was settled earlier."""
    party = market.customer()
    entry = market.invoice(party, remaining_minor=0)
    line = market.pay(party, entry.document_minor, f"Faktura {entry.document_number}")
    market.tell("paid_before", line, state="already_paid", offers=frozenset({entry.entry_id}))


@style
def paid_twice(market: Market) -> None:
    """Twice on one statement: the first payment gets it."""
    party = market.customer(documents=0)
    entry = market.invoice(party, market.random.randrange(100_000, 900_000))
    text = f"Faktura {entry.document_number}"
    first = market.pay(party, total(entry), text, date=TODAY - timedelta(days=2))
    market.tell("paid_twice", first, whole(entry))
    market.tell("paid_twice", market.pay(party, total(entry), text, date=TODAY), state="already_paid")


@style
def number_of_one_account_of_another(market: Market) -> None:
    """The number is one customer's, the account another's: never surely."""
    party, other = market.customer(is_known=True), market.customer(is_known=True)
    entry = market.invoice(party)
    text = market.random.choice(words.NUMBER_WORDINGS).format(entry.document_number)
    line = market.pay(other, total(entry), text, account=1.0)
    market.tell("number_of_one_account_of_another", line, whole(entry), may_be_left=True, is_doubtful=True)


@style
def number_of_one_amount_of_another(market: Market) -> None:
    """The number hits a stranger's document of another amount; the payer owes just this amount."""
    party, other = market.customer(is_known=True), market.customer()
    (entry,) = market.unequal(party)
    wrong = market.invoice(other, total(entry) + 31_337)
    line = market.pay(party, total(entry), f"Faktura {wrong.document_number}", account=1.0)
    market.tell("number_of_one_amount_of_another", line, whole(entry), may_be_left=True)


@style
def reference_slip_without_support(market: Market) -> None:
    """A reference one slip away, no payer, another amount."""
    entry = market.invoice(market.customer())
    raw = entry.payment_reference or only_digits(entry.document_number)
    first = 4 if raw.startswith("RF") else 0
    wrong = raw[:first] + slip(market, raw[first:])
    line = market.pay(None, total(entry) // 3 + 17, references=(LineReference(wrong, True),))
    market.tell("reference_slip_without_support", line)


@style
def stranger_with_an_amount(market: Market) -> None:
    """Somebody nobody knows pays what somebody owes."""
    entry = market.invoice(market.customer(), market.random.choice((24_500, 49_900)))
    name = f"{market.random.choice(words.GIVEN)} Okänd-{market.random.choice(words.FAMILIES)}"
    market.tell("stranger_with_an_amount", market.pay(None, total(entry), "Tack för hjälpen", name=name))


@style
def stranger_with_a_number(market: Market) -> None:
    """A number of something else (a ticket, a member, a day) that is also one of ours; amount and name disagree."""
    entry = market.invoice(market.customer())
    name = f"{market.random.choice(words.GIVEN)} Okänd-{market.random.choice(words.FAMILIES)}"
    written = only_digits(entry.document_number)
    text = market.random.choice(
        ("Medlem {}", "Lott {}", "Bokning {}", "Ticket {}", "Fastighet {}", "Ärende {}")
    ).format(written)
    line = market.pay(None, market.random.randrange(3_001, 90_000), text, name=name)
    market.tell("stranger_with_a_number", line)


@style
def other_number_of_the_payer(market: Market) -> None:
    """A known payer who owes other amounts, and a number that is none of ours."""
    party = market.customer(is_known=True)
    line = market.pay(
        party,
        market.random.randrange(1_000_003, 9_000_000),
        f"Order {market.random.randrange(10**9, 10**10)}",
        account=1.0,
    )
    market.tell("other_number_of_the_payer", line)


@style
def own_or_public_money(market: Market) -> None:
    """Tax account, salaries, interest and fees of the bank."""
    text, name, code = market.random.choice(
        (
            ("Skattekonto 5567890123", "SKATTEVERKET", ""),
            ("Löner mars 104500", "", "PMNT-ICDT-SALA"),
            ("Ränta 260331", "", ""),
            ("Bankavgift", "", ""),
            ("LÖN 2026-03", "", ""),
            ("Moms 202603", "Skatteverket", ""),
            ("Gehalt 03/2026", "", ""),
            ("Kortinlösen 5567", "", ""),
        )
    )
    minor = -market.random.randrange(1_000, 9_000_000)
    market.tell("own_or_public_money", market.pay(None, minor, text, name=name, transaction_code=code))


@style
def returned_payment(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    line = market.pay(party, -total(entry), f"Retur faktura {entry.document_number}", return_reason="AC04")
    market.tell("returned_payment", line)


@style
def refund_of_a_credit(market: Market) -> None:
    """Money out to a customer: it settles the credit memo."""
    party = market.customer(is_known=True, documents=1)
    credit = market.credit(party, market.random.randrange(10_001, 900_000))
    text = market.random.choice(("Återbetalning {}", "Refund credit note {}", "Erstattung Gutschrift {}")).format(
        credit.document_number
    )
    market.tell("refund_of_a_credit", market.pay(party, total(credit), text, account=1.0), whole(credit))


@style
def older_document_not_yet_posted(market: Market) -> None:
    """A payment ahead of the invoice's date, by its number: a warning, no gate."""
    party = market.customer()
    entry = market.invoice(party, posting_date=TODAY + timedelta(days=5), due_date=TODAY + timedelta(days=35))
    market.tell(
        "older_document_not_yet_posted",
        market.pay(party, total(entry), f"Faktura {entry.document_number}"),
        whole(entry),
    )


@style
def digits_of_another_kind(market: Market) -> None:
    """A postal code, a card, a time of day, a box number: not one of them is a document, the name and amount are."""
    party = market.customer(is_known=True)
    (entry,) = market.unequal(party)
    text = market.random.choice(
        (
            "Box 1043, 10432 Stockholm",
            "KORT 5412 **** **** 1043 kl 10:43",
            "10:43 260331 terminal 104312",
            "IBAN SE35 5000 0000 0549 1000 0003",
            "www.firma1043.se",
            "Bg 5050-1055",
            "Pg 410 42 03-1",
            "SE559234567801",
            "2 st à 1043 kr",
        )
    )
    market.tell("digits_of_another_kind", market.pay(party, total(entry), text, account=1.0), whole(entry))


@style
def known_payer_who_owes_nothing(market: Market) -> None:
    """Nothing is open: money on account, for a person to say."""
    party = market.customer(is_known=True, documents=0)
    market.tell(
        "known_payer_who_owes_nothing",
        market.pay(party, market.random.choice((49_900, 123_456)), "Betalning", account=1.0),
    )


@style
def short_payment_without_number(market: Market) -> None:
    """A known payer, an amount below all that is owed: nobody knows of what."""
    party = market.customer(is_known=True, documents=0)
    for _ in range(3):
        market.invoice(party, market.random.randrange(300_007, 900_000))
    market.tell(
        "short_payment_without_number",
        market.pay(party, market.random.randrange(50_001, 200_000), "Betalning", account=1.0),
    )


@style
def number_of_one_name_of_another(market: Market) -> None:
    """The number and the amount are one customer's, the name is clearly another's: never surely."""
    party, other = market.customer(), market.customer(is_known=False)
    entry = market.invoice(party)
    line = market.pay(other, total(entry), f"Faktura {entry.document_number}", account=0.0, name=other.name)
    market.tell("number_of_one_name_of_another", line, whole(entry), may_be_left=True, is_doubtful=True)


@style
def customer_number_against_name(market: Market) -> None:
    """A customer's number that says so, the name of another, and both owe the amount: a question."""
    party, other = market.customer(is_known=False), market.customer(is_known=False)
    minor = market.random.randrange(10_000, 900_000)
    entries = [market.invoice(party, minor), market.invoice(other, minor)]
    line = market.pay(None, minor, f"Kundnr {other.number}", name=party.name)
    offers = frozenset(entry.entry_id for entry in entries)
    market.tell("customer_number_against_name", line, offers=offers)


@style
def number_against_debt(market: Market) -> None:
    """The number is one customer's, the name another's who owes the same: a slip or a favor, nobody knows."""
    party, other = market.customer(is_known=False), market.customer(is_known=False)
    minor = market.random.randrange(10_000, 900_000)
    entry, _ = market.invoice(party, minor), market.invoice(other, minor)
    line = market.pay(None, minor, f"Faktura {entry.document_number}", name=other.name)
    market.tell("number_against_debt", line, whole(entry), may_be_left=True, is_doubtful=True)


@style
def likeness_against_account(market: Market) -> None:
    """The number's customer has a name like the payer's, but the account is another's: never surely."""
    choose = market.random.choice
    core = f"{choose(words.FANCY)}{choose(words.CITIES).lower()} {choose(words.TRADES)}"
    party, other = market.customer(f"{core} AB"), market.customer(f"{core} HB", is_known=True)
    entry = market.invoice(party)
    text = choose(words.NUMBER_WORDINGS).format(entry.document_number)
    line = market.pay(other, total(entry), text, account=1.0, name=f"{core} HB".upper())
    market.tell("likeness_against_account", line, whole(entry), may_be_left=True, is_doubtful=True)
