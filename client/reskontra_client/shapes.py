"""The shapes of requests and answers: dicts, as they go over the wire.

Written by `python -m scripts.client` from the OpenAPI document; not by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict, final

from reskontra_client.values import Amount, Day


@final
class AcceptLines(TypedDict):
    """Lines by number; without any, all that it may concern."""

    lines: NotRequired[list[int]]


@final
class AccountData(TypedDict):
    """A G/L account with what is on it; debit is positive."""

    account: str
    name: str
    side: str
    entries: int
    balance: str


@final
class AccountProved(TypedDict):
    """A control account's balance in the books' currency."""

    account: str
    before: str
    after: str


@final
class AccountStatement(TypedDict):
    """A customer's statement, with a part for each currency."""

    customer: str
    name: str
    language: str
    since: str
    to: str
    style: str
    currencies: list[StatementBlock]


@final
class ActivateParty(TypedDict):
    """Whether it is in lists; what is posted stays."""

    active: bool


@final
class AdjustedData(TypedDict):
    """What changed since the last adjustment; no vouchers where nothing did."""

    adjustments: list[AdjustedGroupData]
    vouchers: list[str]


@final
class AdjustedGroupData(TypedDict):
    """Of a posting group, or a bank account."""

    kind: str
    subject: str
    currency: str
    rate: str
    base: str
    base_local: str
    adjustment: str


@final
class AdjustmentBody(TypedDict):
    """Rates and balances of which day; all currencies, customers, vendors and bank accounts unless some are named."""

    as_of: Day
    posting_date: Day
    document: str
    currencies: NotRequired[list[str]]
    kinds: NotRequired[list[Literal["customer", "vendor", "bank"]]]
    preview: NotRequired[bool]


@final
class AdjustmentData(TypedDict):
    """A line of the register."""

    kind: str
    subject: str
    currency: str
    rate: str
    base: str
    base_local: str
    adjustment: str
    as_of: str
    voucher: str
    by: str


@final
class AllCameBack(TypedDict):
    """Each message."""

    items: list[CameBack]


@final
class AnswerTaken(TypedDict):
    """again: the same file was taken in before. stands_again: the proposal was given up, and the bank makes it.

    paid_twice: documents of which more is with the bank than is left to pay, each with what to do.
    """

    proposal: int
    again: bool
    stands_again: bool
    paid_twice: list[str]
    payments: list[PaymentAnswered]


@final
class ApplyEntries(TypedDict):
    """lines: several of one entry; entries: several of one line. take_over: also from another open reconciliation."""

    lines: list[int]
    entries: list[int]
    take_over: NotRequired[bool]


@final
class ApplyEntry(TypedDict):
    """What an entry settles. preview: tell what would come of it, and store nothing."""

    to: list[ApplyTarget]
    date: NotRequired[Day | None]
    accept_late_discount: NotRequired[bool | None]
    accept_tolerance: NotRequired[bool | None]
    preview: NotRequired[bool]


@final
class ApplyLine(TypedDict):
    """Documents that the line pays, or an account that its difference goes on ("gl:3740", "customer:C1")."""

    documents: NotRequired[list[DocumentPart]]
    account: NotRequired[str]
    with_discount: NotRequired[bool]
    reopen: NotRequired[bool]


@final
class ApplyTarget(TypedDict):
    """An entry to be settled, by id; amount in its currency, all that is left without one."""

    entry: int
    amount: NotRequired[Amount | None]


@final
class BadDebtData(TypedDict):
    """kind: confirmed or feared; ended_by: the voucher that took it back."""

    kind: str
    account: str
    name: str
    document_number: str
    currency: str
    amount: str
    local_amount: str
    vat: str
    remaining_amount: str
    posting_date: str
    reason: str
    voucher: str
    ended_by: str


@final
class BankAccountChange(TypedDict):
    """auto_match: whether imports are matched at once; last_check: the number that checks go on from."""

    auto_match: NotRequired[bool | None]
    last_check: NotRequired[str | None]


@final
class BankAccountData(TypedDict):
    """An own account with what the bank ledger says is on it."""

    number: str
    name: str
    currency: str
    iban: str
    gl_account: str
    balance: str
    auto_match: bool


@final
class BankMoveData(TypedDict):
    """What a voucher moved on a bank account; positive is money in."""

    bank_account: str
    currency: str
    amount: str
    text: str
    state: str


@final
class BatchData(TypedDict):
    """A batch: lines that are posted together."""

    batch: str
    template: str
    balancing: str | None
    series: str | None
    posting_series: str | None
    open_lines: int
    description: str


@final
class BatchMoved(TypedDict):
    """How much was posted on a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


@final
class BatchNumbers(TypedDict):
    """The new numbers of the documents."""

    numbers: list[str]


@final
class BatchPosted(TypedDict):
    """What was posted, or would be. vouchers: each with the number of its document."""

    run: int
    vouchers: list[str]
    lines: int
    entries: int
    applied: int
    accounts: list[BatchMoved]


@final
class BatchRenamed(TypedDict):
    """What it is called from now on."""

    batch: str


@final
class BatchTemplate(TypedDict):
    """What batches have in common."""

    template: str


@final
class BatchTemplateBody(TypedDict):
    """What is not named stays. balancing: bank:B1, gl:1930 or ""; force_balance: each document, not only each day."""

    name: NotRequired[str | None]
    force_balance: NotRequired[bool | None]
    balancing: NotRequired[str | None]
    series: NotRequired[str | None]
    posting_series: NotRequired[str | None]
    manual_numbers: NotRequired[bool | None]
    from_: NotRequired[Day | None]
    to: NotRequired[Day | None]


@final
class BlockParty(TypedDict):
    """ship, invoice or all of a customer; payment or all of a vendor; "" lifts the block."""

    level: Literal["", "ship", "invoice", "payment", "all"]


@final
class CameBack(TypedDict):
    """Mail that came back; document and customer are empty where nothing of ours was sent there."""

    address: str
    document: str
    customer: str
    reason: str


@final
class CancelLetters(TypedDict):
    """Issued ones by number; own_number: what takes them back has one of its own."""

    numbers: list[str]
    posting_date: NotRequired[Day | None]
    own_number: NotRequired[bool]


@final
class CaughtLine(TypedDict):
    """A line that the mapping would have caught, and what it was put on."""

    journal: str
    line: int
    date: str
    amount: str
    currency: str
    text: str
    state: str
    accounts: list[str]
    agrees: bool


@final
class CaughtLines(TypedDict):
    """All of them."""

    items: list[CaughtLine]


@final
class ChargeLimitBody(TypedDict):
    """max: the most that may be kept; percent: of what is owed, 100 leaves the amount alone."""

    bank_account: NotRequired[str]
    country: NotRequired[str]
    currency: NotRequired[str]
    max: Amount
    percent: str


@final
class ChargeLimitData(TypedDict):
    """What may be kept of a payment; "" is any account, country or currency."""

    bank_account: str
    country: str
    currency: str
    max: str
    percent: str


@final
class CheckData(TypedDict):
    """A check. account: whom or what it pays; statement_state: open, matched or closed once it is posted."""

    check: str
    bank_account: str
    date: str
    payee: str
    account: str
    document: str
    amount: str
    currency: str
    state: str
    statement_state: str
    voided: str | None


@final
class CheckIssued(TypedDict):
    """The check that pays the line."""

    batch: str
    line: int
    check: str


@final
class CheckMoved(TypedDict):
    """What the vouchers move of a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


@final
class CheckVoidedData(TypedDict):
    """vouchers: none where the check was only printed."""

    check: str
    vouchers: list[str]
    accounts: list[CheckMoved]


@final
class ChecksBody(TypedDict):
    """line: the line that they are, a new one without it, of that date."""

    checks: list[str]
    line: NotRequired[int | None]
    date: NotRequired[Day | None]
    take_over: NotRequired[bool]


@final
class ChecksPrinted(TypedDict):
    """In the order of the lines."""

    items: list[PrintedCheck]


@final
class ClaimBody(TypedDict):
    """Which entry and why; date: today without."""

    entry: int
    reason: str
    date: NotRequired[Day | None]
    preview: NotRequired[bool]


@final
class CollectionCheck(TypedDict):
    """reset_dates: days that have passed become today."""

    reset_dates: NotRequired[bool]


@final
class CollectionClose(TypedDict):
    """reason: needed once the file was created."""

    reason: NotRequired[str]


@final
class CollectionMade(TypedDict):
    """The collection, and how many invoices were left out: tried are those that came back and are not tried again."""

    number: str
    scheme: str
    bank_account: str
    state: str
    from_date: str | None
    to_date: str
    debits: int
    amount: str
    currency: str
    faulty: int
    message_id: str
    created_by: str
    exported_by: str
    faults: list[KeptBack]
    held: int
    blocked: int
    without: int
    tried: int


@final
class CollectionPost(TypedDict):
    """preview: tell what would be posted, and post nothing."""

    preview: NotRequired[bool]


@final
class CollectionPosted(TypedDict):
    """skipped: documents that were settled meanwhile, have less left, or are of blocked customers."""

    posted: int
    amount: str
    currency: str
    skipped: list[str]
    waiting: int
    vouchers: list[str]
    state: str


@final
class CollectionRow(TypedDict):
    """A collection. amount: without debits that are rejected; faulty: how many are kept from the bank."""

    number: str
    scheme: str
    bank_account: str
    state: str
    from_date: str | None
    to_date: str
    debits: int
    amount: str
    currency: str
    faulty: int
    message_id: str
    created_by: str
    exported_by: str


@final
class CollectionSet(TypedDict):
    """The customer, and what of it was named."""

    customer: str
    changed: dict[str, Any]


@final
class CollectionSetup(TypedDict):
    """What is not named stays. channel: "" for e-mail where there is an address; email: for letters alone.

    confirm_address: it is right, though mail came back from it.
    """

    consumer: NotRequired[bool | None]
    due_agreed: NotRequired[bool | None]
    fee_agreed: NotRequired[bool | None]
    interest_told: NotRequired[bool | None]
    channel: NotRequired[Literal["", "email", "print"] | None]
    email: NotRequired[str | None]
    confirm_address: NotRequired[bool]


@final
class CollectionSetupData(TypedDict):
    """Of a customer. bounced_address: from which a letter came back, so that they go on paper until it is confirmed."""

    customer: str
    consumer: bool
    due_agreed: bool
    fee_agreed: bool
    interest_told: bool
    channel: Literal["", "email", "print"]
    email: str
    bounced_address: str


@final
class CollectionWhole(TypedDict):
    """A collection, and what keeps its debits from the bank."""

    number: str
    scheme: str
    bank_account: str
    state: str
    from_date: str | None
    to_date: str
    debits: int
    amount: str
    currency: str
    faulty: int
    message_id: str
    created_by: str
    exported_by: str
    faults: list[KeptBack]


@final
class ColumnRead(TypedDict):
    """A title in the file, and the column of ours that it was read as."""

    title: str
    column: str


@final
class CompanyBody(TypedDict):
    """What is to be another; null leaves it, "" takes it away."""

    name: NotRequired[str | None]
    organisation_number: NotRequired[str | None]
    vat_number: NotRequired[str | None]
    address: NotRequired[str | None]
    postal_code: NotRequired[str | None]
    city: NotRequired[str | None]
    registered_office: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    website: NotRequired[str | None]


@final
class CompanyData(TypedDict):
    """What the company is called, where it is reached, and its numbers."""

    name: str
    country: str
    currency: str
    preset: str
    sandbox: bool


@final
class Count(TypedDict):
    """How many were changed."""

    count: int


@final
class CreditDocument(TypedDict):
    """date: of the credit memo, today without one."""

    date: NotRequired[Day | None]
    text: NotRequired[str]


@final
class CurrencyBody(TypedDict):
    """What is to be another; null leaves it."""

    tolerance_percent: NotRequired[str | None]
    max_tolerance: NotRequired[Amount | None]
    rounding_limit: NotRequired[Amount | None]
    application_rounding: NotRequired[Amount | None]


@final
class CurrencyData(TypedDict):
    """A currency: what is tolerated of a payment and rounded off."""

    currency: str
    tolerance_percent: str
    max_tolerance: str
    rounding_limit: str
    application_rounding: str


@final
class CurrencyFees(TypedDict):
    """The fixed fees of a currency."""

    currency: str
    fee: NotRequired[Amount]
    line_fee: NotRequired[Amount]


