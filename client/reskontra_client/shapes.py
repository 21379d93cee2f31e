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
class ActivateParty(TypedDict):
    """Whether it is in lists; what is posted stays."""

    active: bool


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
class BatchPosted(TypedDict):
    """What was posted, or would be. vouchers: each with the number of its document."""

    run: int
    vouchers: list[str]
    lines: int
    entries: int
    applied: int
    accounts: list[BatchMoved]


@final
class BlockParty(TypedDict):
    """ship, invoice or all of a customer; payment or all of a vendor; "" lifts the block."""

    level: Literal["", "ship", "invoice", "payment", "all"]


@final
class CancelLetters(TypedDict):
    """Issued ones by number; own_number: what takes them back has one of its own."""

    numbers: list[str]
    posting_date: NotRequired[Day | None]
    own_number: NotRequired[bool]


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
class DisputeClosing(TypedDict):
    """What came of it."""

    outcome: Literal["credit_memo", "paid", "rejected", "withdrawn"]
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
class IssueLetters(TypedDict):
    """Drafts by number; every draft for null. preview: tell what is against each, and change nothing."""

    drafts: NotRequired[list[str] | None]
    posting_date: NotRequired[Day | None]
    accept_rounding: NotRequired[bool]
    preview: NotRequired[bool]


@final
class JobData(TypedDict):
    """state: waiting, running, done, refused, broken, stopped or interrupted. outcome: values of what it did."""

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
    """What was posted, or would be. run: 0 of a preview; left: lines still open; waiting: for another person."""

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
    """A line of a reminder or a memo."""

    line: int
    part: str
    document_number: str
    due_date: str | None
    amount: str
    text: str


@final
class LetterWhole(TypedDict):
    """With its lines."""

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
    lines: list[LetterLine]


@final
class LettersDone(TypedDict):
    """What was done one by one, and what was refused with the reason's code."""

    done: list[dict[str, str]]
    refused: list[dict[str, str]]


@final
class LettersMade(TypedDict):
    """What was drafted, and who got none and why."""

    preview: bool
    made: list[dict[str, Any]]
    not_made: list[dict[str, Any]]


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
class Logged(TypedDict):
    """In the log of how many customers it is kept."""

    count: int


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
class MatchJournal(TypedDict):
    """background: as a job, whatever its size; without it those of more than 1,000 lines are."""

    background: NotRequired[bool | None]


@final
class MatchReconciliation(TypedDict):
    """days: how far dates may be apart; again: every match is taken back first."""

    days: NotRequired[int]
    again: NotRequired[bool]


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
class NewFiscalYear(TypedDict):
    """Its first day and its last; 1 to 18 months."""

    start: Day
    end: Day


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
class NewPromise(TypedDict):
    """entries: by id; amount: all that is left of them without it."""

    entries: list[int]
    date: Day
    amount: NotRequired[Amount | None]
    note: NotRequired[str]


@final
class NewReconciliationBody(TypedDict):
    """statement: its number, the next one without it."""

    bank_account: str
    statement_date: Day
    ending_balance: Amount
    statement: NotRequired[str]


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
    role: NotRequired[Literal["reader", "clerk", "accountant", "administrator"]]
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

    background: as a job, which posts the ready ones; it goes with none of the others.
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
class Previewed(TypedDict):
    """preview: tell what would come of it, and store nothing."""

    preview: NotRequired[bool]


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
class ReconciledEntry(TypedDict):
    """A bank entry that a line is, and what of them agrees."""

    entry: int
    agreed: list[str]


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

    role: Literal["reader", "clerk", "accountant", "administrator"] | None


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
class SplitLine(TypedDict):
    """What the line's money is put on."""

    parts: list[LinePart]


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
class TrailEvent(TypedDict):
    """One command. content: what it changed; null where that was erased."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    content: dict[str, Any] | None


@final
class TypedLineBody(TypedDict):
    """account: customer:C1, vendor:V1, gl:3001 or bank:B1; settles: INV-1 or INV-1=400.00."""

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
    next_action: str | None
    urgency: int
