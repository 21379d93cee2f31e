"""What people call the tables that hold something of a person, where it came from, and why it is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.retention import Keeping

TITLES = {
    "parties_party": noop("Card"),
    "parties_partyaccount": noop("Bank accounts on the card"),
    "parties_partyname": noop("Spellings by which the name is found"),
    "matching_fact": noop("What was learned of who pays"),
    "matching_lesson": noop("Decisions that were learned from"),
    "matching_factuse": noop("Proposals that rest on what was learned"),
    "matching_payerrelation": noop("Who pays for whom"),
    "companies_note": noop("Notes and files"),
    "collections_contact": noop("Contacts noted"),
    "collections_customerterms": noop("How letters are sent"),
    "collections_dispute": noop("Disputes"),
    "collections_handover": noop("Claims handed over"),
    "collections_promise": noop("Promises to pay"),
    "collections_paymentplan": noop("Payment plans"),
    "collections_customerstatement": noop("Statements of account"),
    "collections_statementsending": noop("Statements of account sent"),
    "collections_sending": noop("Reminders and finance charge memos sent"),
    "collections_plansending": noop("Letters of payment plans sent"),
    "collections_refundsending": noop("Letters of refunds sent"),
    "collections_collectiondocument": noop("Reminders and finance charge memos"),
    "collections_collectionline": noop("Lines of reminders and finance charge memos"),
    "collections_collectionrunitem": noop("What collection policies did"),
    "receivables_document": noop("Invoices and credit notes"),
    "receivables_documentline": noop("Lines of invoices and credit notes"),
    "receivables_entry": noop("Entries"),
    "receivables_entrydetail": noop("Details of entries"),
    "receivables_baddebt": noop("Bad debts"),
    "receivables_customermandate": noop("Mandates"),
    "receivables_debit": noop("Direct debits"),
    "receivables_mandate": noop("Mandates told by the bank"),
    "receivables_mandaterequest": noop("Mandates asked to be entered or taken out"),
    "receivables_rejecteddebit": noop("Direct debits that the bank rejected"),
    "receivables_repayment": noop("Repayments"),
    "journals_proposedpayment": noop("Payments out"),
    "journals_typedline": noop("Journal lines typed by hand"),
    "journals_journalline": noop("Lines of reconciliation journals"),
    "journals_registration": noop("Payments registered"),
    "ledger_voucher": noop("Vouchers"),
    "ledger_voucherline": noop("Lines of vouchers"),
    "ledger_bankentry": noop("Entries of bank accounts"),
    "ledger_checkentry": noop("Checks"),
    "bank_banktransaction": noop("Bank transactions"),
    "bank_transactionparty": noop("Payers and payees that the bank named"),
    "bank_transactiontext": noop("Texts of payments"),
    "bank_transactionreference": noop("References of payments"),
    "bank_statementlinedetail": noop("Details of statement lines"),
    "matching_proposal": noop("Proposals of what payments settle"),
    "matching_proposalpart": noop("Parts of proposals"),
    "matching_matchmessage": noop("Why payments were matched"),
    "matching_decision": noop("What people decided of payments"),
    "matching_linequestion": noop("Questions about payments"),
    "privacy_erasure": noop("What was erased"),
    "interface_user": noop("User"),
    "interface_membership": noop("Roles in companies"),
    "interface_browsersession": noop("Where she is signed in"),
    "interface_listcolumns": noop("Columns chosen for lists"),
    "account_emailaddress": noop("E-mail addresses confirmed"),
    "mfa_authenticator": noop("Second steps of sign-in"),
    "socialaccount_socialaccount": noop("Accounts for single sign-on"),
}
SOURCES = {
    "": "",
    "given": noop("told by the person, or entered by us"),
    "written": noop("written by us"),
    "made": noop("made as business was done"),
    "bank": noop("told by the bank"),
    "learned": noop("learned of what was decided of payments"),
    "derived": noop("worked out of the rest"),
}
REASONS = {
    "card": noop("To reach and to know who buys and pays (GDPR art. 6.1 b and f)"),
    "document": noop("Names the other party of vouchers (BFL 5 kap. 7 §, GDPR art. 6.1 c)"),
    "books": noop("Belongs to the books (BFL 7 kap. 2 §, GDPR art. 6.1 c)"),
    "free": noop("To follow up what was agreed (GDPR art. 6.1 f)"),
    "staff": noop("Tells who did what in the books (BFL 5 kap. 11 §, GDPR art. 6.1 c)"),
}


def law_words(keeping: Keeping) -> str:
    """Where it stands for how long books are kept; the caution of the program where nobody named a law."""
    return keeping.law or _("no law of the country is known here")