@final
class CustomerChange(TypedDict):
    """What may be said of one: every column, with what people call it; null leaves it, "" takes it away."""

    name: NotRequired[str | None]
    address: NotRequired[str | None]
    postal_code: NotRequired[str | None]
    city: NotRequired[str | None]
    organisation_number: NotRequired[str | None]
    vat_number: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    country: NotRequired[str | None]
    language: NotRequired[str | None]
    currency: NotRequired[str | None]
    payment_terms: NotRequired[str | None]
    reminder_terms: NotRequired[str | None]
    finance_charge_terms: NotRequired[str | None]
    application_method: NotRequired[str | None]
    posting_group: NotRequired[str | None]
    blocked: NotRequired[str | None]
    iban: NotRequired[str | None]
    bankgiro: NotRequired[str | None]
    plusgiro: NotRequired[str | None]
    credit_limit: NotRequired[Amount | None]
    seen: NotRequired[str | None]


@final
class DebitAnswer(TypedDict):
    """What an answer did. kind: status for pain.002; mandates, register or rejected of Autogiro.

    known: told of before; untaken: what could not be taken, each with why and what to do.
    """

    kind: str
    collection: str
    accepted: int
    waiting: int
    known: int
    mandates: int
    rejected: list[DebitRejected]
    untaken: list[KeptBack]


@final
class DebitEdit(TypedDict):
    """What becomes of the debit; null leaves it."""

    amount: NotRequired[Amount | None]
    day: NotRequired[Day | None]
    message: NotRequired[str | None]
    mandate: NotRequired[str | None]


@final
class DebitMade(TypedDict):
    """A debit that used a mandate."""

    debit: str
    document: str
    day: str
    amount: str
    currency: str
    sequence: str
    state: str
    reason: str


@final
class DebitNotTried(TypedDict):
    """A payment that the bank did not try. document: "" where no invoice is known by the reference."""

    payer_number: str
    customer: str
    name: str
    document: str
    reference: str
    amount: str
    currency: str
    due: str | None
    told: str
    reason: str


@final
class DebitRejected(TypedDict):
    """counter: the voucher that took the payment back, "" where none was posted."""

    debit: str
    document: str
    amount: str
    currency: str
    reason: str
    counter: str


@final
class DebitRejection(TypedDict):
    """The bank's code and words, and the day that it came back."""

    reason: str
    text: NotRequired[str]
    day: NotRequired[Day | None]


@final
class DebitRow(TypedDict):
    """A debit. findings: codes of what keeps it from the bank; voucher: that posted it."""

    number: int
    debit: str
    customer: str
    name: str
    document: str
    mandate: str
    day: str
    amount: str
    currency: str
    state: str
    sequence: str
    message: str
    findings: list[str]
    voucher: str
    reason: str
    reason_text: str
    returned: str | None


@final
class DebitSetupData(TypedDict):
    """How is collected to a bank account."""

    bank_account: str
    iban: str
    bankgiro: str
    creditor_id: str
    creditor_name: str
    bic: str
    version: str
    batch_booking: bool
    other_currencies: bool
    bankgirot_number: str


@final
class DebitSetupWanted(TypedDict):
    """What the bank and Bankgirot gave the company. version: of pain.008, 02 or 08."""

    creditor_id: NotRequired[str]
    creditor_name: NotRequired[str]
    bic: NotRequired[str]
    version: NotRequired[str]
    batch_booking: NotRequired[bool]
    other_currencies: NotRequired[bool]
    bankgirot_number: NotRequired[str]


@final
class DefinitionBody(TypedDict):
    """A file in TOML or JSON; name: another than the one in it."""

    definition: str
    name: NotRequired[str]


@final
class DefinitionData(TypedDict):
    """built_in: it comes with the program; imports: how many files it has read."""

    name: str
    version: int
    kind: str
    purpose: str
    description: str
    built_in: bool
    imports: int
    saved_by: str | None
    saved_at: str | None


@final
class DefinitionEdit(TypedDict):
    """settings: separator, currency, decimal, date or account; columns: field → where it stands, "" takes it out.

    optional: field → whether the column may be empty or missing; name: save it under another name.
    """

    settings: NotRequired[dict[str, str]]
    columns: NotRequired[dict[str, str]]
    optional: NotRequired[dict[str, bool]]
    name: NotRequired[str]


@final
class DefinitionSaved(TypedDict):
    """new: false where it is as it was."""

    name: str
    version: int
    new: bool


@final
class DefinitionWhole(TypedDict):
    """A definition in full, as data and as a file, with the versions that were saved of it."""

    name: str
    definition: dict[str, Any]
    toml: str
    versions: list[DefinitionData]


@final
class DeleteLetters(TypedDict):
    """Drafts by number; all of them or none."""

    drafts: list[str]


@final
class DepositChange(TypedDict):
    """What is to be another; null leaves it. A new date is the document's date too, unless that is said."""

    bank_account: NotRequired[str | None]
    total: NotRequired[Amount | None]
    date: NotRequired[Day | None]
    document_date: NotRequired[Day | None]
    text: NotRequired[str | None]
    lump_sum: NotRequired[bool | None]


@final
class DepositData(TypedDict):
    """A deposit. difference: what its lines lack of the total; state: open, posted or reversed."""

    deposit: str
    state: str
    bank_account: str
    posting_date: str
    document_date: str
    total: str
    currency: str
    text: str
    lump_sum: bool
    voucher: str | None
    reversed_by: str | None
    lines_total: str
    difference: str


@final
class DepositLineBody(TypedDict):
    """account: customer:C1, gl:1910 …; amount: paid in +, or what `settles` come to: INV-1 or INV-1=400.00."""

    account: str
    amount: NotRequired[Amount | None]
    settles: NotRequired[list[str]]
    external_number: NotRequired[str]
    number: NotRequired[str]
    document_type: NotRequired[
        Literal["", "invoice", "credit_memo", "payment", "refund", "finance_charge", "reminder"] | None
    ]
    text: NotRequired[str]


@final
class DepositLineData(TypedDict):
    """What was paid in by one customer or from one account."""

    line: int
    account: str
    description: str
    document_type: str
    document_number: str
    external_document_number: str
    amount: str
    currency: str
    settles: list[TypedSettles]


@final
class DepositPost(TypedDict):
    """ahead: a date that has not come yet is meant."""

    preview: NotRequired[bool]
    ahead: NotRequired[bool]


@final
class DepositUndo(TypedDict):
    """Why; kept with the voucher."""

    reason: str


@final
class DepositWhole(TypedDict):
    """A deposit with its lines."""

    deposit: str
    state: str
    bank_account: str
    posting_date: str
    document_date: str
    total: str
    currency: str
    text: str
    lump_sum: bool
    voucher: str | None
    reversed_by: str | None
    lines_total: str
    difference: str
    lines: list[DepositLineData]


@final
class DisputeChanging(TypedDict):
    """What is not named stays. owner: who answers now, "" for nobody; note: kept beside the document."""

    owner: NotRequired[str | None]
    deadline: NotRequired[Day | None]
    note: NotRequired[str]


@final
class DisputeClosing(TypedDict):
    """What came of it. credited: with credit_memo in how much it was right, "" for what has been credited."""

    outcome: Literal["credit_memo", "paid", "rejected", "withdrawn"]
    credited: NotRequired[str]
    note: NotRequired[str]


@final
class DisputeData(TypedDict):
    """What a customer disputes of a document."""

    number: int
    customer: str
    document_number: str
    currency: str
    disputed_amount: str
    held_amount: str
    reason: str
    owner: str
    deadline: str | None
    late: bool
    note: str
    opened_by: str
    opened_on: str
    closed_on: str | None
    outcome: str
    credited_amount: str
    to_credit_amount: str
    closing_note: str


@final
class DocumentChange(TypedDict):
    """What is to be another in a draft; lines are all replaced."""

    party: NotRequired[str | None]
    lines: NotRequired[list[NewDocumentLine] | None]
    date: NotRequired[Day | None]
    credit_memo: NotRequired[bool | None]
    applies_to: NotRequired[str | None]
    posting_date: NotRequired[Day | None]
    due_date: NotRequired[Day | None]
    due_by_terms: NotRequired[bool]
    terms: NotRequired[str | None]
    currency: NotRequired[str | None]
    external_number: NotRequired[str | None]
    reference: NotRequired[str | None]
    text: NotRequired[str | None]


@final
class DocumentData(TypedDict):
    """A draft or a posted document; amounts as people write them, positive on either type."""

    draft: str
    number: str
    type: str
    status: str
    party: str
    name: str
    date: str
    posting_date: str
    due_date: str | None
    terms: str
    currency: str
    net: str
    vat: str
    total: str
    external_number: str
    reference: str
    applies_to: str
    text: str
    lines: list[DocumentLine]


@final
class DocumentLine(TypedDict):
    """A line of a document; quantity and price null where the amount alone was written."""

    line: int
    account: str
    text: str
    quantity: str | None
    price: str | None
    amount: str
    vat_code: str
    vat: str
    cost_center: str
    project: str


@final
class DocumentOfMemo(TypedDict):
    """The number of a late document of the customer."""

    document: str


@final
class DocumentOfReminder(TypedDict):
    """The number of an open document of the customer; level: its next one without."""

    document: str
    level: NotRequired[int | None]


@final
class DocumentOutcome(TypedDict):
    """What became of one document of many, by its place in the request from 0."""

    index: int
    draft: str | None
    number: str | None
    voucher: str | None
    findings: list[Finding]


@final
class DocumentOutcomes(TypedDict):
    """What became of each; refused: how many could not be done."""

    done: int
    refused: int
    results: list[DocumentOutcome]


@final
class DocumentPart(TypedDict):
    """A document and how much of it, signed as the document; as much as the line has without an amount."""

    ledger: Literal["customer", "vendor"]
    number: str
    account: NotRequired[str]
    document_type: NotRequired[str]
    amount: NotRequired[Amount | None]


@final
class DocumentPosted(TypedDict):
    """A document that was posted, or would be."""

    draft: str
    number: str
    type: str
    status: str
    party: str
    name: str
    date: str
    posting_date: str
    due_date: str | None
    terms: str
    currency: str
    net: str
    vat: str
    total: str
    external_number: str
    reference: str
    applies_to: str
    text: str
    lines: list[DocumentLine]
    voucher: str


@final
class DocumentsBody(TypedDict):
    """Many documents. each: what cannot be done is told, and the rest is done; else all of them or none."""

    documents: list[NewDocumentBody]
    post: NotRequired[bool]
    each: NotRequired[bool]


@final
class DocumentsPosted(TypedDict):
    """run: the posting run, 0 of a preview. notices: what a person should know besides."""

    run: int
    documents: list[DocumentPosted]
    notices: list[str]


@final
class DraftLetterChange(TypedDict):
    """null leaves what is there."""

    posting_date: NotRequired[Day | None]
    due_date: NotRequired[Day | None]
    post_interest: NotRequired[bool | None]
    post_fee: NotRequired[bool | None]
    post_line_fee: NotRequired[bool | None]


@final
class EndRelation(TypedDict):
    """on: the last day, today without it."""

    payer: str
    party: str
    ledger: NotRequired[Literal["customer", "vendor"]]
    on: NotRequired[Day | None]


@final
class EnteredBodies(TypedDict):
    """All of them are entered, or none."""

    payments: list[EnteredBody]
    side: NotRequired[Literal["customer", "vendor"]]


@final
class EnteredBody(TypedDict):
    """What was received for an entry; what is left out is proposed. untick: take back what was entered."""

    entry: int
    date: NotRequired[Day | None]
    amount: NotRequired[Amount | None]
    discount_date: NotRequired[Day | None]
    take_discount: NotRequired[bool | None]
    external_number: NotRequired[str | None]
    untick: NotRequired[bool]


@final
class EnteredData(TypedDict):
    """The documents as the list shows them now."""

    items: list[RegisteredData]


@final
class EntryApplied(TypedDict):
    """An application, or its undoing. left: of the applying entry; questions: what a person may still grant."""

    application: int
    voucher: str
    date: str
    settled: list[EntrySettled]
    left: str
    currency: str
    questions: list[str]
    readjusted: list[str]


@final
class EntryChange(TypedDict):
    """What is to be another; a day or text of "" is taken away, what is not named stays."""

    due_date: NotRequired[Day | None]
    discount_date: NotRequired[Day | Literal[""] | None]
    discount_amount: NotRequired[Amount | Literal[""] | None]
    discount_tolerance_date: NotRequired[Day | Literal[""] | None]
    max_tolerance: NotRequired[Amount | Literal[""] | None]
    payment_reference: NotRequired[str | None]
    on_hold: NotRequired[str | None]
    description: NotRequired[str | None]
    promised_date: NotRequired[Day | Literal[""] | None]
    dispute_status: NotRequired[str | None]


@final
class EntryData(TypedDict):
    """An entry: positive is owed to us. id: by which addresses name it."""

    id: int
    ledger: str
    account: str
    document_type: str
    document_number: str
    external_document_number: str
    posting_date: str
    due_date: str
    currency: str
    amount: str
    remaining_amount: str
    discount_amount: str
    discount_date: str | None
    discount_tolerance_date: str | None
    max_tolerance: str
    payment_reference: str
    on_hold: str
    promised_date: str | None
    dispute_status: str
    description: str


