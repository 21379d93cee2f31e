"""A book of customers with habits, for the tests of what is expected of them on 30 June 2026.

C1 Alfa AB   six invoices paid 8, 9, 10, 10, 11 and 12 days late: A-7 is open, due 07-10
C2 Beta AB   one invoice paid 2 days early: that says too little. B-2 is open, due 06-20
C3 Gamma AB  six invoices paid 1, 0, 0, 0, 0 and 40 days late: G-7 is open, due 07-06, and disputed; G-8 due 08-31
V1 Vide AB   is a vendor, and owes nothing

An invoice of C2 was credited instead of paid, and one of C3 is paid on 30 June: neither is known on that day.
"""

from __future__ import annotations

from datetime import date, timedelta

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests.story import Story

DAY = date(2026, 6, 30)
PARTIES = 'customer C1 "Alfa AB"\ncustomer C2 "Beta AB"\ncustomer C3 "Gamma AB"\nvendor V1 "Vide AB"\n'
PAID = {"C1": (8, 9, 10, 10, 11, 12), "C2": (-2,), "C3": (1, 0, 0, 0, 0, 40)}
OPEN = """
invoice  C1 A-7 700.00 from=2026-06-10 due=2026-07-10
invoice  C2 B-2 100.00 from=2026-05-20 due=2026-06-20
credit   C2 B-3 -30.00 from=2026-06-01 due=2026-06-01
invoice  C2 B-4 55.00 from=2026-01-10 due=2026-02-01
credit   C2 B-5 -55.00 from=2026-03-01 due=2026-03-01
settle   B-5 B-4 on=2026-03-01
invoice  C3 G-7 400.00 from=2026-06-06 due=2026-07-06
invoice  C3 G-8 900.00 from=2026-06-25 due=2026-08-31
invoice  C3 G-9 60.00 from=2026-05-01 due=2026-05-31
payment  C3 P-9 -60.00 from=2026-06-30
settle   P-9 G-9 on=2026-06-30
invoice  V1 F-1 -300.00 from=2026-06-01 due=2026-07-01
"""


def paying(company: CompanyFacts) -> Story:
    """The book, told."""
    story = Story(company)
    story.tells(PARTIES + "".join(_paid(account, days) for account, days in PAID.items()) + OPEN)
    Entry.objects.filter(company=company.id, document_number="G-7").update(dispute_status="QUALITY")
    return story


def _paid(account: str, days: tuple[int, ...]) -> str:
    """Invoices of 10.00 due on the 10th of January, of February and so on, with the payment of each."""
    told = ""
    for number, late in enumerate(days, 1):
        due = date(2026, number, 10) if number < 6 else date(2026, 4, 20)
        paid, name = due + timedelta(days=late), f"{account}-{number}"
        told += f"invoice {account} {name} 10.00 from={due - timedelta(days=10)} due={due}\n"
        told += f"payment {account} P-{name} -10.00 from={paid}\nsettle P-{name} {name} on={paid}\n"
    return told
