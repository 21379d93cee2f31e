"""Proposals reserve no more than entries have left; posted lines are what their bank entries are."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.matching.proposals import reserved_by_entry
from reskontra.receivables.queries import facts_by_id


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of proposals and posted journal lines."""
    yield from _reserved(company)
    yield from _posted_lines(company)
    yield from _facts(company)


def _reserved(company: CompanyFacts) -> Iterator[Violation]:
    reserved = reserved_by_entry(company=company)
    facts = facts_by_id(company=company, ids=reserved)
    for entry, minor in sorted(reserved.items()):
        fact = facts[entry]
        if abs(minor) > abs(fact.remaining_minor) or minor * fact.remaining_minor < 0:
            yield Violation(
                "over_reserved",
                {
                    "document_type": fact.document_type,
                    "document_number": fact.document_number,
                    "remaining": Money(fact.remaining_minor, fact.currency),
                    "reserved": Money(minor, fact.currency),
                },
            )


def _posted_lines(company: CompanyFacts) -> Iterator[Violation]:
    """A posted line has one bank entry on its account, of its amount; a split line shares its parent's."""
    sql = (
        "SELECT j.number, l.line_number, l.account_minor, b.currency, coalesce(sum(e.amount_minor), 0) "
        "FROM journals_journalline l "
        "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
        "JOIN ledger_bankaccount b ON b.company_id = j.company_id AND b.id = j.bank_account_id "
        "LEFT JOIN ledger_bankentry e ON e.company_id = l.company_id AND e.voucher_id = l.voucher_id "
        "AND e.bank_account_id = j.bank_account_id "
        "WHERE l.company_id = %s AND l.state = 'POSTED' AND j.kind = 'PAYMENT_RECONCILIATION' "
        "GROUP BY l.id, j.number, l.line_number, l.account_minor, b.currency "
        "HAVING coalesce(sum(e.amount_minor), 0) <> l.account_minor"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id])
        for journal, line, amount, currency, entry in cursor.fetchall():
            values = {"journal": journal, "line": line}
            yield Violation(
                "posted_line_differs",
                {**values, "amount": Money(amount, currency), "entry": Money(int(entry), currency)},
            )


def _facts(company: CompanyFacts) -> Iterator[Violation]:
    """A fact counts the decisions for and against it: those of one command once."""
    sql = (
        "SELECT f.number, f.hits, f.contradictions, "
        "count(DISTINCT CASE WHEN l.effect = 'CONFIRMED' THEN l.decided_at END), "
        "count(DISTINCT CASE WHEN l.effect = 'CONTRADICTED' THEN l.decided_at END) "
        "FROM matching_fact f LEFT JOIN matching_lesson l ON l.company_id = f.company_id AND l.fact_id = f.id "
        "WHERE f.company_id = %s GROUP BY f.id, f.number, f.hits, f.contradictions ORDER BY f.number"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id])
        for number, hits, contradictions, confirmed, contradicted in cursor.fetchall():
            if (hits, contradictions) != (confirmed, contradicted):
                values = {"number": number, "for": hits, "against": contradictions}
                yield Violation("fact_differs", values | {"confirmed": confirmed, "contradicted": contradicted})
