"""The payer by account, number or relation; payers for others; payment services."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.books import words
from benchmarks.books.market import TODAY, Market, Paid, iban, kronor, total, whole
from benchmarks.books.styles.style import style
from reskontra.core.matching.records import PaidFor


@style
def account_known(market: Market) -> None:
    party = market.customer(is_known=True)
    (entry,) = market.unequal(party)
    market.tell("account_known", market.pay(party, total(entry), "Betalning", account=1.0), whole(entry))


@style
def account_of_another_form(market: Market) -> None:
    """The register has the IBAN, the bank writes the domestic number; or the other way."""
    bank_id, domestic = market.random.choice(
        (
            ("500", f"5{market.random.randrange(10**10):010d}"),
            ("300", f"1{market.random.randrange(1, 2)}{market.random.randrange(10**9):09d}"),
            ("600", f"6{market.random.randrange(100, 999)}{market.random.randrange(10**8, 10**9)}"),
        )
    )
    body = domestic[4:] if bank_id == "600" else domestic
    forms = [domestic, iban(bank_id + body.zfill(17))]
    if bank_id != "600":
        market.random.shuffle(forms)
    party = market.customer(accounts=(forms[1],))
    (entry,) = market.unequal(party)
    market.tell(
        "account_of_another_form", market.pay(None, total(entry), "Betalning", accounts=(forms[0],)), whole(entry)
    )


@style
def account_seen_on_another_line(market: Market) -> None:
    """A number names the customer of an account; the next payment has the account alone."""
    party = market.customer(is_known=False)
    first, second = market.unequal(party, 2)
    account = (market.iban_of[party.party_id],)
    day = TODAY - timedelta(days=2)
    named = market.pay(
        None, total(first), f"Faktura {first.document_number}", name=party.name, accounts=account, date=day
    )
    market.tell("account_seen_on_another_line", named, whole(first))
    market.tell(
        "account_seen_on_another_line", market.pay(None, total(second), "Betalning", accounts=account), whole(second)
    )


@style
def customer_number(market: Market) -> None:
    party = market.customer(is_known=False)
    (entry,) = market.unequal(party)
    digits = "".join(c for c in party.number if c.isdigit())
    wording, written = market.random.choice(
        (
            ("Kundnr {}", party.number),
            ("kundnummer: {}", party.number),
            ("Kd.-Nr. {}", party.number),
            ("Cust no {}", party.number),
            ("Kundenr. {}", digits),
            ("asiakasnumero {}", party.number),
            ("{} Betalning", party.number),
            ("Kund {}", digits),
        )
    )
    may_be_left = wording.startswith("{}") or written != party.number
    market.tell(
        "customer_number",
        market.pay(None, total(entry), wording.format(written)),
        whole(entry),
        may_be_left=may_be_left,
    )


@style
def organisation_number(market: Market) -> None:
    party = market.customer(is_known=False)
    (entry,) = market.unequal(party)
    number = party.organisation_number
    dashed = f"{number[:6]}-{number[6:]}"
    kind = market.random.randrange(3)
    if kind == 0:
        line = market.pay(None, total(entry), "Betalning", organisation_number=number)
    else:
        text = market.random.choice(("Org.nr {}", "orgnr {} betalning", "{}", "Orgnummer: {}")).format(dashed)
        line = market.pay(None, total(entry), text)
    market.tell("organisation_number", line, whole(entry))


@style
def parent_pays(market: Market) -> None:
    """A payer known to pay for others: by amount where only one of them owes it."""
    payer, child = market.customer(is_known=True), market.customer(is_known=False)
    market.paid_for.setdefault(payer.party_id, []).append(PaidFor(child.party_id, "GROUP"))
    (entry,) = market.unequal(child)
    if market.random.random() < 0.5:
        line = market.pay(payer, total(entry), "Betalning", account=1.0)
    else:
        line = market.pay(payer, total(entry), f"Faktura {entry.document_number}", account=1.0)
    market.tell("parent_pays", line, whole(entry))


@style
def group_pays_several(market: Market) -> None:
    """One payment by number for documents of several customers: a group or a factor nobody has registered."""
    parties = [market.customer() for _ in range(market.random.randrange(2, 5))]
    entries = [market.invoice(party) for party in parties for _ in range(market.random.randrange(1, 3))]
    text = market.random.choice(("Fakturor ", "Inv ", "")) + ", ".join(entry.document_number for entry in entries)
    name = market.random.choice((f"{market.random.choice(words.FANCY)} Finans AB", "Koncernkassan", None))
    line = market.pay(None, total(*entries), text, name=name or "")
    market.tell("group_pays_several", line, whole(*entries))


@style
def payment_service(market: Market) -> None:
    """A payout of card or invoice payments: numbers, gross, fee and net."""
    entries = [market.invoice(market.customer()) for _ in range(market.random.randrange(2, 6))]
    gross = total(*entries)
    fee = gross * market.random.randrange(8, 35) // 1000
    shape = market.random.choice(
        (
            "Utbetalning {n} brutto {g} avgift {f}",
            "PAYOUT {n} gross {g} fee {f} net {t}",
            "{n} Gebühr {f}",
            "Order {n} summa {g} provision -{f}",
        )
    )
    text = shape.format(
        n=" ".join(e.document_number for e in entries), g=kronor(gross), f=kronor(fee), t=kronor(gross - fee)
    )
    largest = max(entries, key=lambda entry: entry.remaining_minor)
    answer = dict(whole(*entries))
    answer[largest.entry_id] = Paid(largest.remaining_minor - fee, other=fee)
    name = market.random.choice(("Klarna Bank AB", "STRIPE TECHNOLOGY EUROPE", "Zettle", "Adyen N.V."))
    market.tell("payment_service", market.pay(None, gross - fee, text, name=name), answer)


@style
def swish(market: Market) -> None:
    """The payer's telephone number, name and message in one text."""
    party = market.customer()
    entry = market.invoice(party)
    phone = market.random.choice(("0701234567", "+46701234567", "46701234567", "070-123 45 67"))
    shape = market.random.choice(
        ("Swish {p} {who} {n}", "SWISH INBETALNING {p} Faktura {n}", "{p} {n}", "Swish fr {who}, {p}: faktura {n}")
    )
    text = shape.format(
        p=phone,
        who=f"{market.random.choice(words.GIVEN)} {market.random.choice(words.FAMILIES)}",
        n=entry.document_number,
    )
    market.tell("swish", market.pay(None, total(entry), text), whole(entry))


