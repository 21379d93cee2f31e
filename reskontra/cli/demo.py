"""reskontra demo: a Swedish company from an empty folder to reconciled books, in one command."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _
from rich.text import Text

from reskontra.bank.actions.import_statement import import_statement
from reskontra.cli.checks import violations
from reskontra.cli.demo_data import DemoFiles, write_demo
from reskontra.cli.demo_data import company as demo_company
from reskontra.cli.root import program
from reskontra.cli.serve import BindOption, require_address
from reskontra.cli.serve import run as serve
from reskontra.cli.setup import prepare_database, update_statistics
from reskontra.collections.making_reminders import make_reminders
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.companies.actions import CompanyExists, change_settings
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.wording import worded
from reskontra.founding.company import add_years, make_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.display import money, value
from reskontra.interface.people import add_demo_user, give_role
from reskontra.interface.refusals import violation_wording
from reskontra.interface.tables import print_report
from reskontra.journals.queries import JournalFacts, journals
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from reskontra.ledger.cli_reports import trial_balance_report
from reskontra.ledger.queries import group_codes
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, post_journals
from reskontra.matching.queries import ShownLine, shown_lines
from reskontra.matching.show import print_lines
from reskontra.parties.load import load_parties
from reskontra.receivables.load import load_entries

MAPPINGS = (
    ("avgift", "gl:6570", "out"),
    ("löner", "gl:2820", "out"),
    ("skatteverket", "gl:1630", ""),
    ("skattekonto", "gl:1630", ""),
)
KINDS_SHOWN = (
    "payment_reference", "repaired_reference", "external_document_number", "sum_of_all", "credit_memo_netted",
    "discount_in_time", "own_account", "text_mapping",
)  # fmt: skip
MOST_LEFT = 10
DEMO_NAME = "Alma Sand"


@command(program, "demo", lasts=True)
def demo(
    session: Session,
    folder: Annotated[Path | None, typer.Option(help="Keep the demo's files in this folder.")] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Do not start the web application.")] = False,
    bind: BindOption = "127.0.0.1:8000",
) -> None:
    """Make a demo company, import its bank statement, match, post, print a report, and open it to browsers."""
    require_address(bind)
    prepare_database()
    if any(known.name == demo_company.NAME for known in companies()):
        raise CompanyExists(name=demo_company.NAME)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _run(session, folder, today())
    else:
        with tempfile.TemporaryDirectory() as made:
            _run(session, Path(made), today())
    if not no_serve:
        _step(session, _("The web application; one click enters as {name}").format(name=DEMO_NAME))
        settings.IS_DEMO = True
        serve(session, bind=bind)


def _run(session: Session, folder: Path, today: date) -> None:
    files = write_demo(folder, as_of=today, terms_codes={10: "10D", 20: "20D", 30: "30D"})
    company = _company(session, files, today)
    _load(session, company, files)
    chosen = _import(session, company, files)
    _match(session, company, chosen)
    _post(session, company, chosen)
    _remind(session, company, today)
    _report(session, company)
    _prove(session, company)
    user = add_demo_user(name=DEMO_NAME)
    give_role(company=company.id, actor=session.actor, username=user.username, role="ADMINISTRATOR")


def _step(session: Session, text: str) -> None:
    session.out.print()
    session.out.print(Text.assemble(("▸ ", "bold cyan"), (text, "bold")))


def _company(session: Session, files: DemoFiles, today: date) -> CompanyFacts:
    _step(session, _("A company with a chart of accounts and its bank accounts"))
    company = make_company(name=demo_company.NAME, actor=session.actor, preset_code="se-bas", country="", currency="")
    add_years(company=company, actor=session.actor, first_month=1, today=today)
    change_settings(company=company, actor=session.actor, values={"ocr_length_digit": True})
    accounts = (
        NewBankAccount(
            number="B1",
            name="Företagskonto",
            iban=demo_company.IBAN,
            bankgiro=demo_company.BANKGIRO,
            opening_minor=files.expected.opening_balance_minor,
            opening_date=files.expected.opening_date,
        ),
        NewBankAccount(number="B2", name="Sparkonto", iban=demo_company.SAVINGS_IBAN),
    )
    for account in accounts:
        add_bank_account(company=company, actor=session.actor, account=account)
    for text, account_number, direction in MAPPINGS:
        mapping = wanted_mapping(company=company, text=text, account=account_number, direction=direction)
        add_mapping(company=company, actor=session.actor, mapping=mapping)
    session.say(f"{company.name}, {demo_company.CITY}, bankgiro {demo_company.BANKGIRO}")
    return company


def _load(session: Session, company: CompanyFacts, files: DemoFiles) -> None:
    _step(session, _("Customers, vendors and open documents"))
    for ledger, path, words in (
        ("CUSTOMER", files.customers, _("{count:customer|customers}")),
        ("VENDOR", files.vendors, _("{count:vendor|vendors}")),
    ):
        groups = group_codes(company=company, ledger=ledger)
        with path.open("rb") as stream:
            done = load_parties(
                company=company, actor=session.actor, ledger=ledger, name=path.name, stream=stream, groups=groups
            )
        session.say(worded(words, count=done.new))
    with files.entries.open("rb") as stream:
        loaded = load_entries(company=company, actor=session.actor, name=files.entries.name, stream=stream)
    session.say(
        worded(
            _("{count:open document|open documents}: customers owe {owed}, vendors are owed {owing} {currency}"),
            count=loaded.new,
            owed=money(loaded.customer_minor, company.currency),
            owing=money(-loaded.vendor_minor, company.currency),
            currency=company.currency,
        )
    )
    update_statistics()


def _import(session: Session, company: CompanyFacts, files: DemoFiles) -> list[JournalFacts]:
    _step(session, _("The bank's statement (camt.053), and the details of its batches (camt.054)"))
    for path in (files.statement, files.advice):
        with path.open("rb") as stream:
            done = import_statement(company=company, actor=session.actor, name=path.name, stream=stream)
        session.say(
            worded(
                _("{file}: {new:new transaction|new transactions}, {journals}"),
                file=path.name,
                new=done.new,
                journals=", ".join(journal.number for journal in done.journals),
            )
        )
    return journals(company=company, state="OPEN")


def _match(session: Session, company: CompanyFacts, chosen: Sequence[JournalFacts]) -> None:
    _step(session, _("Payments find their invoices"))
    done = match_journals(company=company, actor=session.actor, journals=chosen)
    session.say(
        worded(
            _("{lines:line|lines} matched in {seconds} s: {ready} ready to post."),
            lines=done.lines,
            seconds=value(Decimal(f"{done.milliseconds / 1000:.2f}")),
            ready=done.ready,
        )
    )
    shown = shown_lines(company=company, journals=chosen)
    session.say(_("For example:"))
    print_lines(session, _one_of_each(shown), is_brief=True)
    _step(session, _("What is left for a person"))
    left = [line for line in shown if not line.is_ready]
    print_lines(session, left[:: max(1, len(left) // MOST_LEFT)][:MOST_LEFT], is_brief=True)
    session.say(
        _("… {count} in all: reskontra journal show {journal}").format(count=len(left), journal=chosen[0].number)
    )


def _one_of_each(shown: Sequence[ShownLine]) -> list[ShownLine]:
    """A ready line for each kind of reason."""
    found: dict[str, ShownLine] = {}
    for line in shown:
        for reason in line.proposal.explanation if line.proposal and line.is_ready else ():
            if reason["rule"] in KINDS_SHOWN:
                found.setdefault(str(reason["rule"]), line)
    chosen = {id(found[kind]): found[kind] for kind in KINDS_SHOWN if kind in found}
    return list(chosen.values())


def _post(session: Session, company: CompanyFacts, chosen: Sequence[JournalFacts]) -> None:
    _step(session, _("The ready lines are posted"))
    done = post_journals(company=company, actor=session.actor, journals=chosen, choice=Choice())
    session.say(
        worded(
            _(
                "{vouchers:voucher|vouchers} posted, {payments:payment|payments} applied to "
                "{applied:document|documents}."
            ),
            vouchers=len(done.vouchers),
            payments=done.payments,
            applied=done.applied,
        )
    )
    session.say(worded(_("{count:line is|lines are} left for a person."), count=done.left))


def _remind(session: Session, company: CompanyFacts, today: date) -> None:
    _step(session, _("Reminders of what is overdue are drafted"))
    done = make_reminders(company=company, actor=session.actor, order=MakeOrder(document_date=today))
    session.say(
        worded(
            _(
                "{drafts:reminder|reminders}: {overdue} overdue, {interest} interest. "
                "{left:customer gets|customers get} none."
            ),
            drafts=len(done.made),
            overdue=money(sum(one.draft.sums.remaining_minor for one in done.made), company.currency),
            interest=money(sum(one.draft.sums.interest_minor for one in done.made), company.currency),
            left=len(done.not_made),
        )
    )
    session.say(_("Who gets none, and why: reskontra reminders make --preview"))


def _report(session: Session, company: CompanyFacts) -> None:
    _step(session, _("Trial balance"))
    print_report(session, trial_balance_report(company=company))


def _prove(session: Session, company: CompanyFacts) -> None:
    _step(session, _("Every invariant of the books is proved"))
    found = list(violations(company=company))
    for violation in found:
        session.say(violation_wording(violation))
    if found:
        raise typer.Exit(1)
    session.say(_("The books of {companies} are whole.").format(companies=company.name))
