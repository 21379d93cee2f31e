"""Several documents in one payment: listed, shortened, ranged, with credits, with amounts beside them."""

from __future__ import annotations

from benchmarks.books import words
from benchmarks.books.market import Market, Paid, kronor, total, whole
from benchmarks.books.styles.style import style
from reskontra.core.matching.records import EntryFact, LineReference, PartyFact


def in_row(market: Market, party: PartyFact, count: int, step: int = 1) -> list[EntryFact]:
    return [market.invoice(party, serial=serial) for serial in market.serials_in_row(count, step)]


@style
def numbers_listed(market: Market) -> None:
    party = market.customer()
    entries = [market.invoice(party) for _ in range(market.random.randrange(2, 7))]
    wording, joint = market.random.choice(words.SEVERAL_WORDINGS)
    text = wording.format(joint.join(entry.document_number for entry in entries))
    market.tell("numbers_listed", market.pay(party, total(*entries), text), whole(*entries))


@style
def numbers_listed_without_prefix(market: Market) -> None:
    party = market.customer()
    serials = [market.serial() for _ in range(market.random.randrange(2, 6))]
    entries = [market.invoice(party, serial=serial) for serial in serials]
    wording, joint = market.random.choice(words.SEVERAL_WORDINGS)
    text = wording.format(joint.join(str(market.habits.first_serial + serial) for serial in serials))
    market.tell("numbers_listed_without_prefix", market.pay(party, total(*entries), text), whole(*entries))


@style
def numbers_with_amounts(market: Market) -> None:
    party = market.customer()
    entries = [market.invoice(party) for _ in range(market.random.randrange(2, 5))]
    is_comma = market.random.random() < 0.5
    pieces = [f"{e.document_number} {kronor(e.remaining_minor, comma=is_comma)}" for e in entries]
    text = market.random.choice((" ", ", ", "; ")).join(pieces)
    market.tell("numbers_with_amounts", market.pay(party, total(*entries), text), whole(*entries))


@style
def numbers_shortened(market: Market) -> None:
    """104210, 223, 241: the later ones by their last digits."""
    party = market.customer()
    step = market.random.randrange(1, 9)
    entries = in_row(market, party, market.random.randrange(2, 5), step)
    full = [running_digits(entry) for entry in entries]
    size = market.random.choice((2, 3))
    if len({number[:-size] for number in full}) > 1:
        return numbers_listed(market)
    joint = market.random.choice((", ", "/", "-", " ", "+", " och ", ",", "; "))
    text = f"Faktura {entries[0].document_number}" + "".join(joint + number[-size:] for number in full[1:])
    return market.tell("numbers_shortened", market.pay(party, total(*entries), text), whole(*entries))


def running_digits(entry: EntryFact) -> str:
    """The running digits at the end of a number; where a year follows, before it."""
    digits = entry.document_number.removesuffix("-26")
    return "".join(c for c in digits if c.isdigit())


@style
def numbers_in_a_range(market: Market) -> None:
    party = market.customer()
    entries = in_row(market, party, market.random.randrange(3, 7))
    first, last = entries[0].document_number, entries[-1].document_number
    if market.random.random() < 0.4 and not last.endswith("-26"):
        last = last[-2:] if first[:-2] == last[:-2] else last
    text = market.random.choice(words.RANGE_WORDINGS).format(first, last)
    market.tell("numbers_in_a_range", market.pay(party, total(*entries), text), whole(*entries))


@style
def credit_by_number(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party, market.random.randrange(100_000, 900_000))
    credit = market.credit(party, market.random.randrange(5_000, 90_000))
    shape = market.random.choice(
        (
            "{n} avgår kredit {k}",
            "Faktura {n} minus kreditfaktura {k}",
            "{n} - {k}",
            "Inv {n} less credit note {k}",
            "Rechnung {n} abzgl. Gutschrift {k}",
            "{n} ./. {k}",
            "{n},{k}",
            "Lasku {n} hyvitys {k}",
        )
    )
    text = shape.format(n=entry.document_number, k=credit.document_number)
    market.tell("credit_by_number", market.pay(party, total(entry, credit), text), whole(entry, credit))


@style
def credit_not_named(market: Market) -> None:
    """The invoice is named, the credit memo that was taken off is not."""
    party = market.customer(documents=1)
    entry = market.invoice(party, market.random.randrange(200_000, 900_000))
    credit = market.credit(party, market.random.randrange(5_001, 90_000))
    text = market.random.choice(("Faktura {}", "{} med avdrag för kredit", "Inv {} less credit")).format(
        entry.document_number
    )
    market.tell("credit_not_named", market.pay(party, total(entry, credit), text), whole(entry, credit))


@style
def references_with_amounts(market: Market) -> None:
    """Structured, one for each document, as remittance advice has it."""
    party = market.customer()
    entries = [market.invoice(party) for _ in range(market.random.randrange(2, 6))]
    advised = market.random.random() < 0.6
    references = tuple(
        LineReference(e.payment_reference or e.document_number, True, e.remaining_minor if advised else None)
        for e in entries
    )
    market.tell("references_with_amounts", market.pay(party, total(*entries), references=references), whole(*entries))


@style
def one_number_wrong_of_several(market: Market) -> None:
    party = market.customer(is_known=True)
    entries = market.unequal(party, 3)
    numbers = [entry.document_number for entry in entries]
    at = len(numbers[1]) - (4 if numbers[1].endswith("-26") else 1)
    numbers[1] = numbers[1][: at - 1] + numbers[1][at] + numbers[1][at - 1] + numbers[1][at + 1 :]
    if numbers[1] == entries[1].document_number:
        return
    line = market.pay(party, total(*entries), "Fakturor " + ", ".join(numbers), account=1.0)
    market.tell("one_number_wrong_of_several", line, whole(*entries))


@style
def numbers_in_elements(market: Market) -> None:
    """One number in each text element, or all of them in the reference's field."""
    party = market.customer()
    entries = [market.invoice(party) for _ in range(market.random.randrange(2, 5))]
    numbers = [entry.document_number for entry in entries]
    if market.random.random() < 0.5:
        line = market.pay(party, total(*entries), numbers)
    else:
        line = market.pay(party, total(*entries), references=(LineReference(" ".join(numbers), True),))
    market.tell("numbers_in_elements", line, whole(*entries))


@style
def range_and_more(market: Market) -> None:
    """From one to another, and a further one."""
    party = market.customer()
    row, single = in_row(market, party, 4), market.invoice(party)
    text = f"Fakturor {row[0].document_number}-{row[-1].document_number}, {single.document_number}"
    market.tell("range_and_more", market.pay(party, total(*row, single), text), whole(*row, single))


@style
def list_with_a_part(market: Market) -> None:
    """Three documents, the last only in part: the oldest first, never surely."""
    party = market.customer(is_known=True, documents=0)
    entries = sorted(market.unequal(party, 3), key=lambda e: (e.due_date, e.posting_date, e.entry_id))
    short = entries[-1].remaining_minor // 2
    answer = {**whole(*entries[:2]), entries[2].entry_id: Paid(entries[2].remaining_minor - short)}
    text = "Fakt " + " ".join(entry.document_number for entry in entries)
    market.tell(
        "list_with_a_part", market.pay(party, total(*entries) - short, text, account=1.0), answer, is_doubtful=True
    )
