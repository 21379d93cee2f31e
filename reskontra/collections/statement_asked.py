"""What a statement of account is asked for, as pages and jobs carry it: read of fields, kept as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from reskontra.core.customer_statement import BALANCE, OPEN, Asked, check
from reskontra.interface.display import value
from reskontra.interface.forms import Field
from reskontra.interface.typed_form import Typed

SWITCHES = ("shows_overdue", "shows_reversed", "shows_unapplied")
WHO = ("with_entries", "with_balance")
AT = {
    "statement_backwards": "to", "ages_do_not_fall": "ages", "not_a_date_formula": "ages",
    "date_beyond_calendar": "ages", "statement_of_nobody": "with_balance",
}  # fmt: skip


def usual(today: date) -> Asked:
    """The month before, with what is overdue at its end."""
    end = today.replace(day=1) - timedelta(days=1)
    return Asked(end.replace(day=1), end, shows_overdue=True)


def asked_of(typed: Typed) -> Asked:
    """What was typed; of an address without a period, what is usual.

    refuses   FieldEmpty, DayNotRead, what customer_statement.check() refuses
    """
    if not typed.text("from") and not typed.text("form"):
        return usual(typed.today)
    asked = Asked(
        start=typed.day("from"),
        end=typed.day("to"),
        style=OPEN if typed.text("style") == OPEN else BALANCE,
        ages=typed.text("ages"),
        ages_by="posting" if typed.text("ages_by") == "posting" else "due",
        currency=typed.text("currency").upper(),
        **{name: typed.is_on(name) for name in SWITCHES},
        **{name: typed.is_on(name) for name in WHO if typed.text("all_who")},
    )
    check(asked)
    return asked


def query_of(asked: Asked) -> dict[str, str]:
    """What an address says of it, as asked_of() reads it."""
    switches = {name: "on" for name in (*SWITCHES, *WHO) if getattr(asked, name)}
    return {
        "from": asked.start.isoformat(), "to": asked.end.isoformat(), "style": asked.style, "ages": asked.ages,
        "ages_by": asked.ages_by, "currency": asked.currency, "all_who": "1", **switches,
    }  # fmt: skip


def as_values(asked: Asked) -> dict[str, Any]:
    """What a job keeps of it."""
    return {**asdict(asked), "start": asked.start.isoformat(), "end": asked.end.isoformat()}


def of_values(values: Mapping[str, Any]) -> Asked:
    days = {name: date.fromisoformat(values[name]) for name in ("start", "end")}
    return Asked(**{**values, **days})


def fields(asked: Asked, *, of_many: bool) -> tuple[Field, ...]:
    """The fields of a form. of_many: it asks for many customers, and which."""

    def switch(name: str, label: str) -> Field:
        return Field(name, label, "on" if getattr(asked, name) else "", "switch")

    who = (
        switch("with_entries", _("Customers with entries in the period")),
        switch("with_balance", _("Customers with a balance at its end")),
        Field("all_who", value="1", kind="hidden"),
    )
    return (
        Field("from", _("From"), value(asked.start), is_needed=True),
        Field("to", _("To"), value(asked.end), is_needed=True),
        Field(
            "style", _("Shows"), asked.style, "select",
            choices=((BALANCE, _("What moved the balance")), (OPEN, _("What is open at the end"))),
        ),
        *(who if of_many else ()),
        switch("shows_overdue", _("Also what is overdue")),
        switch("shows_reversed", _("Also what was reversed")),
        switch("shows_unapplied", _("Also what was unapplied")),
        Field("ages", _("Length of an age"), asked.ages, hint=_("Such as 1M+CM or 30D; empty for no ages.")),
        Field(
            "ages_by", _("Ages by"), asked.ages_by, "select",
            choices=(("due", _("Due date")), ("posting", _("Posting date"))),
        ),
        Field("currency", _("Currency"), asked.currency, hint=_("Empty for all.")),
    )  # fmt: skip
