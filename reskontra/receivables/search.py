"""Documents and payments by what a person remembers of them: a number, its beginning, a reference, an amount.

Open entries of an amount go by an index. Settled ones, which are many more, are looked for among the newest alone.
"""

from __future__ import annotations

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import BEYOND
from reskontra.receivables.trace import TracedEntry, entries_numbered, traced_entries

FEWEST = 2  # letters of a number
RECENT = 50_000  # entries, the newest of which settled ones are found by amount
# Vouchers are numbered as they are written, and the index of a company's entries by voucher is read backwards: as far
# as it takes, and never through the entries of others.
_SETTLED = (
    "SELECT e.id FROM (SELECT n.id AS id, n.document_minor AS minor, n.remaining_minor AS remaining "
    "FROM receivables_entry n WHERE n.company_id = %s ORDER BY n.voucher_id DESC LIMIT %s) e "
    "WHERE e.minor IN (%s, %s) AND e.remaining = 0 ORDER BY e.id DESC LIMIT %s"
)


def entries_found(*, company: CompanyFacts, text: str, minor: int | None, most: int) -> list[TracedEntry]:
    """What bears the number first, then open entries of the amount, numbers that begin so, settled ones of the amount.

    minor   the amount that the text is, in the company's currency; None where it is none
    """
    wanted = text.strip()
    found = dict.fromkeys(entries_numbered(company=company, number=wanted) if wanted else [])
    if minor:
        found |= dict.fromkeys(_ids_by_amount(company, minor, most))
    if len(wanted) >= FEWEST:
        found |= dict.fromkeys(_ids_by_start(company, wanted.upper(), most))
    if minor:
        found |= dict.fromkeys(_ids_settled(company, minor, most))
    ids = list(found)[:most]
    entries = {one.id: one for one in traced_entries(company=company, ids=ids)}
    return [entries[id] for id in ids if id in entries]


def _ids_by_amount(company: CompanyFacts, minor: int, most: int) -> list[int]:
    return _ids(
        "remaining_minor IN (%s, %s) AND NOT remaining_minor = 0 ORDER BY id DESC", [company.id, minor, -minor, most]
    )


def _ids_settled(company: CompanyFacts, minor: int, most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [company.id, RECENT, minor, -minor, most])
        return [row[0] for row in cursor.fetchall()]


def _ids_by_start(company: CompanyFacts, start: str, most: int) -> list[int]:
    values: list[int | str] = [company.id, start, f"{start}{BEYOND}", most]
    return _ids("document_number >= %s AND document_number < %s ORDER BY document_number", values)


def _ids(where: str, values: list[int | str] | list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM receivables_entry WHERE company_id = %s AND {where} LIMIT %s", values)
        return [row[0] for row in cursor.fetchall()]
