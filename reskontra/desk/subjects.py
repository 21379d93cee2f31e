"""What notes are written beside: found by its key or by its name, with the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from reskontra.bank.trace import traced_transactions
from reskontra.companies.notes import NoteFacts, Subject
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import voucher_names
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.queries import facts_by_id

KINDS = ("PARTY", "ENTRY", "TRANSACTION", "VOUCHER")
Key = tuple[str, int]


def pages_of(*, company: CompanyFacts, keys: Iterable[Key]) -> dict[Key, tuple[Subject, str]]:
    """(kind, key) → what it is and the address of its page; what the company does not have is left out."""
    ids: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for kind, id in keys:
        if kind in ids:
            ids[kind].add(id)
    found: dict[Key, tuple[Subject, str]] = {}
    for id, party in parties_by_id(company=company, ids=ids["PARTY"]).items():
        url = reverse(party.ledger.lower(), args=[company.id, party.number])
        found["PARTY", id] = Subject("PARTY", id, party.number), url
    for id, entry in facts_by_id(company=company, ids=ids["ENTRY"]).items():
        found["ENTRY", id] = Subject("ENTRY", id, entry.document_number), reverse("entry", args=[company.id, id])
    for one in traced_transactions(company=company, ids=ids["TRANSACTION"]):
        name = f"{one.statement}/{one.number}"
        found["TRANSACTION", one.id] = (
            Subject("TRANSACTION", one.id, name),
            reverse("transaction", args=[company.id, one.id]),
        )
    for id, name in voucher_names(company=company, ids=ids["VOUCHER"]).items():
        found["VOUCHER", id] = Subject("VOUCHER", id, name), reverse("voucher", args=[company.id, name])
    return found


def subjects_of(*, company: CompanyFacts, notes: Iterable[NoteFacts]) -> dict[Key, tuple[Subject, str]]:
    """What these notes are beside."""
    return pages_of(company=company, keys=[(note.kind, note.subject_id) for note in notes])