@style
def phone_on_the_card(market: Market) -> None:
    """A mobile payment by a name nobody has, from the telephone number of a customer."""
    party = market.customer(is_known=False)
    (entry,) = market.unequal(party)
    digits = f"70{market.random.randrange(10**7):07d}"
    market.phones.setdefault(f"46{digits}", []).append(party.party_id)
    written = market.random.choice(
        (f"0{digits}", f"+46{digits}", f"46{digits}", f"0{digits[:2]}-{digits[2:5]} {digits[5:]}")
    )
    who = f"{market.random.choice(words.GIVEN)} {market.random.choice(words.FAMILIES)}"
    if market.random.random() < 0.3:
        line = market.pay(None, total(entry), "Swish", name=who, accounts=(f"46{digits}",))
    else:
        shape = market.random.choice(("Swish {p} {who}", "SWISH INBETALNING {p}", "Swish fr {p}: hej och tack"))
        line = market.pay(None, total(entry), shape.format(p=written, who=who))
    market.tell("phone_on_the_card", line, whole(entry))


@style
def phone_of_nobody(market: Market) -> None:
    """The same from a number that stands on two cards: nobody can tell."""
    parties = [market.customer(is_known=False) for _ in range(2)]
    entries = [market.invoice(party, minor) for party, minor in zip(parties, [market.price()] * 2, strict=True)]
    digits = f"72{market.random.randrange(10**7):07d}"
    market.phones[f"46{digits}"] = [party.party_id for party in parties]
    market.tell("phone_of_nobody", market.pay(None, total(entries[0]), f"Swish 0{digits}"))


@style
def end_to_end_id_seen_before(market: Market) -> None:
    """A standing order that always bears the same end-to-end id."""
    party = market.customer(is_known=False)
    (entry,) = market.unequal(party)
    id = market.random.choice(("STO{:07d}", "DAUERAUFTRAG-{:05d}", "{:08d}/1")).format(
        market.random.randrange(1000, 99999)
    )
    market.paid_under[id] = {party.party_id: market.random.randrange(2, 9)}
    line = market.pay(None, total(entry), market.random.choice(("", "Stående överföring")), end_to_end_id=id)
    market.tell("end_to_end_id_seen_before", line, whole(entry), may_be_left=False)


@style
def customer_number_bare(market: Market) -> None:
    """Nothing but the customer's own number, with an amount that the customer owes."""
    party = market.customer(is_known=False)
    (entry,) = market.unequal(party)
    text = market.random.choice(("{}", "Betalning {}", "{} tack")).format(party.number)
    market.tell("customer_number_bare", market.pay(None, total(entry), text), whole(entry))


@style
def customer_number_of_another(market: Market) -> None:
    """A number that is some customer's, from a payer known by name: the name is right."""
    party, other = market.customer(is_known=False), market.customer(is_known=False)
    (entry,) = market.unequal(party)
    digits = "".join(c for c in other.number if c.isdigit())
    line = market.pay(party, total(entry), f"Er ref {digits}", account=1.0)
    market.tell("customer_number_of_another", line._replace(name=party.name), whole(entry))
