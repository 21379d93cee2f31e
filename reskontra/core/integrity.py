"""What a check of the books found: an invariant that does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reskontra.core.wording import worded


@dataclass(frozen=True, slots=True)
class Violation:
    """code: which invariant; values: where, and what was found beside what should be."""

    code: str
    values: Mapping[str, object]

    TEMPLATES: ClassVar[Mapping[str, str]] = {
        "audit_number_missing": "Audit event {number} is missing.",
        "audit_chain_broken": "Audit event {number} does not follow from the one before it.",
        "audit_payload_changed": "The content of audit event {number} is not what was recorded.",
        "seals_differ": "The seals of the books are not those of which audit event {number} tells.",
        "sealed_row_changed": "Row {id} of {table} is not what was sealed.",
        "sealed_row_lost": "Row {id} of {table} was sealed, and is gone.",
        "file_differs": "The stored file {file} has not the bytes whose SHA-256 is {sha256}.",
        "file_gone": "The stored file {file}, SHA-256 {sha256}, is gone, and no event names it as erased.",
        "audit_payload_gone": "The content of audit event {number} is gone, and no event names it as erased.",
        "sandbox_lost": "{company} was made as a sandbox, and is none now.",
        "sandbox_forged": "{company} was made as a company of its own, and is a sandbox now.",
        "voucher_unbalanced": "Voucher {voucher} sums to {sum}, not to zero.",
        "voucher_unsealed": "Voucher {voucher} was never sealed.",
        "voucher_number_missing": "Series {series} of {fiscal_year} has {count:voucher|vouchers} and ends at {last}.",
        "voucher_outside_year": "Voucher {voucher} is dated {date}, outside its fiscal year.",
        "line_date_differs": "Voucher {voucher} has a line dated {date}.",
        "bank_ledger_differs": "Bank account {bank_account} holds {entries}, and its G/L account {account} {gl}.",
        "check_entry_differs": "Check {check} of {bank_account} over {amount} is not what its bank entries are.",
        "deposit_differs": "Deposit {deposit} over {total} is not what a voucher put on bank account {bank_account}.",
        "proposed_payment_differs": (
            "Payment {payment} over {total} is not what a voucher took from bank account {bank_account}."
        ),
        "opening_unbalanced": "The opening balances of voucher {voucher} sum to {sum}, not to zero.",
        "trigger_missing": "The database has lost the guard {trigger}.",
        "remaining_differs": (
            "{document_type} {document_number} has {remaining} left, and its details sum to {details}."
        ),
        "local_remains": "{document_type} {document_number} is settled, and {local} is left in local currency.",
        "document_differs": "The lines of document {document} come to {lines}, and its entry is over {entry}.",
        "subledger_differs": "Posting group {group} owes {entries} by its entries, and {gl} on account {account}.",
        "application_unbalanced": "Application {application} does not net to zero: {sum}.",
        "sign_changed": "{document_type} {document_number} changed its sign: {remaining} is left of {amount}.",
        "keys_differ": "{count:entry is|entries are} not found by the numbers on it.",
        "fact_differs": (
            "Fact {number} counts {for} decisions for it and {against} against, and has {confirmed} and {contradicted}."
        ),
        "names_differ": "{count:customer or vendor is|customers or vendors are} not found by name.",
        "over_reserved": "{document_type} {document_number} has {remaining} left, and {reserved} is reserved.",
        "reconciled_entry_differs": (
            "Bank entry {entry} is {state}, and bank reconciliation {reconciliation} that has it is {document}."
        ),
        "reconciled_entry_lost": "Bank entry {entry} is matched, and neither a statement nor a reconciliation has it.",
        "statement_count_differs": (
            "Statement {statement} was imported with {said:transaction|transactions}, and has {found}."
        ),
        "statement_unbalanced": (
            "Statement {statement} opens with {opening} and closes with {closing}, and its transactions sum to {sum}."
        ),
        "undone_in_part": "Statement {statement} is undone in part.",
        "undone_on_line": "Line {line} of {journal} is on a bank transaction that was undone.",
        "transaction_lost": "Bank transaction {transaction} is on no journal.",
        "posted_line_differs": "Line {line} of {journal} is {amount}, and its bank entry {entry}.",
        "sign_off_differs": (
            "Bank account {bank_account} was signed off as of {as_of} with {signed}, and its details come to {found}."
        ),
        "plan_differs": "Payment plan {plan} is for {claims}, and its instalments come to {instalments}.",
        "dispute_differs": "Dispute {dispute} is about {disputed}, and {document_number} is over {amount}.",
        "reminder_sum_differs": "{reminder} asks for {total}, and its lines come to {lines}.",
        "reminder_level_differs": "Line {line} of reminder {reminder} has level {level}, or no day to count on from.",
        "reminder_posting_differs": "{reminder} was to post {expected}, and its entry is over {posted}.",
        "interest_charged_twice": "{first} and {second} charge interest on {document} for the same days.",
        "statement_unclosed": "Statement {statement} has all lines posted, and is not closed.",
    }

    def __str__(self) -> str:
        return worded(self.TEMPLATES[self.code], **self.values)
