"""Facts by a person's word: say one, correct one, take one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.facts import text_value
from reskontra.core.matching.lessons import NAME_LETTERS_MIN
from reskontra.core.matching.names import full_fold
from reskontra.core.statements import compact
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.matching.accounts import ChosenAccount, resolve_account
from reskontra.matching.actions.mappings import DIRECTIONS, DirectionUnknown
from reskontra.matching.actions.relations import PaysForItself
from reskontra.matching.fact_views import KINDS, FactView, LineOfFact, decided_by, find_fact
from reskontra.matching.facts import recount
from reskontra.matching.learning import next_number
from reskontra.matching.models import Fact, Lesson


class FactKindUnknown(Refused):
    code = "fact_kind_unknown"
    template = '"{kind}" is no kind of fact. Use one of {known}.'


class FactTooShort(Refused):
    code = "fact_too_short"
    template = 'Of "{value}" {length:letter is|letters are} left to know it by. Write at least {least}.'


class FactMeansNothing(Refused):
    code = "fact_means_nothing"
    template = 'A fact of kind {kind} was to mean "{means}". Let it mean {known}.'


class FactExists(Refused):
    code = "fact_exists"
    template = "Fact {number} says already that {value} means {means}. Edit or revoke that one."


class FactRevoked(Refused):
    code = "fact_revoked"
    template = "Fact {number} is revoked since {date}. Restore it with --restore, or leave it."


@dataclass(frozen=True, slots=True)
class WantedFact:
    """A fact as people write it: account SE45… means customer:C1; pays-for customer:C1 means customer:C2."""

    kind: str
    value: str
    means: str
    direction: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FactChange:
    """What to change; None leaves it. means: another party or account, which puts the decisions so far aside."""

    means: str | None = None
    note: str | None = None
    is_confirmed: bool | None = None
    restores: bool = False


@dataclass(frozen=True, slots=True)
class _Key:
    kind: str
    value: str
    direction: str
    party_id: int | None
    account_number: str
    written: str


def add_fact(*, company: CompanyFacts, actor: str, wanted: WantedFact) -> FactView:
    """Say a fact: it holds from now on, whatever was learned. One learned or revoked before is confirmed.

    refuses   FactKindUnknown, DirectionUnknown, what resolve_account() refuses, FactMeansNothing, FactTooShort,
              PaysForItself, FactExists
    """
    key = _key(company, wanted)
    with transaction.atomic():
        lock_company(company.id)
        known = _same(company, key).first()
        if known is not None and known.is_confirmed and known.revoked_at is None:
            raise FactExists(number=known.number, value=wanted.value, means=wanted.means)
        values = {"is_confirmed": True, "note": wanted.note[:250], "last_used_at": bulk.moment()} | _restored()
        number = known.number if known else next_number(company)
        if known:
            Fact.objects.filter(company=company.id, id=known.id).update(**values)
        else:
            now = bulk.moment()
            Fact.objects.create(
                company_id=company.id, number=number, created_by=actor, created_at=now, **_columns(key), **values
            )
        content = {"kind": key.kind, "value": wanted.value, "means": wanted.means, "note": wanted.note}
        record(company=company.id, actor=actor, action="fact.added", subject=str(number), content=content)
        return find_fact(company=company, number=number)


def edit_fact(*, company: CompanyFacts, actor: str, number: int, change: FactChange) -> FactView:
    """Change what a fact means, its note, or whether a person stands by it.

    refuses   FactUnknown, FactRevoked (unless it is restored), and what add_fact() refuses of what it means
    """
    with transaction.atomic():
        lock_company(company.id)
        before = find_fact(company=company, number=number)
        if before.revoked_at and not change.restores:
            raise FactRevoked(number=number, date=before.revoked_at.date())
        values: dict[str, Any] = _restored() if change.restores else {}
        if change.note is not None:
            values["note"] = change.note[:250]
        if change.is_confirmed is not None:
            values["is_confirmed"] = change.is_confirmed
        if change.means is not None and change.means != before.means:
            values |= _moved(company, before, change.means)
        Fact.objects.filter(company=company.id, id=before.id).update(**values)
        recount(company=company, fact_ids={before.id})
        after = find_fact(company=company, number=number)
        content = {"before": _content(before), "after": _content(after)}
        record(company=company.id, actor=actor, action="fact.edited", subject=str(number), content=content)
    return after


def revoke_fact(*, company: CompanyFacts, actor: str, number: int, reason: str = "") -> list[LineOfFact]:
    """Take a fact back: it is evidence no more, and decisions do not bring it back. Gives the lines it decided.

    What it decided stays as it is: open lines are matched again when somebody asks for it, posted ones are reversed by
    a person.
    refuses   FactUnknown, FactRevoked
    """
    with transaction.atomic():
        lock_company(company.id)
        known = find_fact(company=company, number=number)
        if known.revoked_at:
            raise FactRevoked(number=number, date=known.revoked_at.date())
        Fact.objects.filter(company=company.id, id=known.id).update(
            revoked_at=bulk.moment(), revoked_by=actor, revoked_reason=reason[:250], is_confirmed=False
        )
        decided = decided_by(company=company, fact_id=known.id)
        content = {"before": _content(known), "reason": reason, "decided": len(decided)}
        record(company=company.id, actor=actor, action="fact.revoked", subject=str(number), content=content)
    return decided


def _key(company: CompanyFacts, wanted: WantedFact) -> _Key:
    if wanted.kind not in KINDS:
        raise FactKindUnknown(kind=wanted.kind, known=tuple(KINDS))
    if wanted.direction not in DIRECTIONS:
        raise DirectionUnknown(direction=wanted.direction)
    kind, chosen = KINDS[wanted.kind], resolve_account(company=company, text=wanted.means)
    written = " ".join(wanted.value.split())[:200]
    if (chosen.account_type == "GL") != (kind == "TEXT") or chosen.account_type == "BANK":
        raise _means_nothing(wanted.kind, wanted.means)
    value = _value(company, kind, wanted, chosen)
    account = chosen.number if kind == "TEXT" else ""
    direction = DIRECTIONS[wanted.direction] if kind == "TEXT" else ""
    return _Key(kind, value, direction, chosen.party_id, account, written)


def _means_nothing(kind: str, means: str) -> FactMeansNothing:
    known = "gl:NUMBER" if kind == "text" else "customer:NUMBER, vendor:NUMBER"
    return FactMeansNothing(kind=kind, means=means, known=known)


def _value(company: CompanyFacts, kind: str, wanted: WantedFact, chosen: ChosenAccount) -> str:
    if kind == "PAYS_FOR":
        payer = resolve_account(company=company, text=wanted.value)
        if payer.account_type != chosen.account_type:
            raise _means_nothing(wanted.kind, wanted.means)
        if payer.party_id == chosen.party_id:
            raise PaysForItself(party=payer.number)
        return str(payer.party_id)
    if kind == "ACCOUNT":
        value = compact(wanted.value)
    else:
        value = full_fold(wanted.value) if kind == "NAME" else text_value((wanted.value,), "")
    value = value[:200]
    if len(value) < NAME_LETTERS_MIN:
        raise FactTooShort(value=wanted.value, length=len(value), least=4 if kind == "TEXT" else NAME_LETTERS_MIN)
    return value


def _columns(key: _Key) -> dict[str, Any]:
    return {
        "kind": key.kind,
        "value": key.value,
        "direction": key.direction,
        "party_id": key.party_id,
        "account_number": key.account_number,
        "written": key.written,
    }


def _same(company: CompanyFacts, key: _Key) -> Any:
    columns = _columns(key)
    columns.pop("written")
    return Fact.objects.filter(company=company.id, **columns)


def _restored() -> dict[str, Any]:
    return {"revoked_at": None, "revoked_by": "", "revoked_reason": ""}


def _moved(company: CompanyFacts, before: FactView, means: str) -> dict[str, Any]:
    """The columns of what it means now; the decisions were for another."""
    fact = before.fact
    kind = next(word for word, code in KINDS.items() if code == fact.kind)
    chosen = resolve_account(company=company, text=means)
    if (chosen.account_type == "GL") != (fact.kind == "TEXT") or chosen.account_type == "BANK":
        raise _means_nothing(kind, means)
    if fact.kind == "PAYS_FOR" and fact.value == str(chosen.party_id):
        raise PaysForItself(party=chosen.number)
    account = chosen.number if fact.kind == "TEXT" else ""
    key = _Key(fact.kind, fact.value, fact.direction, chosen.party_id, account, before.shown)
    known = _same(company, key).exclude(id=before.id).first()
    if known is not None:
        raise FactExists(number=known.number, value=before.shown, means=means)
    Lesson.objects.filter(company=company.id, fact=before.id).update(effect="WITHDRAWN")
    return {
        "party_id": chosen.party_id,
        "account_number": account,
        "is_confirmed": True,
        "last_used_at": bulk.moment(),
    }


def _content(view: FactView) -> dict[str, Any]:
    fact = view.fact
    return {
        "kind": fact.kind,
        "value": fact.value,
        "means": view.means,
        "hits": fact.hits,
        "contradictions": fact.contradictions,
        "is_confirmed": fact.is_confirmed,
        "note": view.note,
    }
