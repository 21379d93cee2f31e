"""customer|vendor add, set: what is known of one, changed by command as by its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer
from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import Money, parse_minor
from reskontra.database.locks import lock_company
from reskontra.interface.column_words import WORDS, column_word, refused_in_words
from reskontra.interface.console import Session, command
from reskontra.interface.display import value as told
from reskontra.interface.forms import stamp
from reskontra.interface.setup import changed_meanwhile
from reskontra.ledger.queries import group_codes
from reskontra.parties.edit import COLUMNS, OF_CUSTOMERS, Value, add_party, change_party, party_values
from reskontra.parties.load import ACCOUNTS, METHODS

customer = typer.Typer(no_args_is_help=True, help="Customers: added, and changed value by value.")
vendor = typer.Typer(no_args_is_help=True, help="Vendors: added, and changed value by value.")

_LIMIT = "credit_limit_minor"
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Of the customer or vendor.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the customer or vendor is called.")]
Seen = Annotated[str, typer.Option(help="As party show --format json told it: refuses where others changed it since.")]


def with_values(ledger: str, *, without: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command an option for every value of a customer or vendor; they reach it as one mapping."""
    columns = [name for name in (*COLUMNS, *ACCOUNTS) if ledger == "CUSTOMER" or name not in OF_CUSTOMERS]
    names = {name: name.removesuffix("_minor") for name in columns if name != without}

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[:-1]

        def run(session: Session, **options: Any) -> None:
            given = {column: options.pop(name) for column, name in names.items()}
            function(session, **options, given={name: text for name, text in given.items() if text is not None})

        run.__signature__ = inspect.Signature([*own, *_options(names)])  # type: ignore[attr-defined]
        run.__name__, run.__doc__ = function.__name__, function.__doc__
        return run

    return decorate


def _options(names: dict[str, str]) -> Iterator[inspect.Parameter]:
    for column, name in names.items():
        annotation = Annotated[str | None, typer.Option(help=WORDS[column])]
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _add(session: Session, ledger: str, number: str, name: str, given: dict[str, str]) -> None:
    company = find_company(name=session.company_name)
    _kept(add_party, session, company, ledger, number, {**given, "name": name})
    session.say(_("{number} is added.").format(number=number))


def _set(session: Session, ledger: str, number: str, seen: str, given: dict[str, str]) -> None:
    if not given:
        raise typer.BadParameter(_("Say what to set, such as --name or --city."))
    company = find_company(name=session.company_name)
    with transaction.atomic():
        lock_company(company.id)
        if seen and seen != stamp(party_values(company=company, ledger=ledger, number=number)):
            raise changed_meanwhile(company_id=company.id, subject=number)
        changes: dict[str, list[Value]] = _kept(change_party, session, company, ledger, number, given)
    if not changes:
        session.say(_("Nothing of {number} was changed.").format(number=number))
    for column, (_before, after) in changes.items():
        shown = told(Money(int(after), company.currency)) if column == _LIMIT and after else after
        session.say(f"{column_word(column)}: {shown or '–'}")


def _kept(
    save: Callable[..., Any], session: Session, company: CompanyFacts, ledger: str, number: str, given: dict[str, str]
) -> Any:
    """What the action gives; a refusal of a value begins with what people call it."""
    groups = group_codes(company=company, ledger=ledger)
    with refused_in_words():
        wanted = {name: _read(company, name, text) for name, text in given.items()}
        return save(company=company, actor=session.actor, ledger=ledger, number=number, wanted=wanted, groups=groups)


def _read(company: CompanyFacts, name: str, text: str) -> Value:
    if name == _LIMIT:
        return parse_minor(text, company.currency) if text else 0
    return METHODS.get(text.lower(), text) if name == "application_method" else text


@command(customer, "add")
@with_values("CUSTOMER", without="name")
def add_customer(session: Session, number: Number, name: Name, given: dict[str, str]) -> None:
    """Add a customer; what is not said can be set later."""
    _add(session, "CUSTOMER", number, name, given)


@command(customer, "set")
@with_values("CUSTOMER")
def set_customer(session: Session, number: Number, *, seen: Seen = "", given: dict[str, str]) -> None:
    """Change what is known of a customer; "" takes a value away, and accounts of a kind are told with commas."""
    _set(session, "CUSTOMER", number, seen, given)


@command(vendor, "add")
@with_values("VENDOR", without="name")
def add_vendor(session: Session, number: Number, name: Name, given: dict[str, str]) -> None:
    """Add a vendor; what is not said can be set later."""
    _add(session, "VENDOR", number, name, given)


@command(vendor, "set")
@with_values("VENDOR")
def set_vendor(session: Session, number: Number, *, seen: Seen = "", given: dict[str, str]) -> None:
    """Change what is known of a vendor; "" takes a value away, and accounts of a kind are told with commas."""
    _set(session, "VENDOR", number, seen, given)
