"""What one does by command, a program does by the API: every command beside its operation, or why it has none.

A refusal names the command that mends it; a program is told the address that does the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from reskontra.core.errors import Malformed, Refused
from reskontra.interface.refusals import remedy_of

# Why a command has none.
REASONS = {
    "-machine": "of the whole installation, by who runs the machine",
    "-places": "it names places, files and programs of the machine",
    "-people": "people are given passwords by people, and letters of single sign-on by who runs the machine",
    "-companies": "a token is of one company; companies are made, listed, copied and moved by who runs the machine",
    "-asked": "it cannot be taken back, and is asked of a person who types whom it is about",
    "-page": "it is read by people; `loads` tells the same proof of what it loads",
}

# Noun → its commands, each before its operation or its reason. "." are commands without a noun.
TABLE = {
    ".": """
        init -companies, check -machine, migrate -machine, restore -machine, worker -machine, serve -machine,
        statement-of-account preview_account_statement, demo -machine, find find_number, reverse reverse_a_run,
        tick -machine, doctor -machine""",
    "load": """
        customers load_customer_file, vendors load_vendor_file, vouchers load_a_file, opening-balances load_a_file,
        entries load_a_file""",
    "bank-account": """
        add add_own_bank_account, opening post_opening_balance, set change_bank_account, list list_bank_accounts,
        proof prove_bank_account, sign sign_bank_account, unsign unsign_bank_account, sign-offs list_sign_offs""",
    "statement": """
        list list_statements, expected list_expected, show show_import, lines list_import_lines, file download_import,
        import import_statement_file, undo-import undo_an_import""",
    "bank-reconciliation": """
        new begin_bank_reconciliation, line-add add_reconciliation_line, line-delete delete_reconciliation_line,
        delete delete_bank_reconciliation, list list_bank_reconciliations, show show_bank_reconciliation,
        match match_bank_reconciliation, apply apply_bank_entries, remove remove_bank_entries,
        post post_bank_reconciliation, undo undo_bank_reconciliation, report show_reconciliation_report,
        line show_reconciliation_line, import take_statement_lines, suggest suggest_reconciliation_lines,
        change change_bank_reconciliation, number change_bank_reconciliation, check-apply apply_checks_to_line,
        check-remove take_check_off, transfer transfer_the_differences""",
    "import-definition": """
        guess guess_import_definition, preview preview_import, save save_import_definition,
        import save_import_definition, list list_import_definitions, show show_import_definition,
        export download_import_definition, edit edit_import_definition""",
    "feeds": """
        kinds -places, add -places, check -places, change change_a_feed, remove remove_a_feed, list list_the_feeds,
        run run_a_feed, runs list_feed_runs, show show_feed_run""",
    "journal": """
        list list_journals, match match_journal, show show_journal, apply apply_line, amount set_line_amount,
        posting-date set_posting_date, accept accept_line, post post_journal, reverse reverse_journal,
        return return_line, split split_a_line, ask ask_about_line, answer answer_about_line,
        questions list_questions, undo undo_line""",
    "mapping": """
        add add_a_text_mapping, try try_a_text_mapping, remove remove_a_text_mapping, list list_text_mappings""",
    "rule": "list list_rules, restore restore_the_rules, export show_rulebook, set set_the_rulebook",
    "matching": "quality show_report, try try_the_rulebook",
    "matching facts": """
        list list_learned_facts, show show_a_fact, add add_a_fact, edit edit_a_fact, revoke revoke_a_fact""",
    "payer-relation": "add add_a_payer_relation, end end_a_payer_relation, list list_payer_relations",
    "charge-limit": "list list_charge_limits, set set_a_charge_limit, remove remove_a_charge_limit",
    "report": """
        trial-balance show_report, general-ledger show_report, vouchers show_report, bank-position show_report,
        payment-behaviour show_report, paid-invoices show_report, customer-balances show_report,
        vendor-balances show_report, aged-receivables show_report, aged-payables show_report,
        credit-limits show_report, detailed-ledger show_report, take-over -page, open-entries list_entries,
        expected-receipts show_report, prediction-quality show_report, expected-payments show_report,
        audit-sample show_report, credit-metrics show_report, limitation show_report""",
    "export": "sie4 download_sie, vouchers export_posted_vouchers, list list_voucher_exports, all -places",
    "account": "list list_accounts, add add_to_chart",
    "fiscal-year": """
        add add_a_fiscal_year, list list_fiscal_years, close move_fiscal_periods, reopen move_fiscal_periods,
        lock move_fiscal_periods""",
    "rate": "add add_exchange_rate, load load_exchange_rates, list list_exchange_rates",
    "exchange-rates": "adjust adjust_to_exchange_rates, list list_exchange_adjustments",
    "company": """
        list -companies, set change_the_company, logo keep_logo, show show_company, sandbox -companies,
        delete-sandbox -companies, move -companies, archive -companies, reopen -companies, delete -companies""",
    "setting": "list list_settings, set set_a_setting",
    "currency": "list list_currencies, set set_a_currency",
    "number-series": "list list_number_series, add add_number_series",
    "payment-terms": "list list_payment_terms, set set_payment_terms",
    "finance-charges": """
        make draft_memos, list list_memos, show show_memo, test draft_memos, issue issue_memos, cancel cancel_memos,
        delete delete_memos, suggest suggest_the_memo_lines, add-line add_to_memo, update-text update_the_memo_texts,
        change change_memo_draft, delete-lines delete_memo_line, line-fee set_memo_fee, add-text add_memo_paragraph,
        line-text set_memo_line_text, preview-letter preview_memo, send send_letters, export-ubl memo_as_ubl""",
    "interest-terms": """
        list list_interest_terms, show show_interest_terms, add add_the_interest_terms,
        change change_the_interest_terms, install install_the_interest_terms, rename change_the_interest_terms,
        delete delete_the_interest_terms, text set_the_memo_text""",
    "interest-rates": "list list_interest_rates, add add_the_interest_rate, delete delete_the_interest_rate",
    "reference-rate": "add add_the_reference_rate",
    "entry": """
        list list_entries, show show_entry, apply apply_entry, unapply unapply_entry,
        recompute-tolerance recompute_entry_tolerance, edit edit_posted_entry, move move_an_entry""",
    "invoice": """
        draft draft_document, credit credit_document, change change_document, delete delete_document,
        post post_drafts, list list_documents, show show_document, next-number set_next_document_number""",
    "vat-code": "list list_vat_codes, set set_a_vat_code",
    "voucher": "show show_voucher",
    "bad-debt": """
        confirm confirm_a_bad_debt, reopen reopen_a_bad_debt, fear fear_a_bad_debt, release release_a_bad_debt,
        list list_the_bad_debts""",
    "collections": """
        worklist list_worklist, contact log_a_contact, assign assign_customers, hold hold_customers,
        customer set_up_collection, run run_a_policy, runs list_policy_runs, hand-over hand_claims_over,
        take-back take_claims_back, case download_case, handed-over list_hand_overs""",
    "collections policy": "add add_a_policy, change change_a_policy, list list_the_policies",
    "mail": "setup set_mail_up, show show_mail, test send_test_message, bounce take_in_bounces",
    "events": """
        on set_gathering, off set_gathering, list list_events, kinds list_event_kinds, deliver -machine""",
    "webhook": """
        add create_webhook, list list_webhooks, show show_webhook, renew-key renew_webhook_key,
        replay replay_deliveries, remove delete_webhook""",
    "promise": "make keep_promise, withdraw withdraw_a_promise, list list_promises",
    "dispute": "open open_a_dispute, change change_a_dispute, close close_a_dispute, list list_disputes",
    "payment-plan": """
        make agree_payment_plan, cancel cancel_a_payment_plan, list list_payment_plans,
        letter download_payment_plan_letter, send send_payment_plan_letters""",
    "mandate": """
        create create_a_mandate, edit change_a_mandate, list list_mandates, show show_mandate,
        block change_a_mandate, unblock change_a_mandate, close change_a_mandate, reopen change_a_mandate,
        choose choose_a_mandate, adopt adopt_a_mandate""",
    "direct-debit": """
        take take_direct_debit_answer, mandates list_told_mandates, rejected list_rejected_debits,
        ask ask_about_mandates, asked list_mandate_requests, asked-file mandate_request_file,
        setup set_direct_debit_setup, make make_direct_debits, list list_direct_debits, show show_direct_debits,
        check check_direct_debits, edit change_a_debit, remove remove_a_debit, export export_direct_debits,
        post post_direct_debits, reject reject_a_debit, status take_direct_debit_answer,
        close close_direct_debits""",
    "reminders": """
        make draft_reminders, list list_reminders, show show_reminder, send send_letters, sendings list_sent_letters,
        export-ubl reminder_as_ubl, issue issue_drafted_reminders, test draft_reminders,
        cancel cancel_issued_reminders, delete delete_reminders, suggest suggest_reminder_lines,
        add-line add_to_reminder, line-level set_reminder_line_level, update-text update_reminder_texts,
        change change_reminder_draft, delete-lines delete_reminder_line, line-fee set_reminder_fee,
        add-text add_reminder_paragraph, line-text set_reminder_line_text, preview-letter preview_reminder""",
    "reminder-terms": """
        list list_reminder_terms, show show_reminder_terms, add add_the_reminder_terms,
        change change_the_reminder_terms, rename change_the_reminder_terms, delete delete_the_reminder_terms,
        level set_the_reminder_level, text set_reminder_text, install install_the_reminder_terms""",
    "repayment": """
        propose propose_repayments, approve approve_a_repayment, cancel cancel_a_repayment, list list_the_repayments,
        letter download_repayment_letter, send send_repayment_letters""",
    "party": """
        list list_customers_, show show_customer, block block_customer_, unblock block_customer_,
        credit-limit change_customer_, deactivate activate_customer_, activate activate_customer_,
        posting-group change_customer_, alias add_a_fact, merge merge_a_party,
        delete delete_customer""",
    "customer": "add add_customer_, set change_customer_",
    "vendor": "add add_vendor_, set change_vendor_",
    "letters": "list list_waiting_letters, print print_letters",
    "statement-runs": "list list_statement_runs, show list_statements_of_run, send mail_statements",
    "letter-template": "set set_letter_template, show show_letter_template, remove remove_letter_template",
    "note": "add write_note, list list_notes, remove take_note_away, save download_note_file",
    "user": """
        add -people, list list_users, role set_user_role, password -people, email -people, disable -people,
        enable -people, reset-2fa -people, sessions -people, sign-out -people""",
    "retention": """
        show list_kept_years, hold -asked, lift -asked, erase erase_files_of_year,
        withdraw withdraw_erasure_of_year""",
    "privacy": "export take_personal_data_of_customer, erase -asked",
    "backup": "make -machine, verify -machine",
    "database": "grants -machine",
    "place": "add -machine, list -machine, check -machine, clear -machine, remove -machine",
    "token": "create make_token, list list_tokens, revoke revoke_a_token",
    "deposit": """
        new begin_deposit, set change_a_deposit, line-add add_deposit_line, line-delete delete_deposit_line,
        list list_deposits, show show_deposit, post post_a_deposit, undo undo_a_deposit, delete delete_a_deposit""",
    "check-ledger": """
        issue issue_a_check, print print_the_checks, list list_the_checks, outstanding list_outstanding_checks,
        void void_a_check""",
    "payment-registration": """
        setup set_up_registration, list list_unpaid, enter enter_payments, clear clear_payments, post post_payments,
        post-lump post_payments, search search_documents""",
    "payment-proposal": """
        make make_payment_proposal, list list_payment_proposals, show show_payment_proposal, edit change_payment,
        remove remove_a_payment, approve approve_payment_proposal, export export_payment_proposal,
        status take_payment_answer, post post_payment_proposal, cancel cancel_payment_proposal""",
}
# The journals that are filled by hand have the same commands.
TYPED = {
    "": """
        add add_batch_line, load load_batch_lines, apply settle_with_batch_line, delete delete_batch_line,
        renumber renumber_a_batch, list list_batch_lines, post post_a_batch, check post_a_batch""",
    " batch": "add add_a_batch, list list_batches, rename rename_a_batch, delete delete_a_batch",
    " template": "set set_batch_template, list list_batch_templates",
}
TABLE |= {kind + part: TYPED[part] for kind in ("cash-receipts", "payments", "general-journal") for part in TYPED}

_addresses: dict[str, str] = {}  # operation → method and address


def know(addresses: Mapping[str, str]) -> None:
    """Which operations there are, as the API is made. addresses: operation → "PUT /api/v1/events/gathering"."""
    _addresses.update(addresses)


def commands() -> Iterator[tuple[str, str, str]]:
    """(noun, command, its operation or the reason why it has none); the noun of a command without one is "."."""
    for noun, text in TABLE.items():
        for one in text.replace("\n", " ").split(","):
            word, found = one.split()
            yield noun, word, found


def addresses_for(refusal: Refused | Malformed) -> tuple[str, ...]:
    """What does the same as the commands that its remedy names, in their order."""
    operations, named = _named_by_remedies()
    found = [operations[command] for command in named.findall(remedy_of(refusal.template))]
    return tuple(dict.fromkeys(_addresses[one] for one in found if one in _addresses))


@cache
def _named_by_remedies() -> tuple[dict[str, str], re.Pattern[str]]:
    """Command → operation, and what finds commands in a text; those without a noun only behind the program's name."""
    operations = {word if noun == "." else f"{noun} {word}": found for noun, word, found in commands()}
    longest = sorted(operations, key=len, reverse=True)
    first = "|".join(name if " " in name else f"(?<=reskontra ){name}" for name in longest)
    return operations, re.compile(rf"(?<![\w-])({first})(?![\w-])")
