"""Payments that do not name what they pay: amount, name and account must tell, or a person."""

from __future__ import annotations

from dataclasses import replace

from reskontra.cli.demo_data import check_digits, wordings, words
from reskontra.cli.demo_data.desk import Desk, Payer, is_swedish
from reskontra.cli.demo_data.records import Channel, Counterparty, Document, Kind, Party, Payment, Settlement
from reskontra.cli.demo_data.referenced import number_text, pay, plain


def name_amount(desk: Desk) -> list[Payment]:
    document = desk.take(lambda document, party: _is_plain_and_alone(desk, document, party) and not party.is_person)
    party = desk.party[document.party]
    payer = desk.payer(party, name=desk.random.choice((party.name, party.name.upper())))
    return [replace(pay(desk, Kind.NAME_AMOUNT, document, payer), texts=_vague(desk))]


def shouted_name(desk: Desk) -> list[Payment]:
    document = desk.take(lambda document, party: _is_plain_and_alone(desk, document, party) and not party.is_person)
    party = desk.party[document.party]
    payer = desk.payer(party, name=wordings.shouted_name(desk.random, party.name))
    return [replace(pay(desk, Kind.SHOUTED_NAME, document, payer), texts=_vague(desk))]


def private_person(desk: Desk) -> list[Payment]:
    """Half of them write the number."""
    document = desk.take(lambda document, party: _is_plain_and_alone(desk, document, party) and party.is_person)
    party = desk.party[document.party]
    name = desk.random.choice((wordings.reversed_name(party.name), party.name.upper(), party.name))
    payment = pay(desk, Kind.PRIVATE_PERSON, document, desk.from_account(party, name=name))
    texts = (number_text(desk, document),) if desk.random.random() < 0.5 else _vague(desk)
    return [replace(payment, texts=texts)]


def iban_known(desk: Desk) -> list[Payment]:
    """The account is on file; the bank shows no name."""
    document = desk.take(lambda document, party: _is_plain_and_alone(desk, document, party) and party.iban != "")
    payer = Payer(Channel.ACCOUNT, Counterparty(iban=desk.party[document.party].iban))
    return [replace(pay(desk, Kind.IBAN_KNOWN, document, payer), texts=_vague(desk))]


def sum_of_all(desk: Desk) -> list[Payment]:
    """Everything the customer owes, to the öre, in one sum."""
    customers = [customer for customer in desk.parties.customers if _can_settle_all(desk, customer)]
    customer = desk.random.choice(customers)
    documents = desk.of_party[customer.number]
    desk.take_all(documents)
    payer = desk.payer(customer, name=desk.random.choice((customer.name, customer.name.upper())))
    text = desk.random.choice(wordings.WHOLE_ACCOUNT)
    payment = pay(desk, Kind.SUM_OF_ALL, documents[0], payer)
    return [
        replace(
            payment,
            amount_minor=sum(document.remaining_minor for document in documents),
            settlements=tuple(Settlement(document, document.remaining_minor) for document in documents),
            texts=(text,) if text else (),
        )
    ]


def equal_payments(desk: Desk) -> list[Payment]:
    """Two months' rent paid twice on one day: two payments alike in everything, and both are true."""
    pair = _equal_pairs(desk)[0]
    desk.take_all(pair)
    party = desk.party[pair[0].party]
    payer = desk.from_account(party, name=party.name)
    day = desk.day()
    return [
        replace(pay(desk, Kind.EQUAL_PAYMENTS, document, payer), day=day, texts=("Hyra förråd",)) for document in pair
    ]


def already_paid(desk: Desk, number: str) -> Payment:
    """An invoice that was settled before the demo begins, paid again."""
    document = desk.take(plain)  # only for a believable payer and amount; it stays as good as unpaid
    payment = pay(desk, Kind.ALREADY_PAID, document, desk.payer(desk.party[document.party]))
    amount = document.remaining_minor + desk.random.randint(101, 999) * 100
    return replace(payment, amount_minor=amount, settlements=(), reference=check_digits.ocr_reference(number))


def unknown_payer(desk: Desk, index: int) -> Payment:
    text = words.UNKNOWN_TEXTS[index]
    return Payment(
        kind=Kind.UNKNOWN_PAYER,
        day=desk.day(),
        amount_minor=desk.random.randint(150, 9_400) * 100 + desk.random.randint(1, 99),
        channel=desk.random.choice((Channel.BANKGIRO, Channel.ACCOUNT)),
        counterparty=Counterparty(
            name=words.UNKNOWN_PAYERS[index], iban=check_digits.swedish_iban(desk.random), country="SE"
        ),
        texts=(text,) if text else (),
    )


def _is_plain_and_alone(desk: Desk, document: Document, party: Party) -> bool:
    return plain(document, party) and desk.has_amount_alone(document)


def _vague(desk: Desk) -> tuple[str, ...]:
    text = desk.random.choice(wordings.WITHOUT_NUMBER)
    return (text,) if text else ()


def _can_settle_all(desk: Desk, customer: Party) -> bool:
    documents = desk.of_party[customer.number]
    return (
        is_swedish(customer)
        and desk.is_untouched(customer)
        and 2 <= len(documents) <= 6
        and all(document.is_customer_invoice and document.discount_date is None for document in documents)
        and all(document.posting_date < desk.calendar.first_day for document in documents)
    )


def _equal_pairs(desk: Desk) -> list[list[Document]]:
    """Per customer nothing has touched: the two oldest of its invoices of one amount, whole and not discounted."""
    pairs: list[list[Document]] = []
    for customer in desk.parties.customers:
        if not desk.is_untouched(customer) or not is_swedish(customer):
            continue
        by_amount: dict[int, list[Document]] = {}
        for document in desk.free_invoices(customer.number):
            by_amount.setdefault(document.remaining_minor, []).append(document)
        pairs.extend(documents for documents in by_amount.values() if len(documents) == 2)
    return pairs
