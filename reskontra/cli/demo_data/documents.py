"""The demo's open documents: what customers owe, and what the company owes its vendors.

Invoice numbers follow the posting dates, with gaps where an invoice has been paid long ago. About
half of all is due round the days of the bank statement, the rest is new, or overdue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from reskontra.cli.demo_data import check_digits, company, words
from reskontra.cli.demo_data.parties import Parties
from reskontra.cli.demo_data.records import Document, Party

CUSTOMER_INVOICES = 1702
CREDIT_MEMOS = 55
PAYMENTS_ON_ACCOUNT = 10
FINANCE_CHARGES = 12
REMINDERS = 23
VENDOR_INVOICES = 190
VENDOR_CREDIT_MEMOS = 8

FIRST_INVOICE_NUMBER = 310_004
MONTHLY_PRICES_MINOR = (62_500, 89_500, 111_875, 149_500, 199_375, 249_500, 374_500)
REMINDER_FEE_MINOR = 6_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """first_day, last_day: of the bank statement, both included. last_day is as_of or the weekday before it."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Draft:
    party: Party
    posting_date: date
    amount_minor: int
    external_number: str
    description: str


def make_documents(*, seed: int, parties: Parties, calendar: Calendar) -> tuple[Document, ...]:
    """Customers' documents in number order, then vendors'. All are open on the statement's last day."""
    random = Random(f"{seed}:documents")
    invoices = _customer_invoices(random, parties.customers, calendar)
    return (
        *invoices,
        *_credit_memos(random, invoices, calendar),
        *_payments_on_account(random, parties.customers, calendar),
        *_claims(random, invoices, calendar),
        *_vendor_documents(random, parties.vendors, calendar),
    )


def unused_numbers(documents: Sequence[Document]) -> tuple[str, ...]:
    """Numbers in the gaps of the invoice series: invoices paid before the demo begins."""
    used = {int(document.number) for document in documents if document.is_customer_invoice}
    return tuple(str(number) for number in range(min(used), max(used)) if number not in used)


def _customer_invoices(random: Random, customers: Sequence[Party], calendar: Calendar) -> tuple[Document, ...]:
    drafts = [
        draft
        for customer, count in _shares(random, customers).items()
        for draft in _drafts(random, customer, count, calendar)
    ]
    drafts.sort(key=lambda draft: (draft.posting_date, draft.party.number, draft.amount_minor))
    documents = []
    number = FIRST_INVOICE_NUMBER
    for draft in drafts:
        documents.append(_customer_invoice(random, draft, str(number), calendar))
        number += random.choice((1, 1, 1, 2, 2, 3, 5))
    return tuple(documents)


def _shares(random: Random, customers: Sequence[Party]) -> dict[Party, int]:
    """How many invoices each customer has: all have one, few have many, nobody outweighs the rest."""
    weights = [0.4 + min(random.expovariate(1.0), 6.0) for _ in customers]
    weights = [
        0.35 if party.is_person else 1.2 if party.country != "SE" else weight
        for party, weight in zip(customers, weights, strict=True)
    ]
    drawn = Counter(random.choices(range(len(customers)), weights, k=CUSTOMER_INVOICES - len(customers)))
    return {customer: 1 + drawn[index] for index, customer in enumerate(customers)}


def _drafts(random: Random, customer: Party, count: int, calendar: Calendar) -> list[Draft]:
    """A storage customer pays one price every month; the others buy what they need."""
    monthly = random.choice(MONTHLY_PRICES_MINOR) if random.random() < 0.3 else 0
    style = random.choice(("", "PO-{}", "4500{}", "INK{}", "{}", "B{}"))
    drafts = []
    for _ in range(count):
        days = _age(random, customer)
        external = style.format(_order_number(random)) if style and not customer.is_person else ""
        drafts.append(
            Draft(
                party=customer,
                posting_date=_weekday(calendar.first_day - timedelta(days=days)),
                amount_minor=monthly if monthly and random.random() < 0.8 else _price(random),
                external_number=external,
                description=random.choice(words.INVOICE_SUBJECTS),
            )
        )
    return drafts


def _age(random: Random, customer: Party) -> int:
    """Days before the first statement day that an invoice was posted; not above 0: posted during or after it."""
    drawn = random.random()
    if customer.has_discount and drawn < 0.5:
        return random.randint(2, 6)
    if drawn < 0.06:
        return random.randint(-4, 0)
    due = customer.terms_days
    if drawn < 0.62:
        return random.randint(max(2, due - 9), due + 9)
    if drawn < 0.80:
        return random.randint(2, due + 2)
    return random.randint(due + 10, due + 130)


def _customer_invoice(random: Random, draft: Draft, number: str, calendar: Calendar) -> Document:
    party = draft.party
    discount_date = draft.posting_date + timedelta(days=company.DISCOUNT_DAYS)
    has_discount = party.has_discount and discount_date >= calendar.first_day
    part_paid = not has_discount and random.random() < 0.04
    remaining = draft.amount_minor * random.randint(3, 8) // 1000 * 100 if part_paid else draft.amount_minor
    return Document(
        ledger="customer",
        party=party.number,
        document_type="invoice",
        number=number,
        external_number=draft.external_number,
        payment_reference=_payment_reference(party, number),
        posting_date=draft.posting_date,
        due_date=draft.posting_date + timedelta(days=party.terms_days),
        amount_minor=draft.amount_minor,
        remaining_minor=remaining,
        description=draft.description,
        discount_date=discount_date if has_discount else None,
        discount_minor=draft.amount_minor * company.DISCOUNT_PERCENT // 100 if has_discount else 0,
    )