@final
class EntryDetail(TypedDict):
    """A row of an entry. application: null for the first, by which it was posted."""

    posting_date: str
    kind: str
    amount: str
    local_amount: str
    application: int | None
    voucher: str
    against: str
    unapplied: bool


@final
class EntryMoved(TypedDict):
    """Where it went, and by which voucher."""

    preview: bool
    document_number: str
    to: str
    amount: str
    currency: str
    posting_date: str
    voucher: str


@final
class EntrySettled(TypedDict):
    """With what an entry was settled: applied is cash, granted is discount and tolerance."""

    document_number: str
    applied: str
    granted: str
    remaining_amount: str
    currency: str


@final
class EntryWhole(TypedDict):
    """An entry with all that moved it."""

    id: int
    ledger: str
    account: str
    document_type: str
    document_number: str
    external_document_number: str
    posting_date: str
    due_date: str
    currency: str
    amount: str
    remaining_amount: str
    discount_amount: str
    discount_date: str | None
    discount_tolerance_date: str | None
    max_tolerance: str
    payment_reference: str
    on_hold: str
    promised_date: str | None
    dispute_status: str
    description: str
    details: list[EntryDetail]


@final
class EraseFiles(TypedDict):
    """again: the year once more, to be sure; reason: kept, so it names nobody."""

    year: str
    again: str
    reason: str


@final
class EventData(TypedDict):
    """A CloudEvent. id: its position in the feed, without gaps; subject: what it happened to."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    data: dict[str, Any]


@final
class EventFeed(TypedDict):
    """Events, oldest first. after: the position to ask beyond next, whether or not there is more by now."""

    items: list[EventData]
    after: int


@final
class EventKind(TypedDict):
    """A kind of events, and what happened then."""

    kind: str
    text: str


@final
class EventsTurn(TypedDict):
    """on: gather events from now on, or no longer."""

    on: bool


@final
class EventsTurned(TypedDict):
    """Whether events are gathered."""

    on: bool


@final
class ExpectedPayment(TypedDict):
    """A payment that the bank has announced and not booked yet."""

    bank_account: str
    date: str | None
    amount: str
    currency: str
    payer_name: str | None
    text: str
    bank_reference: str


@final
class ExportData(TypedDict):
    """An export of vouchers: which posting runs it holds. receiver: whom it is for, "" for nobody by name."""

    number: int
    receiver: str
    form: str
    after_run: int
    until_run: int
    vouchers: int
    rows: int
    sha256: str
    made_at: str
    made_by: str


@final
class ExportMade(TypedDict):
    """export: null where nothing was posted since the last one."""

    export: ExportData | None


@final
class FactData(TypedDict):
    """What people's decisions taught. worth: certain, strong, weak or none."""

    number: int
    kind: str
    written: str
    value: str
    direction: str
    means: str
    name: str
    worth: str
    confirmed: bool
    note: str
    last: str
    created_by: str
    created_at: str
    revoked_at: str | None
    revoked_by: str | None
    revoked_reason: str | None


@final
class FactEdit(TypedDict):
    """null leaves what is there. restore: one that was revoked holds again."""

    means: NotRequired[str | None]
    note: NotRequired[str | None]
    confirmed: NotRequired[bool | None]
    restore: NotRequired[bool]


@final
class FactLine(TypedDict):
    """A line that a fact decided, or that taught it."""

    journal: str
    line: int
    date: str
    amount: str
    currency: str
    state: str
    applied: list[str]


@final
class FactRevoke(TypedDict):
    """Why; kept with the fact."""

    reason: NotRequired[str]


@final
class FactRevoked(TypedDict):
    """The lines that it decided; they stay until somebody matches, unapplies or reverses them."""

    decided: list[FactLine]


@final
class FactWhole(TypedDict):
    """With the decisions that taught it, and the lines it decided."""

    number: int
    kind: str
    written: str
    value: str
    direction: str
    means: str
    name: str
    worth: str
    confirmed: bool
    note: str
    last: str
    created_by: str
    created_at: str
    revoked_at: str | None
    revoked_by: str | None
    revoked_reason: str | None
    history: list[FactLine]
    decided: list[FactLine]


@final
class FearedData(TypedDict):
    """The allowance that was posted, or taken back."""

    preview: bool
    document_number: str
    currency: str
    amount: str
    allowance: str
    voucher: str


@final
class FeeOfLine(TypedDict):
    """null leaves what is there; account: a G/L account; reason: kept with the change."""

    amount: NotRequired[Amount | None]
    text: NotRequired[str | None]
    account: NotRequired[str | None]
    reason: NotRequired[str]


@final
class FeeRangeBody(TypedDict):
    """currency: the company's without; percent: of what is owed, held within least and most."""

    currency: NotRequired[str]
    per_document: NotRequired[bool]
    threshold: Amount
    fee: NotRequired[Amount]
    percent: NotRequired[str]
    least: NotRequired[Amount]
    most: NotRequired[Amount]


@final
class FeeRangeData(TypedDict):
    """What a letter, or a document on it, costs from an amount on."""

    per_document: bool
    currency: str
    fee: str
    percent: str
    least: str
    most: str


@final
class FeedChange(TypedDict):
    """null leaves what is there; posts: lines that need no one are posted."""

    bank_account: NotRequired[str | None]
    definition: NotRequired[str | None]
    every_minutes: NotRequired[int | None]
    days: NotRequired[int | None]
    silent_after_hours: NotRequired[int | None]
    posts: NotRequired[bool | None]
    enabled: NotRequired[bool | None]


@final
class FeedData(TypedDict):
    """A feed, how it stands, and when it is run next."""

    feed: str
    kind: str
    options: dict[str, str]
    bank_account: str | None
    definition: str | None
    every_minutes: int
    days: int
    silent_after_hours: int
    posts: bool
    state: str
    silent: bool
    last_run: FeedRunData | None
    last_new_at: str | None
    due_at: str


@final
class FeedFile(TypedDict):
    """A file of a run, and what became of it; import: its number."""

    name: str
    state: str
    import_number: int | None
    findings: list[Finding]


@final
class FeedRunBody(TypedDict):
    """again: try files again that were refused."""

    again: NotRequired[bool]


@final
class FeedRunData(TypedDict):
    """What a run brought."""

    run: int
    feed: str
    state: str
    started_at: str
    finished_at: str | None
    found: int
    imported: int
    known: int
    refused: int
    lines: int
    posted: int
    by: str


@final
class FeedRunWhole(TypedDict):
    """A run with its files."""

    run: int
    feed: str
    state: str
    started_at: str
    finished_at: str | None
    found: int
    imported: int
    known: int
    refused: int
    lines: int
    posted: int
    by: str
    findings: list[Finding]
    files: list[FeedFile]


@final
class FileLoaded(TypedDict):
    """What came of a file. counts: by kind, such as new, changed, unchanged; vouchers with their first and last.

    totals, accounts, differing: the proof of another system's open documents; of other files they are empty.
    """

    file: str
    kind: str
    preview: bool
    counts: dict[str, Any]
    columns_read: list[ColumnRead]
    rows_left_out: list[RowsLeftOut]
    totals: list[TotalProved]
    accounts: list[AccountProved]
    differing: list[PartyDiffering]


@final
class FilesStaying(TypedDict):
    """Files that stay: with which year, until when; a year "" and no day where they are in use."""

    year: str
    kept_until: str | None
    files: int


@final
class Finding(TypedDict):
    """One of several reasons."""

    code: str
    detail: str
    remedy: NotRequired[str]
    place: str
    values: dict[str, Any]


@final
class FiscalYearData(TypedDict):
    """A fiscal year with its periods."""

    fiscal_year: str
    start: str
    end: str
    periods: list[PeriodData]


@final
class ForgetBody(TypedDict):
    """entries: only what was entered on these; everything of the side without."""

    entries: NotRequired[list[int]]
    side: NotRequired[Literal["customer", "vendor"]]


@final
class Forgotten(TypedDict):
    """On how many documents."""

    count: int


@final
class FoundDocumentData(TypedDict):
    """A document wherever it stands; state: draft, open or paid."""

    state: str
    document_type: str
    number: str
    account: str
    name: str
    amount: str
    remaining: str
    currency: str
    date: str


@final
class FoundEntry(TypedDict):
    """A document or payment."""

    entry: int
    document_type: str
    document_number: str
    name: str
    currency: str
    amount: str
    remaining_amount: str


@final
class FoundParty(TypedDict):
    """A customer or vendor."""

    ledger: str
    number: str
    name: str
    city: str


@final
class FoundTransaction(TypedDict):
    """A line of a payment reconciliation journal."""

    journal: str
    line: int
    bank_account: str
    payer: str
    currency: str
    amount: str


@final
class FoundVoucher(TypedDict):
    """A voucher by its number."""

    voucher: str
    date: str
    source: str


@final
class Guessed(TypedDict):
    """A definition to read, change and save; notes: what was seen, and what is to be decided."""

    toml: str
    notes: list[str]


@final
class HandOverData(TypedDict):
    """Claims that are handed over, and what is left of them."""

    number: int
    customer: str
    to: str
    day: str
    documents: list[str]
    currency: str
    amount: str
    remaining_amount: str
    note: str
    taken_back: bool


@final
class HandOverMade(TypedDict):
    """lacks: what is to be looked at: organisation_number of the creditor, reference_rate that is not entered."""

    number: int
    customer: str
    to: str
    day: str
    documents: list[str]
    currency: str
    amount: str
    remaining_amount: str
    note: str
    taken_back: bool
    lacks: list[str]


@final
class HoldBody(TypedDict):
    """customers: by number; code: up to three characters, such as initials, "" takes every hold off."""

    customers: list[str]
    code: str


@final
class ImportData(TypedDict):
    """A file that was imported."""

    file: str
    format: str
    by: str
    at: str
    overrides: list[str]
    reason: str
    statements: list[str]
    new: int
    known: int
    expected: int


@final
class ImportUndone(TypedDict):
    """What was taken back."""

    number: int
    file: str
    journals: list[str]
    transactions: int
    lines: int
    standing: int
    unreserved: int


@final
class Imported(TypedDict):
    """What an import did. already_imported_at: the same file was imported before, and nothing is new now."""

    number: int
    journals: list[JournalMade]
    new: int
    known: int
    expected: int
    messages: list[str]
    already_imported_at: str | None
    already_imported_by: str


@final
class InstalmentBody(TypedDict):
    """One of its own."""

    due_date: Day
    amount: Amount


@final
class InstalmentData(TypedDict):
    """When how much is to be paid."""

    due_date: str
    amount: str


@final
class InterestRateData(TypedDict):
    """A dated rate; currency: "" for every one that has none of its own."""

    terms: str
    currency: str
    start_date: str
    percent: str
    period_days: int
    source: str


@final
class InterestTermsBody(TypedDict):
    """null leaves what is there; minimum and fee in local currency, `fees` replace those in other currencies.

    reference: which bank's rate they follow, se, eu or none; points: added to it; code: another one.
    """

    name: NotRequired[str | None]
    code: NotRequired[str | None]
    percent: NotRequired[str | None]
    period_days: NotRequired[int | None]
    method: NotRequired[Literal["daily", "balance"] | None]
    day_count: NotRequired[Literal["actual", "actual-actual"] | None]
    charged: NotRequired[Literal["open", "closed", "all"] | None]
    grace: NotRequired[str | None]
    due: NotRequired[str | None]
    minimum: NotRequired[Amount | None]
    fee: NotRequired[Amount | None]
    fees: NotRequired[dict[str, Amount] | None]
    posts_interest: NotRequired[bool | None]
    posts_fee: NotRequired[bool | None]
    fee_alone: NotRequired[bool | None]
    on_interest: NotRequired[bool | None]
    on_fees: NotRequired[bool | None]
    reference: NotRequired[Literal["se", "eu", "none"] | None]
    points: NotRequired[str | None]


@final
class InterestTermsData(TypedDict):
    """How late payment bears interest."""

    interest_terms: str
    name: str
    method: str
    percent: str
    period_days: int
    day_count: str
    charged: str
    grace: str
    due_formula: str
    minimum: str
    fee: str
    fees: dict[str, str]
    posts_interest: bool
    posts_fee: bool
    fee_alone: bool
    on_interest: bool
    on_fees: bool
    reference: str
    points: str
    rates: list[InterestRateData]
    texts: list[MemoText]


@final
class IssueBody(TypedDict):
    """Which line of which batch; without a number the one after the last."""

    batch: str
    line: int
    number: NotRequired[str]


