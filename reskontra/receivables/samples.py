"""Samples of vouchers and entries, told with what they were drawn from, so that they can be drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.sampling import WAYS, Item, Sample, draw
from reskontra.core.wording import worded
from reskontra.database.days import day_of
from reskontra.database.guards import found_rows
from reskontra.interface.display import value
from reskontra.interface.tables import Column, Report
from reskontra.ledger.cli_reports import refuse_backwards, source_word
from reskontra.ledger.reports import vouchers
from reskontra.receivables.kinds import kind_word

SIZE = 25
POPULATIONS = {
    "vouchers": noop("Vouchers"),
    "customers": noop("Customer ledger entries"),
    "vendors": noop("Vendor ledger entries"),
}
WAY_WORDS = {
    "random": noop("At random"),
    "amounts": noop("By amount, every unit of money as likely"),
    "above": noop("All above an amount"),
}
_ENTRIES = (
    "SELECT e.document_type, e.document_number, p.number, p.name, e.posting_date, v.series, v.fiscal_year_code, "
    "v.number, (SELECT CAST(coalesce(sum(d.local_minor), 0) AS bigint) FROM receivables_entrydetail d "
    "WHERE d.company_id = e.company_id AND d.entry_id = e.id AND d.kind = 'INITIAL') "
    "FROM receivables_entry e JOIN parties_party p ON p.company_id = e.company_id AND p.id = e.party_id "
    "JOIN ledger_voucher v ON v.company_id = e.company_id AND v.id = e.voucher_id "
    "WHERE e.company_id = %s AND e.ledger = %s AND e.posting_date BETWEEN %s AND %s ORDER BY e.posting_date, e.id"
)


class SampleUnknown(Refused):
    code = "sample_unknown"
    template = 'Samples are not drawn as "{word}". Use one of {known}.'


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """What is drawn, and how. of: a key of POPULATIONS; way: one of WAYS; None of a day: as far as there is anything.

    above_minor   local, for the way "above"
    """

    of: str = "vouchers"
    way: str = "random"
    size: int = SIZE
    seed: str = ""
    above_minor: int = 0
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """amount_minor is local, as it was posted."""

    document: str
    kind: str
    day: date
    voucher: str
    account: str
    name: str
    amount_minor: int


def sample_report(*, company: CompanyFacts, order: SampleOrder) -> Report:
    """The sample, with the seed and what it was drawn from.

    refuses   DaysBackwards, SampleUnknown, SampleSize
    """
    refuse_backwards(order.since, order.until)
    for word, known in ((order.of, tuple(POPULATIONS)), (order.way, WAYS)):
        if word not in known:
            raise SampleUnknown(word=word, known=known)
    rows = list(_population(company, order))
    items = [Item(f"{row.kind} {row.document} {row.voucher}", abs(row.amount_minor)) for row in rows]
    sample = draw(items=items, way=order.way, size=order.size, seed=order.seed, above_minor=order.above_minor)
    return Report(
        name="audit-sample",
        title=_("Sample for audit"),
        facts={
            "company": company.name, "of": order.of, "draw": order.way, "size": order.size, "seed": order.seed,
            "from": order.since, "to": order.until, "currency": company.currency,
        },
        columns=(
            Column("document", _("Document")),
            Column("document_type", _("Type"), is_shown=False),
            Column("document_type_name", _("Type")),
            Column("date", _("Date")),
            Column("voucher", _("Voucher")),
            Column("account", _("Account"), is_shown=order.of != "vouchers"),
            Column("name", _("Name")),
            Column("amount", _("Amount"), is_number=True),
            Column("hits", _("Times drawn"), is_number=True),
        ),
        rows=[
            (
                row.document, row.kind.lower(), _kind(order, row.kind), row.day, row.voucher, row.account, row.name,
                Money(row.amount_minor, company.currency), one.hits,
            )
            for one in sample.drawn
            for row in (rows[one.place],)
        ],
        rows_key="drawn",
        after={
            "population": {
                "count": sample.count, "total": Money(sample.total_minor, company.currency), "digest": sample.digest,
            },
            "interval": Money(sample.interval_minor, company.currency),
            "start": Money(sample.start_minor, company.currency),
        },
        notes=tuple(_notes(company, order, sample)),
    )  # fmt: skip


def _kind(order: SampleOrder, kind: str) -> str:
    return source_word(kind) if order.of == "vouchers" else kind_word(kind)


def _notes(company: CompanyFacts, order: SampleOrder, sample: Sample) -> Iterator[str]:
    """How it was drawn: what another needs to draw it again."""
    told = _("Drawn of {count:posting|postings} over {total}, whose digest is {digest}.")
    yield worded(told, count=sample.count, total=_local(company, sample.total_minor), digest=sample.digest)
    if order.way == "above":
        yield _("All above {amount}.").format(amount=_local(company, order.above_minor))
        return
    told = _("Seed {seed}, {size} asked for. The same seed draws the same again from what has the same digest.")
    yield told.format(seed=order.seed, size=value(order.size))
    if sample.interval_minor:
        told = _("One in every {interval}, from {start} on, in the order of the postings.")
        yield told.format(
            interval=_local(company, sample.interval_minor), start=_local(company, sample.start_minor)
        )  # fmt: skip


def _local(company: CompanyFacts, minor: int) -> str:
    return value(Money(minor, company.currency))


def _population(company: CompanyFacts, order: SampleOrder) -> Iterator[_Row]:
    """In an order that is the same as long as nothing more is posted, without ids."""
    if order.of == "vouchers":
        for one in vouchers(company=company, since=order.since, until=order.until):
            yield _Row(
                one.name, one.source, one.posting_date, one.name, "", one.description, one.debit_minor
            )  # fmt: skip
        return
    ledger = "CUSTOMER" if order.of == "customers" else "VENDOR"
    days = (order.since or date.min, order.until or date.max)
    for kind, number, account, name, day, series, year, voucher, local in found_rows(
        _ENTRIES, [company.id, ledger, *(one.isoformat() for one in days)]
    ):
        yield _Row(number, kind, day_of(day), f"{series}-{year}-{voucher}", account, name, int(local))
