"""Change what is known of one customer or vendor, or add one: every value is given, an empty one is taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, terms_codes
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import NotAChoice, text_fault
from reskontra.parties.actions import LEVELS, BlockUnknown, refuse_merged
from reskontra.parties.load import ACCOUNTS, CHECKED, METHODS, TERMS, TEXTS, WRITTEN, CreditLimitNegative, insert_names
from reskontra.parties.models import Party, PartyAccount, PartyName
from reskontra.parties.queries import find_party

Value = str | int
COLUMNS = (*TEXTS, *CHECKED, *TERMS, "application_method", "posting_group", "blocked", "credit_limit_minor")
OF_CUSTOMERS = {"credit_limit_minor", "reminder_terms", "finance_charge_terms"}
SHOWN, LONGEST_NUMBER = 40, 30


class PartyNumberTaken(Refused):
    code = "party_number_taken"
    template = "There is a {ledger} {number} already. Change that one, or choose another number."


class PartyNumberUnfit(Refused):
    code = "party_number_unfit"
    template = '"{number}" holds a slash or dots alone, and addresses of pages cannot. Choose another number.'


def party_values(*, company: CompanyFacts, ledger: str, number: str) -> dict[str, Value]:
    """Column → what holds: codes as they are kept, the limit in local minor units, accounts of a kind with commas.

    refuses   PartyUnknown
    """
    found = find_party(company=company, ledger=ledger, number=number)
    row = Party.objects.filter(company=company.id, id=found.id).values(*COLUMNS).get()
    accounts: dict[str, list[str]] = {kind: [] for kind in ACCOUNTS}
    kept = PartyAccount.objects.filter(company=company.id, party=found.id).order_by("number")
    for kind, account in kept.values_list("kind", "number"):
        accounts.setdefault(kind.lower(), []).append(account)
    return {**row, **{kind: ", ".join(accounts[kind]) for kind in ACCOUNTS}}


def change_party(
    *,
    company: CompanyFacts,
    actor: str,
    ledger: str,
    number: str,
    wanted: Mapping[str, Value],
    groups: Collection[str] = (),
) -> dict[str, list[Value]]:
    """Change the named values of a party; gives what changed: column → [before, after].

    wanted    columns as of party_values(); those that are not named stay, "" takes a value away
    groups    the codes of the company's posting groups of that ledger
    refuses   PartyUnknown, MergedAlready; with the column as its place ValueMissing, ValueTooLong,
              ValueHoldsNul, NotAChoice, BlockUnknown, CreditLimitNegative, and what the check of a code or an
              account refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        party = find_party(company=company, ledger=ledger, number=number)
        refuse_merged(company=company, party=party)
        checked = _checked(company, ledger, wanted, groups)
        before = party_values(company=company, ledger=ledger, number=number)
        changes = {name: [before[name], value] for name, value in checked.items() if before[name] != value}
        if changes:
            _write(company, party.id, {name: value for name, (_, value) in changes.items()})
            content = {"ledger": ledger, **changes}
            record(company=company.id, actor=actor, action="party.changed", subject=number, content=content)
    return changes


def add_party(
    *,
    company: CompanyFacts,
    actor: str,
    ledger: str,
    number: str,
    wanted: Mapping[str, Value],
    groups: Collection[str] = (),
) -> None:
    """Add a customer or vendor.

    wanted    columns as of party_values(), a name at least
    refuses   PartyNumberTaken, PartyNumberUnfit, and what change_party() refuses of a value
    """
    with transaction.atomic():
        lock_company(company.id)
        number = str(_at("number", partial(_text, column="number", most=LONGEST_NUMBER, is_required=True), number))
        if "/" in number or not number.strip("."):
            raise PartyNumberUnfit(number=number).at("number")
        if Party.objects.filter(company=company.id, ledger=ledger, number=number).exists():
            raise PartyNumberTaken(ledger=ledger.lower(), number=number).at("number")
        checked = _checked(company, ledger, {"name": "", **wanted}, groups)
        party = Party.objects.create(company_id=company.id, ledger=ledger, number=number, name=checked["name"])
        given = {name: value for name, value in checked.items() if value not in ("", 0)}
        _write(company, party.id, given)
        content = {"ledger": ledger, **given}
        record(company=company.id, actor=actor, action="party.added", subject=number, content=content)