@final
class IssueLetters(TypedDict):
    """Drafts by number; every draft for null. preview: tell what is against each, and change nothing."""

    drafts: NotRequired[list[str] | None]
    posting_date: NotRequired[Day | None]
    accept_rounding: NotRequired[bool]
    preview: NotRequired[bool]


@final
class IssueStatements(TypedDict):
    """The same; every customer that has something to be told without `customers`."""

    since: Day
    to: Day
    customers: NotRequired[list[str]]
    style: NotRequired[Literal["balance", "open"]]
    with_entries: NotRequired[bool]
    with_balance: NotRequired[bool]
    overdue: NotRequired[bool]
    reversed: NotRequired[bool]
    unapplied: NotRequired[bool]
    aging: NotRequired[str]
    aging_by: NotRequired[Literal["due", "posting"]]
    currency: NotRequired[str]


@final
class JobData(TypedDict):
    """state: waiting, running, done, refused, broken, stopped or interrupted. outcome: values of what it did.

    refusals: why it was not done, or what of it was not.
    """

    job: int
    kind: str
    subject: str
    title: str
    state: str
    done: int
    total: int
    created_at: str
    started_at: str | None
    ended_at: str | None
    by: str
    outcome: dict[str, Any]
    refusals: list[str]
    stop_asked: bool


@final
class JournalData(TypedDict):
    """A payment reconciliation journal."""

    journal: str
    bank_account: str
    status: str
    posting_date: str | None
    statement: StatementHead | None


@final
class JournalLine(TypedDict):
    """A line: what the bank says, what is applied, how sure that is and why."""

    journal: str
    line: int
    bank_reference: str
    date: str
    amount: str
    currency: str
    text: str
    payer_name: str | None
    payer_account: str | None
    reference: str | None
    account_type: str | None
    account: str | None
    applied_amount: str
    difference: str
    confidence: str
    state: str
    ready: bool
    reviewed: bool
    applications: list[LineApplication]
    explanation: list[dict[str, Any]]
    alternatives: list[LineAlternative]


@final
class JournalListed(TypedDict):
    """With how many of its lines are open and posted, and who made it."""

    journal: str
    bank_account: str
    status: str
    posting_date: str | None
    statement: StatementHead | None
    open_lines: int
    posted_lines: int
    created_by: str


@final
class JournalMade(TypedDict):
    """A journal that got lines from an import."""

    journal: str
    statement: str
    date: str
    lines: int


@final
class JournalMatched(TypedDict):
    """What matching did: lines by state, and how many were left as a person had decided them."""

    lines: int
    ready: int
    states: dict[str, int]
    kept: int
    repeat: bool


@final
class JournalPosted(TypedDict):
    """What was posted, or would be. run: 0 of a preview; left: lines still open; waiting: for four eyes."""

    run: int
    vouchers: list[VoucherOfLine]
    accounts: list[MovedAccount]
    payments: int
    applied: int
    left: int
    waiting: int
    closed: list[str]


@final
class JournalPostingDate(TypedDict):
    """The day on which open lines are posted; null for their own days."""

    date: Day | None
    reason: NotRequired[str]


@final
class JournalReversed(TypedDict):
    """Lines that are open again, and the vouchers that took them back."""

    lines: int
    vouchers: list[str]
    readjusted: list[str]


@final
class JournalsWhole(TypedDict):
    """Journals with all their lines, as `journal show --format json` tells them."""

    journals: list[JournalData]
    lines: list[JournalLine]


@final
class KeptBack(TypedDict):
    """Why a mandate is not asked for."""

    code: str
    detail: str


@final
class LetterData(TypedDict):
    """A reminder or a memo. number: "" of a draft."""

    number: str
    draft: str
    state: str
    customer: str
    name: str
    currency: str
    document_date: str
    posting_date: str
    due_date: str
    interest: str
    fee: str
    rounding: str
    total: str


@final
class LetterLine(TypedDict):
    """A line of a reminder or a memo. covered: of a fee what is not charged, since other fees for it cover that."""

    line: int
    part: str
    document_number: str
    due_date: str | None
    amount: str
    covered: str
    text: str


@final
class LetterOutData(TypedDict):
    """A letter that went out, or may have: email to an address, print to a customer."""

    number: str
    channel: str
    to: str
    date: str


@final
class LetterTemplate(TypedDict):
    """The source in typst; own: the company's."""

    source: str
    own: bool


@final
class LetterTextBody(TypedDict):
    """With placeholders such as {due_date}; "" takes it away. level: 0 of every one."""

    part: Literal["beginning", "ending", "subject", "body", "closing", "file_name", "fee", "line_fee", "note"]
    text: str
    language: NotRequired[str]
    level: NotRequired[int]


@final
class LetterTextData(TypedDict):
    """A text of letters; level 0 is of every level without its own."""

    level: int
    language: str
    part: str
    text: str


@final
class LetterWhole(TypedDict):
    """With its lines, what issuing it posts, and whether its letter is out."""

    number: str
    draft: str
    state: str
    customer: str
    name: str
    currency: str
    document_date: str
    posting_date: str
    due_date: str
    interest: str
    fee: str
    rounding: str
    total: str
    post_interest: bool
    post_fee: bool
    post_line_fee: bool
    lines: list[LetterLine]
    letters_out: list[LetterOutData]


@final
class LettersDone(TypedDict):
    """What was done one by one, and what was refused with the reason's code; of what was cancelled, whose letter is
    out.
    """

    done: list[dict[str, str]]
    refused: list[dict[str, str]]
    letters_out: list[LetterOutData]


@final
class LettersMade(TypedDict):
    """What was drafted, and who got none and why."""

    preview: bool
    made: list[dict[str, Any]]
    not_made: list[dict[str, Any]]


@final
class LettersMarked(TypedDict):
    """How many."""

    count: int


@final
class LettersSent(TypedDict):
    """to_print: wait for a print run; settled: not sent, since they are paid or on a later reminder."""

    mailed: list[MailedLetter]
    to_print: list[str]
    settled: list[str]
    refused: list[Finding]


@final
class LevelOfLine(TypedDict):
    """One of the terms."""

    level: int


@final
class LineAlternative(TypedDict):
    """A document that could be meant as well, and why it was not chosen."""

    ledger: str
    account: str
    document_type: str
    document_number: str
    remaining: str
    due_date: str
    lost: dict[str, Any] | None


@final
class LineAmount(TypedDict):
    """The line's amount in its account's currency."""

    amount: Amount


@final
class LineAnswer(TypedDict):
    """The answer; close: nothing more is to be asked."""

    text: NotRequired[str]
    close: NotRequired[bool]


@final
class LineApplication(TypedDict):
    """Money of a line on one entry or account; signed as the entry that it settles."""

    ledger: str
    account: str
    document_type: str | None
    document_number: str | None
    amount: str
    discount: str
    tolerance: str
    charge: str
    rounding: str
    exchange_difference: str
    evidence: list[dict[str, Any]]


@final
class LineField(TypedDict):
    """A field of a line."""

    name: str
    value: str


@final
class LineOfFile(TypedDict):
    """A line, what is stored of it, and what the bank's file said."""

    line: int
    date: str
    amount: str
    file: str | None
    statement: str | None
    stored: list[dict[str, str]]
    raw: list[dict[str, str]]


@final
class LinePart(TypedDict):
    """kind and number: document and customer:F1001, customer and C1, gl and 6570, bank and B2; one may lack amount."""

    kind: str
    number: str
    amount: NotRequired[Amount | None]


@final
class LineQuestion(TypedDict):
    """of: the user who is asked."""

    of: str
    question: str


@final
class LineWhole(TypedDict):
    """All of one line: as it is stored, or in the file's own words."""

    statement: str
    line: int
    fields: list[LineField]


@final
class LinesAccepted(TypedDict):
    """The numbers of the lines that were accepted."""

    lines: list[int]


@final
class LinesAdded(TypedDict):
    """How many lines came from the file, and their numbers."""

    count: int
    first: int
    last: int


@final
class LinesSuggested(TypedDict):
    """How many lines more."""

    count: int


@final
class LinesTransferred(TypedDict):
    """How many lines are on the batch, to be posted there."""

    batch: str
    count: int


@final
class Logged(TypedDict):
    """In the log of how many customers it is kept."""

    count: int


@final
class LogoData(TypedDict):
    """A logo: width and height in pixels, size in bytes."""

    file_name: str
    width: int
    height: int
    size: int
    sha256: str


@final
class MailBody(TypedDict):
    """null leaves what is there; server: smtp://user@host:587 or smtps://user@host:465, without a password."""

    sender: NotRequired[str | None]
    sender_name: NotRequired[str | None]
    reply_to: NotRequired[str | None]
    server: NotRequired[str | None]
    password_env: NotRequired[str | None]
    copy_to_sender: NotRequired[bool | None]


@final
class MailData(TypedDict):
    """By which server letters are sent, and in whose name; password_env: the variable that holds the password."""

    sender: str
    sender_name: str
    reply_to: str
    server: str
    password_env: str
    copy_to_sender: bool


@final
class MailedLetter(TypedDict):
    """To which address."""

    number: str
    address: str


@final
class MakeMemos(TypedDict):
    """Of whom; paid_since: charge what was paid late from then on, a year without it."""

    customers: NotRequired[list[str]]
    document_date: NotRequired[Day | None]
    posting_date: NotRequired[Day | None]
    paid_since: NotRequired[Day | None]
    preview: NotRequired[bool]


@final
class MakeReminders(TypedDict):
    """Of whom and what; everything overdue without it. override: why, though a receipt waits."""

    customers: NotRequired[list[str]]
    terms: NotRequired[list[str]]
    document_date: NotRequired[Day | None]
    posting_date: NotRequired[Day | None]
    not_due: NotRequired[bool]
    on_hold: NotRequired[bool]
    earlier: NotRequired[bool]
    one_level: NotRequired[bool]
    override: NotRequired[str]
    preview: NotRequired[bool]


@final
class MandateAdoption(TypedDict):
    """customer: whose it is, where what Bankgirot told does not say."""

    payer_number: str
    customer: NotRequired[str]


@final
class MandateChange(TypedDict):
    """What becomes of the mandate; null leaves it. unlimited: as many debits as may come."""

    customer: NotRequired[str]
    scheme: NotRequired[Literal["core", "b2b", "autogiro"] | None]
    account: NotRequired[str | None]
    bic: NotRequired[str | None]
    payer_number: NotRequired[str | None]
    valid_from: NotRequired[Day | None]
    valid_to: NotRequired[Day | None]
    signed: NotRequired[Day | None]
    one_off: NotRequired[bool | None]
    expected: NotRequired[int | None]
    unlimited: NotRequired[bool]
    blocked: NotRequired[bool | None]
    closed: NotRequired[bool | None]


@final
class MandateChoice(TypedDict):
    """How an open invoice is collected: by a mandate, "none" for another way, "default" for the customer's own."""

    document_number: str
    account: NotRequired[str]
    mandate: str


@final
class MandateChosen(TypedDict):
    """What is chosen."""

    document_number: str
    mandate: str


@final
class MandateFileMade(TypedDict):
    """The file that was written: mandates to be entered and taken out; it is fetched as `file`."""

    number: int
    name: str
    entered: list[str]
    taken_out: list[str]
    kept_back: list[KeptBack]


@final
class MandateQuestion(TypedDict):
    """What Bankgirot was asked of a mandate: enter or take_out; answer: awaited until it has told."""

    file: int
    day: str
    payee: str
    asked: str
    mandate: str
    customer: str
    payer_number: str
    answer: str
    comment: str
    answered: str | None


@final
class MandateRow(TypedDict):
    """A mandate. expected null: as many debits as may come; bank_told: what Bankgirot told last of it."""

    number: str
    scheme: str
    customer: str
    name: str
    account: str
    bic: str
    payer_number: str
    valid_from: str | None
    valid_to: str | None
    signed: str | None
    one_off: bool
    expected: int | None
    debits: int
    state: str
    next_sequence: str
    bank_told: str


@final
class MandateTold(TypedDict):
    """What Bankgirot told last of a mandate; customer is blank where nobody here is known by it."""

    payee: str
    payer_number: str
    customer: str
    name: str
    account: str
    id_number: str
    state: str
    comment: str
    changed: str


@final
class MandateWhole(TypedDict):
    """A mandate and the debits that used it."""

    number: str
    scheme: str
    customer: str
    name: str
    account: str
    bic: str
    payer_number: str
    valid_from: str | None
    valid_to: str | None
    signed: str | None
    one_off: bool
    expected: int | None
    debits: int
    state: str
    next_sequence: str
    bank_told: str
    debits_made: list[DebitMade]


@final
class ManyDone(TypedDict):
    """Of how many customers; documents: how many were put on hold, or off it."""

    customers: int
    documents: int


