"""Letters and hand-overs of a customer, as things that happened: for the customer's card. Six queries at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.document_letters import demand_levels, title_of
from reskontra.collections.hand_overs import TO_WORDS, hand_overs
from reskontra.collections.happenings import Said
from reskontra.collections.issuing import total_of
from reskontra.collections.models import CollectionDocument
from reskontra.collections.statement_runs import statements_of_party
from reskontra.companies.files import erased_of_digests
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.interface.templatetags.display import day, gone, with_gone


def letters_of(*, company: CompanyFacts, party_id: int, most: int) -> list[Said]:
    """Reminders and memos that were issued, statements, and hand-overs; the newest first.

    What went out and what came back is among the contacts.
    """
    found = [
        *_documents(company, party_id, most),
        *_statements(company, party_id, most),
        *_handed_over(company, party_id),
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)[:most]


def _documents(company: CompanyFacts, party_id: int, most: int) -> Iterator[Said]:
    rows = CollectionDocument.objects.filter(company=company.id, party=party_id, state__in=["ISSUED", "CANCELLED"])
    demands = demand_levels(company=company)
    found = list(rows.order_by("-id")[:most])
    erased = erased_of_digests(company=company, digests=[row.pdf_sha256 for row in found if row.pdf_sha256])
    for row in found:
        page, letter = ("memo", "memo_letter") if row.kind == "FINANCE_CHARGE" else ("reminder", "reminder_letter")
        is_cancelled = row.state == "CANCELLED"
        told = [
            _("Level {level}").format(level=row.level) if row.level else "",
            _("Cancelled") if is_cancelled else _("Due {day}").format(day=day(row.due_date)),
            gone(erased.get(row.pdf_sha256)),
        ]
        yield Said(
            row.document_date,
            "document",
            f"{title_of(row, demands)} {row.number}",
            " · ".join(part for part in told if part),
            Money(total_of(row), row.currency),
            url=reverse(page, args=[company.id, row.id]),
            pdf="" if is_cancelled or row.pdf_sha256 in erased else reverse(letter, args=[company.id, row.id]),
            of=(row.kind, row.number),
        )


def _statements(company: CompanyFacts, party_id: int, most: int) -> Iterator[Said]:
    for one in statements_of_party(company=company, party_id=party_id)[:most]:
        told = f"{day(one.start)} – {day(one.end)}"
        yield Said(
            _here(one.made_at),
            "document",
            _("Statement of account {number}").format(number=one.number),
            with_gone(told, one.erased_at),
            url=reverse("statement_run", args=[company.id, one.run]),
            pdf="" if one.erased_at else reverse("statement_pdf", args=[company.id, one.id]),
        )


def _handed_over(company: CompanyFacts, party_id: int) -> Iterator[Said]:
    for one in hand_overs(company=company, party_id=party_id):
        told = " · ".join(part for part in (_("Taken back") if one.is_taken_back else "", one.note) if part)
        yield Said(
            one.day,
            "document",
            _("Handed over to: {to}").format(to=_(TO_WORDS[one.to])),
            with_gone(told, one.erased_at),
            one.amount,
            pdf="" if one.erased_at else reverse("hand_over_file", args=[company.id, one.number]),
            file_word="CSV",
        )


def _here(moment: datetime) -> date:
    return moment.astimezone().date()
