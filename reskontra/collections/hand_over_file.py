"""The file of claims that are handed over: one row each, with debtor, document, interest by the day and history."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from reskontra.collections.contacts import contacts_of
from reskontra.collections.interest import NO_INTEREST, interest_of
from reskontra.collections.reminder_book import charges_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import OpenEntry
from reskontra.core.interest import InterestSegment
from reskontra.core.money import format_minor, round_minor
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.parties.card import Card

_DAY = timedelta(days=1)
COLUMNS = (
    "creditor", "creditor_organisation_number", "debtor_number", "debtor", "debtor_organisation_number", "address",
    "postal_code", "city", "country", "email", "phone", "document_type", "document_number", "document_date", "due_date",
    "currency", "original_amount", "remaining_amount", "interest_until", "interest", "interest_per_day",
    "interest_rate_percent", "reminders", "last_reminder", "last_reminder_date", "last_contact_date", "last_contact",
    "claim_for", "interest_from", "costs_charged",
)  # fmt: skip
_HISTORY = (
    "SELECT l.entry_id, count(*), max(CAST(d.document_date AS text) || ' ' || d.number) FROM {values} "
    "CROSS JOIN collections_collectionline l JOIN collections_collectiondocument d ON d.id = l.document_id "
    "AND d.state = 'ISSUED' AND d.kind = 'REMINDER' WHERE l.company_id = %s AND l.entry_id = v.value "
    "AND l.role = 'OVERDUE' GROUP BY l.entry_id"
)
_DOCUMENTS = (
    "SELECT e.id, CAST(e.document_date AS text), e.document_minor, e.description FROM {values} "
    "CROSS JOIN receivables_entry e WHERE e.company_id = %s AND e.id = v.value"
)


def claims_file(*, company: CompanyFacts, card: Card, claims: Sequence[OpenEntry], as_of: date) -> bytes:
    """CSV in UTF-8 with a heading; amounts with a point, days as 2026-03-31. Interest until as_of, and a day from then.

    refuses   InterestRateMissing
    """
    ids = [claim.entry_id for claim in claims]
    interest = interest_of(company=company, entry_ids=ids, as_of=as_of)
    history = {row[0]: row[1:] for row in bulk.lookup(_HISTORY, ids, company.id)}
    documents = {row[0]: row[1:] for row in bulk.lookup(_DOCUMENTS, ids, company.id)}
    costs, _fees_at = charges_of(company=company, entry_ids=ids)
    contacts = contacts_of(company=company, party_id=card.id, most=1)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in claims:
        segments = interest.get(claim.entry_id, NO_INTEREST).segments
        count, last = history.get(claim.entry_id, (0, " "))
        day, _blank, number = last.partition(" ")
        made, original, described = documents[claim.entry_id]
        charged = sum(one.charged_minor for one in costs.get(claim.entry_id, ()))
        writer.writerow(
            [
                *map(plain_cell, (
                    company.name, company.organisation_number, card.number, card.name, card.organisation_number,
                    card.address, card.postal_code, card.city, card.country, card.email, card.phone,
                    claim.document_type.value.lower(), claim.document_number,
                )), day_of(made).isoformat(),
                claim.due_date.isoformat() if claim.due_date else "", claim.currency,
                format_minor(original, claim.currency), format_minor(claim.remaining_minor, claim.currency),
                as_of.isoformat(), format_minor(sum(one.interest_minor for one in segments), claim.currency),
                *_a_day(claim, segments), count, plain_cell(number), day,
                contacts[0].happened_on.isoformat() if contacts else "",
                plain_cell(contacts[0].text) if contacts else "",
                plain_cell(described), (segments[0].after + _DAY).isoformat() if segments else "",
                format_minor(charged, claim.currency),
            ]
        )  # fmt: skip
    return out.getvalue().encode()


def _a_day(claim: OpenEntry, segments: Sequence[InterestSegment]) -> tuple[str, str]:
    """Interest a day from now on, and the rate a year that it is by; "" where the claim bears none."""
    if not segments:
        return "", ""
    rate = segments[-1].rate
    minor = round_minor(Decimal(claim.remaining_minor) * rate.percent / 100 / rate.period_days)
    return format_minor(minor, claim.currency), f"{(rate.percent * 365 / rate.period_days).normalize():f}"


def plain_cell(text: str) -> str:
    """On one line; what a spreadsheet would reckon with is text. A phone number with its + stays what it is."""
    line = " ".join(text.split())
    is_phone = line[:1] == "+" and line[1:].replace(" ", "").isdecimal()
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") and not is_phone else line