@final
class MappingData(TypedDict):
    """A text on the statement that means an account."""

    number: int
    priority: int
    text: str
    direction: str
    account: str
    conditions: list[str]
    splits: list[str]


@final
class MappingTry(TypedDict):
    """since: a year ago without it."""

    text: str
    account: str
    direction: NotRequired[Literal["", "in", "out"]]
    conditions: NotRequired[list[str]]
    since: NotRequired[Day | None]


@final
class MarkLetters(TypedDict):
    """Which went out."""

    kind: Literal["reminder", "finance-charge"]
    numbers: list[str]


@final
class MarkPlanLetters(TypedDict):
    """Of which payment plans."""

    numbers: list[int]


@final
class MarkRefunds(TypedDict):
    """Of which repayments."""

    numbers: list[int]


@final
class MarkedCount(TypedDict):
    """How many letters."""

    count: int


@final
class MatchJournal(TypedDict):
    """background: as a job, whatever its size; without it those of more than 1,000 lines are."""

    background: NotRequired[bool | None]


@final
class MatchReconciliation(TypedDict):
    """days: how far dates may be apart; again: every match is taken back first."""

    days: NotRequired[int]
    again: NotRequired[bool]


@final
class MemoText(TypedDict):
    """A text of finance charge memos."""

    language: str
    part: str
    text: str


@final
class MemoTextBody(TypedDict):
    """With placeholders such as {due_date}; "" takes it away."""

    part: Literal["beginning", "ending", "line", "subject", "body", "closing"]
    text: str
    language: NotRequired[str]


@final
class MergeBody(TypedDict):
    """number goes up in `into`; date: of the vouchers that move open entries, today without it."""

    number: str
    into: str
    reason: str
    ledger: NotRequired[Literal["customer", "vendor"]]
    date: NotRequired[Day | None]
    preview: NotRequired[bool]


@final
class MergedData(TypedDict):
    """What became of a merged customer or vendor; the old number finds the new."""

    preview: bool
    moved: list[MergedEntry]
    accounts: int
    relations: int
    lines_to_match: int


@final
class MergedEntry(TypedDict):
    """An entry that was moved, by which voucher."""

    document_number: str
    currency: str
    amount: str
    voucher: str


@final
class MoveBody(TypedDict):
    """to: the number of the customer or vendor it belongs to; date: the entry's own, or the first open after it."""

    to: str
    reason: str
    date: NotRequired[Day | None]
    preview: NotRequired[bool]


@final
class MovePeriods(TypedDict):
    """close, reopen or lock the periods that end by `through`, all of the year without it."""

    move: Literal["close", "reopen", "lock"]
    through: NotRequired[Day | None]


@final
class MovedAccount(TypedDict):
    """How much was posted on a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


@final
class NamedYear(TypedDict):
    """Which year, as the list of years calls it."""

    year: str


@final
class NewAccountBody(TypedDict):
    """income: the side it is on; its first digit says it without."""

    account: str
    name: str
    income: NotRequired[bool | None]


@final
class NewBankAccountBody(TypedDict):
    """What is left out is the company's own, or the next that is free; an opening balance is posted as a voucher."""

    number: str
    iban: NotRequired[str]
    name: NotRequired[str]
    currency: NotRequired[str]
    bankgiro: NotRequired[str]
    plusgiro: NotRequired[str]
    account: NotRequired[str]
    gl_account: NotRequired[str]
    opening_balance: NotRequired[Amount | None]
    opening_date: NotRequired[Day | None]


@final
class NewBatchBody(TypedDict):
    """balancing: bank:B1 or gl:1930, on every line that names none."""

    batch: str
    template: NotRequired[str]
    balancing: NotRequired[str]
    series: NotRequired[str]
    posting_series: NotRequired[str]
    text: NotRequired[str]
    suggest: NotRequired[bool]


@final
class NewCollection(TypedDict):
    """Invoices due from and up to a day; all: also those without a mandate, of customers who have one."""

    bank_account: str
    to_date: Day
    from_date: NotRequired[Day | None]
    scheme: NotRequired[Literal["core", "b2b", "autogiro"]]
    all: NotRequired[bool]


@final
class NewContact(TypedDict):
    """customers: by number; next: when to do something again."""

    customers: list[str]
    text: str
    kind: NotRequired[Literal["call", "email", "letter", "note"]]
    date: NotRequired[Day | None]
    next: NotRequired[Day | None]


@final
class NewCustomer(TypedDict):
    """What may be said of one: every column, with what people call it; null leaves it, "" takes it away."""

    name: str
    address: NotRequired[str | None]
    postal_code: NotRequired[str | None]
    city: NotRequired[str | None]
    organisation_number: NotRequired[str | None]
    vat_number: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    country: NotRequired[str | None]
    language: NotRequired[str | None]
    currency: NotRequired[str | None]
    payment_terms: NotRequired[str | None]
    reminder_terms: NotRequired[str | None]
    finance_charge_terms: NotRequired[str | None]
    application_method: NotRequired[str | None]
    posting_group: NotRequired[str | None]
    blocked: NotRequired[str | None]
    iban: NotRequired[str | None]
    bankgiro: NotRequired[str | None]
    plusgiro: NotRequired[str | None]
    credit_limit: NotRequired[Amount | None]
    number: str


@final
class NewDepositBody(TypedDict):
    """date: today without it; lump_sum: one bank entry of the total, as the company's setting says without it."""

    bank_account: str
    total: Amount
    date: NotRequired[Day | None]
    document_date: NotRequired[Day | None]
    text: NotRequired[str]
    lump_sum: NotRequired[bool | None]


@final
class NewDispute(TypedDict):
    """amount: all that is left without it; owner: the user who answers it."""

    entry: int
    reason: Literal["goods", "delivery", "price", "quantity", "not_ordered", "paid", "other"]
    amount: NotRequired[Amount | None]
    owner: NotRequired[str]
    deadline: NotRequired[Day | None]
    note: NotRequired[str]


@final
class NewDocumentBody(TypedDict):
    """A document to be drafted; what is left out comes from the customer or vendor and the terms."""

    party: str
    lines: list[NewDocumentLine]
    date: NotRequired[Day | None]
    credit_memo: NotRequired[bool]
    applies_to: NotRequired[str]
    posting_date: NotRequired[Day | None]
    due_date: NotRequired[Day | None]
    terms: NotRequired[str]
    currency: NotRequired[str]
    external_number: NotRequired[str]
    reference: NotRequired[str]
    text: NotRequired[str]


@final
class NewDocumentLine(TypedDict):
    """A line, net of VAT: an amount, or quantity and price."""

    account: str
    amount: NotRequired[Amount | None]
    quantity: NotRequired[str | None]
    price: NotRequired[str | None]
    vat_code: NotRequired[str]
    text: NotRequired[str]
    cost_center: NotRequired[str]
    project: NotRequired[str]


@final
class NewExport(TypedDict):
    """since_last: only what was posted since the last export for the same receiver."""

    form: NotRequired[Literal["csv", "jsonl", "sie4"]]
    since_last: NotRequired[bool]
    receiver: NotRequired[str]


@final
class NewFact(TypedDict):
    """A name is another name by which a customer or vendor pays: `party alias`."""

    kind: Literal["account", "name", "text", "pays-for"]
    value: str
    means: str
    direction: NotRequired[Literal["", "in", "out"]]
    note: NotRequired[str]


@final
class NewFiscalYear(TypedDict):
    """Its first day and its last; 1 to 18 months."""

    start: Day
    end: Day


@final
class NewHandOver(TypedDict):
    """entries: claims of one customer, by id."""

    entries: list[int]
    to: NotRequired[Literal["agency", "enforcement"]]
    note: NotRequired[str]


@final
class NewInterestRate(TypedDict):
    """From a day on, until the next."""

    date: Day
    percent: str
    days: NotRequired[int]
    currency: NotRequired[str]
    source: NotRequired[str]


@final
class NewInterestTerms(TypedDict):
    """Terms under a new code."""

    name: NotRequired[str | None]
    code: str
    percent: NotRequired[str | None]
    period_days: NotRequired[int | None]
    method: NotRequired[Literal["daily", "balance"] | None]
    day_count: NotRequired[Literal["actual", "actual-actual"] | None]
    charged: NotRequired[Literal["open", "closed", "all"] | None]
    grace: NotRequired[str | None]
    due: NotRequired[str | None]
    minimum: NotRequired[Amount | None]
    fee: NotRequired[Amount | None]
    fees: NotRequired[dict[str, Amount] | None]
    posts_interest: NotRequired[bool | None]
    posts_fee: NotRequired[bool | None]
    fee_alone: NotRequired[bool | None]
    on_interest: NotRequired[bool | None]
    on_fees: NotRequired[bool | None]
    reference: NotRequired[Literal["se", "eu", "none"] | None]
    points: NotRequired[str | None]


@final
class NewMandate(TypedDict):
    """number: as it is on paper, the next of the series without; account: which of the customer's, if several."""

    customer: str
    scheme: NotRequired[Literal["core", "b2b", "autogiro"]]
    number: NotRequired[str]
    account: NotRequired[str]
    bic: NotRequired[str]
    payer_number: NotRequired[str]
    valid_from: NotRequired[Day | None]
    valid_to: NotRequired[Day | None]
    signed: NotRequired[Day | None]
    one_off: NotRequired[bool]
    expected: NotRequired[int | None]


@final
class NewMandateFile(TypedDict):
    """Whose bankgiro number collects; mandates: these alone, also those that were rejected; all that is due without."""

    bank_account: str
    mandates: NotRequired[list[str]]


@final
class NewMapping(TypedDict):
    """account: gl:6570, customer:C1 or vendor:V1; conditions as amount=100..500; splits as gl:2641=20%."""

    text: str
    account: str
    direction: NotRequired[Literal["", "in", "out"]]
    priority: NotRequired[int]
    conditions: NotRequired[list[str]]
    splits: NotRequired[list[str]]


@final
class NewNote(TypedDict):
    """The same, and what to remember."""

    about: str
    text: str


@final
class NewPlan(TypedDict):
    """Either so many even instalments from a first day on, or each with its day and amount."""

    entries: list[int]
    count: NotRequired[int]
    first: NotRequired[Day | None]
    instalments: NotRequired[list[InstalmentBody]]
    fee: NotRequired[Amount | None]
    grace_days: NotRequired[int]
    note: NotRequired[str]
    preview: NotRequired[bool]


@final
class NewPolicy(TypedDict):
    """Without more it drafts reminders of everybody on its terms every day from today."""

    terms: NotRequired[list[str] | None]
    steps: NotRequired[list[Literal["make", "issue", "send"]] | None]
    channel: NotRequired[Literal["", "email", "print"] | None]
    every: NotRequired[str | None]
    next_date: NotRequired[Day | None]
    stop_on_error: NotRequired[bool | None]
    enabled: NotRequired[bool | None]
    payment_terms: NotRequired[list[str] | None]
    posting_groups: NotRequired[list[str] | None]
    countries: NotRequired[list[str] | None]
    languages: NotRequired[list[str] | None]
    least: NotRequired[Amount | None]
    code: str
    kind: NotRequired[Literal["reminder", "finance-charge", "statement"]]


@final
class NewPromise(TypedDict):
    """entries: by id; amount: all that is left of them without it."""

    entries: list[int]
    date: Day
    amount: NotRequired[Amount | None]
    note: NotRequired[str]


@final
class NewProposal(TypedDict):
    """date: first day of payment, today without it; most: no more than this together; bic: of the own bank."""

    bank_account: str
    until: Day
    date: NotRequired[Day | None]
    discounts_until: NotRequired[Day | None]
    most: NotRequired[Amount | None]
    vendors: NotRequired[list[str]]
    refunds: NotRequired[bool]
    on_last_day: NotRequired[bool]
    bic: NotRequired[str]


@final
class NewReconciliationBody(TypedDict):
    """statement: its number, the next one without it."""

    bank_account: str
    statement_date: Day
    ending_balance: Amount
    statement: NotRequired[str]


@final
class NewRelation(TypedDict):
    """Numbers of one ledger; both days are included, null is without bound."""

    payer: str
    party: str
    kind: NotRequired[Literal["bill-to", "group", "factor", "pays-for"]]
    ledger: NotRequired[Literal["customer", "vendor"]]
    since: NotRequired[Day | None]
    to: NotRequired[Day | None]


@final
class NewReminderTerms(TypedDict):
    """Terms without levels yet."""

    name: NotRequired[str | None]
    code: str
    post_interest: NotRequired[bool | None]
    post_fee: NotRequired[bool | None]
    post_line_fee: NotRequired[bool | None]
    most_reminders: NotRequired[int | None]
    minimum: NotRequired[Amount | None]
    pause_promises: NotRequired[bool | None]
    promise_days: NotRequired[int | None]
    attach_invoices: NotRequired[bool | None]
    bank_days: NotRequired[bool | None]


