"""Letters that came back: kept with the letter, and the customer is told by paper from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.models import CollectionDocument, CustomerTerms, Sending
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.delivery_status import Bounce


class NoBounce(Refused):
    code = "no_bounce"
    template = "{file} has no message that says that mail could not be delivered. Give a mailbox or such a message."


@dataclass(frozen=True, slots=True)
class Returned:
    """document, customer: "" where nothing of ours was sent to the address."""

    address: str
    document: str
    customer: str
    reason: str


def take_bounces(*, company: CompanyFacts, actor: str, bounces: Sequence[Bounce], file: str) -> list[Returned]:
    """Keep which letters came back, by the letter's own mark, else the newest to the address. Twice changes nothing.

    refuses   NoBounce
    """
    if not bounces:
        raise NoBounce(file=file)
    found = []
    with transaction.atomic():
        lock_company(company.id)
        for bounce in bounces:
            sending = _sending(company, bounce)
            if sending is None:
                found.append(Returned(bounce.address, "", "", bounce.reason))
                continue
            document = CollectionDocument.objects.select_related("party").get(
                company=company.id, id=sending.document_id
            )
            if sending.state != "BOUNCED":
                _keep(company, actor, sending, document, bounce)
            found.append(Returned(bounce.address, document.number, str(document.party.number), bounce.reason))
    return found


def _sending(company: CompanyFacts, bounce: Bounce) -> Sending | None:
    rows = Sending.objects.filter(company=company.id, channel="EMAIL")
    if bounce.message_id and (one := rows.filter(message_id=bounce.message_id).first()):
        return one
    return rows.filter(address__iexact=bounce.address).order_by("-id").first()


def _keep(company: CompanyFacts, actor: str, sending: Sending, document: CollectionDocument, bounce: Bounce) -> None:
    sending.state = "BOUNCED"
    sending.failure = " ".join(part for part in (bounce.status, bounce.reason) if part)[:500]
    sending.save(update_fields=["state", "failure"])
    CustomerTerms.objects.update_or_create(
        company_id=company.id, party_id=document.party_id, defaults={"bounced_at": bulk.moment()}
    )
    content = {"status": bounce.status}
    record(company=company.id, actor=actor, action="collection.bounced", subject=document.number, content=content)
