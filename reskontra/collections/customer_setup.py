"""What collecting must know of a customer: how letters go to it, and what was agreed with it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.interface.people import check_email
from reskontra.parties.queries import PartySummary


class ChannelUnknown(Refused):
    code = "channel_unknown"
    template = '"{channel}" is no way to send letters. Use one of {known}, or "" for e-mail where there is an address.'


@dataclass(frozen=True, slots=True)
class CustomerSetup:
    """None leaves a value as it is. channel: email, print or ""; email: for letters alone, "" for the card's.

    is_confirmed   the address is right though mail from it came back
    """

    is_consumer: bool | None = None
    is_due_agreed: bool | None = None
    is_fee_agreed: bool | None = None
    channel: str | None = None
    email: str | None = None
    is_confirmed: bool = False
    is_interest_told: bool | None = None


@dataclass(frozen=True, slots=True)
class CustomerSetupFacts:
    """How a customer is collected from, and how letters go to it; see CustomerTerms."""

    is_consumer: bool = False
    is_due_agreed: bool = False
    is_fee_agreed: bool = False
    channel: str = ""
    email: str = ""
    bounced_address: str = ""
    is_interest_told: bool = True


def customer_setup(*, company: CompanyFacts, customer: PartySummary) -> CustomerSetupFacts:
    """How it is set up; where nothing was ever said, nothing is agreed."""
    names = [field.name for field in fields(CustomerSetupFacts)]
    row = CustomerTerms.objects.filter(company=company.id, party=customer.id).values(*names).first()
    return CustomerSetupFacts(**(row or {}))


def set_up_customer(*, company: CompanyFacts, actor: str, customer: PartySummary, wanted: CustomerSetup) -> None:
    """Keep what is named; a new address or channel, or its confirmation, forgets that e-mail came back.

    refuses   ChannelUnknown, EmailUnreadable
    """
    channel = None if wanted.channel is None else wanted.channel.strip().upper()
    if channel not in (None, "", "EMAIL", "PRINT"):
        raise ChannelUnknown(channel=(wanted.channel or "")[:40], known=("email", "print"))
    if wanted.email:
        check_email(wanted.email)
    values: dict[str, object] = {
        "is_consumer": wanted.is_consumer,
        "is_due_agreed": wanted.is_due_agreed,
        "is_fee_agreed": wanted.is_fee_agreed,
        "is_interest_told": wanted.is_interest_told,
        "channel": channel,
        "email": wanted.email,
    }
    values = {name: value for name, value in values.items() if value is not None}
    with transaction.atomic():
        lock_company(company.id)
        kept = dict(values)
        if wanted.is_confirmed or "channel" in values or "email" in values:
            kept |= {"bounced_at": None, "bounced_address": ""}
        CustomerTerms.objects.update_or_create(company_id=company.id, party_id=customer.id, defaults=kept)
        content = {name: value for name, value in values.items() if name != "email"}
        if wanted.is_confirmed:
            content["address_confirmed"] = True
        record(
            company=company.id, actor=actor, action="collection.customer_set", subject=customer.number, content=content
        )