@final
class NewRepayment(TypedDict):
    """Of a customer, or one of its credit entries; amount: all that is free without; account: if it has several."""

    customer: NotRequired[str]
    entry: NotRequired[int | None]
    amount: NotRequired[Amount | None]
    account: NotRequired[str]
    reason: str


@final
class NewSeriesBody(TypedDict):
    """prefix: what stands before its numbers; digits: to how many a number is filled up."""

    series: str
    name: NotRequired[str]
    prefix: NotRequired[str]
    digits: NotRequired[int]


@final
class NewToken(TypedDict):
    """name: the program that gets it; without `expires_on` a year, or as long as the token that makes it."""

    name: str
    role: NotRequired[Literal["reader", "auditor", "clerk", "accountant", "administrator"]]
    scopes: NotRequired[list[str]]
    expires_on: NotRequired[Day | None]


@final
class NewVendor(TypedDict):
    """What may be said of one: every column, with what people call it; null leaves it, "" takes it away."""

    name: str
    address: NotRequired[str | None]
    postal_code: NotRequired[str | None]
    city: NotRequired[str | None]
    organisation_number: NotRequired[str | None]
    vat_number: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    country: NotRequired[str | None]
    language: NotRequired[str | None]
    currency: NotRequired[str | None]
    payment_terms: NotRequired[str | None]
    application_method: NotRequired[str | None]
    posting_group: NotRequired[str | None]
    blocked: NotRequired[str | None]
    iban: NotRequired[str | None]
    bankgiro: NotRequired[str | None]
    plusgiro: NotRequired[str | None]
    number: str


@final
class NextNumber(TypedDict):
    """series: KF, KK, LF or LK; number: the next document's, without prefix."""

    series: str
    number: int


@final
class NoteData(TypedDict):
    """A note; file: its name, "" where it has none; erased_on: since when that is gone, as no law kept it."""

    number: int
    text: str
    file: str
    size: int
    invoice_copy: bool
    created_by: str
    created_at: str
    erased_on: str | None


@final
class NumberMoved(TypedDict):
    """The next document's number as the series writes it."""

    series: str
    next: str


@final
class OpeningBalance(TypedDict):
    """The balance at the end of the day."""

    balance: Amount
    date: Day


@final
class OutstandingData(TypedDict):
    """A bank entry that no line is yet."""

    entry: int
    date: str
    amount: str
    voucher: str
    text: str


@final
class OwnerBody(TypedDict):
    """customers: by number; owner: the user who looks after them, "" for nobody."""

    customers: list[str]
    owner: str


@final
class ParagraphBody(TypedDict):
    """As it will be printed."""

    text: str


@final
class PartOfClaim(TypedDict):
    """amount: all that is left without."""

    entry: int
    reason: str
    date: NotRequired[Day | None]
    preview: NotRequired[bool]
    amount: NotRequired[Amount | None]


@final
class PartiesLoaded(TypedDict):
    """What a file did."""

    new: int
    changed: int
    unchanged: int


@final
class PartyAccountData(TypedDict):
    """An account that it is paid to, or pays from."""

    kind: str
    number: str


@final
class PartyData(TypedDict):
    """A customer or vendor."""

    ledger: str
    number: str
    name: str
    city: str
    organisation_number: str
    currency: str
    payment_terms: str
    posting_group: str
    blocked: str
    active: bool
    merged_into: str


@final
class PartyDiffering(TypedDict):
    """A customer or vendor of the file whose balance in the ledger is another."""

    ledger: str
    number: str
    currency: str
    file: str
    after: str


@final
class PartyWhole(TypedDict):
    """All that is known of it. seen: give it back with a change, which is then refused where others were first."""

    ledger: str
    number: str
    name: str
    city: str
    organisation_number: str
    currency: str
    payment_terms: str
    posting_group: str
    blocked: str
    active: bool
    merged_into: str
    accounts: list[PartyAccountData]
    merged: list[str]
    values: dict[str, str]
    seen: str


@final
class PaymentAnswered(TypedDict):
    """What the bank said of a payment. outcome: accepted, rejected or waiting; taken_back_by: a voucher.

    was_accepted: and is rejected now. not_taken_back: why it is rejected and stands as posted.
    """

    payment: int
    document_number: str
    name: str
    status: str
    outcome: str
    reason_code: str
    reason_text: str
    is_new: bool
    taken_back_by: str
    was_accepted: bool
    not_taken_back: str


@final
class PaymentChange(TypedDict):
    """What becomes of the payment; null leaves it. account: one of the payee's."""

    amount: NotRequired[Amount | None]
    date: NotRequired[Day | None]
    account: NotRequired[str | None]
    reference: NotRequired[str | None]
    text: NotRequired[str | None]


@final
class PaymentLeftOut(TypedDict):
    """A document that was not proposed, and the code why."""

    document_number: str
    account: str
    currency: str
    amount: str
    reason: str


@final
class PaymentProposed(TypedDict):
    """A payment. findings: what keeps it from the bank; bank_status: what the bank last answered (ISO 20022)."""

    payment: int
    state: str
    ledger: str
    account: str
    name: str
    document_number: str
    due_date: str
    payment_date: str
    currency: str
    amount: str
    discount: str
    account_kind: str
    account_number: str
    reference: str
    text: str
    findings: list[str]
    bank_status: str
    reason_code: str
    reason_text: str
    voucher: str


@final
class PeriodData(TypedDict):
    """A period: open, closed or locked."""

    number: int
    start: str
    end: str
    state: str


@final
class PlanData(TypedDict):
    """A debt that is paid in instalments."""

    number: int
    customer: str
    documents: list[str]
    currency: str
    total: str
    paid: str
    fee: str
    behind: str
    state: str
    instalments: list[InstalmentData]
    note: str
    made_by: str
    made_on: str


@final
class PlanPreview(TypedDict):
    """What a plan would be."""

    number: int
    customer: str
    documents: list[str]
    currency: str
    total: str
    instalments: list[InstalmentData]


@final
class PolicyChange(TypedDict):
    """null leaves what is there. terms: of reminders or of memos; an empty list of whom is anybody."""

    terms: NotRequired[list[str] | None]
    steps: NotRequired[list[Literal["make", "issue", "send"]] | None]
    channel: NotRequired[Literal["", "email", "print"] | None]
    every: NotRequired[str | None]
    next_date: NotRequired[Day | None]
    stop_on_error: NotRequired[bool | None]
    enabled: NotRequired[bool | None]
    payment_terms: NotRequired[list[str] | None]
    posting_groups: NotRequired[list[str] | None]
    countries: NotRequired[list[str] | None]
    languages: NotRequired[list[str] | None]
    least: NotRequired[Amount | None]


@final
class PolicyData(TypedDict):
    """What is sent to whom by itself, and how often; least: overdue, in local currency."""

    code: str
    kind: str
    terms: list[str]
    steps: list[str]
    every: str
    next_date: str
    stop_on_error: bool
    enabled: bool
    channel: str
    payment_terms: list[str]
    posting_groups: list[str]
    countries: list[str]
    languages: list[str]
    least: str


@final
class PolicyRunData(TypedDict):
    """state: running, done, failed, or crashed where it was ended from outside."""

    number: int
    policy: str
    state: str
    started_at: str
    finished_at: str | None
    made: int
    issued: int
    sent: int


@final
class PolicyRunItem(TypedDict):
    """What was done, held back or refused, and why."""

    step: str
    outcome: str
    customer: str
    document: str
    told: str


@final
class PolicyRunWhole(TypedDict):
    """A run with all that it did."""

    number: int
    policy: str
    state: str
    started_at: str
    finished_at: str | None
    made: int
    issued: int
    sent: int
    items: list[PolicyRunItem]


@final
class PostBatch(TypedDict):
    """Lines by number, all without any. ahead: dates that have not come yet are meant."""

    lines: NotRequired[list[int]]
    preview: NotRequired[bool]
    ahead: NotRequired[bool]


@final
class PostDocuments(TypedDict):
    """Drafts by number; every draft there is for null."""

    drafts: NotRequired[list[str] | None]
    preview: NotRequired[bool]


@final
class PostJournal(TypedDict):
    """Which lines to post: those named, else the ready ones; all refuses while any is not ready.

    background: as a job; a preview in the background is of the ready ones alone.
    """

    lines: NotRequired[list[int]]
    all: NotRequired[bool]
    payments_only: NotRequired[bool]
    preview: NotRequired[bool]
    background: NotRequired[bool]


@final
class PostReconciliation(TypedDict):
    """empty: it has no movements; opening_differs: it opens otherwise than the one before ended."""

    empty: NotRequired[bool]
    opening_differs: NotRequired[bool]
    preview: NotRequired[bool]


@final
class PresetBody(TypedDict):
    """SE-RÄNTELAGEN or EU-2011-7."""

    code: str


@final
class PreviewData(TypedDict):
    """What each row of a file becomes, and why a row cannot be read."""

    definition: str
    rows: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    findings: list[str]
    doubts: list[str]


@final
class Previewed(TypedDict):
    """preview: tell what would come of it, and store nothing."""

    preview: NotRequired[bool]


@final
class PrintBody(TypedDict):
    """lines: all that are to be paid by a printed check without; test: no number is used."""

    batch: str
    lines: NotRequired[list[int]]
    test: NotRequired[bool]


@final
class PrintLetters(TypedDict):
    """numbers: all that go on paper without; all: also what would go by e-mail."""

    kind: NotRequired[Literal["", "reminder", "finance-charge"]]
    numbers: NotRequired[list[str]]
    all: NotRequired[bool]
    again: NotRequired[bool]


@final
class PrintedCheck(TypedDict):
    """A check and the line that it pays."""

    check: str
    bank_account: str
    date: str
    payee: str
    account: str
    document: str
    amount: str
    currency: str
    state: str
    statement_state: str
    voided: str | None
    line: int


@final
class PromiseData(TypedDict):
    """A promise to pay."""

    number: int
    customer: str
    documents: list[str]
    promised_date: str
    last_date: str
    currency: str
    amount: str
    remaining_amount: str
    state: str
    note: str
    made_by: str
    made_on: str


ProofData = dict[str, Any]


@final
class ProposalApproval(TypedDict):
    """pay_again: how is known that the bank stopped earlier payments of the documents, which were given up."""

    pay_again: NotRequired[str]


@final
class ProposalCancel(TypedDict):
    """reason: needed once the file was written."""

    reason: NotRequired[str]


@final
class ProposalExport(TypedDict):
    """version: of pain.001, 03 or 09."""

    pay_again: NotRequired[str]
    version: NotRequired[str]


@final
class ProposalPost(TypedDict):
    """ahead: payments too whose day has not come; preview: tell what would be posted, and post nothing."""

    ahead: NotRequired[bool]
    preview: NotRequired[bool]


@final
class ProposalPosted(TypedDict):
    """What was posted, or would be. posted: numbers of payments.

    skipped   payments whose documents were paid meanwhile; waiting: how many have a later day
    """

    run: int
    vouchers: list[str]
    lines: int
    entries: int
    applied: int
    accounts: list[BatchMoved]
    posted: list[int]
    skipped: list[int]
    waiting: int


@final
class ProposalRow(TypedDict):
    """A proposal. unposted, rejected: how many of its payments; total without what was removed or rejected."""

    number: int
    state: str
    bank_account: str
    payment_date: str
    currency: str
    total: str
    payments: int
    unposted: int
    rejected: int
    made_by: str
    approved_by: str


@final
class ProposalShown(TypedDict):
    """paid_twice: documents of which more is with the bank than is left to pay, each with what to do.

    paid_again: documents that the bank has by payments that were given up, to be confirmed with pay_again.
    """

    number: int
    state: str
    bank_account: str
    payment_date: str
    until: str
    currency: str
    total: str
    made_by: str
    changed_by: list[str]
    approved_by: str
    exported_by: str
    message_id: str
    payments: list[PaymentProposed]
    left_out: list[PaymentLeftOut]
    paid_twice: list[str]
    paid_again: list[str]


@final
class ProposalWhole(TypedDict):
    """A proposal with its payments and what was left out."""

    number: int
    state: str
    bank_account: str
    payment_date: str
    until: str
    currency: str
    total: str
    made_by: str
    changed_by: list[str]
    approved_by: str
    exported_by: str
    message_id: str
    payments: list[PaymentProposed]
    left_out: list[PaymentLeftOut]


@final
class Question(TypedDict):
    """A question about a line that waits."""

    journal: str
    line: int
    asked_by: str
    question: str
    answer: str


@final
class Questions(TypedDict):
    """The oldest first."""

    questions: list[Question]


