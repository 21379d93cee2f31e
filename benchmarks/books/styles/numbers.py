"""One document, named by its number or reference in every shape people and banks give it."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.books import words
from benchmarks.books.market import TODAY, Market, total, whole
from benchmarks.books.styles.style import style
from reskontra.core.matching.records import LineReference


def slip(market: Market, digits: str, *, first: int = 0) -> str:
    """One digit swapped, lost, doubled or wrong; never the same number."""
    while True:
        at = market.random.randrange(first, len(digits) - 1)
        kind = market.random.randrange(4)
        if kind == 0:
            made = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        elif kind == 1:
            made = digits[:at] + digits[at + 1 :]
        elif kind == 2:
            made = digits[:at] + digits[at] + digits[at:]
        else:
            made = digits[:at] + str((int(digits[at]) + market.random.randrange(1, 10)) % 10) + digits[at + 1 :]
        if made.lstrip("0") != digits.lstrip("0"):
            return made


def only_digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


@style
def number_worded(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    text = market.random.choice(words.NUMBER_WORDINGS).format(entry.document_number)
    market.tell("number_worded", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_from_nobody(market: Market) -> None:
    """A bank that tells no payer: number and amount agree."""
    entry = market.invoice(market.customer())
    text = market.random.choice(words.NUMBER_WORDINGS).format(entry.document_number)
    market.tell("number_from_nobody", market.pay(None, entry.remaining_minor, text), whole(entry))


@style
def number_without_prefix(market: Market) -> None:
    party = market.customer()
    serial = market.serial()
    entry = market.invoice(party, serial=serial)
    bare = str(market.habits.first_serial + serial)
    text = market.random.choice(("{}", "Faktura {}", "fakt nr {} tack", "RE {}", "Inv-{}", "fnr{}", "00{}")).format(
        bare
    )
    market.tell("number_without_prefix", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_split(market: Market) -> None:
    party = market.customer()
    serial = market.serial()
    entry = market.invoice(party, serial=serial)
    bare = str(market.habits.first_serial + serial)
    at = market.random.randrange(2, len(bare) - 1)
    separator = market.random.choice((" ", ".", "-", " - ", "/"))
    text = f"{market.random.choice(('Faktura', 'Inv', 'RG', 'avs', ''))} {bare[:at]}{separator}{bare[at:]}"
    market.tell("number_split", market.pay(party, entry.remaining_minor, text.strip()), whole(entry))


@style
def number_wrapped(market: Market) -> None:
    """Cut where one text element ends."""
    party = market.customer()
    entry = market.invoice(party)
    text = f"betalning enligt överenskommelse avser er faktura {entry.document_number} med tack"
    at = text.index(entry.document_number) + market.random.randrange(1, len(entry.document_number))
    market.tell("number_wrapped", market.pay(party, entry.remaining_minor, (text[:at], text[at:])), whole(entry))


@style
def number_glued(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    text = market.random.choice(words.GLUED_WORDINGS).format(entry.document_number)
    market.tell("number_glued", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_with_date(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    day = market.random.choice(words.DATES).format(entry.posting_date)
    shape = market.random.choice(
        ("Faktura {n} {d}", "{d} {n}", "{n} förf {d}", "Rg.{n} vom {d}", "inv {n} dated {d}", "{n}/{d}")
    )
    text = shape.format(n=entry.document_number, d=day)
    market.tell("number_with_date", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_with_phone(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    phone = market.random.choice(words.PHONES)
    text = market.random.choice((f"Faktura {entry.document_number} {phone}", f"{phone} inv {entry.document_number}"))
    market.tell("number_with_phone", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_with_other_numbers(market: Market) -> None:
    """Among the payer's own reference, a customer number and an amount; the own reference hits somebody else."""
    party, other = market.customer(), market.customer()
    entry, foreign = market.invoice(party), market.invoice(other)
    own = market.random.choice((only_digits(foreign.document_number), str(market.random.randrange(10**5, 10**7))))
    shape = market.random.choice(
        (
            "Vår ref {own} er faktura {n}",
            "Our ref {own} your invoice {n}",
            "Unser Zeichen {own} Ihre Rechnung {n}",
            "Kundnr {c} fakt {n} vår ver {own}",
            "{n} verifikat {own}",
            "Faktura {n} betalorder {own}",
        )
    )
    text = shape.format(own=own, n=entry.document_number, c=party.number)
    market.tell("number_with_other_numbers", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_misspelt(market: Market) -> None:
    """A slip in the number, but the payer and the amount are known."""
    party = market.customer(is_known=True)
    serial = market.serial()
    (entry,) = market.unequal(party, serial=serial)
    text = f"Faktura {slip(market, str(market.habits.first_serial + serial), first=1)}"
    market.tell("number_misspelt", market.pay(party, entry.remaining_minor, text, account=1.0), whole(entry))


@style
def number_in_reference_field(market: Market) -> None:
    """The invoice number where a reference was wanted."""
    party = market.customer()
    entry = market.invoice(party)
    written = market.random.choice((entry.document_number, only_digits(entry.document_number)))
    line = market.pay(party, entry.remaining_minor, references=(LineReference(written, True),))
    market.tell("number_in_reference_field", line, whole(entry))


@style
def reference(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    raw = entry.payment_reference or only_digits(entry.document_number)
    raw = market.random.choice((raw, raw, f"{raw:0>20}" if raw.isdigit() else " ".join((raw[:4], raw[4:8], raw[8:]))))
    payer = party if market.random.random() < 0.6 else None
    market.tell("reference", market.pay(payer, total(entry), references=(LineReference(raw, True),)), whole(entry))


@style
def reference_in_text(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    raw = entry.payment_reference or entry.document_number
    split = " ".join(raw[at : at + 4] for at in range(0, len(raw), 4))
    text = market.random.choice(("OCR {}", "ocr-nr: {}", "Ref {}", "{}", "Viite {}", "KID {}")).format(
        market.random.choice((raw, raw, split, raw.lower()))
    )
    market.tell("reference_in_text", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def reference_misspelt(market: Market) -> None:
    """One slip in a reference with check digits; the payer or the amount agrees."""
    party = market.customer()
    (entry,) = market.unequal(party)
    raw = entry.payment_reference or only_digits(entry.document_number)
    first = 4 if raw.startswith("RF") else 0
    wrong = raw[:first] + slip(market, raw[first:])
    line = market.pay(party, entry.remaining_minor, references=(LineReference(wrong, True),), account=0.8)
    market.tell("reference_misspelt", line, whole(entry))


@style
def their_number(market: Market) -> None:
    """The payer's order number, which stands on our invoice."""
    party = market.customer()
    order = str(market.random.randrange(4_500_000_000, 4_500_999_999))
    entry = market.invoice(
        party, external_document_number=market.random.choice((order, order[-6:], f"PO-{order[-5:]}"))
    )
    text = market.random.choice(
        ("Er order {}", "Your ref {}", "PO {}", "Bestellung {}", "tilauksenne {}", "Ordre {}")
    ).format(entry.external_document_number)
    market.tell("their_number", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def numbers_of_two_years(market: Market) -> None:
    """Numbers that begin anew each year: the year, the amount or an open one decides."""
    party = market.customer(documents=0)
    serial = market.random.randrange(100, 999)
    amounts = market.random.sample(range(10_000, 900_000), 2)
    old, new = (
        market.invoice(
            party,
            minor,
            document_number=f"{year}-{serial:04d}",
            payment_reference="",
            posting_date=TODAY - timedelta(days=days),
            due_date=TODAY - timedelta(days=days - 30),
        )
        for year, minor, days in ((2025, amounts[0], 200), (2026, amounts[1], 40))
    )
    entry = market.random.choice((old, new))
    year = entry.document_number[:4]
    text = market.random.choice(
        (f"Faktura {serial:04d}", f"Faktura {serial}/{year}", f"{year}:{serial:04d}", f"fakt {serial:04d}-{year[2:]}")
    )
    market.tell("numbers_of_two_years", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def invoice_and_credit_of_one_number(market: Market) -> None:
    """Two series with the same digits: F1041 and K1041."""
    party = market.customer()
    serial = market.random.randrange(90_000_000, 90_900_000)
    entry = market.invoice(party, document_number=f"F{serial}", payment_reference="")
    market.credit(party, 5_000, document_number=f"K{serial}", payment_reference="")
    text = market.random.choice((f"Faktura {serial}", f"F{serial}", f"F {serial}"))
    market.tell("invoice_and_credit_of_one_number", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def vendor_number(market: Market) -> None:
    vendor = market.customer(ledger="VENDOR", documents=1)
    entry = market.invoice(vendor, external_document_number=str(market.random.randrange(10**5, 10**7)))
    written = market.random.choice((entry.external_document_number, entry.document_number))
    text = market.random.choice(("LB {}", "Betalning {}", "faktura {}", "{}")).format(written)
    market.tell("vendor_number", market.pay(vendor, entry.remaining_minor, text), whole(entry))


@style
def number_in_long_text(market: Market) -> None:
    party = market.customer()
    entry = market.invoice(party)
    shape = market.random.choice(
        (
            "Betalning {d} till er avseende faktura {n} enligt avtal 7 par 3, leverans 14 kolli den {d}. "
            "Vänligen bekräfta till 070-123 45 67",
            "UETR 7d0c2f3e-11aa-4b52-9c3e REMITTANCE INV {n} SHIPMENT 12 PALLETS {d} THANK YOU",
            "{a} kr {n}",
            "KR {a}:- FAKT {n}",
            "SEPA-ÜBERWEISUNG SVWZ+RECHNUNG {n} VOM {d} EREF+NOTPROVIDED",
            "/INV/{n} {d}",
            "Faktura {n}, {a} kr, förfaller {d}",
        )
    )
    text = shape.format(n=entry.document_number, d=entry.due_date.strftime("%Y-%m-%d"), a=entry.remaining_minor // 100)
    market.tell("number_in_long_text", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_with_a_suffix(market: Market) -> None:
    """A version, a page or the customer's number joined to it."""
    party = market.customer()
    entry = market.invoice(party)
    shape = market.random.choice(
        ("{n}-1", "{n}/1", "{n}A", "{c}-{n}", "{c}/{n}", "{n}.00", "{n}:1", "{n}_{c}", "faktura {n}*")
    )
    text = shape.format(n=entry.document_number, c=party.number)
    market.tell("number_with_a_suffix", market.pay(party, entry.remaining_minor, text), whole(entry))


@style
def number_in_end_to_end_id(market: Market) -> None:
    party = market.customer(is_known=True)
    (entry,) = market.unequal(party)
    written = market.random.choice(
        (entry.document_number, only_digits(entry.document_number), f"INV{only_digits(entry.document_number)}")
    )
    line = market.pay(party, entry.remaining_minor, end_to_end_id=written, account=1.0)
    market.tell("number_in_end_to_end_id", line, whole(entry))


@style
def letters_for_digits(market: Market) -> None:
    """O for 0 and l for 1, as people and scanners write."""
    party = market.customer(is_known=True)
    (entry,) = market.unequal(party)
    written = entry.document_number.replace("0", "O", 1).replace("1", "l", 1)
    line = market.pay(party, entry.remaining_minor, f"Faktura {written}", account=1.0)
    market.tell("letters_for_digits", line, whole(entry))
