"""A person's data erased where no law keeps it: her rows and texts, files that are no vouchers, contents of the trail.

Nothing that is posted is touched. Contents of audit events go, their digests stay, and an event names which went.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from reskontra.audit.erasing import erasable, erase_contents
from reskontra.audit.queries import events_naming
from reskontra.audit.trail import record
from reskontra.companies.files import delete_unused
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.bulk import moment
from reskontra.database.copying import in_order
from reskontra.database.locks import lock_company
from reskontra.parties.erasing import forget_parties
from reskontra.privacy.belongings import NOTE, Rows, belongings
from reskontra.privacy.columns import ERASED, Declared, table_named
from reskontra.privacy.holding import refuse_held
from reskontra.privacy.models import Erasure
from reskontra.privacy.persons import Person, known_values
from reskontra.privacy.records import kept_for_vouchers
from reskontra.privacy.two_administrators import refuse_asker, takes_two
from reskontra.privacy.words import TITLES

CARD = "parties_party"
LONGEST_REASON = 250
NAME_COLUMNS = ("name", "address", "postal_code", "city", "vat_number")


class ErasureUnexplained(Refused):
    code = "erasure_unexplained"
    template = "Why {number} is erased is told in {length} letters. Give a reason of 1 to {most} letters with --reason."


class NothingToErase(Refused):
    code = "nothing_to_erase"
    template = "Nothing of {number} is left that no law keeps. See what is kept with reskontra privacy export."


class ErasureByTwo(Refused):
    code = "erasure_by_two"
    template = "{actor} asked to erase {number}, and four eyes are set. Let another administrator do it."


@dataclass(frozen=True, slots=True)
class Going:
    """What goes of a table: title, how many rows, whether whole rows or what stands in them."""

    title: str
    rows: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, or would go. is_waiting: another administrator must do it yet.

    until   until when vouchers keep her name and what belongs to the books; None where nothing is kept
    """

    going: tuple[Going, ...]
    events: int
    files: int
    until: date | None
    is_waiting: bool = False

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.going)


def preview(*, company: CompanyFacts, person: Person) -> Erased:
    """What would go now. Refuses what erase() refuses of her, and nothing of who does it.

    refuses   PersonLegallyHeld, OpenWithPerson, DraftsForPerson, DisputesWithPerson, NothingToErase
    """
    refuse_held(company=company, person=person)
    until = kept_for_vouchers(company=company, person=person)
    going = tuple(_going(one, rows) for one, rows in _goes(company, person, _keeps_name(until)))
    going = tuple(one for one in going if one.rows)
    events = _events(company, person, _keeps_name(until))
    if not going and not events:
        raise NothingToErase(number=person.number)
    return Erased(going, len(events), len(_file_ids(company, person)), until)


def erase(*, company: CompanyFacts, actor: str, person: Person, reason: str) -> Erased:
    """Erase what no law keeps; where four eyes are set the first asks for it, and another administrator does it.

    refuses   ErasureUnexplained, what preview() refuses, SecondAdministratorMissing, ErasureByTwo, what is_another()
              refuses
    """
    said = " ".join(reason.split())
    if not 0 < len(said) <= LONGEST_REASON:
        raise ErasureUnexplained(number=person.number, length=len(said), most=LONGEST_REASON)
    with transaction.atomic():
        lock_company(company.id)
        found = preview(company=company, person=person)
        asked = Erasure.objects.filter(company=company.id, party=person.party_ids[0], state="ASKED").first()
        if asked is None:
            asked = Erasure(company_id=company.id, party_id=person.party_ids[0], state="ASKED")
            asked.reason, asked.asked_by, asked.asked_at = said, actor, moment()
            if takes_two(company=company):
                asked.save(force_insert=True)
                content = {"ledger": person.ledger, "reason": said}
                record(company=company.id, actor=actor, action="privacy.asked", subject=person.number, content=content)
                return Erased(found.going, found.events, found.files, found.until, is_waiting=True)
        else:
            by_two = ErasureByTwo(actor=asked.asked_by, number=person.number)
            refuse_asker(company=company, actor=actor, asked_by=asked.asked_by, what=person.number, otherwise=by_two)
        return _erased(company, actor, person, asked, found)


