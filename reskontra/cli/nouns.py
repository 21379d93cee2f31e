"""Which modules hold the commands of a noun: a command is ready sooner where only those of its noun are read.

A module that adds a command to a noun stands here, or the command is not found; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

from reskontra.cli.root import program
from reskontra.interface.parser_words import Noun

# A noun → where its commands begin, "module:name", and the further modules that add to them.
NOUNS: dict[str, tuple[str, ...]] = {
    "load": ("ledger.cli_parties:load", "ledger.cli_load_vouchers", "ledger.cli_opening", "receivables.cli"),
    "bank-account": ("ledger.cli:bank_account", "bank.proof.cli"),
    "statement": ("bank.cli:statement", "bank.cli_lines", "matching.cli_imports"),
    "bank-reconciliation": (
        "bank.reconciliation.cli:bank_reconciliation", "bank.reconciliation.cli_report",
        "bank.reconciliation.cli_statements", "bank.reconciliation.cli_checks", "matching.cli_differences",
    ),
    "import-definition": ("bank.cli_definitions:import_definition", "bank.cli_definition_edit"),
    "feeds": ("matching.cli_feeds:app",),
    "journal": ("matching.cli:journal", "matching.cli_returns", "matching.cli_people"),
    "mapping": ("matching.cli_mappings:mapping",),
    "rule": ("matching.cli_rules:rule",),
    "matching": ("matching.cli_facts:matching", "matching.cli_quality", "matching.cli_try"),
    "payer-relation": ("matching.cli_relations:payer_relation",),
    "charge-limit": ("matching.cli_charge_limits:charge_limit",),
    "report": (
        "ledger.cli:report", "bank.cli_position", "ledger.cli_reports", "receivables.cli_behaviour",
        "receivables.cli_reports", "receivables.cli_take_over", "receivables.cli_currencies",
        "receivables.cli_expected", "receivables.cli_samples", "collections.cli_credit",
        "collections.cli_limitation",
    ),
    "export": ("ledger.cli_export:export", "cli.export_all"),
    "account": ("ledger.cli:account",),
    "fiscal-year": ("companies.cli:fiscal_year",),
    "rate": ("companies.cli:rate",),
    "exchange-rates": ("receivables.cli_currencies:exchange_rates",),
    "company": ("companies.cli:company", "companies.cli_identity", "founding.cli", "founding.cli_archive", "cli.move"),
    "setting": ("companies.cli_settings:setting",),
    "currency": ("companies.cli_currencies:currency",),
    "number-series": ("companies.cli_series:number_series_app",),
    "payment-terms": ("companies.cli_terms:payment_terms",),
    "finance-charges": (
        "collections.cli_finance_charges:app", "collections.cli_finance_charges_edit",
        "collections.cli_draft_lines", "collections.cli_sending", "collections.cli_electronic",
    ),
    "interest-terms": ("collections.cli_interest:interest_terms", "collections.cli_interest_texts"),
    "interest-rates": ("collections.cli_interest:interest_rates_app",),
    "reference-rate": ("collections.cli_interest:reference_rate",),
    "entry": ("receivables.cli_entries:entry", "receivables.cli_corrections"),
    "invoice": ("receivables.documents.cli:invoice",),
    "vat-code": ("ledger.cli_vat:vat_code",),
    "voucher": ("ledger.cli_vouchers:voucher",),
    "bad-debt": ("receivables.cli_bad_debts:bad_debt",),
    "collections": ("collections.cli_worklist:collecting", "collections.cli_policies", "collections.cli_hand_overs"),
    "mail": ("collections.cli_mail:mail",),
    "events": ("cli.events:events",),
    "webhook": ("cli.webhooks:webhook",),
    "promise": ("collections.cli_claims:promise",),
    "dispute": ("collections.cli_claims:dispute",),
    "payment-plan": ("collections.cli_claims:payment_plan", "collections.cli_plan_letters"),
    "mandate": ("receivables.cli_mandates:mandate", "receivables.cli_mandate_requests"),
    "direct-debit": (
        "receivables.cli_direct_debit:direct_debit", "receivables.cli_direct_debit_collections",
        "receivables.cli_mandate_requests",
    ),
    "reminders": (
        "collections.cli_reminders:app", "collections.cli_reminders_issue", "collections.cli_reminders_edit",
        "collections.cli_draft_lines", "collections.cli_sending", "collections.cli_electronic",
    ),
    "reminder-terms": ("collections.cli_reminder_terms:app",),
    "repayment": ("receivables.cli_repayments:repayment", "collections.cli_refunds"),
    "party": ("parties.cli_parties:party", "ledger.cli_parties", "cli.alias", "cli.merge", "privacy.cli_party"),
    "customer": ("ledger.cli_customers:customer",),
    "vendor": ("ledger.cli_customers:vendor",),
    "letters": ("collections.cli_letters:letters",),
    "statement-runs": ("collections.cli_statement_runs:statement_runs",),
    "letter-template": ("collections.cli_letter_template:letter_template",),
    "note": ("cli.notes:note",),
    "user": ("cli.user:user",),
    "privacy": ("privacy.cli:privacy",),
    "retention": ("privacy.cli_retention:retention",),
    "backup": ("cli.backup:backup",),
    "database": ("cli.database:database",),
    "place": ("cli.place:place",),
    "token": ("cli.token:token",),
    "cash-receipts": ("journals.cli_typed:cash_receipts",),
    "payments": ("journals.cli_typed:payments",),
    "general-journal": ("journals.cli_typed:general_journal",),
    "deposit": ("journals.cli_deposits:deposit",),
    "check-ledger": ("journals.cli_check_ledger:check_ledger",),
    "payment-registration": ("journals.cli_registration:payment_registration",),
    "payment-proposal": ("journals.paying.cli:payment_proposal",),
}  # fmt: skip
# A command that is no noun's → its module.
ALONE: dict[str, str] = {
    "init": "cli.commands",
    "check": "cli.commands",
    "migrate": "cli.commands",
    "serve": "cli.serve",
    "statement-of-account": "cli.statement_of_account",
    "demo": "cli.demo",
    "find": "cli.find",
    "reverse": "cli.reverse",
    "tick": "cli.tick",
    "worker": "cli.worker",
    "restore": "cli.backup",
    "doctor": "cli.doctor",
}
VALUED = ("--company", "--lang")  # options before the noun that a value follows


def program_for(arguments: Sequence[str]) -> typer.Typer:
    """The program with the commands that the arguments may call; with all where they name none, as for its help."""
    word = _first_word(arguments)
    if word in NOUNS:
        _add(word)
    elif word in ALONE:
        _read(ALONE[word])
    else:
        whole_program()
    return program


def whole_program() -> typer.Typer:
    """The program with all its commands, in the order of the tables."""
    for noun in NOUNS:
        _add(noun)
    for module in ALONE.values():
        _read(module)
    return program


def _first_word(arguments: Sequence[str]) -> str:
    """The noun, or the command that has none; "" where an option comes first that is not known here."""
    words = iter(arguments)
    for word in words:
        if word in VALUED:
            next(words, "")
        elif not word.startswith(tuple(f"{option}=" for option in VALUED)):
            return "" if word.startswith("-") else word
    return ""


def _add(noun: str) -> None:
    """Put a noun's commands into the program, once."""
    if any(group.name == noun for group in program.registered_groups):
        return
    first, *further = NOUNS[noun]
    module, _, name = first.partition(":")
    app = getattr(_read(module), name)
    for other in further:
        _read(other)
    _heed_shared(app)
    own = app.info.cls
    kind = own if isinstance(own, type) and issubclass(own, Noun) else Noun
    program.add_typer(app, name=noun, cls=kind)


def _heed_shared(app: typer.Typer) -> None:
    """Nouns within nouns take the options that all share, as their noun does."""
    for group in app.registered_groups:
        group.cls = Noun
        if group.typer_instance:
            _heed_shared(group.typer_instance)


def _read(module: str) -> object:
    return import_module(f"reskontra.{module}")
