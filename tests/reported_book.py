"""A book for the tests of reports: open, settled, in foreign currency, of both ledgers, applied and unapplied later.

2026-01-10  INV-1 1000.00 of C1, due 02-09         paid whole 2026-03-02
2026-01-15  INV-3 100.00 EUR of C2, due 01-20      at 11.20; 40.00 EUR paid 2026-03-05 at 11.50
2026-02-10  INV-2 500.00 of C1, due 03-12          200.00 paid 2026-03-02, on account of nothing else
2026-02-01  K-1 -50.00 of C1                       settled with INV-2 2026-03-10, unapplied 2026-03-20
2026-01-10  F-1 -300.00 of V1, due 02-09           paid 2026-03-02
2026-02-20  F-2 -70.00 of V1, due 03-22            open
"""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts
from tests.story import Story

TOLD = """
bank      B1 10000.00
bank      B2 1000.00 EUR
customer  C1 "Alfa AB"
customer  C2 "Beta AB"
vendor    V1 "Vide AB"
invoice   C1 INV-1 1000.00 from=2026-01-10 due=2026-02-09
invoice   C1 INV-2 500.00 from=2026-02-10 due=2026-03-12 external=PO-77 ocr=18
invoice   C2 INV-3 100.00 currency=EUR from=2026-01-15 due=2026-01-20
credit    C1 K-1 -50.00 from=2026-02-01 due=2026-02-01
invoice   V1 F-1 -300.00 from=2026-01-10 due=2026-02-09
invoice   V1 F-2 -70.00 from=2026-02-20 due=2026-03-22
statement B1 2026-03-02
line      1000.00 text="INV-1"
line      200.00 text="INV-2"
line      -300.00 text="F-1"
import
match
apply     1 INV-1
apply     2 INV-2
apply     3 F-1
post      all
rate      EUR 2026-03-01 11.50
statement B2 2026-03-05
line      40.00 text="INV-3"
import
match
apply     1 INV-3
post      all
settle    K-1 INV-2=50.00 on=2026-03-10
take-back K-1 on=2026-03-20
"""
DAYS = [
    date(2026, 1, 9), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 10),
    date(2026, 3, 19), date(2026, 3, 20), date(2026, 12, 31),
]  # fmt: skip


def reported(company: CompanyFacts) -> Story:
    """The book, told."""
    story = Story(company)
    story.tells(f"rate EUR 2026-01-01 11.20\n{TOLD}")
    return story
