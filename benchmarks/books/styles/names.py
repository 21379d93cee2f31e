"""No number: the payer's name in the shapes banks and people give it, and an amount only one document has."""

from __future__ import annotations

from benchmarks.books import words
from benchmarks.books.market import Market, total, whole
from benchmarks.books.styles.style import style
from reskontra.core.matching.records import EntryFact, PartyFact

SAYINGS = ("Betalning", "Bg-inbetalning", "Insättning", "", "Payment", "Überweisung", "Innbetaling", "Maksu", "Tack!")


def scene(market: Market, name: str = "", **values: object) -> tuple[PartyFact, EntryFact]:
    """A party not known by account, and a document of it with an amount of its own."""
    party = market.customer(name, is_known=False, **values)  # type: ignore[arg-type]
    return party, market.unequal(party)[0]


@style
def name_written(market: Market) -> None:
    party, entry = scene(market)
    market.tell(
        "name_written", market.pay(party, total(entry), market.random.choice(SAYINGS), account=0.0), whole(entry)
    )


@style
def name_misspelt(market: Market) -> None:
    party, entry = scene(market)
    at = market.random.randrange(1, len(party.name) - 4)
    name = market.random.choice(
        (
            party.name[:at] + party.name[at + 1 :],
            party.name[:at] + party.name[at] + party.name[at:],
            party.name[:at] + party.name[at + 1] + party.name[at] + party.name[at + 2 :],
        )
    )
    market.tell("name_misspelt", market.pay(party, total(entry), name=name, account=0.0), whole(entry))


@style
def name_cut(market: Market) -> None:
    party, entry = scene(market)
    name = words.plain(party.name).upper()[: market.random.choice((18, 22, 27, 32))]
    market.tell("name_cut", market.pay(party, total(entry), name=name, account=0.0), whole(entry))


@style
def name_with_other_form(market: Market) -> None:
    choose = market.random.choice
    core = f"{choose(words.FANCY)}{choose(words.CITIES).lower()} {choose(words.TRADES)}"
    _, entry = scene(market, choose((f"{core} AB", f"AB {core}", f"{core} Aktiebolag", f"Aktiebolaget {core}")))
    name = choose(
        (core, f"{core} aktiebolag", f"AB {core}", f"{core}, AB", f"{core} AB (publ)", f"{core} A B", f"{core} Ab.")
    )
    market.tell("name_with_other_form", market.pay(None, total(entry), name=name), whole(entry))


@style
def name_turned(market: Market) -> None:
    given, family, second = (
        market.random.choice(words.GIVEN),
        market.random.choice(words.FAMILIES),
        market.random.choice(words.FAMILIES),
    )
    _, entry = scene(market, f"{given} {family} {second}")
    name = market.random.choice(
        (
            f"{family} {second}, {given}",
            f"{family} {second} {given}",
            f"{second.upper()} {family.upper()} {given.upper()}",
        )
    )
    market.tell("name_turned", market.pay(None, total(entry), name=name), whole(entry))


@style
def name_care_of(market: Market) -> None:
    party, entry = scene(market)
    agent = f"{market.random.choice(words.FAMILIES)}s Redovisningsbyrå"
    name = market.random.choice(
        (
            f"{party.name} c/o {agent}",
            f"{party.name}, C/O {agent}",
            f"{agent} för {party.name}",
            f"{agent} obo {party.name}",
        )
    )
    market.tell("name_care_of", market.pay(None, total(entry), name=name), whole(entry))


@style
def name_with_city(market: Market) -> None:
    """Branches of one name, told apart by the city in the name, the text or its own field."""
    choose = market.random.choice
    base = f"{choose(words.FANCY)}{choose(words.FAMILIES).lower()[:4]} {choose(words.TRADES)} AB"
    cities = market.random.sample(words.CITIES, 3)
    parties = [market.customer(base, city=city, documents=1, is_known=False) for city in cities]
    minor = market.random.randrange(10_000, 900_000)
    entries = [market.invoice(party, minor) for party in parties]
    kind, city = market.random.randrange(3), cities[1]
    if kind == 0:
        line = market.pay(None, minor, "Betalning", name=base, city=city.upper())
    elif kind == 1:
        line = market.pay(None, minor, f"Betalning {city}", name=base.upper())
    else:
        line = market.pay(None, minor, "", name=f"{base} {city}".upper())
    market.tell("name_with_city", line, whole(entries[1]))