def _erased(company: CompanyFacts, actor: str, person: Person, asked: Erasure, found: Erased) -> Erased:
    keeps_name = _keeps_name(found.until)
    events = _events(company, person, keeps_name)  # found by what stands in the rows that go
    file_ids = _file_ids(company, person)
    _forget_told(company, person, keeps_name)
    going = {table_named(one.table): (one, rows) for one, rows in _goes(company, person, keeps_name)}
    for table in reversed(in_order(list(going))):
        one, rows = going[table]
        if one.goes_whole:
            ids = list(rows.values_list("pk", flat=True))
            table._default_manager.filter(company_id=company.id, pk__in=ids).delete()
        elif one.table != CARD:
            table._default_manager.filter(company_id=company.id, pk__in=list(rows.values_list("pk", flat=True))).update(
                **dict.fromkeys(one.of(*ERASED), "")
            )
    forget_parties(company=company, ids=person.party_ids, keeps_name=keeps_name)
    files = delete_unused(company=company, ids=file_ids)
    erase_contents(company=company.id, numbers=events)
    asked.state, asked.done_by, asked.done_at = "DONE", actor, moment()
    asked.rows, asked.events, asked.files, asked.kept_until = found.rows, len(events), files, found.until
    asked.save()
    content = {
        "ledger": person.ledger, "reason": asked.reason, "rows": found.rows, "files": files, "erased": events,
        "kept_until": found.until, "asked_by": asked.asked_by,
    }  # fmt: skip
    record(company=company.id, actor=actor, action="privacy.erased", subject=person.number, content=content)
    return Erased(found.going, len(events), files, found.until)


def erasures(*, company: CompanyFacts, party_ids: tuple[int, ...]) -> list[Erasure]:
    """What was erased of a party or asked for, the newest first."""
    return list(Erasure.objects.filter(company=company.id, party__in=party_ids).order_by("-id"))


def last_erasure(*, company: CompanyFacts) -> tuple[int, Erasure | None]:
    """How many were done, and the last."""
    done = Erasure.objects.filter(company=company.id, state="DONE").select_related("party")
    return done.count(), done.order_by("-done_at", "-id").first()


def _keeps_name(until: date | None) -> bool:
    return until is not None and until >= moment().date()


def _goes(company: CompanyFacts, person: Person, keeps_name: bool) -> Iterator[tuple[Declared, Rows]]:
    """Tables of which something goes, with the rows that it goes of."""
    for one, rows in belongings(company=company, person=person):
        if "party" not in one.paths and one.table != NOTE:
            continue
        if one.table == NOTE:
            yield one, rows.filter(subject="PARTY", subject_id__in=person.party_ids)
        elif one.goes_whole:
            yield one, _of_party(rows, one, person)
        elif one.table == CARD and not keeps_name:
            yield one, rows.exclude(is_privacy_blocked=True, email="", phone="", organisation_number="", address="")
        elif columns := one.of(*ERASED):
            filled = Q()
            for column in columns:
                filled |= ~Q(**{column: ""})
            yield one, _of_party(rows, one, person).filter(filled)


def _of_party(rows: Rows, one: Declared, person: Person) -> Rows:
    """Hers by what she is, not by an account that others pay from as well."""
    wanted = Q()
    for path in one.paths["party"]:
        wanted |= Q(**{f"{path}__in": person.party_ids})
    return rows.filter(wanted)


def _going(one: Declared, rows: Rows) -> Going:
    return Going(_(TITLES[one.table]), rows.count(), one.goes_whole)


def _file_ids(company: CompanyFacts, person: Person) -> list[int]:
    found: set[int] = set()
    for one, rows in _goes(company, person, keeps_name=True):
        if one.goes_whole:
            found |= {id for column in one.files for id in rows.values_list(column, flat=True) if id}
    return sorted(found)


def _texts(company: CompanyFacts, person: Person, keeps_name: bool) -> list[str]:
    """What is known of her alone and goes: a value that another's card bears too finds no event."""
    kinds = ERASED if keeps_name else (*ERASED, "document")
    values = {*known_values(company=company, person=person, kinds=kinds), *person.accounts}
    others = apps.get_model("parties", "Party")._default_manager.filter(company_id=company.id)
    others = others.exclude(id__in=person.party_ids)
    for column in ("email", "phone", "organisation_number", *NAME_COLUMNS):
        values -= set(others.filter(**{f"{column}__in": sorted(values)}).values_list(column, flat=True))
    accounts = apps.get_model("parties", "PartyAccount")._default_manager.filter(company_id=company.id)
    shared = accounts.exclude(party__in=person.party_ids).filter(number__in=person.accounts)
    return sorted(values - set(shared.values_list("number", flat=True)))


def _events(company: CompanyFacts, person: Person, keeps_name: bool) -> list[int]:
    texts = _texts(company, person, keeps_name)
    named = events_naming(company=company.id, subjects=person.numbers, ledger=person.ledger, texts=texts)
    return erasable(company=company.id, numbers=[one.number for one in named if one.action != "privacy.asked"])


def _forget_told(company: CompanyFacts, person: Person, keeps_name: bool) -> None:
    """Answers kept for programs that ask twice, and work in the background that ended, where they name her."""
    answers = apps.get_model("interface", "IdempotencyKey")._default_manager.filter(company_id=company.id)
    jobs = apps.get_model("interface", "Job")._default_manager.filter(company_id=company.id, ended_at__isnull=False)
    for text in _texts(company, person, keeps_name):
        answers.filter(answer__contains=text).delete()
        told = json.dumps(text, ensure_ascii=False)[1:-1]
        jobs.filter(Q(subject__contains=text) | Q(arguments__contains=told) | Q(outcome__contains=told)).delete()
