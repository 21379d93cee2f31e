"""One import definition: its columns and settings edited, and what each row of a sample file becomes by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from reskontra.bank.actions.definitions import save_definition
from reskontra.bank.definition_drafts import Draft, Sample, drop_draft, find_draft, keep_draft, read_sample
from reskontra.bank.definition_editing import ColumnFields, as_typed, column_fields, edited, settings_of
from reskontra.bank.definitions import find_definition, versions_of
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.formats.bank_definitions import built_in
from reskontra.formats.definition import FIELDS, Definition
from reskontra.formats.definition_data import read_definition, to_toml
from reskontra.formats.definition_preview import BOOKED, IGNORED, NOT_BOOKED, REFUSED, Preview, PreviewRow, preview_file
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED as UNPROCESSABLE
from reskontra.interface.parts import done, goto
from reskontra.interface.refusals import lines, wording
from reskontra.interface.templatetags.display import day, money

SHOWN = 100
LETTERS = 120
STATES = {
    BOOKED: (noop("booked"), "disc_check", "ok"),
    NOT_BOOKED: (noop("not booked"), "half_disc", "idle"),
    IGNORED: (noop("passed over"), "ring", "idle"),
    REFUSED: (noop("refused"), "octagon", "bad"),
}
FIELD_WORDS = {
    "booking_date": noop("Booking date"), "value_date": noop("Value date"), "amount": noop("Amount"),
    "debit": noop("Money out"), "credit": noop("Money in"), "indicator": noop("Says in or out"),
    "balance": noop("Balance after the row"), "text": noop("Text"), "info": noop("More text"),
    "reference": noop("Reference"), "document": noop("Document number"), "account": noop("Own account"),
    "name": noop("Counterparty"), "payer_name": noop("Payer"), "payee_name": noop("Payee"),
    "counterparty_account": noop("Counterparty's account"), "organisation_number": noop("Organisation number"),
    "bank_reference": noop("The bank's reference"), "end_to_end_id": noop("End-to-end id"),
    "transaction_code": noop("Kind of transaction"), "currency": noop("Currency"), "status": noop("Status"),
    "gross": noop("Gross"), "fee": noop("Fee"), "payout": noop("Payout"), "payout_date": noop("Day of payout"),
}  # fmt: skip


class VersionSaved(Refused):
    code = "definition_version_saved"
    template = (
        '"{name}" got version {version} meanwhile, by {actor}. Look at it in the list, or save again to make yours the '
        "next."
    )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the sample, and what it becomes; why is the reason it cannot be read."""

    place: str
    word: str
    shape: str
    role: str
    day: str
    amount: str
    balance: str
    name: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a sample becomes. said: why the file as a whole is refused; asks: what an import would ask about."""

    rows: tuple[ShownRow, ...] = ()
    more: int = 0
    counts: str = ""
    said: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()

    @property
    def more_told(self) -> str:
        return _("… and {count} more rows.").format(count=self.more)


@dataclass(frozen=True, slots=True)
class DefinitionPage:
    text: str
    columns: tuple[ColumnFields, ...]
    settings: dict[str, str]
    fields: tuple[tuple[str, str], ...]
    draft: Draft
    trial: Trial
    said: tuple[str, ...]
    is_text: bool
    is_built_in: bool
    versions: int

    @property
    def told(self) -> str:
        return worded(_("Saved in {count:version|versions}; all of them stay."), count=self.versions)


@demands("ACCOUNTANT")
def definition_page(request: HttpRequest, access: Access) -> HttpResponse:
    """GET ?name= begins with a saved one, else goes on with the draft; POST does what its button says."""
    company = company_by_id(id=access.company_id)
    draft = _begun(request, company, access)
    if draft is None:
        return goto(request, reverse("setup_definitions", args=[company.id]))
    if request.method != "POST":
        return _shown(request, company, draft)
    try:
        found = _typed(request, draft)
        draft = replace(draft, text=to_toml(found))
        if request.POST.get("do") == "sample":
            draft = _other_sample(request, draft)
        elif request.POST.get("do") == "save":
            return _save(request, company, access, found, draft)
    except (Refused, Malformed) as refusal:
        if isinstance(refusal, VersionSaved):
            draft = replace(draft, seen=cast(int, refusal.values["version"]))
            keep_draft(company=company, actor=access.actor, draft=draft)
        return _shown(request, company, draft, tuple(lines(refusal)))
    keep_draft(company=company, actor=access.actor, draft=draft)
    return goto(request, request.path)


@require_POST
@demands("ACCOUNTANT")
def definition_preview(request: HttpRequest, access: Access) -> HttpResponse:
    """What the sample becomes by what is typed now; nothing is kept."""
    company = company_by_id(id=access.company_id)
    draft = find_draft(company=company, actor=access.actor)
    if draft is None:
        return goto(request, reverse("setup_definitions", args=[company.id]))
    try:
        found = tried(company, _typed(request, draft), draft)
    except (Refused, Malformed) as refusal:
        found = Trial(said=tuple(lines(refusal)))
    return render(request, "bank/_definition_trial.html", {"trial": found, "draft": draft})


definition_preview.demanded_role = "ACCOUNTANT"  # type: ignore[attr-defined]


def _begun(request: HttpRequest, company: CompanyFacts, access: Access) -> Draft | None:
    kept = find_draft(company=company, actor=access.actor)
    name = request.GET.get("name", "")
    if request.method == "POST" or not name:
        return kept
    found = find_definition(company=company, name=name)
    seen = max((one.definition.version for one in versions_of(company=company, name=name)), default=0)
    draft = Draft(to_toml(replace(found, version=1)), seen=seen)
    if kept:
        draft = replace(draft, sample=kept.sample, sample_name=kept.sample_name)
    keep_draft(company=company, actor=access.actor, draft=draft)
    return draft


def _typed(request: HttpRequest, draft: Draft) -> Definition:
    """The definition as it was typed: as text where the text was sent, else by its fields."""
    if request.POST.get("as") == "text":
        return read_definition(request.POST.get("text", "").encode())
    known = read_definition(draft.text.encode())
    if "column-1-field" not in request.POST:
        return known
    return edited(known, lambda name: request.POST.get(name, "").strip())


def _other_sample(request: HttpRequest, draft: Draft) -> Draft:
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        return draft
    sample = read_sample(cast(BinaryIO, upload.file))
    return replace(draft, sample=sample.text, sample_name=upload.name or "", notes=())


def _save(
    request: HttpRequest, company: CompanyFacts, access: Access, definition: Definition, draft: Draft
) -> HttpResponse:
    known = versions_of(company=company, name=definition.name)
    last = max(known, key=lambda one: one.definition.version, default=None)
    if last and last.definition.version > draft.seen:
        raise VersionSaved(name=definition.name, version=last.definition.version, actor=last.actor)
    saved = save_definition(company=company, actor=access.actor, definition=definition)
    drop_draft(company=company, actor=access.actor)
    text = (
        _('"{name}" is saved as version {version}.') if saved.is_new else _('"{name}" is as it was: version {version}.')
    )
    said = text.format(name=saved.name, version=saved.version)
    return done(request, said, reverse("setup_definitions", args=[company.id]))


def _shown(request: HttpRequest, company: CompanyFacts, draft: Draft, said: tuple[str, ...] = ()) -> HttpResponse:
    known = read_definition(draft.text.encode())
    page = DefinitionPage(
        text=request.POST.get("text", draft.text) if said else draft.text,
        columns=tuple(as_typed(one, request.POST) for one in column_fields(known)) if said else column_fields(known),
        settings={name: request.POST.get(name, text) if said else text for name, text in settings_of(known).items()},
        fields=(("", _("(not used)")), *((name, _(FIELD_WORDS.get(name, name))) for name in FIELDS)),
        draft=draft,
        trial=tried(company, known, draft),
        said=said,
        is_text=request.POST.get("as") == "text",
        is_built_in=known.name in built_in(),
        versions=len(versions_of(company=company, name=known.name)),
    )
    return render(request, "bank/definition.html", {"page": page}, status=UNPROCESSABLE if said else 200)


def tried(company: CompanyFacts, definition: Definition, draft: Draft) -> Trial:
    """What each row of the sample becomes."""
    if not draft.sample:
        return Trial()
    try:
        found = preview_file(Sample(draft.sample).stream(), definition, currency=company.currency)
    except (Refused, Malformed) as refusal:
        return Trial(said=tuple(lines(refusal)))
    counts = _("{booked} payments, {not_booked} not booked yet, {ignored} passed over, {refused} unreadable.")
    return Trial(
        rows=tuple(_row(row) for row in _chosen(found)),
        more=max(len(found.rows) - SHOWN, 0),
        counts=counts.format(**{state: found.count(state) for state in (BOOKED, NOT_BOOKED, IGNORED, REFUSED)}),
        said=tuple(wording(refusal) for refusal in found.findings),
        asks=tuple(wording(refusal) for refusal in found.doubts[:SHOWN]),
        ends=tuple(_ends(found)),
    )


def _chosen(found: Preview) -> list[PreviewRow]:
    """The first rows, and those before them that cannot be read."""
    refused = [row for row in found.rows if row.state == REFUSED][:SHOWN]
    return [*refused, *(row for row in found.rows if row.state != REFUSED)][:SHOWN]


def _row(row: PreviewRow) -> ShownRow:
    word, shape, role = STATES[row.state]
    why = wording(row.finding) if row.finding is not None else ""
    if row.date is None:
        cells = " | ".join(filter(None, row.cells))
        return ShownRow(row.place, _(word), shape, role, "", "", "", "", cells[:LETTERS], why)
    return ShownRow(
        row.place,
        _(word),
        shape,
        role,
        day(row.date),
        f"{money(row.amount_minor, row.currency)} {row.currency}",
        "" if row.balance_minor is None else money(row.balance_minor, row.currency),
        row.name,
        " ".join([*row.references, *row.texts])[:LETTERS],
        why,
    )


def _ends(found: Preview) -> Iterator[str]:
    for end in found.ends:
        if end.opening_minor is not None and end.closing_minor is not None and end.sums:
            currency = end.sums[0].currency
            told = _("{statement}: opening {opening}, closing {closing} {currency}.")
            opening, closing = money(end.opening_minor, currency), money(end.closing_minor, currency)
            yield told.format(statement=end.statement_id, opening=opening, closing=closing, currency=currency)
        elif end.transactions:
            yield worded(_("{count:payment|payments} without balances."), count=end.transactions)