@style
def branch_in_name(market: Market) -> None:
    """Branches whose names say their place."""
    choose = market.random.choice
    base = f"{choose(words.FANCY)}{choose(words.FAMILIES).lower()[:4]}"
    cities = market.random.sample(words.CITIES, 3)
    parties = [market.customer(f"{base} {city} AB", city=city, documents=1, is_known=False) for city in cities]
    minor = market.random.randrange(10_000, 900_000)
    entries = [market.invoice(party, minor) for party in parties]
    name = choose(
        (
            f"{base} {cities[0]}",
            f"{base.upper()} {words.plain(cities[0]).upper()} AB",
            f"AB {base} {cities[0]}",
            f"{base}, {cities[0]}",
        )
    )
    market.tell("branch_in_name", market.pay(None, minor, name=name), whole(entries[0]))


@style
def namesakes_told_by_amount(market: Market) -> None:
    name = market.firm()
    one = market.customer(name, is_known=False)
    market.customer(name, is_known=False)
    (entry,) = market.unequal(one)
    market.tell("namesakes_told_by_amount", market.pay(one, total(entry), account=0.0), whole(entry))


@style
def namesakes_of_one_amount(market: Market) -> None:
    """Two of one name and one amount: nobody can decide."""
    name, minor = market.firm(), market.random.randrange(10_000, 900_000)
    parties = [market.customer(name, is_known=False, documents=1) for _ in range(2)]
    entries = [market.invoice(party, minor) for party in parties]
    line = market.pay(parties[0], minor, account=0.0, name=name)
    market.tell("namesakes_of_one_amount", line, offers=frozenset(entry.entry_id for entry in entries))


@style
def person_names_the_firm(market: Market) -> None:
    """A private person pays; the firm stands in the text, with or without a number."""
    party, entry = scene(market)
    person = f"{market.random.choice(words.GIVEN)} {market.random.choice(words.FAMILIES)}-Quist"
    number = market.random.choice((f" faktura {entry.document_number}", ""))
    text = market.random.choice(("Betalning för {}", "avser {}", "{}", "i.o. {}")).format(party.name) + number
    market.tell("person_names_the_firm", market.pay(None, total(entry), text, name=person), whole(entry))


@style
def firm_in_text(market: Market) -> None:
    party, entry = scene(market)
    text = market.random.choice(("Inbetalning {}", "Swish från {}", "Insättning av {}", "Von {}", "{}")).format(
        market.bank_name(party.name)
    )
    market.tell("firm_in_text", market.pay(None, total(entry), text), whole(entry))


@style
def name_behind_an_agent(market: Market) -> None:
    """The bank's or the agent's name, and the payer as ultimate debtor."""
    party, entry = scene(market)
    line = market.pay(None, total(entry), name="Bankernas Betaltjänst AB", ultimate_name=market.bank_name(party.name))
    market.tell("name_behind_an_agent", line, whole(entry))


@style
def trade_name_with_number(market: Market) -> None:
    """A name nobody knows, but a number and its amount."""
    entry = market.invoice(market.customer())
    name = f"{market.random.choice(words.FANCY)} Bistro & Bar"
    text = market.random.choice(words.NUMBER_WORDINGS).format(entry.document_number)
    market.tell("trade_name_with_number", market.pay(None, total(entry), text, name=name), whole(entry))


@style
def name_abbreviated(market: Market) -> None:
    """Words cut short, each for itself: Grönlunds Fastighetsserv AB, Palmgren Transl."""
    choose = market.random.choice
    party, entry = scene(
        market,
        " ".join((choose(words.FAMILIES), "&", choose(words.FAMILIES), choose(words.TRADES), "AB")),
    )
    first, *rest = party.name.split(" ")
    at = len(rest) - 2
    rest[at] = rest[at][: market.random.randrange(3, max(4, len(rest[at])))] + market.random.choice((".", ""))
    name = " ".join((first, *rest))
    market.tell("name_abbreviated", market.pay(None, total(entry), name=name), whole(entry), may_be_left=True)


@style
def name_run_together(market: Market) -> None:
    party, entry = scene(market)
    name = market.random.choice(
        (
            party.name.replace(" ", ""),
            party.name.replace(" ", "-"),
            party.name.replace(" ", "  "),
            party.name.replace(" & ", "&"),
        )
    )
    market.tell("name_run_together", market.pay(None, total(entry), name=name.upper()), whole(entry))


@style
def name_with_more(market: Market) -> None:
    """The customer's name with a department, an address or a number behind it."""
    party, entry = scene(market)
    more = market.random.choice(
        ("Ekonomiavd", "Box 12", "Storgatan 3", "Leverantörsreskontra", "Filial Norr", "- Drift", "(faktura)")
    )
    market.tell(
        "name_with_more", market.pay(None, total(entry), name=f"{party.name} {more}"), whole(entry), may_be_left=True
    )
