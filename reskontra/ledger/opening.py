"""Open the G/L with the balances of the books before: one voucher, and what each account was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.db.models import Sum

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.opening import OpeningAccount, OpeningKnown, OpeningPlan, complete, plan_opening
from reskontra.core.presets import preset_of
from reskontra.database.locks import lock_company
from reskontra.ledger.account_facts import AccountFacts, accounts_by_number
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.chart import AccountNumberUnfit, NewAccount, write_accounts
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.models import OpeningBalance, PostingGroup
from reskontra.ledger.opening_file import GivenBalance, GivenBalances, read_opening


class OpeningAccountUnknown(Malformed):
    code = "opening_account_unknown"
    template = (
        'There is no G/L account "{account}". Add it with reskontra account add, or all that the file names with '
        "--add-accounts."
    )


class OpeningAccountClosed(Malformed):
    code = "opening_account_closed"
    template = "G/L account {account} takes no posting. Give its balance on another account."


class OpeningAccountOfBank(Malformed):
    code = "opening_account_of_bank"
    template = (
        "G/L account {account} is kept for a bank account, and no bank account has it. Add one with reskontra "
        "bank-account add NUMBER --gl-account {account}, or post the balance as it is with --plain-account {account}."
    )


@dataclass(frozen=True, slots=True)
class OpeningOrder:
    """What a user says of the load.

    day              the balances are those as it begins, and it dates the voucher; None: as the file says
    result_account   takes what the balances lack to 0; "" refuses
    plain_accounts   accounts kept for banks that are none here
    adds_accounts    accounts that the chart lacks are added
    corrects         other balances than those known are posted as differences
    """

    day: date | None = None
    result_account: str = ""
    plain_accounts: frozenset[str] = frozenset()
    adds_accounts: bool = False
    corrects: bool = False
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class OpeningLoaded:
    """voucher "" where everything was known before. brought: what is left to entries and bank accounts, by account."""

    day: date
    voucher: str
    accounts: int
    added: tuple[str, ...]
    brought: tuple[tuple[str, int], ...]


def load_opening(
    *, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, order: OpeningOrder
) -> OpeningLoaded:
    """Post the balances of a CSV or SIE file as one voucher; the same balances again change nothing.

    refuses   what reading refuses; then Findings of OpeningAccountUnknown, AccountNumberUnfit, OpeningAccountClosed,
              OpeningAccountOfBank; then OpeningEmpty, OpeningUnbalanced, OpeningDateDiffers, OpeningDiffers
    """
    given = read_opening(company=company, stream=stream, day=order.day)
    with transaction.atomic():
        lock_company(company.id)
        added = _add_missing(company, given, order)
        known = opening_known(company=company)
        accounts = _accounts(company, given, known, order)
        amounts = {one.account: one.minor for one in given.balances}
        balances = complete(balances=amounts, result_account=order.result_account, currency=company.currency)
        plan = plan_opening(
            day=given.day,
            balances=balances,
            accounts=accounts,
            known=known,
            corrects=order.corrects,
            currency=company.currency,
        )
        voucher = _post(company, actor, name, (given.day, plan)) if plan.lines else ""
        if order.is_preview or not plan.lines:
            transaction.set_rollback(True)
    brought = tuple((number, minor) for number, minor in sorted(balances.items()) if accounts[number].contra)
    return OpeningLoaded(given.day, voucher, len(plan.given), added if plan.lines else (), brought)


def opening_known(*, company: CompanyFacts) -> OpeningKnown:
    """What the accounts were opened with, by number, and of which day."""
    rows = OpeningBalance.objects.filter(company=company.id)
    day = rows.values_list("voucher__posting_date", flat=True).first()
    sums = rows.values_list("account__number").order_by("account__number").annotate(total=Sum("amount_minor"))
    return OpeningKnown(day, {number: total for number, total in sums if total})


def contra_accounts(*, company: CompanyFacts) -> dict[str, str]:
    """Account → the account that holds its opening balance until entries or a bank account bring it."""
    groups = PostingGroup.objects.filter(company=company.id).order_by("kind", "code")
    found: dict[str, str] = {}
    for control, contra in groups.values_list("control_account", "opening_account"):
        found.setdefault(control, contra)
    bank_contra = preset_of(company.preset).bank_opening_account
    banks = [one.number for one in accounts_by_number(company=company).values() if one.bank_account]
    return {**found, **dict.fromkeys(banks, bank_contra)}


def _add_missing(company: CompanyFacts, given: GivenBalances, order: OpeningOrder) -> tuple[str, ...]:
    known = accounts_by_number(company=company)
    missing = [one for one in given.balances if one.minor and one.account not in known]
    findings: list[Refused | Malformed] = []
    if not order.adds_accounts:
        findings += [OpeningAccountUnknown(place=one.place, account=one.account[:40]) for one in missing]
    if order.result_account and order.result_account not in {*known, *(one.account for one in missing)}:
        findings.append(OpeningAccountUnknown(place="--result-account", account=order.result_account[:40]))
    if findings:
        raise Findings(findings)
    try:
        write_accounts(company=company, accounts=[NewAccount(one.account, one.name, one.is_income) for one in missing])
    except AccountNumberUnfit as finding:
        place = next(one.place for one in missing if one.account[:40] == finding.values["account"])
        raise finding.at(place) from None
    return tuple(one.account for one in missing)


def _accounts(
    company: CompanyFacts, given: GivenBalances, known: OpeningKnown, order: OpeningOrder
) -> dict[str, OpeningAccount]:
    chart, contras = accounts_by_number(company=company), contra_accounts(company=company)
    kept = set(preset_of(company.preset).bank_accounts) - order.plain_accounts
    wanted = [one for one in given.balances if one.minor]
    if order.result_account:
        wanted.append(GivenBalance("--result-account", order.result_account, "", 0))
    findings: list[Refused | Malformed] = []
    for one in wanted:
        if refusal := _closed(chart[one.account], contras, kept):
            findings.append(refusal)
            refusal.place = one.place
    if findings:
        raise Findings(findings)
    numbers = {*(one.account for one in wanted), *known.balances}
    return {number: OpeningAccount(number, chart[number].name, contras.get(number, "")) for number in numbers}


def _closed(account: AccountFacts, contras: Mapping[str, str], kept: set[str]) -> Malformed | None:
    """Why no balance may be posted on an account, unless another brings it."""
    if account.number in contras:
        return None
    if account.is_blocked or not account.is_direct_posting or account.kind != "POSTING":
        return OpeningAccountClosed(account=account.number)
    return OpeningAccountOfBank(account=account.number) if account.number in kept else None


def _post(company: CompanyFacts, actor: str, name: str, planned: tuple[date, OpeningPlan]) -> str:
    """Voucher, what was given, audit; the voucher's name."""
    day, plan = planned
    chart = accounts_by_number(company=company)
    lines = tuple(
        LineDraft(
            chart[line.account].id,
            line.minor,
            company.currency,
            line.minor,
            description="" if line.account == line.of.number else f"{line.of.number} {line.of.name}",
        )
        for line in plan.lines
    )
    run = start_run(company=company, actor=actor, action="opening_balances.loaded")
    text = "Ingående balanser" if company.language.startswith("sv") else "Opening balances"
    draft = VoucherDraft("OPENING", day, lines, description=text, external_document_number=name)
    (posted,) = post(company=company, run=run, vouchers=[draft])
    OpeningBalance.objects.bulk_create(
        OpeningBalance(company_id=company.id, voucher_id=posted.id, account_id=chart[number].id, amount_minor=minor)
        for number, minor in plan.given.items()
    )
    content = {"date": day, "balances": dict(plan.given)}
    record(company=company.id, actor=actor, action="opening_balances.loaded", subject=name, content=content)
    return posted.name
