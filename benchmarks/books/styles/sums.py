"""No number: a known payer and an amount that a set of the payer's documents makes."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.books.market import TODAY, Market, Paid, total, whole
from benchmarks.books.styles.style import style


def due(entry: object) -> tuple[object, ...]:
    return (entry.due_date, entry.posting_date, entry.entry_id)  # type: ignore[attr-defined]


@style
def sum_of_all(market: Market) -> None:
    party = market.customer(is_known=True, documents=0)
    entries = market.unequal(party, market.random.randrange(2, 12))
    market.tell("sum_of_all", market.pay(party, total(*entries), "Samlingsbetalning", account=1.0), whole(*entries))


@style
def sum_of_all_with_credit(market: Market) -> None:
    party = market.customer(is_known=True, documents=0)
    entries = [
        *market.unequal(party, market.random.randrange(2, 5)),
        market.credit(party, market.random.randrange(3_001, 5_000)),
    ]
    market.tell(
        "sum_of_all_with_credit", market.pay(party, total(*entries), "Enligt kontoutdrag", account=1.0), whole(*entries)
    )


@style
def sum_of_all_net(market: Market) -> None:
    """Everything, less the discounts that run."""
    party = market.customer(is_known=True, documents=0)
    minors = [market.random.randrange(200_001, 900_000) for _ in range(3)]
    until = TODAY + timedelta(days=3)
    entries = [market.invoice(party, minor, discount_minor=minor // 50, discount_date=until) for minor in minors]
    answer = {e.entry_id: Paid(e.remaining_minor - e.discount_minor, e.discount_minor) for e in entries}
    cash = sum(paid.cash for paid in answer.values())
    market.tell("sum_of_all_net", market.pay(party, cash, "Betalning", account=1.0), answer)


@style
def sum_of_oldest(market: Market) -> None:
    party = market.customer(is_known=True, documents=0)
    entries = sorted(market.unequal(party, market.random.randrange(5, 14)), key=due)
    paid = entries[: market.random.randrange(2, 4)]
    market.tell("sum_of_oldest", market.pay(party, total(*paid), "Betalning", account=1.0), whole(*paid))


@style
def sum_of_a_pair(market: Market) -> None:
    party = market.customer(is_known=True, documents=0)
    paid = market.random.sample(market.unequal(party, market.random.randrange(4, 10)), 2)
    market.tell("sum_of_a_pair", market.pay(party, total(*paid), "Betalning", account=1.0), whole(*paid))


@style
def sum_of_two_sets(market: Market) -> None:
    """Two pairs make the amount: nobody can decide."""
    party, first = market.customer(is_known=True, documents=0), market.random.randrange(100_000, 400_000)
    step = market.random.randrange(1_000, 50_000)
    minors = (first, first + 3 * step + 7, first + step, first + 2 * step + 7)
    for minor in (*minors, first * 3 + 11):
        market.invoice(party, minor)
    line = market.pay(party, minors[0] + minors[1], "Betalning", account=1.0)
    market.tell("sum_of_two_sets", line)


@style
def sum_among_hundreds(market: Market) -> None:
    """Three of three hundred documents: a set that fits by chance is no proof, so it may be left."""
    party = market.customer(is_known=True, documents=0)
    entries = [market.invoice(party) for _ in range(300)]
    paid = market.random.sample(entries, 3)
    market.tell(
        "sum_among_hundreds", market.pay(party, total(*paid), "Betalning", account=1.0), whole(*paid), may_be_left=True
    )


@style
def credit_taken_off(market: Market) -> None:
    """One invoice less one credit memo of a payer that owes more."""
    party = market.customer(is_known=True, documents=2)
    (entry,) = market.unequal(party)
    credit = market.credit(party, entry.remaining_minor // 3 + 1)
    line = market.pay(party, total(entry, credit), "Betalning", account=1.0)
    market.tell("credit_taken_off", line, whole(entry, credit), may_be_left=True)


@style
def numbers_and_more(market: Market) -> None:
    """One document is named, another of the payer is paid with it."""
    party = market.customer(is_known=True, documents=0)
    entries = market.unequal(party, 5)
    paid = entries[:2]
    line = market.pay(party, total(*paid), f"Faktura {paid[0].document_number} m.fl.", account=1.0)
    market.tell("numbers_and_more", line, whole(*paid))
