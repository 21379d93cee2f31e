"""Taking in what another system exported: the file is sent, looked at with its totals, and loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.uploads import UploadGone, keep_upload, opened_upload
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.desk.imports import LARGEST
from reskontra.desk.migration import KINDS, Taken, Wanted, take_in
from reskontra.desk.migration_jobs import take_in_background, taken_kept, wanted_of
from reskontra.formats.other_books_titles import SYSTEMS
from reskontra.formats.other_books_values import DAY_FORMATS
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Choices, Field, Form, labels_of
from reskontra.interface.jobs import JobUnknown, find_job
from reskontra.interface.parts import REFUSED, done, goto, key_asked
from reskontra.interface.setup import Head, Listing, Page, Row, refused_page, show
from reskontra.interface.templatetags.display import money
from reskontra.interface.typed_form import Typed
from reskontra.receivables.other_books import Proof

SHOWN = 100  # accounts that differ
SAID = ("kind", "system", "columns", "ledger", "decimal", "days")
NAMES = {"business-central": "Business Central", "fortnox": "Fortnox", "visma": "Visma", "odoo": "Odoo"}


class FileTooLarge(Refused):
    code = "migration_file_too_large"
    template = "{file} is larger than 200 MB. Load it with reskontra load."


@demands("ACCOUNTANT")
def migration(request: HttpRequest, access: Access) -> HttpResponse:
    """GET asks what is brought; POST keeps the file for a day, and goes on to what is in it."""
    company = company_by_id(id=access.company_id)
    typed = Typed(request.POST, today(), request.FILES)
    if request.method != "POST":
        return show(request, _first_page(company))
    typed.labels = labels_of(_first_page(company).forms)
    try:
        upload = typed.file("file")
        name = upload.name or _("upload")
        if (upload.size or 0) > LARGEST:
            typed.wrong = "file"
            raise FileTooLarge(file=name)
    except Refused as refusal:
        return show(request, refused_page(_first_page(company), typed, refusal), status=REFUSED)
    number = keep_upload(company=company, actor=access.actor, name=name, stream=cast(BinaryIO, upload.file))
    return goto(request, _address(company, number, _wanted(typed)))


@demands("ACCOUNTANT")
def migration_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """GET shows what would come of the file, by what is said of it; POST loads it, or looks again.

    ?job=     what a job found in it, or loaded; a large file is taken by such a job
    """
    company = company_by_id(id=access.company_id)
    typed = Typed(request.POST if request.method == "POST" else request.GET, today())
    wanted, is_loaded = _wanted(typed), request.method == "POST" and "look" not in request.POST
    address = _address(company, number, wanted)
    if request.method == "POST" and not is_loaded:
        return goto(request, address)
    if request.method != "POST" and (seen := key_asked(request, "job")) is not None:
        return _of_job(request, company, number, seen)
    try:
        job = take_in_background(
            company=company, actor=access.actor, number=number, wanted=wanted, is_preview=not is_loaded
        )
        if job is not None:
            return goto(request, reverse("job", args=[company.id, job]))
        with opened_upload(company=company, number=number) as (name, stream):
            found = take_in(
                company=company, actor=access.actor, name=name, stream=stream, wanted=wanted, is_preview=not is_loaded
            )
    except UploadGone as gone:
        raise Http404 from gone
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(_said_page(company, wanted), Typed({}, today()), refusal), status=REFUSED)
    if is_loaded:
        return done(request, found.told, address)
    return show(request, _file_page(company, wanted, found))


def _of_job(request: HttpRequest, company: CompanyFacts, number: int, seen: int) -> HttpResponse:
    """What a job found in the upload, or why it is refused; 404 for the job of another, or one under way."""
    try:
        job = find_job(company=company.id, number=seen)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "migration" or job.arguments["upload"] != number or not (job.outcome or job.refusals):
        raise Http404
    wanted = wanted_of(job)
    if not job.outcome:
        page = replace(_said_page(company, wanted), said=tuple(job.refusals))
        return show(request, page, status=REFUSED)
    found = taken_kept(job.outcome, company.currency)
    return show(request, _file_page(company, wanted, found, is_loaded=not job.arguments["preview"]))


def _said_page(company: CompanyFacts, wanted: Wanted) -> Page:
    return Page(_("From another system"), "", (), (_again_form(wanted),), above=_above(company))


def _address(company: CompanyFacts, number: int, wanted: Wanted) -> str:
    asked = {name: getattr(wanted, name) for name in SAID if getattr(wanted, name)}
    return f"{reverse('setup_migration_file', args=[company.id, number])}?{urlencode(asked)}"


def _wanted(typed: Typed) -> Wanted:
    """What is chosen; what is none of the choices is left as it is where nothing is said."""
    chosen = {
        "kind": KINDS, "system": tuple(SYSTEMS), "ledger": ("customer", "vendor"), "decimal": (",", "."),
        "days": DAY_FORMATS,
    }  # fmt: skip
    said = {name: typed.text(name) if typed.text(name) in known else "" for name, known in chosen.items()}
    return Wanted(
        kind=said["kind"] or "customers", system=said["system"], columns=typed.text("columns"), ledger=said["ledger"],
        decimal=said["decimal"], days=said["days"],
    )  # fmt: skip


def _above(company: CompanyFacts) -> tuple[str, str]:
    return _("From another system"), reverse("setup_migration", args=[company.id])


def _kinds() -> Choices:
    words = (
        _("Customers"), _("Vendors"), _("Open documents of customers or vendors"), _("Opening balances (SIE, or CSV)"),
        _("Vouchers (SIE 4)"),
    )  # fmt: skip
    return tuple(zip(KINDS, words, strict=True))


def _systems() -> Choices:
    return (*((code, NAMES[code]) for code in SYSTEMS), ("", _("Columns called as ours, SIE or UBL")))


def _first_page(company: CompanyFacts) -> Page:
    fields = (
        Field("system", _("Exported by"), "business-central", "select", _systems()),
        Field("kind", _("What is in the file"), "customers", "select", _kinds()),
        Field("file", _("File (CSV or XLSX)"), kind="file", is_needed=True),
    )
    hint = _(
        "Customers and vendors first, then their open documents. Nothing is stored before you have seen what it is."
    )
    told = _("Customers, vendors, open documents and balances, as the system you come from exports them.")
    form = Form("file", _("A file"), _("Look at it"), fields, hint)
    return Page(_("From another system"), told, (), (form,))


def _file_page(company: CompanyFacts, wanted: Wanted, found: Taken, *, is_loaded: bool = False) -> Page:
    is_new = bool(found.news) and not is_loaded
    told = _("Nothing is stored yet.") if is_new else _("All of it is in the books.")
    lists = (*_proved(company, found.proof), *_read(found))
    form = _load_form(wanted) if is_new else _again_form(wanted)
    return Page(found.told, told, lists, (form,), above=_above(company))


def _proved(company: CompanyFacts, proof: Proof | None) -> Iterator[Listing]:
    """The file's totals beside the ledger's, by currency and account, and who differs."""
    if proof is None:
        return
    words = {"customer": _("Customers"), "vendor": _("Vendors")}
    heads: tuple[Head, ...] = (
        Head(_("Ledger")), Head(_("Currency")), Head(_("In the file"), True), Head(_("Before"), True),
        Head(_("After"), True), Head(_("Difference"), True),
    )  # fmt: skip
    rows = []
    for one in proof.currencies:
        minor = (one.file_minor, one.before_minor, one.after_minor, one.difference_minor)
        rows.append(Row((words[one.ledger], one.currency, *(money(some, one.currency) for some in minor))))
    yield Listing(_("What remains, in the file and in the ledger"), heads, tuple(rows))
    heads = (Head(_("Account")), Head(_("Before"), True), Head(_("After"), True))
    amounts = ((one.account, one.before_minor, one.after_minor) for one in proof.accounts)
    of_accounts = tuple(
        Row((account, money(before, company.currency), money(after, company.currency)))
        for account, before, after in amounts
    )
    yield Listing(_("Control accounts"), heads, of_accounts, _("No control account has a balance."))
    heads = (Head(_("Number")), Head(_("Currency")), Head(_("In the file"), True), Head(_("In the ledger"), True))
    differing = tuple(
        Row((one.number, one.currency, money(one.file_minor, one.currency), money(one.after_minor, one.currency)))
        for one in proof.differing[:SHOWN]
    )
    title = worded(_("{count:account|accounts} that differ"), count=len(proof.differing))
    yield Listing(title, heads, differing, _("Every balance in the file is the one in the ledger."))


def _read(found: Taken) -> Iterator[Listing]:
    if found.left_out:
        heads = (Head(_("Why")), Head(_("Rows"), True))
        rows = tuple(Row((why or _("nothing remains"), str(count))) for why, count in found.left_out.items())
        yield Listing(_("Rows left out"), heads, rows)
    if found.read:
        heads = (Head(_("Title in the file")), Head(_("Column of ours")))
        yield Listing(_("Columns read"), heads, tuple(Row(pair) for pair in found.read))


def _load_form(wanted: Wanted) -> Form:
    hint = _("All of it, or nothing where a row is refused. The same file again changes nothing.")
    return Form("file", _("Load it"), _("Load"), _fields(wanted), hint, also=("look", _("Look again")))


def _again_form(wanted: Wanted) -> Form:
    fields = (*_fields(wanted), Field("look", value="1", kind="hidden"))
    return Form("file", _("What the file is"), _("Look again"), fields)


def _fields(wanted: Wanted) -> tuple[Field, ...]:
    found = (
        Field("system", _("Exported by"), wanted.system, "select", _systems()),
        Field("kind", _("What is in the file"), wanted.kind, "select", _kinds()),
    )
    if not wanted.system:
        return found
    told: Choices = (("", _("As the titles tell")), ("customer", _("Customers")), ("vendor", _("Vendors")))
    decimal: Choices = (("", _("As the rows tell")), (",", "1250,00"), (".", "1250.00"))
    days: Choices = (("", _("As the rows tell")), *((one, one) for one in DAY_FORMATS))
    return (
        *found,
        Field("ledger", _("Whose documents"), wanted.ledger, "select", told),
        Field("decimal", _("Amounts are written"), wanted.decimal, "select", decimal),
        Field("days", _("Days are written"), wanted.days, "select", days),
        Field(
            "columns", _("Columns called otherwise"), wanted.columns, "area", rows=3,
            hint=_("One a row, the column of ours first: {example}").format(example="remaining_amount=Kvar att betala"),
        ),
    )  # fmt: skip