def _write(company: CompanyFacts, id: int, values: Mapping[str, Value]) -> None:
    columns = {name: value for name, value in values.items() if name not in ACCOUNTS}
    Party.objects.filter(company=company.id, id=id).update(**columns)
    if "name" in values:
        PartyName.objects.filter(company=company.id, party=id).delete()
        insert_names(company, [(id, str(values["name"]))])
    for kind in ACCOUNTS:
        if kind in values:
            PartyAccount.objects.filter(company=company.id, party=id, kind=kind.upper()).delete()
            PartyAccount.objects.bulk_create(
                PartyAccount(company_id=company.id, party_id=id, kind=kind.upper(), number=account)
                for account in _parts(str(values[kind]))
            )


def _checked(
    company: CompanyFacts, ledger: str, wanted: Mapping[str, Value], groups: Collection[str]
) -> dict[str, Value]:
    """Every value as it is kept; the first that cannot stand is refused."""
    readers = _readers(company, ledger, groups)
    return {name: _at(name, readers[name], value) for name, value in wanted.items()}


def _at(column: str, read: Callable[[Value], Value], value: Value) -> Value:
    """The value as it is kept; a refusal has the column as its place."""
    try:
        return read(value)
    except (Refused, Malformed) as refusal:
        refusal.place = column
        raise


def _readers(company: CompanyFacts, ledger: str, groups: Collection[str]) -> dict[str, Callable[[Value], Value]]:
    """Column → what makes of a value the one that is kept."""
    terms = terms_codes(company=company)
    readers: dict[str, Callable[[Value], Value]] = {}
    for name, most in TEXTS.items():
        readers[name] = partial(_text, column=name, most=most, is_required=name == "name")
    for name, check in WRITTEN.items():
        readers[name] = partial(_written, column=name, check=check)
    for name, check in CHECKED.items():
        readers[name] = partial(_code, check=check)
    for name, kind in TERMS.items():
        readers[name] = partial(_one_of, known=("", *sorted(code for of, code in terms if of == kind)))
    for name, check in ACCOUNTS.items():
        readers[name] = partial(_accounts, check=check)
    readers["posting_group"] = partial(_one_of, known=("", *groups))
    readers["application_method"] = lambda value: _one_of(value or "MANUAL", tuple(METHODS.values()))
    readers["blocked"] = partial(_block, ledger=ledger)
    readers["credit_limit_minor"] = partial(_limit, currency=company.currency)
    return readers


def _text(value: Value, *, column: str, most: int, is_required: bool) -> str:
    text = str(value).strip()
    if fault := text_fault(column, text, most=most, is_required=is_required):
        raise fault
    return text


def _written(value: Value, *, column: str, check: Callable[[str], str]) -> str:
    text = _text(value, column=column, most=TEXTS[column], is_required=False)
    return check(text) if text else ""


def _code(value: Value, *, check: Callable[[str], str]) -> str:
    return check(str(value)) if value else ""


def _one_of(value: Value, known: Collection[str]) -> str:
    if value not in known:
        raise NotAChoice(text=str(value)[:SHOWN], known=tuple(code for code in known if code))
    return str(value)


def _block(value: Value, *, ledger: str) -> str:
    level = str(value).lower()
    if level and level not in LEVELS[ledger]:
        raise BlockUnknown(level=level[:SHOWN], ledger=ledger.lower(), known=LEVELS[ledger])
    return level.upper()


def _limit(value: Value, *, currency: str) -> int:
    minor = int(value)
    if minor < 0:
        raise CreditLimitNegative(limit=Money(minor, currency))
    return minor


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _accounts(value: Value, *, check: Callable[[str], str]) -> str:
    """Numbers in order, each once."""
    return ", ".join(sorted({check(part) for part in _parts(str(value))}))