@final
class RateBody(TypedDict):
    """per: for how many units the rate is, such as 100."""

    currency: str
    date: Day
    rate: str
    per: NotRequired[int]


@final
class RateData(TypedDict):
    """What one unit of a currency costs from a day on, in the company's currency."""

    currency: str
    from_date: str
    rate: str
    source: str


@final
class RatesLoaded(TypedDict):
    """What a file did."""

    new: int
    unchanged: int
    replaced: int
    source: str


@final
class RatesMade(TypedDict):
    """The rate that each of the terms which follow it was given."""

    rates: list[InterestRateData]


@final
class ReconciledEntry(TypedDict):
    """A bank entry that a line is, and what of them agrees."""

    entry: int
    agreed: list[str]


@final
class ReconciliationChange(TypedDict):
    """null leaves what is there. opening_differs: it is meant to open otherwise than the one before ended."""

    statement: NotRequired[str | None]
    statement_date: NotRequired[Day | None]
    opening_balance: NotRequired[Amount | None]
    ending_balance: NotRequired[Amount | None]
    opening_differs: NotRequired[bool]


@final
class ReconciliationData(TypedDict):
    """A bank reconciliation: open or posted."""

    reconciliation: str
    bank_account: str
    statement: str
    date: str
    currency: str
    opening_balance: str
    ending_balance: str
    state: str


@final
class ReconciliationLineBody(TypedDict):
    """Money in is positive, money out negative."""

    date: Day
    amount: Amount
    text: NotRequired[str]
    document: NotRequired[str]
    check: NotRequired[str]


@final
class ReconciliationLineData(TypedDict):
    """A line of the statement."""

    line: int
    date: str
    amount: str
    text: str
    difference: str
    entries: list[ReconciledEntry]


@final
class ReconciliationMatched(TypedDict):
    """How many lines were tried, and how many have found their entries."""

    tried: int
    matched: int


@final
class ReconciliationPosted(TypedDict):
    """How many bank entries are closed, or would be."""

    count: int
    preview: bool


@final
class ReconciliationReportData(TypedDict):
    """The figures that have to agree, the lines, what is outstanding, and what is to be known of it."""

    reconciliation: str
    lines_sum: str
    outstanding_entries: str
    outstanding_checks: str
    proof: str
    bank_ledger: str
    gl: str
    difference: str
    lines: list[dict[str, Any]]
    outstanding: list[dict[str, Any]]
    warnings: list[dict[str, Any]]


@final
class ReconciliationUndone(TypedDict):
    """Those posted after it, which open with its balance."""

    later: list[str]


@final
class ReconciliationWhole(TypedDict):
    """With its lines, and what is outstanding."""

    reconciliation: str
    bank_account: str
    statement: str
    date: str
    currency: str
    opening_balance: str
    ending_balance: str
    state: str
    lines: list[ReconciliationLineData]
    outstanding: list[OutstandingData]


@final
class ReferenceRateBody(TypedDict):
    """date: the first day of a half-year; bank: Riksbanken (se) or the ECB (eu)."""

    date: Day
    percent: str
    bank: NotRequired[Literal["se", "eu"]]
    source: NotRequired[str]


@final
class RegisteredData(TypedDict):
    """An unpaid document with what was entered on it; remaining: what will be left."""

    entry: int
    document_number: str
    document_type: str
    account: str
    name: str
    external_document_number: str
    due_date: str
    currency: str
    payment_made: bool
    date_received: str | None
    amount_received: str
    remaining: str
    discount_date: str | None
    remaining_after_discount: str
    warning: str | None


@final
class RegistrationPost(TypedDict):
    """lump: one payment for all documents, of one account and one day."""

    side: NotRequired[Literal["customer", "vendor"]]
    lump: NotRequired[bool]
    preview: NotRequired[bool]


@final
class RegistrationPosted(TypedDict):
    """What was posted, or would be. sum: of all documents paid."""

    run: int
    vouchers: list[str]
    lines: int
    entries: int
    applied: int
    accounts: list[BatchMoved]
    documents: int
    sum: str
    currency: str


@final
class RegistrationSetupBody(TypedDict):
    """account: bank:B1 or gl:1930, else the batch's; everybody: for all without a setup of their own."""

    batch: str
    account: NotRequired[str]
    side: NotRequired[Literal["customer", "vendor"]]
    everybody: NotRequired[bool]
    fill_date: NotRequired[bool]
    default_account: NotRequired[bool]


@final
class RegistrationSetupData(TypedDict):
    """Through which batch and against which account the token registers. own: its own setup, not everybody's."""

    side: str
    batch: str
    account: str
    fill_date: bool
    default_account: bool
    own: bool
    currency: str
    posted_balance: str
    unposted_balance: str


@final
class RelationData(TypedDict):
    """Who pays for whom, and when."""

    ledger: str
    payer: str
    party: str
    kind: str
    since: str | None
    to: str | None


@final
class RelationsEnded(TypedDict):
    """How many."""

    count: int


@final
class ReminderLevelBody(TypedDict):
    """null leaves what is there; `currency_fees` and `ranges` replace all there were."""

    grace: NotRequired[str | None]
    due: NotRequired[str | None]
    interest: NotRequired[bool | None]
    calculation: NotRequired[Literal["fixed", "single", "accumulated"] | None]
    fee: NotRequired[Amount | None]
    cost: NotRequired[Literal["none", "reminder", "demand", "plan", "compensation"] | None]
    line_fee: NotRequired[Amount | None]
    line_cost: NotRequired[Literal["none", "reminder", "demand", "plan", "compensation"] | None]
    hand_over: NotRequired[bool | None]
    currency_fees: NotRequired[list[CurrencyFees] | None]
    ranges: NotRequired[list[FeeRangeBody] | None]


@final
class ReminderLevelData(TypedDict):
    """A step: after so many days of grace, with these fees."""

    level: int
    grace: str
    due_formula: str
    interest: bool
    calculation: str
    cost: str
    fee: str
    line_cost: str
    line_fee: str
    hand_over: bool
    currency_fees: dict[str, list[str]]
    ranges: list[FeeRangeData]


@final
class ReminderTermsBody(TypedDict):
    """null leaves what is there; minimum: in local currency; code: another one, which customers and drafts follow."""

    name: NotRequired[str | None]
    code: NotRequired[str | None]
    post_interest: NotRequired[bool | None]
    post_fee: NotRequired[bool | None]
    post_line_fee: NotRequired[bool | None]
    most_reminders: NotRequired[int | None]
    minimum: NotRequired[Amount | None]
    pause_promises: NotRequired[bool | None]
    promise_days: NotRequired[int | None]
    attach_invoices: NotRequired[bool | None]
    bank_days: NotRequired[bool | None]


@final
class ReminderTermsData(TypedDict):
    """How customers on these terms are reminded."""

    reminder_terms: str
    name: str
    post_interest: bool
    post_fee: bool
    post_line_fee: bool
    most_reminders: int
    minimum: str
    pause_promises: bool
    promise_days: int
    attach_invoices: bool
    bank_days: bool
    levels: list[ReminderLevelData]
    texts: list[LetterTextData]


@final
class RepaymentData(TypedDict):
    """Credit that is paid back. state: proposed, approved, cancelled or closed."""

    number: int
    state: str
    account: str
    name: str
    document_number: str
    currency: str
    amount: str
    remaining_amount: str
    account_kind: str
    account_number: str
    reason: str
    proposed_by: str
    decided_by: str


@final
class RepaymentsMade(TypedDict):
    """One for each credit entry."""

    items: list[RepaymentData]


ReportData = dict[str, Any]


@final
class ReportKind(TypedDict):
    """A report, and what may be asked of it."""

    report: str
    title: str
    fields: list[str]


@final
class ReturnedData(TypedDict):
    """What a return undid; left: of the line, such as the bank's charge."""

    payments: list[ReturnedPayment]
    left: str
    currency: str


@final
class ReturnedPayment(TypedDict):
    """A payment that was returned, and what is open again."""

    document: str
    account: str
    opened: list[str]


@final
class ReversalData(TypedDict):
    """What was taken back, or would be."""

    preview: bool
    posting_run: int
    vouchers: list[str]
    readjusted: list[str]
    entries: int
    lines_open_again: int
    accounts: list[ReversedAccount]


@final
class ReverseBody(TypedDict):
    """reason: kept with the counter voucher; preview: tell what would come of it, and store nothing."""

    reason: NotRequired[str]
    description: NotRequired[str]
    preview: NotRequired[bool]


@final
class ReverseJournal(TypedDict):
    """Posted lines by number, every one without; reason: kept with the counter vouchers."""

    lines: NotRequired[list[int]]
    reason: NotRequired[str]


@final
class ReversedAccount(TypedDict):
    """How much was moved back on a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


@final
class RoleBody(TypedDict):
    """The role, or null to end it; a person is added with a password on a page or by command."""

    role: Literal["reader", "auditor", "clerk", "accountant", "administrator"] | None


@final
class RowsLeftOut(TypedDict):
    """How many rows were left out, and why; "" where nothing remains of what they tell."""

    reason: str
    rows: int


@final
class RuleData(TypedDict):
    """A row of the rule table: what of a payment has to fit."""

    rule: str
    score: int
    party: str
    document: str
    amount: str
    direct_debit: str


@final
class RulebookBody(TypedDict):
    """A file in TOML, as `GET /rulebook` gives it, changed; what it leaves out stays as it is."""

    toml: str


@final
class RulebookData(TypedDict):
    """Rules, thresholds and charge limits as a file in TOML."""

    toml: str


@final
class RulebookSet(TypedDict):
    """How many rows of the file were taken."""

    rules: int
    charge_limits: int
    thresholds: int


@final
class RulesRestored(TypedDict):
    """How many rules there are."""

    count: int


@final
class RulesTried(TypedDict):
    """What the file would have gained, lost and got wrong, beside the rules now."""

    since: str
    lines: int
    now: dict[str, int]
    then: dict[str, int]


@final
class RulesTry(TypedDict):
    """Payments of this day and later."""

    toml: str
    since: Day


@final
class RunBody(TypedDict):
    """trial: tell what it would do; do nothing."""

    trial: NotRequired[bool]


@final
class SearchFound(TypedDict):
    """What fits the text, at most 50 of each kind."""

    parties: list[FoundParty]
    entries: list[FoundEntry]
    vouchers: list[FoundVoucher]
    bank_transactions: list[FoundTransaction]


@final
class SendLetters(TypedDict):
    """numbers: all that were not sent without. channel: instead of each customer's own way."""

    kind: NotRequired[Literal["", "reminder", "finance-charge"]]
    numbers: NotRequired[list[str]]
    channel: NotRequired[Literal["", "email", "print"]]
    again: NotRequired[bool]


@final
class SendPlanLetters(TypedDict):
    """numbers: of plans, all that run and were not told of without; again: also what went out, or may have."""

    numbers: NotRequired[list[int]]
    channel: NotRequired[Literal["", "print"]]
    again: NotRequired[bool]


@final
class SendRefunds(TypedDict):
    """numbers: of approved repayments, all that were not told of without; again: also what went out, or may have."""

    numbers: NotRequired[list[int]]
    channel: NotRequired[Literal["", "print"]]
    again: NotRequired[bool]


@final
class SentLetter(TypedDict):
    """What was sent of a letter. state: sending, waiting (it may have gone out), sent, failed, or bounced."""

    number: str
    customer: str
    channel: str
    address: str
    state: str
    began_at: str
    sent_at: str | None
    failure: str


@final
class SeriesData(TypedDict):
    """A number series."""

    series: str
    kind: str
    name: str
    prefix: str
    digits: int
    last: list[SeriesLast]


@final
class SeriesLast(TypedDict):
    """The last number that a series has given, in a fiscal year where it counts by years."""

    fiscal_year: str | None
    number: int


@final
class SettingBody(TypedDict):
    """One of what it may be."""

    value: str


@final
class SettingData(TypedDict):
    """A setting with what it is now and what it may be."""

    setting: str
    value: str
    choices: list[str]


@final
class SettleBody(TypedDict):
    """INV-1 or INV-1=400.00, instead of what the line named before; nothing takes it all away."""

    settles: list[str]


@final
class SignOffData(TypedDict):
    """Who signed a proof, and what it said; second_by: where two are needed."""

    bank_account: str
    as_of: str
    books: str
    bank: str
    unexplained: str
    explanation: str
    signed_by: str
    second_by: str | None
    waits_for_second: bool
    withdrawn_by: str | None
    withdrawn_reason: str | None


@final
class SignProof(TypedDict):
    """explanation: why what is unexplained is so."""

    as_of: Day
    explanation: NotRequired[str]


@final
class SplitLine(TypedDict):
    """What the line's money is put on."""

    parts: list[LinePart]