def _payment_reference(party: Party, number: str) -> str:
    return check_digits.ocr_reference(number) if party.country == "SE" else check_digits.creditor_reference(number)


def _credit_memos(random: Random, invoices: Sequence[Document], calendar: Calendar) -> list[Document]:
    per_party = Counter(invoice.party for invoice in invoices)
    older = [invoice for invoice in invoices if invoice.posting_date < calendar.first_day - timedelta(days=3)]
    chosen = random.sample([invoice for invoice in older if 2 <= per_party[invoice.party] <= 12], CREDIT_MEMOS)
    chosen.sort(key=lambda invoice: invoice.number)
    documents = []
    for index, invoice in enumerate(chosen):
        amount = -(invoice.remaining_minor * random.randint(15, 60) // 10_000 * 100)
        documents.append(
            Document(
                ledger="customer",
                party=invoice.party,
                document_type="credit_memo",
                number=f"KR{4107 + index * 3}",
                external_number=invoice.external_number,
                payment_reference="",
                posting_date=invoice.posting_date + timedelta(days=1),
                due_date=invoice.posting_date + timedelta(days=1),
                amount_minor=amount,
                remaining_minor=amount,
                description=f"Kredit av faktura {invoice.number}",
            )
        )
    return documents


def _payments_on_account(random: Random, customers: Sequence[Party], calendar: Calendar) -> list[Document]:
    """Money that came in before and was never applied."""
    documents = []
    for index, customer in enumerate(random.sample(list(customers), PAYMENTS_ON_ACCOUNT)):
        day = _weekday(calendar.first_day - timedelta(days=random.randint(5, 60)))
        amount = -random.randint(2, 90) * 100_00
        documents.append(
            Document(
                ledger="customer",
                party=customer.number,
                document_type="payment",
                number=f"IB{3310 + index}",
                external_number="",
                payment_reference="",
                posting_date=day,
                due_date=day,
                amount_minor=amount,
                remaining_minor=amount,
                description="Inbetalning à conto",
            )
        )
    return documents


def _claims(random: Random, invoices: Sequence[Document], calendar: Calendar) -> list[Document]:
    """Interest and reminder fees on invoices long overdue, each with a reference of its own."""
    limit = calendar.first_day - timedelta(days=12)
    late = [invoice for invoice in invoices if invoice.due_date < limit]
    chosen = random.sample(late, FINANCE_CHARGES + REMINDERS)
    documents = []
    for index, invoice in enumerate(chosen):
        is_charge = index < FINANCE_CHARGES
        number = str((520_410 if is_charge else 611_930) + index)
        posting_date = min(_weekday(invoice.due_date + timedelta(days=10)), calendar.first_day - timedelta(days=1))
        amount = max(invoice.remaining_minor * random.randint(1, 4) // 100, 50_00) if is_charge else REMINDER_FEE_MINOR
        documents.append(
            Document(
                ledger="customer",
                party=invoice.party,
                document_type="finance_charge" if is_charge else "reminder",
                number=number,
                external_number="",
                payment_reference=check_digits.ocr_reference(number),
                posting_date=posting_date,
                due_date=posting_date + timedelta(days=10),
                amount_minor=amount,
                remaining_minor=amount,
                description=f"{'Dröjsmålsränta' if is_charge else 'Påminnelse'} faktura {invoice.number}",
            )
        )
    return documents


def _vendor_documents(random: Random, vendors: Sequence[Party], calendar: Calendar) -> list[Document]:
    documents = []
    for index in range(VENDOR_INVOICES + VENDOR_CREDIT_MEMOS):
        vendor = vendors[index % len(vendors)]
        is_memo = index >= VENDOR_INVOICES
        day = _weekday(calendar.first_day - timedelta(days=random.randint(2, vendor.terms_days + 4)))
        amount = _price(random) // (6 if is_memo else 2) + random.randint(100, 9_900)
        external = random.choice(("", "F", str(day.year), "INV-")) + check_digits.digits(random, 5)
        has_ocr = not is_memo and vendor.bankgiro and random.random() < 0.7
        documents.append(
            Document(
                ledger="vendor",
                party=vendor.number,
                document_type="credit_memo" if is_memo else "invoice",
                number=f"LK{7001 + index}" if is_memo else f"LF{40_211 + index}",
                external_number=external,
                payment_reference=check_digits.ocr_reference(f"{index + 1000}{check_digits.digits(random, 4)}")
                if has_ocr
                else "",
                posting_date=day,
                due_date=day + timedelta(days=vendor.terms_days),
                amount_minor=amount if is_memo else -amount,
                remaining_minor=amount if is_memo else -amount,
                description=random.choice(words.VENDOR_SUBJECTS),
            )
        )
    return documents


def _order_number(random: Random) -> str:
    """Six digits that are no number of ours, of a document or a customer."""
    return random.choice("789") + check_digits.digits(random, 5)


def _price(random: Random) -> int:
    """A price in öre, value-added tax included: often whole kronor, seldom above 100,000."""
    kronor = min(int(random.lognormvariate(8.6, 0.9)) + 180, 240_000)
    return kronor * 100 + (0 if random.random() < 0.45 else random.randint(1, 99))


def _weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
