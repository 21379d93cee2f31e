"""The form of how a customer is collected from, on the page of its claims."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.collections.customer_setup import CustomerSetup, customer_setup, set_up_customer
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import changed_meanwhile
from reskontra.interface.typed_form import Typed
from reskontra.parties.queries import PartySummary

_AT = {"channel_unknown": "channel", "email_unreadable": "email"}


def customer_setup_form(*, company: CompanyFacts, customer: PartySummary) -> Form:
    """What stands of the customer, to be changed."""
    found = customer_setup(company=company, customer=customer)
    channels = (("", _("E-mail where there is an address")), ("EMAIL", _("E-mail")), ("PRINT", _("On paper")))
    agreed = _("Interest runs from that day.")
    told = _("A consumer owes interest from 30 days after she was told of it: by the invoice, else by a letter.")
    switches = (
        ("consumer", _("Consumer"), found.is_consumer, _("Bought for private use: the law allows other fees.")),
        ("due_agreed", _("Due dates are agreed in advance"), found.is_due_agreed, agreed),
        ("interest_told", _("The invoices tell of interest"), found.is_interest_told, told),
        ("fee_agreed", _("A reminder fee is agreed"), found.is_fee_agreed, _("When the debt arose at the latest.")),
    )
    fields = (
        *(Field(name, label, "on" if is_on else "", "switch", hint=hint) for name, label, is_on, hint in switches),
        Field("channel", _("Letters go by"), found.channel, "select", channels),
        Field("email", _("E-mail for letters"), found.email, hint=_("Empty: that of the customer's card.")),
    )
    title = _("How the customer is collected from")
    return Form("setup", title, _("Save"), fields, seen=stamp(found), at=_AT)


def set_up_by_form(company: CompanyFacts, actor: str, customer: PartySummary, typed: Typed) -> str:
    """refuses   ChangedMeanwhile, ChannelUnknown, EmailUnreadable"""
    found = customer_setup(company=company, customer=customer)
    if typed.text("seen") != stamp(found):
        raise changed_meanwhile(company_id=company.id, subject=customer.number)
    channel, email = typed.text("channel"), typed.text("email")
    wanted = CustomerSetup(
        typed.is_on("consumer"), typed.is_on("due_agreed"), typed.is_on("fee_agreed"),
        None if channel == found.channel else channel, None if email == found.email else email,
        is_interest_told=typed.is_on("interest_told"),
    )  # fmt: skip
    set_up_customer(company=company, actor=actor, customer=customer, wanted=wanted)
    return _("{customer} is set up.").format(customer=f"{customer.number} {customer.name}")