@final
class StatementBlock(TypedDict):
    """What a customer owes in a currency: at the start, what moved it, at the end."""

    currency: str
    opening_balance: str | None
    lines: list[dict[str, Any]]
    closing_balance: str | None
    overdue: list[dict[str, Any]]
    ages: list[dict[str, Any]]


@final
class StatementData(TypedDict):
    """A statement or an advice as the bank sent it."""

    number: str
    bank_account: str
    format: str
    date: str
    currency: str
    opening_balance: str | None
    ending_balance: str | None
    new: int
    known: int
    expected: int


@final
class StatementHead(TypedDict):
    """The bank's statement under a journal."""

    number: str
    date: str
    opening_balance: str | None
    ending_balance: str | None


@final
class StatementIssued(TypedDict):
    """run: null where no customer has anything to be told."""

    run: StatementRunData | None


@final
class StatementLine(TypedDict):
    """A line of a statement."""

    bank_account: str
    statement: str
    line: int
    date: str | None
    value_date: str | None
    amount: str
    currency: str
    name: str
    account: str
    references: list[str]
    text: str
    bank_reference: str
    end_to_end_id: str
    code: str
    state: str


@final
class StatementRunData(TypedDict):
    """Statements that were issued together."""

    number: int
    since: str
    to: str
    statements: int
    made_at: str
    made_by: str


@final
class StatementSent(TypedDict):
    """A statement of a run: which way it goes, and whether it went."""

    customer: str
    number: int
    channel: str
    address: str
    state: str
    sent_at: str | None
    failure: str


@final
class StatementTaken(TypedDict):
    """moved: lines that had lain on payment journals."""

    statements: list[str]
    lines: int
    moved: int


@final
class StatementsMarked(TypedDict):
    """Of whom."""

    customers: list[str]


@final
class SuggestFromLedger(TypedDict):
    """Bank entries up to a day; checks: what a check pays as the check, not as its bank entry."""

    to: Day
    since: NotRequired[Day | None]
    without_reversed: NotRequired[bool]
    checks: NotRequired[bool]


@final
class SuggestMemo(TypedDict):
    """paid_since: charge what was paid late from then on, a year without it."""

    document_date: NotRequired[Day | None]
    paid_since: NotRequired[Day | None]


@final
class SuggestReminder(TypedDict):
    """document_date: the draft's own without it."""

    document_date: NotRequired[Day | None]
    not_due: NotRequired[bool]
    on_hold: NotRequired[bool]
    earlier: NotRequired[bool]
    one_level: NotRequired[bool]


@final
class TakeStatement(TypedDict):
    """The number of an import, and one of several statements in it, as the bank calls it."""

    import_number: int
    statement: NotRequired[str]


@final
class TemplateBody(TypedDict):
    """In typst."""

    source: str


@final
class TermsBody(TypedDict):
    """From the document date, as 30D, 1M or CM+10D; null leaves what is there, "" takes a discount away."""

    due: NotRequired[str | None]
    discount: NotRequired[str | None]
    discount_percent: NotRequired[str | None]
    name: NotRequired[str | None]
    discounts_credit_memos: NotRequired[bool | None]


@final
class TermsData(TypedDict):
    """Payment terms, with the days that they give a document of the day."""

    payment_terms: str
    name: str
    due_formula: str
    discount_formula: str
    discount_percent: str
    discounts_credit_memos: bool
    document_date: str
    due_date: str
    discount_date: str | None


@final
class TermsInstalled(TypedDict):
    """Codes of the terms that were added; none where nothing was missing."""

    added: list[str]


@final
class TestBody(TypedDict):
    """Where the message goes."""

    address: str


@final
class TestSent(TypedDict):
    """Where it is on its way to."""

    address: str


@final
class TextsOfReminder(TypedDict):
    """level: with the texts and due date of another; with_fee: the letter's own fee is reckoned anew, too."""

    level: NotRequired[int | None]
    with_fee: NotRequired[bool]


@final
class TokenData(TypedDict):
    """A token of the company; state: active, expired or revoked."""

    name: str
    hint: str
    role: str
    scopes: list[str]
    created_by: str
    created_at: str
    expires_on: str
    revoked_at: str | None
    last_used_at: str | None
    state: str


@final
class TokenMade(TypedDict):
    """A new token; the secret is told this once."""

    name: str
    hint: str
    role: str
    scopes: list[str]
    created_by: str
    created_at: str
    expires_on: str
    revoked_at: str | None
    last_used_at: str | None
    state: str
    token: str


@final
class TotalProved(TypedDict):
    """What remains in one currency: in the file, and in the ledger before and after."""

    ledger: str
    currency: str
    file: str
    before: str
    after: str


@final
class TraceData(TypedDict):
    """Everything posted for a number; found: what bears it itself."""

    number: str
    found: list[str]
    entries: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    other_entries: list[dict[str, Any]]
    vouchers: list[dict[str, Any]]
    bank_entries: list[dict[str, Any]]
    bank_transactions: list[dict[str, Any]]


@final
class TrailEvent(TypedDict):
    """One command. content: what it changed; null where that was erased."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    content: dict[str, Any] | None


@final
class TransferBody(TypedDict):
    """account: as gl:6570; what a text mapping says without it, else the batch's balancing account."""

    lines: list[int]
    batch: str
    account: NotRequired[str]


@final
class TypedLineBody(TypedDict):
    """account: customer:C1, vendor:V1, gl:3001 or bank:B1; settles: INV-1 or INV-1=400.00.

    check: paid by this check, written by hand; print_check: by one that is printed.
    """

    account: str
    amount: NotRequired[Amount | None]
    date: NotRequired[Day | None]
    document_type: NotRequired[
        Literal["", "invoice", "credit_memo", "payment", "refund", "finance_charge", "reminder"] | None
    ]
    number: NotRequired[str]
    external_number: NotRequired[str]
    text: NotRequired[str]
    currency: NotRequired[str]
    accept_currency: NotRequired[bool]
    local_amount: NotRequired[Amount | None]
    balancing: NotRequired[str | None]
    settles: NotRequired[list[str]]
    accept_late_discount: NotRequired[bool | None]
    accept_tolerance: NotRequired[bool | None]
    correction: NotRequired[bool]
    vat_code: NotRequired[str]
    cost_center: NotRequired[str]
    project: NotRequired[str]
    check: NotRequired[str]
    print_check: NotRequired[bool]


@final
class TypedLineData(TypedDict):
    """A line of a batch."""

    line: int
    state: str
    posting_date: str | None
    document_type: str
    document_number: str
    external_document_number: str
    account: str
    description: str
    amount: str
    currency: str
    balancing: str | None
    correction: bool
    check: str | None
    settles: list[TypedSettles]
    voucher: str | None


@final
class TypedSettles(TypedDict):
    """What a line settles; an amount of null is all of it."""

    document: str
    amount: str | None


@final
class UnapplyEntry(TypedDict):
    """application: the newest one of the entry where none is named."""

    application: NotRequired[int | None]
    date: NotRequired[Day | None]
    reason: NotRequired[str]
    preview: NotRequired[bool]


@final
class UndoImport(TypedDict):
    """Why; kept with the import."""

    reason: NotRequired[str]


@final
class UnsignProof(TypedDict):
    """Why the sign-off is taken back."""

    as_of: Day
    reason: str


@final
class UserData(TypedDict):
    """A person who has a role in the company."""

    user: str
    name: str
    role: str
    email: str
    active: bool
    two_steps: bool


@final
class VatCodeBody(TypedDict):
    """What is to be another; null leaves it, "" as an account is none."""

    rate: NotRequired[str | None]
    sales_account: NotRequired[str | None]
    purchase_account: NotRequired[str | None]
    name: NotRequired[str | None]


@final
class VatCodeData(TypedDict):
    """A VAT code. rate: in percent."""

    vat_code: str
    name: str
    rate: str
    sales_account: str
    purchase_account: str


@final
class VendorChange(TypedDict):
    """What may be said of one: every column, with what people call it; null leaves it, "" takes it away."""

    name: NotRequired[str | None]
    address: NotRequired[str | None]
    postal_code: NotRequired[str | None]
    city: NotRequired[str | None]
    organisation_number: NotRequired[str | None]
    vat_number: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    country: NotRequired[str | None]
    language: NotRequired[str | None]
    currency: NotRequired[str | None]
    payment_terms: NotRequired[str | None]
    application_method: NotRequired[str | None]
    posting_group: NotRequired[str | None]
    blocked: NotRequired[str | None]
    iban: NotRequired[str | None]
    bankgiro: NotRequired[str | None]
    plusgiro: NotRequired[str | None]
    seen: NotRequired[str | None]


@final
class VoidBody(TypedDict):
    """date: the check's own without; keep_applied: what it paid stays settled, and the money is owed anew."""

    bank_account: str
    check: str
    date: NotRequired[Day | None]
    keep_applied: NotRequired[bool]
    reason: NotRequired[str]
    preview: NotRequired[bool]


@final
class VoucherData(TypedDict):
    """A voucher, whole."""

    voucher: str
    date: str
    source: str
    text: str
    external_document_number: str | None
    run: int
    actor: str
    posted_at: str
    reverses: str | None
    reversed_by: str | None
    currency: str
    lines: list[VoucherLineData]
    bank_entries: list[BankMoveData]


@final
class VoucherLineData(TypedDict):
    """A line of a voucher; debit is positive."""

    line: int
    account: str
    name: str
    party: str | None
    text: str
    amount: str
    debit: str
    credit: str
    correction: bool
    currency: str
    currency_amount: str
    vat_code: str | None
    cost_center: str | None
    project: str | None


@final
class VoucherListed(TypedDict):
    """A voucher in a list. amount: the sum of its debits."""

    voucher: str
    date: str
    source: str
    text: str
    amount: str
    run: int
    actor: str
    reversed_by: str | None


@final
class VoucherOfLine(TypedDict):
    """Which voucher a line was posted by."""

    voucher: str
    journal: str
    line: int


@final
class WaitingLetter(TypedDict):
    """An issued letter that was not sent, and which way it goes."""

    number: str
    kind: str
    customer: str | None
    channel: str
    address: str
    state: str
    is_settled: bool


@final
class WebhookData(TypedDict):
    """A webhook. waiting, dead: how many events wait for it, and how many were given up; stopped: gone, or empty."""

    webhook: int
    url: str
    kinds: list[str]
    waiting: int
    dead: int
    stopped: str
    created_at: str
    by: str


@final
class WebhookDelivery(TypedDict):
    """What became of an event. state: pending, delivered or dead; answer: the status answered, 0 for none."""

    event: int
    kind: str
    state: str
    failures: int
    next_at: str
    answered_at: str | None
    answer: int
    trouble: str


@final
class WebhookKey(TypedDict):
    """A webhook with the key that its events are signed with, told this once."""

    webhook: int
    url: str
    kinds: list[str]
    waiting: int
    dead: int
    stopped: str
    created_at: str
    by: str
    key: str


@final
class WebhookNew(TypedDict):
    """An address that is to be sent events; kinds: those alone, all without any."""

    url: str
    kinds: NotRequired[list[str]]


@final
class WebhookReplay(TypedDict):
    """events: positions of those to send again; all that were given up without any."""

    events: NotRequired[list[int]]


@final
class WebhookReplayed(TypedDict):
    """How many events will be sent again."""

    count: int


@final
class WorklistData(TypedDict):
    """A customer with something overdue, and how urgent that is."""

    number: str
    name: str
    overdue: str
    currency: str
    entries: int
    overdue_since: str
    level: int | None
    state: str
    broken_promises: int
    disputes: int
    last_contact: str | None
    last_contact_kind: str
    owner: str
    next_action: str | None
    urgency: int


@final
class WrittenOffData(TypedDict):
    """What was written off, or is open again."""

    preview: bool
    document_number: str
    currency: str
    amount: str
    loss: str
    vat: str
    remaining_amount: str
    vouchers: list[str]


@final
class YearFilesData(TypedDict):
    """What went of the files that came in a year, or would go, and what keeps the rest.

    asked_by: who asked for it, where four eyes are set and another administrator has to do it yet; then nothing went.
    """

    year: str
    kept_until: str
    files: int
    bytes: int
    staying: list[FilesStaying]
    asked_by: str


@final
class YearKeptData(TypedDict):
    """A fiscal year, or the calendar year of days in none: fiscal_year "". holds: what holds it longer, how often.

    asked_by: who asked for its files to be erased, where another administrator has to do it yet.
    """

    year: str
    fiscal_year: str
    start: str
    end: str
    kept_until: str
    vouchers: int
    documents: int
    files: int
    file_bytes: int
    holds: dict[str, int]
    may_go: bool
    asked_by: str


@final
class YearWithdrawn(TypedDict):
    """Of which year."""

    year: str
