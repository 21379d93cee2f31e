"""customers and vendors: listed, shown, added, changed, blocked; alike for both, each under its own address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from django.db import transaction
from ninja import File, Query, UploadedFile
from pydantic import Field, create_model

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor, parse_minor
from reskontra.database.locks import lock_company
from reskontra.interface.api.pages import cursor_read, cursor_written
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Page, Paged
from reskontra.interface.column_words import WORDS
from reskontra.interface.forms import stamp
from reskontra.interface.setup import changed_meanwhile
from reskontra.ledger.queries import group_codes
from reskontra.parties.actions import activate_party, block_party
from reskontra.parties.cli_parties import party_data
from reskontra.parties.edit import COLUMNS, OF_CUSTOMERS, Value, add_party, change_party, party_values
from reskontra.parties.listing import list_parties, party_card
from reskontra.parties.load import ACCOUNTS, METHODS, load_parties

routes = Routes("parties", "Customers and vendors")
LIMIT = "credit_limit_minor"


class PartyData(Data):
    """A customer or vendor."""

    ledger: str
    number: str
    name: str
    city: str
    organisation_number: str
    currency: str
    payment_terms: str
    posting_group: str
    blocked: str
    active: bool
    merged_into: str


class PartyAccountData(Data):
    """An account that it is paid to, or pays from."""

    kind: str
    number: str


class PartyWhole(PartyData):
    """All that is known of it. seen: give it back with a change, which is then refused where others were first."""

    accounts: list[PartyAccountData]
    merged: list[str]
    values: dict[str, str]
    seen: str


class PartiesAsked(Paged):
    """Which of them."""

    text: Annotated[str, Field(max_length=100, description="How number or name begins.")] = ""
    all: Annotated[bool, Field(description="Inactive ones too.")] = False


class BlockParty(Body):
    """ship, invoice or all of a customer; payment or all of a vendor; "" lifts the block."""

    level: Literal["", "ship", "invoice", "payment", "all"]


class ActivateParty(Body):
    """Whether it is in lists; what is posted stays."""

    active: bool


class PartiesLoaded(Data):
    """What a file did."""

    new: int
    changed: int
    unchanged: int


def _values(ledger: str, shape: str, needed: Mapping[str, Any]) -> type[Body]:
    """What may be said of one: every column, with what people call it; null leaves it, "" takes it away."""
    columns = [one for one in (*COLUMNS, *ACCOUNTS) if ledger == "CUSTOMER" or one not in OF_CUSTOMERS]
    texts: dict[str, Any] = {
        one: (Annotated[str, Field(max_length=250, description=WORDS[one])] | None, None)
        for one in columns
        if one != LIMIT
    }
    if LIMIT in columns:
        texts["credit_limit"] = (Amount | None, None)
    return create_model(shape, __base__=Body, __doc__=_values.__doc__, **texts | dict(needed))


def _wanted(company: CompanyFacts, body: Mapping[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = {name: value for name, value in body.items() if value is not None}
    if "credit_limit" in found:
        found[LIMIT] = parse_minor(str(found.pop("credit_limit")), company.currency)
    if "application_method" in found:
        method = str(found["application_method"])
        found["application_method"] = METHODS.get(method.lower(), method)
    return found


def _whole(company: CompanyFacts, ledger: str, number: str) -> dict[str, Any]:
    """refuses   PartyUnknown"""
    card = party_card(company=company, ledger=ledger, number=number)
    values = party_values(company=company, ledger=ledger, number=number)
    theirs = () if ledger == "CUSTOMER" else OF_CUSTOMERS
    told = {name: str(value) for name, value in values.items() if name != LIMIT and name not in theirs}
    if LIMIT not in theirs:
        told["credit_limit"] = format_minor(int(values[LIMIT]), company.currency)
    return {
        **party_data(card.line),
        "accounts": [{"kind": kind.lower(), "number": account} for kind, account in card.accounts],
        "merged": list(card.merged),
        "values": told,
        "seen": stamp(values),
    }


def _named(function: Callable[..., Any], word: str, body: type[Body] | None = None) -> Callable[..., Any]:
    """The same function for another ledger, under a name and in words of its own. body: what it takes."""
    if body is not None:
        function.__annotations__["body"] = body
    function.__name__ = function.__name__.replace("party", word).replace("parties", f"{word}s")
    function.__doc__ = (function.__doc__ or "").replace("PARTY", word).replace("PARTIES", f"{word}s")
    return function


def _reading(ledger: str, word: str) -> None:
    @routes.get(f"/{word}s", Page[PartyData])
    @lambda function: _named(function, word)
    def list_parties_(request: Call, asked: Query[PartiesAsked]) -> dict[str, Any]:
        """List PARTIES by number; inactive ones are hidden."""
        found = list_parties(
            company=company_of(request), ledger=ledger, text=asked.text, with_inactive=asked.all, most=asked.limit + 1,
            after=cursor_read(asked.cursor) if asked.cursor else "",
        )  # fmt: skip
        shown = found[: asked.limit]
        after = cursor_written(shown[-1].number) if len(found) > len(shown) else None
        return {"items": [party_data(one) for one in shown], "next_cursor": after}

    @routes.get(f"/{word}s/{{number}}", PartyWhole)
    @lambda function: _named(function, word)
    def show_party(request: Call, number: str) -> dict[str, Any]:
        """Show all that is known of a PARTY."""
        return _whole(company_of(request), ledger, number)


def _writing(ledger: str, word: str) -> None:
    new = _values(ledger, f"New{word.title()}", {"number": (Code, ...), "name": (Code, ...)})
    change = _values(ledger, f"{word.title()}Change", {"seen": (str | None, None)})

    @routes.post(f"/{word}s", PartyWhole, status=201)
    @lambda function: _named(function, word, new)
    def add_party_(request: Call, body: Any) -> dict[str, Any]:
        """Add a PARTY; what is not said can be set later."""
        company, said = company_of(request), body.dict()
        number, groups = said.pop("number"), group_codes(company=company, ledger=ledger)
        wanted = _wanted(company, said)
        add_party(company=company, actor=request.auth.actor, ledger=ledger, number=number, wanted=wanted, groups=groups)
        return _whole(company, ledger, number)

    @routes.patch(f"/{word}s/{{number}}", PartyWhole)
    @lambda function: _named(function, word, change)
    def change_party_(request: Call, number: str, body: Any) -> dict[str, Any]:
        """Change what is known of a PARTY; what is not named stays, and "" takes a value away."""
        company, said = company_of(request), body.dict()
        seen, groups = said.pop("seen"), group_codes(company=company, ledger=ledger)
        with transaction.atomic():
            lock_company(company.id)
            if seen and seen != stamp(party_values(company=company, ledger=ledger, number=number)):
                raise changed_meanwhile(company_id=company.id, subject=number)
            change_party(
                company=company, actor=request.auth.actor, ledger=ledger, number=number,
                wanted=_wanted(company, said), groups=groups,
            )  # fmt: skip
        return _whole(company, ledger, number)


def _deciding(ledger: str, word: str) -> None:
    @routes.put(f"/{word}s/{{number}}/block", PartyWhole)
    @lambda function: _named(function, word)
    def block_party_(request: Call, number: str, body: BlockParty) -> dict[str, Any]:
        """Block a PARTY from some postings or from all, or lift the block."""
        company = company_of(request)
        block_party(company=company, actor=request.auth.actor, ledger=ledger, number=number, level=body.level)
        return _whole(company, ledger, number)

    @routes.put(f"/{word}s/{{number}}/active", PartyWhole)
    @lambda function: _named(function, word)
    def activate_party_(request: Call, number: str, body: ActivateParty) -> dict[str, Any]:
        """Show a PARTY in lists, or hide it from them."""
        company = company_of(request)
        activate_party(company=company, actor=request.auth.actor, ledger=ledger, number=number, is_active=body.active)
        return _whole(company, ledger, number)

    @routes.post(f"/{word}s/load", PartiesLoaded, role="ACCOUNTANT")
    @lambda function: _named(function, word)
    def load_party_file(request: Call, file: File[UploadedFile]) -> dict[str, Any]:
        """Load PARTIES from a CSV file: new ones are added, changed ones updated, all or none."""
        company = company_of(request)
        done = load_parties(
            company=company, actor=request.auth.actor, ledger=ledger, name=(file.name or "upload")[:200],
            stream=file.file, groups=group_codes(company=company, ledger=ledger),  # type: ignore[arg-type]
        )  # fmt: skip
        return {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}


for _ledger, _word in (("CUSTOMER", "customer"), ("VENDOR", "vendor")):
    _reading(_ledger, _word)
    _writing(_ledger, _word)
    _deciding(_ledger, _word)
