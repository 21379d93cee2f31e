"""Take payments back: unapply what they settled, then settle them with mirror entries."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import Detail, DetailKind
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.receivables.applications import next_application_numbers
from reskontra.receivables.models import Application, Entry, EntryDetail
from reskontra.receivables.unapplying import detail_rows, latest_application, take_back
from reskontra.receivables.write import EntryDraft, reserve_ids, write_details, write_entries


class PaymentSpent(Refused):
    code = "payment_spent"
    template = "Payment {document} was applied later, by application {application}. Take that back first."


class PaymentAdjusted(Refused):
    code = "payment_adjusted"
    template = (
        "Payment {document} carries an exchange adjustment of {unrealized}. "
        "Leave it, and pay the money back as a refund."
    )


def reverse_payments(*, company: CompanyFacts, voucher_id: int, counter_id: int, day: date) -> int:
    """Unapply and reverse every payment of a voucher, with the counter voucher's id and day; gives their number.

    refuses   LaterApplication, UnappliedTooEarly, EntryReversed, as plan_unapplication() does; PaymentSpent,
              PaymentAdjusted
    """
    rows = Application.objects.filter(company=company.id, voucher=voucher_id, unapplies__isnull=True)
    taken_back = set(
        Application.objects.filter(company=company.id, unapplies__in=rows).values_list("unapplies", flat=True)
    )
    for application in rows.order_by("-number"):
        if application.id not in taken_back:
            take_back(
                company=company,
                application=application,
                voucher_id=counter_id,
                day=max(day, application.posting_date),
                voucher_date=day,
            )
    payments = list(Entry.objects.filter(company=company.id, voucher=voucher_id).order_by("id"))
    for payment in payments:
        if latest := latest_application(company=company, entry_id=payment.id):
            raise PaymentSpent(document=payment.document_number, application=latest)
        if payment.adjusted_rate_e8 is not None and (unrealized := _unrealized(company, payment)):
            raise PaymentAdjusted(document=payment.document_number, unrealized=Money(unrealized, company.currency))
        _mirror(company, payment, counter_id, day)
    return len(payments)


def _unrealized(company: CompanyFacts, payment: Entry) -> int:
    """The unrealized gain or loss in an entry's local twin."""
    kinds = [DetailKind.UNREALIZED_GAIN.value, DetailKind.UNREALIZED_LOSS.value]
    rows = EntryDetail.objects.filter(company=company.id, entry=payment, kind__in=kinds)
    total: int = rows.aggregate(total=Sum("local_minor", default=0))["total"]
    return total


def _mirror(company: CompanyFacts, payment: Entry, counter_id: int, day: date) -> None:
    """A mirror entry of what the payment's initial detail was, and the two applied to each other."""
    payment.refresh_from_db()
    local, minor = payment.remaining_local_minor, payment.remaining_minor
    id = reserve_ids(1)[0]
    draft = EntryDraft(
        ledger=payment.ledger,
        document_type=payment.document_type,
        document_number=payment.document_number,
        posting_date=day,
        due_date=day,
        currency=payment.currency,
        document_minor=-payment.document_minor,
        remaining_minor=-minor,
        remaining_local_minor=-local,
        rate_e8=payment.rate_e8,
        party_id=payment.party_id,
        posting_group_id=payment.posting_group_id,
        external_document_number=payment.external_document_number,
        description=payment.description,
        reverses_id=payment.id,
    )
    write_entries(company=company, ids=[id], entries=[draft], vouchers=[counter_id])
    header = Application(
        company_id=company.id,
        number=next_application_numbers(company=company, count=1)[0],
        party_id=payment.party_id,
        voucher_id=counter_id,
        posting_date=day,
    )
    header.save(force_insert=True)
    pair = (
        Detail(payment.id, DetailKind.APPLICATION, -minor, -local, id),
        Detail(id, DetailKind.APPLICATION, minor, local, payment.id),
    )
    write_details(list(detail_rows(company, pair, header, counter_id, day)))
