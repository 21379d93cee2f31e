"""The nouns of the API, and what is done with them.

Written by `python -m scripts.client` from the OpenAPI document; not by hand.
"""

from __future__ import annotations

from typing import Literal, Unpack, cast

from reskontra_client import shapes
from reskontra_client.sending import Noun, Rows, Sender
from reskontra_client.values import Day, Download, Seen, Upload


class AccountStatements(Noun):
    def file(
        self,
        customer: str,
        /,
        *,
        since: Day | None = None,
        to: Day | None = None,
        style: Literal["balance", "open"] | None = None,
        with_entries: bool | None = None,
        with_balance: bool | None = None,
        overdue: bool | None = None,
        reversed: bool | None = None,
        unapplied: bool | None = None,
        aging: str | None = None,
        aging_by: Literal["due", "posting"] | None = None,
        currency: str | None = None,
    ) -> Download:
        """Download what a customer would be told of its account as a PDF, without a number; nothing is issued or kept."""
        return cast(
            "Download",
            self._sender.call(
                "GET",
                "account-statements/{}/file",
                (customer,),
                query={
                    "since": since,
                    "to": to,
                    "style": style,
                    "with_entries": with_entries,
                    "with_balance": with_balance,
                    "overdue": overdue,
                    "reversed": reversed,
                    "unapplied": unapplied,
                    "aging": aging,
                    "aging_by": aging_by,
                    "currency": currency,
                },
            ),
        )

    def show(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        since: Day | None = None,
        to: Day | None = None,
        style: Literal["balance", "open"] | None = None,
        with_entries: bool | None = None,
        with_balance: bool | None = None,
        overdue: bool | None = None,
        reversed: bool | None = None,
        unapplied: bool | None = None,
        aging: str | None = None,
        aging_by: Literal["due", "posting"] | None = None,
        currency: str | None = None,
        customer: list[str] | None = None,
    ) -> Rows[shapes.AccountStatement]:
        """Show what customers would be told of their accounts; nothing is issued."""
        return Rows(
            self._sender,
            "account-statements",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "since": since,
                "to": to,
                "style": style,
                "with_entries": with_entries,
                "with_balance": with_balance,
                "overdue": overdue,
                "reversed": reversed,
                "unapplied": unapplied,
                "aging": aging,
                "aging_by": aging_by,
                "currency": currency,
                "customer": customer,
            },
        )


class Accounts(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewAccountBody]) -> shapes.AccountData:
        """Add an account to the chart."""
        return cast(
            "shapes.AccountData", self._sender.call("POST", "accounts", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        q: str | None = None,
        all: bool | None = None,
        as_of: Day | None = None,
    ) -> Rows[shapes.AccountData]:
        """List the accounts that something is posted on, or the whole chart."""
        return Rows(
            self._sender, "accounts", (), {"limit": limit, "cursor": cursor, "q": q, "all": all, "as_of": as_of}
        )


class Audit(Noun):
    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        actor: str | None = None,
        action: str | None = None,
        subject: str | None = None,
        date_from: Day | None = None,
        date_to: Day | None = None,
    ) -> Rows[shapes.TrailEvent]:
        """List who did what, when, and what it changed, the newest first."""
        return Rows(
            self._sender,
            "audit",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "actor": actor,
                "action": action,
                "subject": subject,
                "date_from": date_from,
                "date_to": date_to,
            },
        )


class BadDebts(Noun):
    def confirm(self, *, idempotency_key: str = "", **body: Unpack[shapes.PartOfClaim]) -> shapes.WrittenOffData:
        """Write a claim off as lost: its VAT goes back, the rest is a loss."""
        return cast(
            "shapes.WrittenOffData",
            self._sender.call("POST", "bad-debts/confirm", body=body, idempotency_key=idempotency_key),
        )

    def fear(self, *, idempotency_key: str = "", **body: Unpack[shapes.PartOfClaim]) -> shapes.FearedData:
        """Post an allowance for a claim that may be lost; the claim stays open."""
        return cast(
            "shapes.FearedData", self._sender.call("POST", "bad-debts/fear", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        kind: Literal["", "confirmed", "feared"] | None = None,
        all: bool | None = None,
    ) -> Rows[shapes.BadDebtData]:
        """List what is lost and what is feared lost, by date."""
        return Rows(self._sender, "bad-debts", (), {"limit": limit, "cursor": cursor, "kind": kind, "all": all})

    def release(self, *, idempotency_key: str = "", **body: Unpack[shapes.ClaimBody]) -> shapes.FearedData:
        """Take the allowance for a claim back."""
        return cast(
            "shapes.FearedData",
            self._sender.call("POST", "bad-debts/release", body=body, idempotency_key=idempotency_key),
        )

    def reopen(self, *, idempotency_key: str = "", **body: Unpack[shapes.ClaimBody]) -> shapes.WrittenOffData:
        """Open a claim again that was written off: money has come after all."""
        return cast(
            "shapes.WrittenOffData",
            self._sender.call("POST", "bad-debts/reopen", body=body, idempotency_key=idempotency_key),
        )


class BankAccounts(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewBankAccountBody]) -> shapes.BankAccountData:
        """Add an own bank account; its opening balance is posted as a voucher."""
        return cast(
            "shapes.BankAccountData",
            self._sender.call("POST", "bank-accounts", body=body, idempotency_key=idempotency_key),
        )

    def change(
        self, bank_account: str, /, *, if_match: Seen = "", **body: Unpack[shapes.BankAccountChange]
    ) -> shapes.BankAccountData:
        """Change what a bank account does by itself, or the number its checks go on from."""
        return cast(
            "shapes.BankAccountData",
            self._sender.call("PATCH", "bank-accounts/{}", (bank_account,), body=body, if_match=if_match),
        )

    def file(self, bank_account: str, /, *, as_of: Day | None = None) -> Download:
        """Download the proof of an account on a day as a PDF."""
        return cast(
            "Download", self._sender.call("GET", "bank-accounts/{}/proof/file", (bank_account,), query={"as_of": as_of})
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.BankAccountData]:
        """List the bank accounts with what is on them."""
        return Rows(self._sender, "bank-accounts", (), {"limit": limit, "cursor": cursor})

    def post_opening(
        self,
        bank_account: str,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.OpeningBalance],
    ) -> shapes.BankAccountData:
        """Post the opening balance of a bank account that was added without one."""
        return cast(
            "shapes.BankAccountData",
            self._sender.call(
                "POST",
                "bank-accounts/{}/opening",
                (bank_account,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def proof(self, bank_account: str, /, *, as_of: Day | None = None) -> shapes.ProofData:
        """Show what the books and the bank say of an account on a day, and what explains the difference."""
        return cast(
            "shapes.ProofData",
            self._sender.call("GET", "bank-accounts/{}/proof", (bank_account,), query={"as_of": as_of}),
        )

    def show(self, bank_account: str, /) -> shapes.BankAccountData:
        """Show a bank account; its ETag leaves out the balance, and tells of the sign-off that stands."""
        return cast("shapes.BankAccountData", self._sender.call("GET", "bank-accounts/{}", (bank_account,)))

    def sign(
        self, bank_account: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.SignProof]
    ) -> shapes.SignOffData:
        """Sign the proof of an account on a day."""
        return cast(
            "shapes.SignOffData",
            self._sender.call(
                "POST",
                "bank-accounts/{}/sign",
                (bank_account,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def unsign(
        self,
        bank_account: str,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.UnsignProof],
    ) -> shapes.SignOffData:
        """Take the sign-off of an account on a day back."""
        return cast(
            "shapes.SignOffData",
            self._sender.call(
                "POST",
                "bank-accounts/{}/unsign",
                (bank_account,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )


class BankReconciliations(Noun):
    def add_check(
        self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ChecksBody]
    ) -> shapes.ReconciliationWhole:
        """Say that checks are a line of the statement, or make a line of them."""
        return cast(
            "shapes.ReconciliationWhole",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/checks",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def add_line(
        self,
        name: str,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.ReconciliationLineBody],
    ) -> shapes.ReconciliationWhole:
        """Add a line as the statement has it."""
        return cast(
            "shapes.ReconciliationWhole",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/lines",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def apply(
        self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ApplyEntries]
    ) -> shapes.ReconciliationWhole:
        """Say which bank entries a line is, besides those it has; or of which one entry several lines are."""
        return cast(
            "shapes.ReconciliationWhole",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/apply",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def begin(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.NewReconciliationBody]
    ) -> shapes.ReconciliationWhole:
        """Begin a bank reconciliation; it opens with the balance of the account's last statement."""
        return cast(
            "shapes.ReconciliationWhole",
            self._sender.call("POST", "bank-reconciliations", body=body, idempotency_key=idempotency_key),
        )

    def change(
        self, name: str, /, *, if_match: Seen = "", **body: Unpack[shapes.ReconciliationChange]
    ) -> shapes.ReconciliationWhole:
        """Change a bank reconciliation's day, balances or statement number."""
        return cast(
            "shapes.ReconciliationWhole",
            self._sender.call("PATCH", "bank-reconciliations/{}", (name,), body=body, if_match=if_match),
        )

    def delete(self, name: str, /, *, if_match: Seen = "") -> None:
        """Delete a bank reconciliation that is not posted, with its lines and matches."""
        self._sender.call("DELETE", "bank-reconciliations/{}", (name,), if_match=if_match)

    def delete_check(self, name: str, check: str, /, *, if_match: Seen = "") -> None:
        """Take a check off its line."""
        self._sender.call(
            "DELETE",
            "bank-reconciliations/{}/checks/{}",
            (
                name,
                check,
            ),
            if_match=if_match,
        )

    def delete_line(self, name: str, line: int, /, *, if_match: Seen = "") -> None:
        """Take a line away; its bank entries are open again."""
        self._sender.call(
            "DELETE",
            "bank-reconciliations/{}/lines/{}",
            (
                name,
                line,
            ),
            if_match=if_match,
        )

    def file(self, name: str, /) -> Download:
        """Download the report on a bank reconciliation as a PDF."""
        return cast("Download", self._sender.call("GET", "bank-reconciliations/{}/report/file", (name,)))

    def line(self, name: str, line: int, /) -> shapes.LineOfFile:
        """Show a line with its bank entries, and what the bank's file said of it."""
        return cast(
            "shapes.LineOfFile",
            self._sender.call(
                "GET",
                "bank-reconciliations/{}/lines/{}",
                (
                    name,
                    line,
                ),
            ),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.ReconciliationData]:
        """List bank reconciliations, open and posted."""
        return Rows(self._sender, "bank-reconciliations", (), {"limit": limit, "cursor": cursor})

    def match(
        self,
        name: str,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.MatchReconciliation],
    ) -> shapes.ReconciliationMatched:
        """Find the bank entries of the lines that have none."""
        return cast(
            "shapes.ReconciliationMatched",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/match",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def post(
        self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.PostReconciliation]
    ) -> shapes.ReconciliationPosted:
        """Close the bank entries with the statement; no ledger amount moves."""
        return cast(
            "shapes.ReconciliationPosted",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/post",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def remove_line(
        self, name: str, line: int, /, *, idempotency_key: str = "", if_match: Seen = ""
    ) -> shapes.ReconciliationWhole:
        """Take the bank entries off a line."""
        return cast(
            "shapes.ReconciliationWhole",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/lines/{}/remove",
                (
                    name,
                    line,
                ),
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def report(self, name: str, /) -> shapes.ReconciliationReportData:
        """Show the figures that have to agree, with what is outstanding."""
        return cast(
            "shapes.ReconciliationReportData", self._sender.call("GET", "bank-reconciliations/{}/report", (name,))
        )

    def show(self, name: str, /) -> shapes.ReconciliationWhole:
        """Show the lines with their bank entries, and which bank entries are outstanding."""
        return cast("shapes.ReconciliationWhole", self._sender.call("GET", "bank-reconciliations/{}", (name,)))

    def statements(
        self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.TakeStatement]
    ) -> shapes.StatementTaken:
        """Take a statement that was imported as lines; they leave their payment journal, if untouched."""
        return cast(
            "shapes.StatementTaken",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/statements",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def suggest(
        self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.SuggestFromLedger]
    ) -> shapes.LinesSuggested:
        """Make lines of the bank entries that are outstanding, as if the statement had them."""
        return cast(
            "shapes.LinesSuggested",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/suggest",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def transfer(
        self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.TransferBody]
    ) -> shapes.LinesTransferred:
        """Put what lines lack in the books on a batch of a general journal."""
        return cast(
            "shapes.LinesTransferred",
            self._sender.call(
                "POST",
                "bank-reconciliations/{}/transfer",
                (name,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def undo(self, name: str, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.ReconciliationUndone:
        """Open a posted bank reconciliation again; its matches stay, and so do later ones."""
        return cast(
            "shapes.ReconciliationUndone",
            self._sender.call(
                "POST", "bank-reconciliations/{}/undo", (name,), idempotency_key=idempotency_key, if_match=if_match
            ),
        )


class ChargeLimits(Noun):
    def delete(
        self, *, bank_account: str | None = None, country: str | None = None, currency: str | None = None
    ) -> None:
        """Remove the limit of just this account, country and currency."""
        self._sender.call(
            "DELETE", "charge-limits", query={"bank_account": bank_account, "country": country, "currency": currency}
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.ChargeLimitData]:
        """List how much banks on the way may keep, in the order in which limits decide."""
        return Rows(self._sender, "charge-limits", (), {"limit": limit, "cursor": cursor})

    def set(self, **body: Unpack[shapes.ChargeLimitBody]) -> shapes.ChargeLimitData:
        """Set what may be kept of payments to an own account, from a country, in a currency, or several of them."""
        return cast("shapes.ChargeLimitData", self._sender.call("PUT", "charge-limits", body=body))


class Checks(Noun):
    def issue(self, *, idempotency_key: str = "", **body: Unpack[shapes.IssueBody]) -> shapes.CheckIssued:
        """Say that a line is paid by a check written by hand; it is drawn when the batch is posted."""
        return cast(
            "shapes.CheckIssued", self._sender.call("POST", "checks/issue", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        bank_account: str | None = None,
        state: Literal["", "printed", "posted", "voided", "financially_voided"] | None = None,
    ) -> Rows[shapes.CheckData]:
        """List the checks of a bank account, the oldest first."""
        return Rows(
            self._sender, "checks", (), {"limit": limit, "cursor": cursor, "bank_account": bank_account, "state": state}
        )

    def outstanding(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        bank_account: str | None = None,
        as_of: Day | None = None,
    ) -> Rows[shapes.CheckData]:
        """List the checks that the bank had not paid at the end of a day."""
        return Rows(
            self._sender,
            "checks/outstanding",
            (),
            {"limit": limit, "cursor": cursor, "bank_account": bank_account, "as_of": as_of},
        )

    def print(self, *, idempotency_key: str = "", **body: Unpack[shapes.PrintBody]) -> shapes.ChecksPrinted:
        """Give the lines of a batch that a printed check pays their numbers; they can be posted then."""
        return cast(
            "shapes.ChecksPrinted",
            self._sender.call("POST", "checks/print", body=body, idempotency_key=idempotency_key),
        )

    def void(self, *, idempotency_key: str = "", **body: Unpack[shapes.VoidBody]) -> shapes.CheckVoidedData:
        """Void a check: a printed one can be printed anew; a posted one is taken back by a voucher."""
        return cast(
            "shapes.CheckVoidedData",
            self._sender.call("POST", "checks/void", body=body, idempotency_key=idempotency_key),
        )


class Company(Noun):
    def add_logo(self, file: Upload, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.LogoData:
        """Keep a picture (PNG or JPEG) as the company's logo, instead of one that it has."""
        return cast(
            "shapes.LogoData",
            self._sender.call(
                "POST", "company/logo", files={"file": file}, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def change(self, *, if_match: Seen = "", **body: Unpack[shapes.CompanyBody]) -> shapes.CompanyData:
        """Say what the company is called, where it is reached, and its numbers."""
        return cast("shapes.CompanyData", self._sender.call("PATCH", "company", body=body, if_match=if_match))

    def delete_logo(self, *, if_match: Seen = "") -> None:
        """Take the company's logo away; letters are without one from then on."""
        self._sender.call("DELETE", "company/logo", if_match=if_match)

    def logo(self) -> Download:
        """Download the company's logo."""
        return cast("Download", self._sender.call("GET", "company/logo"))

    def show(self) -> shapes.CompanyData:
        """Show what is known of the company of the token."""
        return cast("shapes.CompanyData", self._sender.call("GET", "company"))


class Contacts(Noun):
    def log(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewContact]) -> shapes.Logged:
        """Keep a call, an e-mail or a note in the log of customers."""
        return cast("shapes.Logged", self._sender.call("POST", "contacts", body=body, idempotency_key=idempotency_key))


class Currencies(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.CurrencyData]:
        """List the currencies with what is tolerated and rounded off."""
        return Rows(self._sender, "currencies", (), {"limit": limit, "cursor": cursor})

    def set(self, code: str, /, **body: Unpack[shapes.CurrencyBody]) -> shapes.CurrencyData:
        """Add a currency, or change what is tolerated and rounded off; open documents follow with recompute-tolerance."""
        return cast("shapes.CurrencyData", self._sender.call("PUT", "currencies/{}", (code,), body=body))


class Customers(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewCustomer]) -> shapes.PartyWhole:
        """Add a customer; what is not said can be set later."""
        return cast(
            "shapes.PartyWhole", self._sender.call("POST", "customers", body=body, idempotency_key=idempotency_key)
        )

    def change(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.CustomerChange]
    ) -> shapes.PartyWhole:
        """Change what is known of a customer; what is not named stays, and "" takes a value away."""
        return cast(
            "shapes.PartyWhole", self._sender.call("PATCH", "customers/{}", (number,), body=body, if_match=if_match)
        )

    def change_collection(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.CollectionSetup]
    ) -> shapes.CollectionSet:
        """Set up how a customer is collected from, and how letters go to it."""
        return cast(
            "shapes.CollectionSet",
            self._sender.call("PATCH", "customers/{}/collection", (number,), body=body, if_match=if_match),
        )

    def collection(self, number: str, /) -> shapes.CollectionSetupData:
        """Show how a customer is collected from, and how letters go to it."""
        return cast("shapes.CollectionSetupData", self._sender.call("GET", "customers/{}/collection", (number,)))

    def delete(self, number: str, /, *, if_match: Seen = "") -> None:
        """Delete a customer that was made by mistake; refused where anything refers to it."""
        self._sender.call("DELETE", "customers/{}", (number,), if_match=if_match)

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, text: str | None = None, all: bool | None = None
    ) -> Rows[shapes.PartyData]:
        """List customers by number; inactive ones are hidden."""
        return Rows(self._sender, "customers", (), {"limit": limit, "cursor": cursor, "text": text, "all": all})

    def load(self, file: Upload, /, *, idempotency_key: str = "") -> shapes.PartiesLoaded:
        """Load customers from a CSV file: new ones are added, changed ones updated, all or none."""
        return cast(
            "shapes.PartiesLoaded",
            self._sender.call("POST", "customers/load", files={"file": file}, idempotency_key=idempotency_key),
        )

    def personal_data(self, number: str, /) -> Download:
        """Take all that is known of a customer, as one archive; the audit trail keeps who took it."""
        return cast("Download", self._sender.call("POST", "customers/{}/personal-data", (number,)))

    def set_active(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.ActivateParty]
    ) -> shapes.PartyWhole:
        """Show a customer in lists, or hide it from them."""
        return cast(
            "shapes.PartyWhole",
            self._sender.call("PUT", "customers/{}/active", (number,), body=body, if_match=if_match),
        )

    def set_block(self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.BlockParty]) -> shapes.PartyWhole:
        """Block a customer from some postings or from all, or lift the block."""
        return cast(
            "shapes.PartyWhole", self._sender.call("PUT", "customers/{}/block", (number,), body=body, if_match=if_match)
        )

    def show(self, number: str, /) -> shapes.PartyWhole:
        """Show all that is known of a customer."""
        return cast("shapes.PartyWhole", self._sender.call("GET", "customers/{}", (number,)))


class Deposits(Noun):
    def add_line(
        self, deposit: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.DepositLineBody]
    ) -> shapes.DepositWhole:
        """Add what was paid in by one customer or from one account."""
        return cast(
            "shapes.DepositWhole",
            self._sender.call(
                "POST", "deposits/{}/lines", (deposit,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def begin(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewDepositBody]) -> shapes.DepositWhole:
        """Begin a deposit; its lines must come to the total before it is posted."""
        return cast(
            "shapes.DepositWhole", self._sender.call("POST", "deposits", body=body, idempotency_key=idempotency_key)
        )

    def change(
        self, deposit: str, /, *, if_match: Seen = "", **body: Unpack[shapes.DepositChange]
    ) -> shapes.DepositWhole:
        """Change what is said of an open deposit; its lines follow."""
        return cast(
            "shapes.DepositWhole", self._sender.call("PATCH", "deposits/{}", (deposit,), body=body, if_match=if_match)
        )

    def delete(self, deposit: str, /, *, if_match: Seen = "") -> None:
        """Take an open deposit away, with its lines."""
        self._sender.call("DELETE", "deposits/{}", (deposit,), if_match=if_match)

    def delete_line(self, deposit: str, line: int, /, *, if_match: Seen = "") -> None:
        """Take a line of an open deposit away, with what it settles."""
        self._sender.call(
            "DELETE",
            "deposits/{}/lines/{}",
            (
                deposit,
                line,
            ),
            if_match=if_match,
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.DepositData]:
        """List bank deposits, the newest first."""
        return Rows(self._sender, "deposits", (), {"limit": limit, "cursor": cursor})

    def post(
        self, deposit: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.DepositPost]
    ) -> shapes.BatchPosted:
        """Post a deposit, all of it or nothing; to post takes an accountant, a preview a clerk."""
        return cast(
            "shapes.BatchPosted",
            self._sender.call(
                "POST", "deposits/{}/post", (deposit,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def show(self, deposit: str, /) -> shapes.DepositWhole:
        """Show a deposit with its lines."""
        return cast("shapes.DepositWhole", self._sender.call("GET", "deposits/{}", (deposit,)))

    def undo(
        self, deposit: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.DepositUndo]
    ) -> shapes.DepositWhole:
        """Reverse a posted deposit: what it settled is open again."""
        return cast(
            "shapes.DepositWhole",
            self._sender.call(
                "POST", "deposits/{}/undo", (deposit,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )


class DirectDebitAnswers(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.DebitNotTried]:
        """List the payments that the bank told it did not try, the last told of first, and why."""
        return Rows(self._sender, "direct-debit-answers", (), {"limit": limit, "cursor": cursor})

    def take(self, file: Upload, /, *, idempotency_key: str = "") -> shapes.DebitAnswer:
        """Take the bank's answer: pain.002, or what Bankgirot tells of mandates and of payments that it did not try."""
        return cast(
            "shapes.DebitAnswer",
            self._sender.call("POST", "direct-debit-answers", files={"file": file}, idempotency_key=idempotency_key),
        )


class DirectDebitSetups(Noun):
    def list(self) -> list[shapes.DebitSetupData]:
        """List the bank accounts that are set up to collect."""
        return cast("list[shapes.DebitSetupData]", self._sender.call("GET", "direct-debit-setups"))

    def set(
        self, bank_account: str, /, *, if_match: Seen = "", **body: Unpack[shapes.DebitSetupWanted]
    ) -> shapes.DebitSetupData:
        """Set what the bank and Bankgirot gave the company to collect to a bank account."""
        return cast(
            "shapes.DebitSetupData",
            self._sender.call("PUT", "direct-debit-setups/{}", (bank_account,), body=body, if_match=if_match),
        )

    def show(self, bank_account: str, /) -> shapes.DebitSetupData:
        """Show what the bank and Bankgirot gave the company for a bank account."""
        return cast("shapes.DebitSetupData", self._sender.call("GET", "direct-debit-setups/{}", (bank_account,)))


class DirectDebits(Noun):
    def change_debit(
        self, number: str, debit: int, /, *, if_match: Seen = "", **body: Unpack[shapes.DebitEdit]
    ) -> shapes.CollectionWhole:
        """Change a debit of a new collection, which is checked again."""
        return cast(
            "shapes.CollectionWhole",
            self._sender.call(
                "PATCH",
                "direct-debits/{}/debits/{}",
                (
                    number,
                    debit,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def check(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.CollectionCheck]
    ) -> shapes.CollectionWhole:
        """Check the debits of a new collection, and keep with each what keeps it from the bank."""
        return cast(
            "shapes.CollectionWhole",
            self._sender.call(
                "POST",
                "direct-debits/{}/check",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def close(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.CollectionClose]
    ) -> shapes.CollectionWhole:
        """Give a collection up; accountants alone once its file was created, and tell why."""
        return cast(
            "shapes.CollectionWhole",
            self._sender.call(
                "POST",
                "direct-debits/{}/close",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def debits(self, number: str, /, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.DebitRow]:
        """List the debits of a collection."""
        return Rows(self._sender, "direct-debits/{}/debits", (number,), {"limit": limit, "cursor": cursor})

    def delete_debit(self, number: str, debit: int, /, *, if_match: Seen = "") -> None:
        """Take a debit out of a new collection."""
        self._sender.call(
            "DELETE",
            "direct-debits/{}/debits/{}",
            (
                number,
                debit,
            ),
            if_match=if_match,
        )

    def export(self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.CollectionWhole:
        """Write the file for the bank, once: all debits, or none; it is fetched as `file`."""
        return cast(
            "shapes.CollectionWhole",
            self._sender.call(
                "POST", "direct-debits/{}/export", (number,), idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def file(self, number: str, /) -> Download:
        """Fetch the file (pain.008 or Autogiro) as it was written."""
        return cast("Download", self._sender.call("GET", "direct-debits/{}/file", (number,)))

    def list(
        self, *, all: bool | None = None, limit: int | None = None, cursor: str | None = None
    ) -> Rows[shapes.CollectionRow]:
        """List collections that are new or with the bank, the newest first."""
        return Rows(self._sender, "direct-debits", (), {"all": all, "limit": limit, "cursor": cursor})

    def make(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewCollection]) -> shapes.CollectionMade:
        """Make a collection: a debit for each open invoice that falls due and whose customer has a mandate."""
        return cast(
            "shapes.CollectionMade",
            self._sender.call("POST", "direct-debits", body=body, idempotency_key=idempotency_key),
        )

    def post(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.CollectionPost]
    ) -> shapes.CollectionPosted:
        """Post a payment for each debit whose day has come, applied to its invoice."""
        return cast(
            "shapes.CollectionPosted",
            self._sender.call(
                "POST",
                "direct-debits/{}/post",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def reject_debit(
        self,
        number: str,
        debit: int,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.DebitRejection],
    ) -> shapes.DebitRejected:
        """Keep that the bank did not collect: the invoice is open again, and what was posted is reversed."""
        return cast(
            "shapes.DebitRejected",
            self._sender.call(
                "POST",
                "direct-debits/{}/debits/{}/reject",
                (
                    number,
                    debit,
                ),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def show(self, number: str, /) -> shapes.CollectionWhole:
        """Show a collection, and what keeps its debits from the bank; its ETag is of its debits, too."""
        return cast("shapes.CollectionWhole", self._sender.call("GET", "direct-debits/{}", (number,)))


class Disputes(Noun):
    def change(self, number: int, /, **body: Unpack[shapes.DisputeChanging]) -> shapes.DisputeData:
        """Give a dispute to another, move its deadline, keep a comment."""
        return cast("shapes.DisputeData", self._sender.call("PATCH", "disputes/{}", (number,), body=body))

    def close(
        self, number: int, /, *, idempotency_key: str = "", **body: Unpack[shapes.DisputeClosing]
    ) -> shapes.DisputeData:
        """Tell what came of a dispute: what is left is asked for again."""
        return cast(
            "shapes.DisputeData",
            self._sender.call("POST", "disputes/{}/close", (number,), body=body, idempotency_key=idempotency_key),
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        customer: str | None = None,
        all: bool | None = None,
    ) -> Rows[shapes.DisputeData]:
        """List open disputes, the earliest deadline first."""
        return Rows(self._sender, "disputes", (), {"limit": limit, "cursor": cursor, "customer": customer, "all": all})

    def open(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewDispute]) -> shapes.DisputeData:
        """Hold back what a customer disputes of a document; the rest is asked for as before."""
        return cast(
            "shapes.DisputeData", self._sender.call("POST", "disputes", body=body, idempotency_key=idempotency_key)
        )


class Documents(Noun):
    def bulk(self, *, idempotency_key: str = "", **body: Unpack[shapes.DocumentsBody]) -> shapes.DocumentOutcomes:
        """Draft up to 10,000 documents, and post them where that is asked for.

        Either all of them or none; with `each` every one by itself, and what became of it is told. To post takes the role
        of an accountant.
        """
        return cast(
            "shapes.DocumentOutcomes",
            self._sender.call("POST", "documents/bulk", body=body, idempotency_key=idempotency_key),
        )

    def change(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.DocumentChange]
    ) -> shapes.DocumentData:
        """Change a draft: what is named becomes another, and lines are all replaced."""
        return cast(
            "shapes.DocumentData", self._sender.call("PATCH", "documents/{}", (number,), body=body, if_match=if_match)
        )

    def credit(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.CreditDocument]
    ) -> shapes.DocumentData:
        """Draft the credit memo that takes a posted invoice back, with all its lines."""
        return cast(
            "shapes.DocumentData",
            self._sender.call(
                "POST", "documents/{}/credit", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def delete(self, number: str, /, *, if_match: Seen = "") -> None:
        """Take a draft away; its number is not used again."""
        self._sender.call("DELETE", "documents/{}", (number,), if_match=if_match)

    def draft(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewDocumentBody]) -> shapes.DocumentData:
        """Draft an invoice or a credit memo."""
        return cast(
            "shapes.DocumentData", self._sender.call("POST", "documents", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        ledger: Literal["customer", "vendor"] | None = None,
        account: str | None = None,
        status: Literal["", "draft", "posted", "open"] | None = None,
        q: str | None = None,
        date_from: Day | None = None,
        date_to: Day | None = None,
        sort: Literal["date", "-date", "number", "-number"] | None = None,
    ) -> Rows[shapes.DocumentData]:
        """List drafts and posted documents."""
        return Rows(
            self._sender,
            "documents",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "ledger": ledger,
                "account": account,
                "status": status,
                "q": q,
                "date_from": date_from,
                "date_to": date_to,
                "sort": sort,
            },
        )

    def post(self, *, idempotency_key: str = "", **body: Unpack[shapes.PostDocuments]) -> shapes.DocumentsPosted:
        """Post drafts: all of those named, or none."""
        return cast(
            "shapes.DocumentsPosted",
            self._sender.call("POST", "documents/post", body=body, idempotency_key=idempotency_key),
        )

    def set_next_number(self, **body: Unpack[shapes.NextNumber]) -> shapes.NumberMoved:
        """Let a series of documents go on with a number, as after another invoicing system."""
        return cast("shapes.NumberMoved", self._sender.call("PUT", "documents/next-number", body=body))

    def show(self, number: str, /) -> shapes.DocumentData:
        """Show a draft or a posted document with its lines and its VAT."""
        return cast("shapes.DocumentData", self._sender.call("GET", "documents/{}", (number,)))


class Entries(Noun):
    def apply(
        self, entry: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ApplyEntry]
    ) -> shapes.EntryApplied:
        """Let a posted payment or credit memo settle posted documents."""
        return cast(
            "shapes.EntryApplied",
            self._sender.call(
                "POST", "entries/{}/apply", (entry,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def change(self, entry: int, /, *, if_match: Seen = "", **body: Unpack[shapes.EntryChange]) -> shapes.EntryWhole:
        """Change what may be changed of a posted entry; the audit trail keeps what was."""
        return cast(
            "shapes.EntryWhole", self._sender.call("PATCH", "entries/{}", (entry,), body=body, if_match=if_match)
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        ledger: Literal["customer", "vendor"] | None = None,
        account: str | None = None,
        q: str | None = None,
        all: bool | None = None,
        overdue: bool | None = None,
        due_from: Day | None = None,
        due_to: Day | None = None,
        sort: Literal["due_date", "-due_date", "posting_date", "-posting_date", "number", "-number"] | None = None,
    ) -> Rows[shapes.EntryData]:
        """List entries, the open ones unless all are asked for."""
        return Rows(
            self._sender,
            "entries",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "ledger": ledger,
                "account": account,
                "q": q,
                "all": all,
                "overdue": overdue,
                "due_from": due_from,
                "due_to": due_to,
                "sort": sort,
            },
        )

    def move(
        self, entry: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.MoveBody]
    ) -> shapes.EntryMoved:
        """Move an open entry to the customer or vendor it belongs to, by a voucher."""
        return cast(
            "shapes.EntryMoved",
            self._sender.call(
                "POST", "entries/{}/move", (entry,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def recompute_tolerance(self, *, idempotency_key: str = "", **body: Unpack[shapes.Previewed]) -> shapes.Count:
        """Give open invoices and credit memos the payment tolerance of today's settings."""
        return cast(
            "shapes.Count",
            self._sender.call("POST", "entries/recompute-tolerance", body=body, idempotency_key=idempotency_key),
        )

    def show(self, entry: int, /) -> shapes.EntryWhole:
        """Show an entry with all that moved it, and what settled what."""
        return cast("shapes.EntryWhole", self._sender.call("GET", "entries/{}", (entry,)))

    def unapply(
        self, entry: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.UnapplyEntry]
    ) -> shapes.EntryApplied:
        """Take the newest application of an entry back, or one by its number: the whole of it."""
        return cast(
            "shapes.EntryApplied",
            self._sender.call(
                "POST", "entries/{}/unapply", (entry,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )


class Events(Noun):
    def gathering(self) -> shapes.EventsTurned:
        """Tell whether events are gathered."""
        return cast("shapes.EventsTurned", self._sender.call("GET", "events/gathering"))

    def kinds(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.EventKind]:
        """List the kinds of events that there are."""
        return Rows(self._sender, "events/kinds", (), {"limit": limit, "cursor": cursor})

    def list(self, *, after: int | None = None, limit: int | None = None, kind: str | None = None) -> shapes.EventFeed:
        """Tell what happened beyond a position, oldest first.

        The same question gives the same answer. Ask next with `after` of the answer; it is the last position told.
        """
        return cast(
            "shapes.EventFeed", self._sender.call("GET", "events", query={"after": after, "limit": limit, "kind": kind})
        )

    def set_gathering(self, *, if_match: Seen = "", **body: Unpack[shapes.EventsTurn]) -> shapes.EventsTurned:
        """Gather events from now on, or no longer: what happens then is not told later."""
        return cast("shapes.EventsTurned", self._sender.call("PUT", "events/gathering", body=body, if_match=if_match))


class ExchangeAdjustments(Noun):
    def adjust(self, *, idempotency_key: str = "", **body: Unpack[shapes.AdjustmentBody]) -> shapes.AdjustedData:
        """Adjust open entries and bank accounts in other currencies to a day's rates."""
        return cast(
            "shapes.AdjustedData",
            self._sender.call("POST", "exchange-adjustments", body=body, idempotency_key=idempotency_key),
        )

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, as_of: Day | None = None
    ) -> Rows[shapes.AdjustmentData]:
        """List the register of exchange adjustments."""
        return Rows(self._sender, "exchange-adjustments", (), {"limit": limit, "cursor": cursor, "as_of": as_of})


class ExpectedPayments(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.ExpectedPayment]:
        """List payments that the bank has announced and not booked yet."""
        return Rows(self._sender, "expected-payments", (), {"limit": limit, "cursor": cursor})


class Exports(Noun):
    def export(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewExport]) -> shapes.ExportMade:
        """Export posted vouchers, and remember which; the file is fetched by the number of the export."""
        return cast(
            "shapes.ExportMade", self._sender.call("POST", "exports", body=body, idempotency_key=idempotency_key)
        )

    def file(self, number: int, /) -> Download:
        """Download an export of vouchers as it was written: it is the same each time."""
        return cast("Download", self._sender.call("GET", "exports/{}/file", (number,)))

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.ExportData]:
        """List the exports of vouchers, the latest first."""
        return Rows(self._sender, "exports", (), {"limit": limit, "cursor": cursor})

    def sie4(
        self,
        *,
        type: Literal["4", "4i"] | None = None,
        fiscal_year: str | None = None,
        from_: Day | None = None,
        to: Day | None = None,
    ) -> Download:
        """Download posted vouchers as a SIE 4 file, for the main books."""
        return cast(
            "Download",
            self._sender.call(
                "GET", "exports/sie4", query={"type": type, "fiscal_year": fiscal_year, "from": from_, "to": to}
            ),
        )


class Facts(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewFact]) -> shapes.FactData:
        """Say that an account, name, text or payer means a customer, a vendor or a G/L account."""
        return cast("shapes.FactData", self._sender.call("POST", "facts", body=body, idempotency_key=idempotency_key))

    def change(self, number: int, /, *, if_match: Seen = "", **body: Unpack[shapes.FactEdit]) -> shapes.FactData:
        """Change what a fact means, its note, or whether a person stands by it."""
        return cast("shapes.FactData", self._sender.call("PATCH", "facts/{}", (number,), body=body, if_match=if_match))

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        kind: Literal["", "account", "name", "text", "pays-for"] | None = None,
        of: str | None = None,
        with_revoked: bool | None = None,
    ) -> Rows[shapes.FactData]:
        """List what people's decisions taught, with what it counts for."""
        return Rows(
            self._sender,
            "facts",
            (),
            {"limit": limit, "cursor": cursor, "kind": kind, "of": of, "with_revoked": with_revoked},
        )

    def revoke(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.FactRevoke]
    ) -> shapes.FactRevoked:
        """Take a fact back, and tell what it decided."""
        return cast(
            "shapes.FactRevoked",
            self._sender.call(
                "POST", "facts/{}/revoke", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def show(self, number: int, /) -> shapes.FactWhole:
        """Show a fact with the decisions that taught it, and the lines it decided."""
        return cast("shapes.FactWhole", self._sender.call("GET", "facts/{}", (number,)))


class FeedRuns(Noun):
    def list(
        self, *, limit: int | None = None, cursor: str | None = None, feed: str | None = None
    ) -> Rows[shapes.FeedRunData]:
        """List the runs of feeds, the newest first."""
        return Rows(self._sender, "feed-runs", (), {"limit": limit, "cursor": cursor, "feed": feed})

    def show(self, number: int, /) -> shapes.FeedRunWhole:
        """Show a run: its files, what became of each, and why one was refused."""
        return cast("shapes.FeedRunWhole", self._sender.call("GET", "feed-runs/{}", (number,)))


class Feeds(Noun):
    def change(self, feed: str, /, *, if_match: Seen = "", **body: Unpack[shapes.FeedChange]) -> shapes.FeedData:
        """Change how often a feed is run and what becomes of what it brings, or turn it off."""
        return cast("shapes.FeedData", self._sender.call("PATCH", "feeds/{}", (feed,), body=body, if_match=if_match))

    def delete(self, feed: str, /, *, if_match: Seen = "") -> None:
        """Remove a feed; what it brought stays."""
        self._sender.call("DELETE", "feeds/{}", (feed,), if_match=if_match)

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.FeedData]:
        """List the feeds, how they stand, and when they are run next."""
        return Rows(self._sender, "feeds", (), {"limit": limit, "cursor": cursor})

    def run(self, feed: str, /, **body: Unpack[shapes.FeedRunBody]) -> shapes.FeedRunWhole:
        """Fetch, import and match what is new now; what came before does not come again, however often it is asked."""
        return cast("shapes.FeedRunWhole", self._sender.call("POST", "feeds/{}/run", (feed,), body=body))

    def show(self, feed: str, /) -> shapes.FeedData:
        """Show a feed and how it stands; its ETag leaves out what a run changes."""
        return cast("shapes.FeedData", self._sender.call("GET", "feeds/{}", (feed,)))


class FinanceCharges(Noun):
    def add_line(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.DocumentOfMemo]
    ) -> shapes.LetterWhole:
        """Put a late document of the customer on a draft, with the interest that it bears."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST",
                "finance-charges/{}/lines",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def cancel(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.CancelLetters]
    ) -> shapes.LettersDone | shapes.JobData:
        """Take issued memos back one by one; their interest can be charged again. Many in the background."""
        return cast(
            "shapes.LettersDone | shapes.JobData",
            self._sender.call("POST", "finance-charges/cancel", body=body, idempotency_key=idempotency_key),
        )

    def change(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.DraftLetterChange]
    ) -> shapes.LetterWhole:
        """Change the dates of a draft of a memo, and what of it is posted."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call("PATCH", "finance-charges/{}", (number,), body=body, if_match=if_match),
        )

    def delete(self, number: str, /, *, if_match: Seen = "") -> None:
        """Delete a draft; its number is not used again."""
        self._sender.call("DELETE", "finance-charges/{}", (number,), if_match=if_match)

    def delete_drafts(self, *, idempotency_key: str = "", **body: Unpack[shapes.DeleteLetters]) -> None:
        """Delete drafts; their numbers are not used again."""
        self._sender.call("POST", "finance-charges/delete", body=body, idempotency_key=idempotency_key)

    def delete_line(self, number: str, line: int, /, *, reason: str | None = None, if_match: Seen = "") -> None:
        """Take a line off a draft of a memo; a document's interest and fee go with it."""
        self._sender.call(
            "DELETE",
            "finance-charges/{}/lines/{}",
            (
                number,
                line,
            ),
            query={"reason": reason},
            if_match=if_match,
        )

    def draft(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.MakeMemos]
    ) -> shapes.LettersMade | shapes.JobData:
        """Draft memos of all interest that is not charged yet, and tell who gets none and why; much in the background."""
        return cast(
            "shapes.LettersMade | shapes.JobData",
            self._sender.call("POST", "finance-charges", body=body, idempotency_key=idempotency_key),
        )

    def file(self, number: str, /) -> Download:
        """Download an issued memo as the customer gets it, as a PDF."""
        return cast("Download", self._sender.call("GET", "finance-charges/{}/file", (number,)))

    def issue(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.IssueLetters]
    ) -> shapes.LettersDone | shapes.JobData:
        """Issue drafts: number, voucher and customer entry; refused ones stay drafts. Many in the background."""
        return cast(
            "shapes.LettersDone | shapes.JobData",
            self._sender.call("POST", "finance-charges/issue", body=body, idempotency_key=idempotency_key),
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        customer: str | None = None,
        state: Literal["", "draft", "issued", "all"] | None = None,
    ) -> Rows[shapes.LetterData]:
        """List finance charge memos, the newest first."""
        return Rows(
            self._sender,
            "finance-charges",
            (),
            {"limit": limit, "cursor": cursor, "customer": customer, "state": state},
        )

    def preview(self, number: str, /) -> Download:
        """Download a draft of a memo as it would be, marked as a draft; nothing is kept or changed."""
        return cast("Download", self._sender.call("GET", "finance-charges/{}/preview", (number,)))

    def set_line_fee(
        self, number: str, line: int, /, *, if_match: Seen = "", **body: Unpack[shapes.FeeOfLine]
    ) -> shapes.LetterWhole:
        """Change a fee on a draft, of the memo or of one document."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "PUT",
                "finance-charges/{}/lines/{}/fee",
                (
                    number,
                    line,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def set_line_text(
        self, number: str, line: int, /, *, if_match: Seen = "", **body: Unpack[shapes.ParagraphBody]
    ) -> shapes.LetterWhole:
        """Change the words of a text on a draft of a memo."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "PUT",
                "finance-charges/{}/lines/{}/text",
                (
                    number,
                    line,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def show(self, number: str, /) -> shapes.LetterWhole:
        """Show a memo with its lines, and how its interest comes about."""
        return cast("shapes.LetterWhole", self._sender.call("GET", "finance-charges/{}", (number,)))

    def suggest(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.SuggestMemo]
    ) -> shapes.LetterWhole:
        """Make the lines of a memo's draft anew."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST",
                "finance-charges/{}/suggest",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def texts(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ParagraphBody]
    ) -> shapes.LetterWhole:
        """Write a paragraph on a draft of a memo, before the text that ends it."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST",
                "finance-charges/{}/texts",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def ubl(self, number: str, /, *, to: str | None = None, buyer_reference: str | None = None) -> Download:
        """Download an issued memo as an electronic invoice (UBL, Peppol BIS Billing 3)."""
        return cast(
            "Download",
            self._sender.call(
                "GET", "finance-charges/{}/ubl", (number,), query={"to": to, "buyer_reference": buyer_reference}
            ),
        )

    def update_texts(self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.LetterWhole:
        """Write a memo's texts anew, with its totals as they are now."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST", "finance-charges/{}/update-texts", (number,), idempotency_key=idempotency_key, if_match=if_match
            ),
        )


class Find(Noun):
    def show(self, *, number: str | None = None) -> shapes.TraceData:
        """Find everything posted for a number: entries, what settled them, vouchers, bank entries, what reversed what."""
        return cast("shapes.TraceData", self._sender.call("GET", "find", query={"number": number}))


class FiscalYears(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewFiscalYear]) -> shapes.FiscalYearData:
        """Add a fiscal year with its periods, all open."""
        return cast(
            "shapes.FiscalYearData",
            self._sender.call("POST", "fiscal-years", body=body, idempotency_key=idempotency_key),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.FiscalYearData]:
        """List fiscal years with the state of their periods."""
        return Rows(self._sender, "fiscal-years", (), {"limit": limit, "cursor": cursor})

    def move_periods(
        self, fiscal_year: str, /, *, idempotency_key: str = "", **body: Unpack[shapes.MovePeriods]
    ) -> shapes.FiscalYearData:
        """Close, reopen or lock periods of a fiscal year."""
        return cast(
            "shapes.FiscalYearData",
            self._sender.call(
                "POST", "fiscal-years/{}/periods", (fiscal_year,), body=body, idempotency_key=idempotency_key
            ),
        )


class HandOvers(Noun):
    def case(self, number: int, /) -> Download:
        """Download the whole case: claims, interest, costs, contacts, letters and invoices in one archive."""
        return cast("Download", self._sender.call("GET", "hand-overs/{}/case", (number,)))

    def file(self, number: int, /) -> Download:
        """Download the claims as they were handed over, as CSV."""
        return cast("Download", self._sender.call("GET", "hand-overs/{}/file", (number,)))

    def hand_over(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewHandOver]) -> shapes.HandOverMade:
        """Hand claims over: they are marked, and no reminder is made of them; and tell what the file lacks."""
        return cast(
            "shapes.HandOverMade", self._sender.call("POST", "hand-overs", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, customer: str | None = None
    ) -> Rows[shapes.HandOverData]:
        """List what is handed over, the newest first."""
        return Rows(self._sender, "hand-overs", (), {"limit": limit, "cursor": cursor, "customer": customer})

    def show(self, number: int, /) -> shapes.HandOverData:
        """Show what is handed over, and what is left of it."""
        return cast("shapes.HandOverData", self._sender.call("GET", "hand-overs/{}", (number,)))

    def take_back(self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.HandOverData:
        """Take handed over claims back: they are collected here again."""
        return cast(
            "shapes.HandOverData",
            self._sender.call(
                "POST", "hand-overs/{}/take-back", (number,), idempotency_key=idempotency_key, if_match=if_match
            ),
        )


class ImportDefinitions(Noun):
    def change(
        self, name: str, /, *, if_match: Seen = "", **body: Unpack[shapes.DefinitionEdit]
    ) -> shapes.DefinitionSaved:
        """Change a definition where it stands: it gets a next version, and all before it stay."""
        return cast(
            "shapes.DefinitionSaved",
            self._sender.call("PATCH", "import-definitions/{}", (name,), body=body, if_match=if_match),
        )

    def file(self, name: str, /, *, version: int | None = None) -> Download:
        """Download a definition as a TOML file, for another company."""
        return cast(
            "Download", self._sender.call("GET", "import-definitions/{}/file", (name,), query={"version": version})
        )

    def guess(
        self, file: Upload, /, *, name: str | None = None, currency: str | None = None, idempotency_key: str = ""
    ) -> shapes.Guessed:
        """Guess a definition from a sample file; nothing is stored."""
        return cast(
            "shapes.Guessed",
            self._sender.call(
                "POST",
                "import-definitions/guess",
                files={"file": file},
                form={"name": name, "currency": currency},
                idempotency_key=idempotency_key,
            ),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.DefinitionData]:
        """List the company's definitions, then those that come with the program."""
        return Rows(self._sender, "import-definitions", (), {"limit": limit, "cursor": cursor})

    def preview(
        self, file: Upload, /, *, name: str | None = None, definition: str | None = None, idempotency_key: str = ""
    ) -> shapes.PreviewData:
        """Show what each row of a file becomes, and why a row cannot be read; nothing is stored."""
        return cast(
            "shapes.PreviewData",
            self._sender.call(
                "POST",
                "import-definitions/preview",
                files={"file": file},
                form={"name": name, "definition": definition},
                idempotency_key=idempotency_key,
            ),
        )

    def save(self, *, idempotency_key: str = "", **body: Unpack[shapes.DefinitionBody]) -> shapes.DefinitionSaved:
        """Keep a definition; saved again under its name it is the next version, and all before it stay."""
        return cast(
            "shapes.DefinitionSaved",
            self._sender.call("POST", "import-definitions", body=body, idempotency_key=idempotency_key),
        )

    def show(self, name: str, /, *, version: int | None = None) -> shapes.DefinitionWhole:
        """Show a definition in full, and its versions."""
        return cast(
            "shapes.DefinitionWhole",
            self._sender.call("GET", "import-definitions/{}", (name,), query={"version": version}),
        )


class Imports(Noun):
    def file(self, number: int, /) -> Download:
        """Download the bank's file as it was imported."""
        return cast("Download", self._sender.call("GET", "imports/{}/file", (number,)))

    def line(
        self, number: int, line: int, /, *, statement: str | None = None, raw: bool | None = None
    ) -> shapes.LineWhole:
        """Show all of one line of a statement."""
        return cast(
            "shapes.LineWhole",
            self._sender.call(
                "GET",
                "imports/{}/lines/{}",
                (
                    number,
                    line,
                ),
                query={"statement": statement, "raw": raw},
            ),
        )

    def lines(
        self,
        number: int,
        /,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        bank_account: str | None = None,
        date_from: Day | None = None,
        date_to: Day | None = None,
    ) -> Rows[shapes.StatementLine]:
        """List what stands on the statements of an import."""
        return Rows(
            self._sender,
            "imports/{}/lines",
            (number,),
            {
                "limit": limit,
                "cursor": cursor,
                "bank_account": bank_account,
                "date_from": date_from,
                "date_to": date_to,
            },
        )

    def show(self, number: int, /) -> shapes.ImportData:
        """Show a file that was imported, with its statements."""
        return cast("shapes.ImportData", self._sender.call("GET", "imports/{}", (number,)))

    def undo(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.UndoImport]
    ) -> shapes.ImportUndone:
        """Take back an import of which nothing is posted; the same file may be imported again."""
        return cast(
            "shapes.ImportUndone",
            self._sender.call(
                "POST", "imports/{}/undo", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )


class InterestRates(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.InterestRateData]:
        """List the dated rates of all interest terms, the newest first."""
        return Rows(self._sender, "interest-rates", (), {"limit": limit, "cursor": cursor})


class InterestTerms(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewInterestTerms]) -> shapes.InterestTermsData:
        """Add interest terms under a new code."""
        return cast(
            "shapes.InterestTermsData",
            self._sender.call("POST", "interest-terms", body=body, idempotency_key=idempotency_key),
        )

    def add_rate(
        self, code: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.NewInterestRate]
    ) -> shapes.InterestRateData:
        """Add a rate of terms from a day on, until the next."""
        return cast(
            "shapes.InterestRateData",
            self._sender.call(
                "POST",
                "interest-terms/{}/rates",
                (code,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def change(
        self, code: str, /, *, if_match: Seen = "", **body: Unpack[shapes.InterestTermsBody]
    ) -> shapes.InterestTermsData:
        """Change interest terms; what is issued stays."""
        return cast(
            "shapes.InterestTermsData",
            self._sender.call("PATCH", "interest-terms/{}", (code,), body=body, if_match=if_match),
        )

    def delete(self, code: str, /, *, if_match: Seen = "") -> None:
        """Delete terms with rates, fees and texts; customers on them have none then."""
        self._sender.call("DELETE", "interest-terms/{}", (code,), if_match=if_match)

    def delete_rate(self, code: str, day: Day, /, *, currency: str | None = None, if_match: Seen = "") -> None:
        """Delete a rate of terms; what is issued stays."""
        self._sender.call(
            "DELETE",
            "interest-terms/{}/rates/{}",
            (
                code,
                day,
            ),
            query={"currency": currency},
            if_match=if_match,
        )

    def install(self, *, idempotency_key: str = "", **body: Unpack[shapes.PresetBody]) -> shapes.InterestTermsData:
        """Add the interest terms of the law, with the reference rates that were known when the program was made."""
        return cast(
            "shapes.InterestTermsData",
            self._sender.call("POST", "interest-terms/install", body=body, idempotency_key=idempotency_key),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.InterestTermsData]:
        """List the interest terms with their dated rates and texts."""
        return Rows(self._sender, "interest-terms", (), {"limit": limit, "cursor": cursor})

    def set_text(
        self, code: str, /, *, if_match: Seen = "", **body: Unpack[shapes.MemoTextBody]
    ) -> shapes.InterestTermsData:
        """Set a text of finance charge memos, in the company's language unless another is named."""
        return cast(
            "shapes.InterestTermsData",
            self._sender.call("PUT", "interest-terms/{}/text", (code,), body=body, if_match=if_match),
        )

    def show(self, code: str, /) -> shapes.InterestTermsData:
        """Show interest terms with their dated rates and texts."""
        return cast("shapes.InterestTermsData", self._sender.call("GET", "interest-terms/{}", (code,)))


class Jobs(Noun):
    def show(self, number: int, /) -> shapes.JobData:
        """Tell how far a job is, and what came of it."""
        return cast("shapes.JobData", self._sender.call("GET", "jobs/{}", (number,)))

    def stop(self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.JobData:
        """Stop a job where it is next safe; one that has ended stays as it is."""
        return cast(
            "shapes.JobData",
            self._sender.call("POST", "jobs/{}/stop", (number,), idempotency_key=idempotency_key, if_match=if_match),
        )


class Journals(Noun):
    def accept(
        self, journal: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.AcceptLines]
    ) -> shapes.LinesAccepted:
        """Accept proposals as reviewed; what was paid too much goes on account."""
        return cast(
            "shapes.LinesAccepted",
            self._sender.call(
                "POST", "journals/{}/accept", (journal,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def accept_line(
        self, journal: str, line: int, /, *, idempotency_key: str = "", if_match: Seen = ""
    ) -> shapes.JournalLine:
        """Accept what is proposed as reviewed."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/accept",
                (
                    journal,
                    line,
                ),
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def answer_line(
        self,
        journal: str,
        line: int,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.LineAnswer],
    ) -> shapes.JournalLine:
        """Answer what waits on a line, or be done with it."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/answer",
                (
                    journal,
                    line,
                ),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def apply_line(
        self,
        journal: str,
        line: int,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.ApplyLine],
    ) -> shapes.JournalLine:
        """Apply a line by hand: to documents, or its difference to an account."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/apply",
                (
                    journal,
                    line,
                ),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def ask_line(
        self,
        journal: str,
        line: int,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.LineQuestion],
    ) -> shapes.JournalLine:
        """Ask a person about a line; it is on her start page until she has answered."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/ask",
                (
                    journal,
                    line,
                ),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def line(self, journal: str, line: int, /) -> shapes.JournalLine:
        """Show one line; its ETag tells what a decision would rest on."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "GET",
                "journals/{}/lines/{}",
                (
                    journal,
                    line,
                ),
            ),
        )

    def lines(
        self,
        journal: str,
        /,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        tab: Literal["decide", "ready", "all", "posted"] | None = None,
    ) -> Rows[shapes.JournalLine]:
        """List a journal's lines with what is applied and why."""
        return Rows(self._sender, "journals/{}/lines", (journal,), {"limit": limit, "cursor": cursor, "tab": tab})

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        status: Literal["", "open", "posted"] | None = None,
        bank_account: str | None = None,
        q: str | None = None,
        date_from: Day | None = None,
        date_to: Day | None = None,
        sort: Literal["number", "-number", "date", "-date"] | None = None,
    ) -> Rows[shapes.JournalListed]:
        """List journals over bank statements."""
        return Rows(
            self._sender,
            "journals",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "status": status,
                "bank_account": bank_account,
                "q": q,
                "date_from": date_from,
                "date_to": date_to,
                "sort": sort,
            },
        )

    def match(
        self, journal: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.MatchJournal]
    ) -> shapes.JournalMatched | shapes.JobData:
        """Find what the open lines pay; a large journal in the background."""
        return cast(
            "shapes.JournalMatched | shapes.JobData",
            self._sender.call(
                "POST", "journals/{}/match", (journal,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def post(
        self, journal: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.PostJournal]
    ) -> shapes.JournalPosted | shapes.JobData:
        """Post the ready lines: a voucher each, payments applied, the bank account reconciled."""
        return cast(
            "shapes.JournalPosted | shapes.JobData",
            self._sender.call(
                "POST", "journals/{}/post", (journal,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def return_line(
        self, journal: str, line: int, /, *, idempotency_key: str = "", if_match: Seen = ""
    ) -> shapes.ReturnedData:
        """Undo the payment that a line returns: what it had settled is open again, and the line is applied to it."""
        return cast(
            "shapes.ReturnedData",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/return",
                (
                    journal,
                    line,
                ),
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def reverse(
        self, journal: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ReverseJournal]
    ) -> shapes.JournalReversed:
        """Take posted lines back with counter vouchers; the lines are open again."""
        return cast(
            "shapes.JournalReversed",
            self._sender.call(
                "POST", "journals/{}/reverse", (journal,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def set_line_amount(
        self, journal: str, line: int, /, *, if_match: Seen = "", **body: Unpack[shapes.LineAmount]
    ) -> shapes.JournalLine:
        """Give the amount of a line whose bank entry is in another currency than its account."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "PUT",
                "journals/{}/lines/{}/amount",
                (
                    journal,
                    line,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def set_posting_date(
        self, journal: str, /, *, if_match: Seen = "", **body: Unpack[shapes.JournalPostingDate]
    ) -> shapes.JournalData:
        """Post the open lines on another day than their own, such as the first open one."""
        return cast(
            "shapes.JournalData",
            self._sender.call("PUT", "journals/{}/posting-date", (journal,), body=body, if_match=if_match),
        )

    def show(self, journal: str, /) -> shapes.JournalListed:
        """Show a journal without its lines; its ETag tells of each decision on them."""
        return cast("shapes.JournalListed", self._sender.call("GET", "journals/{}", (journal,)))

    def split_line(
        self,
        journal: str,
        line: int,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.SplitLine],
    ) -> shapes.JournalLine:
        """Put a line's money on several parts; what was proposed before is replaced."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/split",
                (
                    journal,
                    line,
                ),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def unapply_line(
        self, journal: str, line: int, /, *, idempotency_key: str = "", if_match: Seen = ""
    ) -> shapes.JournalLine:
        """Take away what is applied."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/unapply",
                (
                    journal,
                    line,
                ),
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def undo_line(
        self, journal: str, line: int, /, *, idempotency_key: str = "", if_match: Seen = ""
    ) -> shapes.JournalLine:
        """Undo the token's last decision on a line: what was proposed before it stands there again."""
        return cast(
            "shapes.JournalLine",
            self._sender.call(
                "POST",
                "journals/{}/lines/{}/undo",
                (
                    journal,
                    line,
                ),
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def whole(self, journal: str, /) -> shapes.JournalsWhole:
        """Show a journal with all its lines at once, as `journal show --format json` does."""
        return cast("shapes.JournalsWhole", self._sender.call("GET", "journals/{}/whole", (journal,)))


class LetterTemplate(Noun):
    def delete(self, *, if_match: Seen = "") -> None:
        """Make letters by our template again."""
        self._sender.call("DELETE", "letter-template", if_match=if_match)

    def set(self, *, if_match: Seen = "", **body: Unpack[shapes.TemplateBody]) -> shapes.LetterTemplate:
        """Try a template of the company's own, and make letters by it from here on."""
        return cast("shapes.LetterTemplate", self._sender.call("PUT", "letter-template", body=body, if_match=if_match))

    def show(self, *, ours: bool | None = None) -> shapes.LetterTemplate:
        """Show the template that letters are made by, to begin another with."""
        return cast("shapes.LetterTemplate", self._sender.call("GET", "letter-template", query={"ours": ours}))


class Letters(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.WaitingLetter]:
        """List reminders and memos that are issued and were not sent: which way each goes."""
        return Rows(self._sender, "letters", (), {"limit": limit, "cursor": cursor})

    def mark_sent(self, *, idempotency_key: str = "", **body: Unpack[shapes.MarkLetters]) -> shapes.LettersMarked:
        """Say that letters went out otherwise; nothing is sent."""
        return cast(
            "shapes.LettersMarked",
            self._sender.call("POST", "letters/mark-sent", body=body, idempotency_key=idempotency_key),
        )

    def print(self, **body: Unpack[shapes.PrintLetters]) -> Download:
        """Download one PDF of the letters that go on paper and were not sent; they count as sent then.

        It has 500 letters at most: ask again for the next ones.
        """
        return cast("Download", self._sender.call("POST", "letters/print", body=body))

    def send(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.SendLetters]
    ) -> shapes.LettersSent | shapes.JobData:
        """Mail what is issued and was not sent, each letter by itself; what goes on paper waits for a print run.

        More than 50 letters go in the background; where a job is at the very same, that one is told. What went out does
        not go out again, so that the request may be made twice; `again` with numbers asks for it: with an Idempotency-Key
        once.
        """
        return cast(
            "shapes.LettersSent | shapes.JobData",
            self._sender.call("POST", "letters/send", body=body, idempotency_key=idempotency_key),
        )

    def sent(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.SentLetter]:
        """List what was sent of reminders and memos, the newest first."""
        return Rows(self._sender, "letters/sent", (), {"limit": limit, "cursor": cursor})


class Loads(Noun):
    def load(
        self,
        file: Upload,
        /,
        *,
        kind: Literal["customers", "vendors", "entries", "opening", "vouchers"] | None = None,
        system: Literal["", "business-central", "fortnox", "visma", "odoo"] | None = None,
        columns: str | None = None,
        ledger: Literal["", "customer", "vendor"] | None = None,
        decimal: Literal["", ",", "."] | None = None,
        days: Literal[
            "",
            "YYYY-MM-DD",
            "YYYYMMDD",
            "YYYY/MM/DD",
            "DD.MM.YYYY",
            "DD/MM/YYYY",
            "MM/DD/YYYY",
            "DD-MM-YYYY",
            "YYYY.MM.DD",
            "YYMMDD",
            "DD/MM/YY",
            "MM/DD/YY",
        ]
        | None = None,
        account: str | None = None,
        date: Day | None = None,
        result_account: str | None = None,
        add_accounts: bool | None = None,
        take_over: bool | None = None,
        correct: bool | None = None,
        preview: bool | None = None,
        background: bool | None = None,
        idempotency_key: str = "",
    ) -> shapes.FileLoaded | shapes.JobData:
        """Load customers, vendors, open documents, balances or vouchers: all of a file, or nothing of it.

        The same file again changes nothing. A file of over a megabyte is loaded in the background; its outcome is the same.
        """
        return cast(
            "shapes.FileLoaded | shapes.JobData",
            self._sender.call(
                "POST",
                "loads",
                files={"file": file},
                form={
                    "kind": kind,
                    "system": system,
                    "columns": columns,
                    "ledger": ledger,
                    "decimal": decimal,
                    "days": days,
                    "account": account,
                    "date": date,
                    "result_account": result_account,
                    "add_accounts": add_accounts,
                    "take_over": take_over,
                    "correct": correct,
                    "preview": preview,
                    "background": background,
                },
                idempotency_key=idempotency_key,
            ),
        )


class Mail(Noun):
    def bounced_addresses(
        self, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.TestBody]
    ) -> shapes.AllCameBack:
        """Say that mail to an address comes back: letters to it go on paper from here on."""
        return cast(
            "shapes.AllCameBack",
            self._sender.call(
                "POST", "mail/bounced-addresses", body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def bounces(self, file: Upload, /, *, idempotency_key: str = "", if_match: Seen = "") -> shapes.AllCameBack:
        """Take in a mailbox, or one message, that says that mail could not be delivered; the same again changes nothing."""
        return cast(
            "shapes.AllCameBack",
            self._sender.call(
                "POST", "mail/bounces", files={"file": file}, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def change(self, *, if_match: Seen = "", **body: Unpack[shapes.MailBody]) -> shapes.MailData:
        """Set up what is named of mail; the rest stays."""
        return cast("shapes.MailData", self._sender.call("PATCH", "mail", body=body, if_match=if_match))

    def show(self) -> shapes.MailData:
        """Show by which server letters are sent, and in whose name."""
        return cast("shapes.MailData", self._sender.call("GET", "mail"))

    def test(
        self, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.TestBody]
    ) -> shapes.TestSent:
        """Send a message that tries the server."""
        return cast(
            "shapes.TestSent",
            self._sender.call("POST", "mail/test", body=body, idempotency_key=idempotency_key, if_match=if_match),
        )


class MandateChoices(Noun):
    def choose(self, *, idempotency_key: str = "", **body: Unpack[shapes.MandateChoice]) -> shapes.MandateChosen:
        """Choose the mandate that an open invoice is collected by: one, none, or the customer's default one again."""
        return cast(
            "shapes.MandateChosen",
            self._sender.call("POST", "mandate-choices", body=body, idempotency_key=idempotency_key),
        )


class MandateRequests(Noun):
    def ask(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewMandateFile]) -> shapes.MandateFileMade:
        """Write the file that asks Bankgirot to enter new mandates and to take closed ones out, each once."""
        return cast(
            "shapes.MandateFileMade",
            self._sender.call("POST", "mandate-requests", body=body, idempotency_key=idempotency_key),
        )

    def file(self, number: int, /) -> Download:
        """Fetch a file of mandates as it was written."""
        return cast("Download", self._sender.call("GET", "mandate-requests/{}/file", (number,)))

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.MandateQuestion]:
        """List what Bankgirot was asked about mandates, the newest file first, and what it answered."""
        return Rows(self._sender, "mandate-requests", (), {"limit": limit, "cursor": cursor})


class Mandates(Noun):
    def change(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.MandateChange]
    ) -> shapes.MandateWhole:
        """Change a mandate, block or unblock it, close or reopen it."""
        return cast(
            "shapes.MandateWhole", self._sender.call("PATCH", "mandates/{}", (number,), body=body, if_match=if_match)
        )

    def create(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewMandate]) -> shapes.MandateRow:
        """Keep a mandate that a customer gave."""
        return cast(
            "shapes.MandateRow", self._sender.call("POST", "mandates", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        customer: str | None = None,
        all: bool | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Rows[shapes.MandateRow]:
        """List mandates by number, with how often they were used."""
        return Rows(self._sender, "mandates", (), {"customer": customer, "all": all, "limit": limit, "cursor": cursor})

    def show(self, number: str, /) -> shapes.MandateWhole:
        """Show a mandate with the debits that used it."""
        return cast("shapes.MandateWhole", self._sender.call("GET", "mandates/{}", (number,)))


class Mappings(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewMapping]) -> shapes.MappingData:
        """Let a text mean an account from now on; lines with it are ready at the next match."""
        return cast(
            "shapes.MappingData", self._sender.call("POST", "mappings", body=body, idempotency_key=idempotency_key)
        )

    def delete(self, number: int, /) -> None:
        """Take a text mapping away."""
        self._sender.call("DELETE", "mappings/{}", (number,))

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.MappingData]:
        """List the texts that mean an account, the strongest first."""
        return Rows(self._sender, "mappings", (), {"limit": limit, "cursor": cursor})

    def try_out(self, *, idempotency_key: str = "", **body: Unpack[shapes.MappingTry]) -> shapes.CaughtLines:
        """Show which lines a mapping would have caught, and what they were put on; nothing is stored."""
        return cast(
            "shapes.CaughtLines", self._sender.call("POST", "mappings/try", body=body, idempotency_key=idempotency_key)
        )


class Notes(Noun):
    def delete(self, number: int, /) -> None:
        """Take a note away, one's own; an accountant takes away those of others, too."""
        self._sender.call("DELETE", "notes/{}", (number,))

    def file(self, number: int, /) -> Download:
        """Download the file of a note."""
        return cast("Download", self._sender.call("GET", "notes/{}/file", (number,)))

    def files(
        self,
        file: Upload,
        /,
        *,
        about: str | None = None,
        text: str | None = None,
        invoice_copy: bool | None = None,
        idempotency_key: str = "",
    ) -> shapes.NoteData:
        """Keep a file beside something, with a note or without."""
        return cast(
            "shapes.NoteData",
            self._sender.call(
                "POST",
                "notes/files",
                files={"file": file},
                form={"about": about, "text": text, "invoice_copy": invoice_copy},
                idempotency_key=idempotency_key,
            ),
        )

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, about: str | None = None
    ) -> Rows[shapes.NoteData]:
        """List what was noted beside something, the newest first."""
        return Rows(self._sender, "notes", (), {"limit": limit, "cursor": cursor, "about": about})

    def write(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewNote]) -> shapes.NoteData:
        """Write a note beside something."""
        return cast("shapes.NoteData", self._sender.call("POST", "notes", body=body, idempotency_key=idempotency_key))


class NumberSeries(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewSeriesBody]) -> shapes.SeriesData:
        """Add a series of document numbers, for batches and templates of journals filled by hand."""
        return cast(
            "shapes.SeriesData", self._sender.call("POST", "number-series", body=body, idempotency_key=idempotency_key)
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.SeriesData]:
        """List number series with the last number that each has given."""
        return Rows(self._sender, "number-series", (), {"limit": limit, "cursor": cursor})


class PartyMerges(Noun):
    def merge(self, *, idempotency_key: str = "", **body: Unpack[shapes.MergeBody]) -> shapes.MergedData:
        """Merge a customer or vendor into another: open entries are moved by vouchers, the old number finds the new."""
        return cast(
            "shapes.MergedData", self._sender.call("POST", "party-merges", body=body, idempotency_key=idempotency_key)
        )


class PayerRelations(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewRelation]) -> shapes.RelationData:
        """Let one pay for another: its payments are looked for among both one's documents."""
        return cast(
            "shapes.RelationData",
            self._sender.call("POST", "payer-relations", body=body, idempotency_key=idempotency_key),
        )

    def end(self, *, idempotency_key: str = "", **body: Unpack[shapes.EndRelation]) -> shapes.RelationsEnded:
        """End that one pays for another; what was decided stays."""
        return cast(
            "shapes.RelationsEnded",
            self._sender.call("POST", "payer-relations/end", body=body, idempotency_key=idempotency_key),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.RelationData]:
        """List who pays for whom."""
        return Rows(self._sender, "payer-relations", (), {"limit": limit, "cursor": cursor})


class PaymentAnswers(Noun):
    def take(self, file: Upload, /, *, idempotency_key: str = "") -> shapes.AnswerTaken:
        """Take in the bank's answer (pain.002): what it rejects is open again, also where it was posted."""
        return cast(
            "shapes.AnswerTaken",
            self._sender.call("POST", "payment-answers", files={"file": file}, idempotency_key=idempotency_key),
        )


class PaymentPlans(Noun):
    def agree(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewPlan]) -> shapes.PlanPreview:
        """Let a customer pay in instalments; reminders wait while they are paid in time."""
        return cast(
            "shapes.PlanPreview", self._sender.call("POST", "payment-plans", body=body, idempotency_key=idempotency_key)
        )

    def cancel(self, number: int, /, *, idempotency_key: str = "") -> shapes.PlanData:
        """End a plan: what is left is asked for again."""
        return cast(
            "shapes.PlanData",
            self._sender.call("POST", "payment-plans/{}/cancel", (number,), idempotency_key=idempotency_key),
        )

    def letter(self, number: int, /) -> Download:
        """Download the letter of a payment plan, with its days and amounts, as it would be today; nothing is kept."""
        return cast("Download", self._sender.call("GET", "payment-plans/{}/letter", (number,)))

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        customer: str | None = None,
        all: bool | None = None,
    ) -> Rows[shapes.PlanData]:
        """List payment plans that run, the broken ones first."""
        return Rows(
            self._sender, "payment-plans", (), {"limit": limit, "cursor": cursor, "customer": customer, "all": all}
        )

    def mark_sent(self, *, idempotency_key: str = "", **body: Unpack[shapes.MarkPlanLetters]) -> shapes.LettersMarked:
        """Say that letters of payment plans went out otherwise; nothing is sent."""
        return cast(
            "shapes.LettersMarked",
            self._sender.call("POST", "payment-plans/mark-sent", body=body, idempotency_key=idempotency_key),
        )

    def send(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.SendPlanLetters]
    ) -> shapes.LettersSent | shapes.JobData:
        """Mail the letters of payment plans that were not sent; what goes on paper waits for a print run.

        More than 50 letters go in the background; where a job is at the very same, that one is told.
        """
        return cast(
            "shapes.LettersSent | shapes.JobData",
            self._sender.call("POST", "payment-plans/send", body=body, idempotency_key=idempotency_key),
        )


class PaymentProposals(Noun):
    def approve(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ProposalApproval]
    ) -> shapes.ProposalWhole:
        """Approve a proposal that somebody else made."""
        return cast(
            "shapes.ProposalWhole",
            self._sender.call(
                "POST",
                "payment-proposals/{}/approve",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def cancel(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ProposalCancel]
    ) -> shapes.ProposalWhole:
        """Give a proposal up; its documents may be proposed anew."""
        return cast(
            "shapes.ProposalWhole",
            self._sender.call(
                "POST",
                "payment-proposals/{}/cancel",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def change_payment(
        self, number: int, payment: int, /, *, if_match: Seen = "", **body: Unpack[shapes.PaymentChange]
    ) -> shapes.ProposalWhole:
        """Change a payment; what was approved must be approved again."""
        return cast(
            "shapes.ProposalWhole",
            self._sender.call(
                "PATCH",
                "payment-proposals/{}/payments/{}",
                (
                    number,
                    payment,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def delete_payment(self, number: int, payment: int, /, *, if_match: Seen = "") -> None:
        """Take a payment out; what was approved must be approved again."""
        self._sender.call(
            "DELETE",
            "payment-proposals/{}/payments/{}",
            (
                number,
                payment,
            ),
            if_match=if_match,
        )

    def export(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ProposalExport]
    ) -> shapes.ProposalWhole:
        """Write the payment file of an approved proposal, once; it is fetched as `file`."""
        return cast(
            "shapes.ProposalWhole",
            self._sender.call(
                "POST",
                "payment-proposals/{}/export",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def file(self, number: int, /) -> Download:
        """Fetch the payment file (pain.001) that was written."""
        return cast("Download", self._sender.call("GET", "payment-proposals/{}/file", (number,)))

    def list(
        self, *, all: bool | None = None, limit: int | None = None, cursor: str | None = None
    ) -> Rows[shapes.ProposalRow]:
        """List the payment proposals that are not done with, the newest first."""
        return Rows(self._sender, "payment-proposals", (), {"all": all, "limit": limit, "cursor": cursor})

    def make(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewProposal]) -> shapes.ProposalWhole:
        """Propose to pay what is due: open documents of vendors, and approved repayments to customers."""
        return cast(
            "shapes.ProposalWhole",
            self._sender.call("POST", "payment-proposals", body=body, idempotency_key=idempotency_key),
        )

    def post(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ProposalPost]
    ) -> shapes.ProposalPosted:
        """Post the payments whose day has come, each settling its document; a preview takes a clerk, else an accountant."""
        return cast(
            "shapes.ProposalPosted",
            self._sender.call(
                "POST",
                "payment-proposals/{}/post",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )

    def show(self, number: int, /) -> shapes.ProposalShown:
        """Show a proposal with its payments, what keeps them from the bank, and what was left out."""
        return cast("shapes.ProposalShown", self._sender.call("GET", "payment-proposals/{}", (number,)))


class PaymentRegistration(Noun):
    def clear(self, *, idempotency_key: str = "", **body: Unpack[shapes.ForgetBody]) -> shapes.Forgotten:
        """Forget what the token has entered and not posted."""
        return cast(
            "shapes.Forgotten",
            self._sender.call("POST", "payment-registration/clear", body=body, idempotency_key=idempotency_key),
        )

    def enter(self, *, idempotency_key: str = "", **body: Unpack[shapes.EnteredBodies]) -> shapes.EnteredData:
        """Enter that documents were paid; it is kept under the token's name until it posts."""
        return cast(
            "shapes.EnteredData",
            self._sender.call("POST", "payment-registration/enter", body=body, idempotency_key=idempotency_key),
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        side: Literal["customer", "vendor"] | None = None,
        customer: str | None = None,
        find: str | None = None,
        amount: str | None = None,
        tolerance_percent: int | None = None,
    ) -> Rows[shapes.RegisteredData]:
        """List unpaid documents by due date, with what the token has entered."""
        return Rows(
            self._sender,
            "payment-registration",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "side": side,
                "customer": customer,
                "find": find,
                "amount": amount,
                "tolerance_percent": tolerance_percent,
            },
        )

    def post(self, *, idempotency_key: str = "", **body: Unpack[shapes.RegistrationPost]) -> shapes.RegistrationPosted:
        """Post a payment for each document entered, all or none; to post takes an accountant, a preview a clerk."""
        return cast(
            "shapes.RegistrationPosted",
            self._sender.call("POST", "payment-registration/post", body=body, idempotency_key=idempotency_key),
        )

    def search(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        find: str | None = None,
        amount: str | None = None,
        tolerance_percent: int | None = None,
    ) -> Rows[shapes.FoundDocumentData]:
        """Look for a customer's document that is not on the list: a draft, or paid already."""
        return Rows(
            self._sender,
            "payment-registration/search",
            (),
            {"limit": limit, "cursor": cursor, "find": find, "amount": amount, "tolerance_percent": tolerance_percent},
        )

    def set_setup(
        self, *, if_match: Seen = "", **body: Unpack[shapes.RegistrationSetupBody]
    ) -> shapes.RegistrationSetupData:
        """Say through which batch and account the token registers; for everybody it takes an accountant."""
        return cast(
            "shapes.RegistrationSetupData",
            self._sender.call("PUT", "payment-registration/setup", body=body, if_match=if_match),
        )

    def setup(self, *, side: Literal["customer", "vendor"] | None = None) -> shapes.RegistrationSetupData:
        """Show through which batch and account the token registers, and what is on that account.

        Its ETag is of what is set for both sides, for the token and for everybody, and not of what is on the account.
        """
        return cast(
            "shapes.RegistrationSetupData", self._sender.call("GET", "payment-registration/setup", query={"side": side})
        )


class PaymentTerms(Noun):
    def list(
        self, *, limit: int | None = None, cursor: str | None = None, document_date: Day | None = None
    ) -> Rows[shapes.TermsData]:
        """List the payment terms with the dates that they give a document."""
        return Rows(
            self._sender, "payment-terms", (), {"limit": limit, "cursor": cursor, "document_date": document_date}
        )

    def set(self, code: str, /, **body: Unpack[shapes.TermsBody]) -> shapes.TermsData:
        """Add payment terms or change them; what is posted keeps its dates."""
        return cast("shapes.TermsData", self._sender.call("PUT", "payment-terms/{}", (code,), body=body))


class Policies(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewPolicy]) -> shapes.PolicyData:
        """Add a policy, which is run by itself from its first day on."""
        return cast(
            "shapes.PolicyData", self._sender.call("POST", "policies", body=body, idempotency_key=idempotency_key)
        )

    def change(self, code: str, /, *, if_match: Seen = "", **body: Unpack[shapes.PolicyChange]) -> shapes.PolicyData:
        """Change what is named of a policy, or turn it off; the rest stays."""
        return cast(
            "shapes.PolicyData", self._sender.call("PATCH", "policies/{}", (code,), body=body, if_match=if_match)
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.PolicyData]:
        """List what is sent to whom by itself, and how often."""
        return Rows(self._sender, "policies", (), {"limit": limit, "cursor": cursor})

    def run(
        self, code: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.RunBody]
    ) -> shapes.JobData:
        """Run a policy now, or try what it would do; the job tells how far it is."""
        return cast(
            "shapes.JobData",
            self._sender.call(
                "POST", "policies/{}/run", (code,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def show(self, code: str, /) -> shapes.PolicyData:
        """Show what a policy sends to whom."""
        return cast("shapes.PolicyData", self._sender.call("GET", "policies/{}", (code,)))


class PolicyRuns(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.PolicyRunData]:
        """List what policies did, the newest run first."""
        return Rows(self._sender, "policy-runs", (), {"limit": limit, "cursor": cursor})

    def show(self, number: int, /) -> shapes.PolicyRunWhole:
        """Show all that a run of a policy made, issued, sent, held back and was refused."""
        return cast("shapes.PolicyRunWhole", self._sender.call("GET", "policy-runs/{}", (number,)))


class PostingRuns(Noun):
    def reverse(
        self, run: int, /, *, idempotency_key: str = "", **body: Unpack[shapes.ReverseBody]
    ) -> shapes.ReversalData:
        """Reverse all that one command posted."""
        return cast(
            "shapes.ReversalData",
            self._sender.call("POST", "posting-runs/{}/reverse", (run,), body=body, idempotency_key=idempotency_key),
        )


class Promises(Noun):
    def keep(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewPromise]) -> shapes.PromiseData:
        """Keep a promise to pay: reminders wait until it is broken."""
        return cast(
            "shapes.PromiseData", self._sender.call("POST", "promises", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        customer: str | None = None,
        all: bool | None = None,
    ) -> Rows[shapes.PromiseData]:
        """List promises that stand and that are broken, the broken ones first."""
        return Rows(self._sender, "promises", (), {"limit": limit, "cursor": cursor, "customer": customer, "all": all})

    def withdraw(self, number: int, /, *, idempotency_key: str = "") -> shapes.PromiseData:
        """Forget a promise: reminders go on."""
        return cast(
            "shapes.PromiseData",
            self._sender.call("POST", "promises/{}/withdraw", (number,), idempotency_key=idempotency_key),
        )


class Questions(Noun):
    def list(self) -> shapes.Questions:
        """The questions about lines that wait for the token."""
        return cast("shapes.Questions", self._sender.call("GET", "questions"))


class Rates(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.RateBody]) -> shapes.RateData:
        """Set the exchange rate of a currency from a day on."""
        return cast("shapes.RateData", self._sender.call("POST", "rates", body=body, idempotency_key=idempotency_key))

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        currency: str | None = None,
        date_from: Day | None = None,
        date_to: Day | None = None,
    ) -> Rows[shapes.RateData]:
        """List exchange rates with where they are from."""
        return Rows(
            self._sender,
            "rates",
            (),
            {"limit": limit, "cursor": cursor, "currency": currency, "date_from": date_from, "date_to": date_to},
        )

    def load(
        self, file: Upload, /, *, source: str | None = None, replace: bool | None = None, idempotency_key: str = ""
    ) -> shapes.RatesLoaded:
        """Load exchange rates from a file of the ECB, Riksbanken or Norges Bank, or CSV; the same again changes nothing."""
        return cast(
            "shapes.RatesLoaded",
            self._sender.call(
                "POST",
                "rates/load",
                files={"file": file},
                form={"source": source, "replace": replace},
                idempotency_key=idempotency_key,
            ),
        )


class ReferenceRates(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.ReferenceRateBody]) -> shapes.RatesMade:
        """Enter a half-year's reference rate: all interest terms that follow it get their rate."""
        return cast(
            "shapes.RatesMade", self._sender.call("POST", "reference-rates", body=body, idempotency_key=idempotency_key)
        )


class ReminderTerms(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewReminderTerms]) -> shapes.ReminderTermsData:
        """Add reminder terms; their levels follow."""
        return cast(
            "shapes.ReminderTermsData",
            self._sender.call("POST", "reminder-terms", body=body, idempotency_key=idempotency_key),
        )

    def change(
        self, code: str, /, *, if_match: Seen = "", **body: Unpack[shapes.ReminderTermsBody]
    ) -> shapes.ReminderTermsData:
        """Change reminder terms; documents made before keep theirs."""
        return cast(
            "shapes.ReminderTermsData",
            self._sender.call("PATCH", "reminder-terms/{}", (code,), body=body, if_match=if_match),
        )

    def delete(self, code: str, /, *, if_match: Seen = "") -> None:
        """Delete terms with levels, fees and texts; customers on them have none then."""
        self._sender.call("DELETE", "reminder-terms/{}", (code,), if_match=if_match)

    def delete_last(self, code: str, /, *, if_match: Seen = "") -> None:
        """Take the last level of terms away, with its fees and texts."""
        self._sender.call("DELETE", "reminder-terms/{}/levels/last", (code,), if_match=if_match)

    def install(self, *, idempotency_key: str = "") -> shapes.TermsInstalled:
        """Add the reminder terms that companies begin with, as far as they are missing."""
        return cast(
            "shapes.TermsInstalled",
            self._sender.call("POST", "reminder-terms/install", idempotency_key=idempotency_key),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.ReminderTermsData]:
        """List the reminder terms with levels, fees and texts."""
        return Rows(self._sender, "reminder-terms", (), {"limit": limit, "cursor": cursor})

    def set_level(
        self, code: str, level: int, /, *, if_match: Seen = "", **body: Unpack[shapes.ReminderLevelBody]
    ) -> shapes.ReminderTermsData:
        """Change a level of terms, or add the one after the last."""
        return cast(
            "shapes.ReminderTermsData",
            self._sender.call(
                "PUT",
                "reminder-terms/{}/levels/{}",
                (
                    code,
                    level,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def set_text(
        self, code: str, /, *, if_match: Seen = "", **body: Unpack[shapes.LetterTextBody]
    ) -> shapes.ReminderTermsData:
        """Set a text of letters, in the company's language unless another is named."""
        return cast(
            "shapes.ReminderTermsData",
            self._sender.call("PUT", "reminder-terms/{}/text", (code,), body=body, if_match=if_match),
        )

    def show(self, code: str, /) -> shapes.ReminderTermsData:
        """Show reminder terms with levels, fees and texts."""
        return cast("shapes.ReminderTermsData", self._sender.call("GET", "reminder-terms/{}", (code,)))


class Reminders(Noun):
    def add_line(
        self,
        number: str,
        /,
        *,
        idempotency_key: str = "",
        if_match: Seen = "",
        **body: Unpack[shapes.DocumentOfReminder],
    ) -> shapes.LetterWhole:
        """Put an open document of the customer on a draft; one that is not due yet is told of, and not asked for."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST", "reminders/{}/lines", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def cancel(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.CancelLetters]
    ) -> shapes.LettersDone | shapes.JobData:
        """Cancel issued reminders: what was posted is taken back, and levels are as before. Many in the background."""
        return cast(
            "shapes.LettersDone | shapes.JobData",
            self._sender.call("POST", "reminders/cancel", body=body, idempotency_key=idempotency_key),
        )

    def change(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.DraftLetterChange]
    ) -> shapes.LetterWhole:
        """Change the dates of a draft of a reminder, and what of it is posted."""
        return cast(
            "shapes.LetterWhole", self._sender.call("PATCH", "reminders/{}", (number,), body=body, if_match=if_match)
        )

    def delete(self, number: str, /, *, if_match: Seen = "") -> None:
        """Delete a draft; its number is not used again."""
        self._sender.call("DELETE", "reminders/{}", (number,), if_match=if_match)

    def delete_drafts(self, *, idempotency_key: str = "", **body: Unpack[shapes.DeleteLetters]) -> None:
        """Delete drafts; their numbers are not used again."""
        self._sender.call("POST", "reminders/delete", body=body, idempotency_key=idempotency_key)

    def delete_line(self, number: str, line: int, /, *, reason: str | None = None, if_match: Seen = "") -> None:
        """Take a line off a draft of a reminder; a document's interest and fee go with it."""
        self._sender.call(
            "DELETE",
            "reminders/{}/lines/{}",
            (
                number,
                line,
            ),
            query={"reason": reason},
            if_match=if_match,
        )

    def draft(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.MakeReminders]
    ) -> shapes.LettersMade | shapes.JobData:
        """Draft reminders of all that is overdue, and tell who gets none and why; much in the background."""
        return cast(
            "shapes.LettersMade | shapes.JobData",
            self._sender.call("POST", "reminders", body=body, idempotency_key=idempotency_key),
        )

    def file(self, number: str, /) -> Download:
        """Download an issued reminder as the customer gets it, as a PDF."""
        return cast("Download", self._sender.call("GET", "reminders/{}/file", (number,)))

    def issue(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.IssueLetters]
    ) -> shapes.LettersDone | shapes.JobData:
        """Issue drafts: they take their numbers, and what their terms say is posted. Many in the background."""
        return cast(
            "shapes.LettersDone | shapes.JobData",
            self._sender.call("POST", "reminders/issue", body=body, idempotency_key=idempotency_key),
        )

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        customer: str | None = None,
        state: Literal["", "draft", "issued", "all"] | None = None,
    ) -> Rows[shapes.LetterData]:
        """List reminders, the newest first."""
        return Rows(
            self._sender, "reminders", (), {"limit": limit, "cursor": cursor, "customer": customer, "state": state}
        )

    def preview(self, number: str, /) -> Download:
        """Download a draft of a reminder as it would be, marked as a draft; nothing is kept or changed."""
        return cast("Download", self._sender.call("GET", "reminders/{}/preview", (number,)))

    def set_line_fee(
        self, number: str, line: int, /, *, if_match: Seen = "", **body: Unpack[shapes.FeeOfLine]
    ) -> shapes.LetterWhole:
        """Change a fee on a draft, of the reminder or of one document."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "PUT",
                "reminders/{}/lines/{}/fee",
                (
                    number,
                    line,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def set_line_level(
        self, number: str, line: int, /, *, if_match: Seen = "", **body: Unpack[shapes.LevelOfLine]
    ) -> shapes.LetterWhole:
        """Give a document on a draft another level, with its interest and fee."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "PUT",
                "reminders/{}/lines/{}/level",
                (
                    number,
                    line,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def set_line_text(
        self, number: str, line: int, /, *, if_match: Seen = "", **body: Unpack[shapes.ParagraphBody]
    ) -> shapes.LetterWhole:
        """Change the words of a text on a draft of a reminder."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "PUT",
                "reminders/{}/lines/{}/text",
                (
                    number,
                    line,
                ),
                body=body,
                if_match=if_match,
            ),
        )

    def show(self, number: str, /) -> shapes.LetterWhole:
        """Show a reminder with its lines."""
        return cast("shapes.LetterWhole", self._sender.call("GET", "reminders/{}", (number,)))

    def suggest(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.SuggestReminder]
    ) -> shapes.LetterWhole:
        """Make the lines of a reminder's draft anew."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST", "reminders/{}/suggest", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def texts(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ParagraphBody]
    ) -> shapes.LetterWhole:
        """Write a paragraph on a draft of a reminder, before the text that ends it."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST", "reminders/{}/texts", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def ubl(self, number: str, /, *, to: str | None = None, buyer_reference: str | None = None) -> Download:
        """Download what an issued reminder charges as an electronic invoice (UBL, Peppol BIS Billing 3)."""
        return cast(
            "Download",
            self._sender.call(
                "GET", "reminders/{}/ubl", (number,), query={"to": to, "buyer_reference": buyer_reference}
            ),
        )

    def update_texts(
        self, number: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.TextsOfReminder]
    ) -> shapes.LetterWhole:
        """Write a reminder's texts anew, with its totals as they are now."""
        return cast(
            "shapes.LetterWhole",
            self._sender.call(
                "POST",
                "reminders/{}/update-texts",
                (number,),
                body=body,
                idempotency_key=idempotency_key,
                if_match=if_match,
            ),
        )


class Repayments(Noun):
    def approve(self, number: int, /, *, idempotency_key: str = "") -> shapes.RepaymentData:
        """Approve a repayment that somebody else has proposed."""
        return cast(
            "shapes.RepaymentData",
            self._sender.call("POST", "repayments/{}/approve", (number,), idempotency_key=idempotency_key),
        )

    def cancel(self, number: int, /, *, idempotency_key: str = "") -> shapes.RepaymentData:
        """Give a repayment up; the credit is free again."""
        return cast(
            "shapes.RepaymentData",
            self._sender.call("POST", "repayments/{}/cancel", (number,), idempotency_key=idempotency_key),
        )

    def letter(self, number: int, /) -> Download:
        """Download the letter of an approved repayment as it would go out now; nothing is sent or kept."""
        return cast("Download", self._sender.call("GET", "repayments/{}/letter", (number,)))

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, all: bool | None = None
    ) -> Rows[shapes.RepaymentData]:
        """List repayments that wait for approval or for the bank."""
        return Rows(self._sender, "repayments", (), {"limit": limit, "cursor": cursor, "all": all})

    def mark_sent(self, *, idempotency_key: str = "", **body: Unpack[shapes.MarkRefunds]) -> shapes.LettersMarked:
        """Say that letters of repayments went out otherwise; nothing is sent."""
        return cast(
            "shapes.LettersMarked",
            self._sender.call("POST", "repayments/mark-sent", body=body, idempotency_key=idempotency_key),
        )

    def propose(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewRepayment]) -> shapes.RepaymentsMade:
        """Propose to pay a customer's credit back; somebody else approves it."""
        return cast(
            "shapes.RepaymentsMade", self._sender.call("POST", "repayments", body=body, idempotency_key=idempotency_key)
        )

    def send(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.SendRefunds]
    ) -> shapes.LettersSent | shapes.JobData:
        """Mail the letters of approved repayments that were not sent; what goes on paper waits for a print run.

        More than 50 letters go in the background; where a job is at the very same, that one is told.
        """
        return cast(
            "shapes.LettersSent | shapes.JobData",
            self._sender.call("POST", "repayments/send", body=body, idempotency_key=idempotency_key),
        )


class Reports(Noun):
    def file(
        self,
        report: str,
        /,
        *,
        as_of: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        account: str | None = None,
        currency: str | None = None,
        by: str | None = None,
        period: str | None = None,
        columns: str | None = None,
        headings: str | None = None,
        days: str | None = None,
        currencies: str | None = None,
        details: str | None = None,
        zero: str | None = None,
        credits: str | None = None,
        cost_center: str | None = None,
        project: str | None = None,
        show: str | None = None,
        open: str | None = None,
        series: str | None = None,
        month: str | None = None,
        rule: str | None = None,
        way: str | None = None,
        of: str | None = None,
        draw: str | None = None,
        size: str | None = None,
        seed: str | None = None,
        above: str | None = None,
        within: str | None = None,
        format: Literal["csv", "xlsx", "pdf"] | None = None,
    ) -> Download:
        """Download a report as CSV, a worksheet or a PDF."""
        return cast(
            "Download",
            self._sender.call(
                "GET",
                "reports/{}/file",
                (report,),
                query={
                    "as_of": as_of,
                    "from": from_,
                    "to": to,
                    "account": account,
                    "currency": currency,
                    "by": by,
                    "period": period,
                    "columns": columns,
                    "headings": headings,
                    "days": days,
                    "currencies": currencies,
                    "details": details,
                    "zero": zero,
                    "credits": credits,
                    "cost_center": cost_center,
                    "project": project,
                    "show": show,
                    "open": open,
                    "series": series,
                    "month": month,
                    "rule": rule,
                    "way": way,
                    "of": of,
                    "draw": draw,
                    "size": size,
                    "seed": seed,
                    "above": above,
                    "within": within,
                    "format": format,
                },
            ),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.ReportKind]:
        """List the reports, with what may be asked of each."""
        return Rows(self._sender, "reports", (), {"limit": limit, "cursor": cursor})

    def show(
        self,
        report: str,
        /,
        *,
        as_of: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        account: str | None = None,
        currency: str | None = None,
        by: str | None = None,
        period: str | None = None,
        columns: str | None = None,
        headings: str | None = None,
        days: str | None = None,
        currencies: str | None = None,
        details: str | None = None,
        zero: str | None = None,
        credits: str | None = None,
        cost_center: str | None = None,
        project: str | None = None,
        show: str | None = None,
        open: str | None = None,
        series: str | None = None,
        month: str | None = None,
        rule: str | None = None,
        way: str | None = None,
        of: str | None = None,
        draw: str | None = None,
        size: str | None = None,
        seed: str | None = None,
        above: str | None = None,
        within: str | None = None,
    ) -> shapes.ReportData:
        """Show a report as data, as `report … --format json` does."""
        return cast(
            "shapes.ReportData",
            self._sender.call(
                "GET",
                "reports/{}",
                (report,),
                query={
                    "as_of": as_of,
                    "from": from_,
                    "to": to,
                    "account": account,
                    "currency": currency,
                    "by": by,
                    "period": period,
                    "columns": columns,
                    "headings": headings,
                    "days": days,
                    "currencies": currencies,
                    "details": details,
                    "zero": zero,
                    "credits": credits,
                    "cost_center": cost_center,
                    "project": project,
                    "show": show,
                    "open": open,
                    "series": series,
                    "month": month,
                    "rule": rule,
                    "way": way,
                    "of": of,
                    "draw": draw,
                    "size": size,
                    "seed": seed,
                    "above": above,
                    "within": within,
                },
            ),
        )


class Retention(Noun):
    def erase(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.EraseFiles]
    ) -> shapes.YearFilesData | shapes.JobData:
        """Erase the files that came in a year and that no law keeps; many of them in the background.

        Where four eyes are set the first call asks for it and erases nothing; another administrator's call does it.
        """
        return cast(
            "shapes.YearFilesData | shapes.JobData",
            self._sender.call("POST", "retention/erase", body=body, idempotency_key=idempotency_key),
        )

    def files(self, *, year: str | None = None) -> shapes.YearFilesData:
        """Tell what would go of the files that came in a year, and what keeps the rest; nothing is erased."""
        return cast("shapes.YearFilesData", self._sender.call("GET", "retention/files", query={"year": year}))

    def withdraw(self, *, idempotency_key: str = "", **body: Unpack[shapes.NamedYear]) -> shapes.YearWithdrawn:
        """Take back that the files of a year are to be erased, where it waits for another administrator."""
        return cast(
            "shapes.YearWithdrawn",
            self._sender.call("POST", "retention/withdraw", body=body, idempotency_key=idempotency_key),
        )

    def years(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.YearKeptData]:
        """List years with until when each is kept, what lies in it and what holds it longer."""
        return Rows(self._sender, "retention/years", (), {"limit": limit, "cursor": cursor})


class Rulebook(Noun):
    def set(self, *, if_match: Seen = "", **body: Unpack[shapes.RulebookBody]) -> shapes.RulebookSet:
        """Take rules, thresholds and charge limits from a file; what it leaves out stays as it is."""
        return cast("shapes.RulebookSet", self._sender.call("PUT", "rulebook", body=body, if_match=if_match))

    def show(self) -> shapes.RulebookData:
        """Show rules, thresholds and charge limits as a file to change."""
        return cast("shapes.RulebookData", self._sender.call("GET", "rulebook"))

    def try_out(
        self, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.RulesTry]
    ) -> shapes.RulesTried:
        """Try other rules on payments accepted or posted before: what they gain, lose, and get wrong; nothing changes."""
        return cast(
            "shapes.RulesTried",
            self._sender.call("POST", "rulebook/try", body=body, idempotency_key=idempotency_key, if_match=if_match),
        )


class Rules(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.RuleData]:
        """List the rules of automatic application, the strongest first."""
        return Rows(self._sender, "rules", (), {"limit": limit, "cursor": cursor})

    def restore(self, *, idempotency_key: str = "") -> shapes.RulesRestored:
        """Restore the rules that companies begin with."""
        return cast("shapes.RulesRestored", self._sender.call("POST", "rules/restore", idempotency_key=idempotency_key))


class Search(Noun):
    def show(self, *, q: str | None = None) -> shapes.SearchFound:
        """Search customers and vendors, documents, vouchers and payments for a text or an amount."""
        return cast("shapes.SearchFound", self._sender.call("GET", "search", query={"q": q}))


class Settings(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.SettingData]:
        """List every setting with what it is now, and what it may be."""
        return Rows(self._sender, "settings", (), {"limit": limit, "cursor": cursor})

    def set(self, key: str, /, **body: Unpack[shapes.SettingBody]) -> shapes.SettingData:
        """Change a setting; the audit trail keeps what it was. What another has to look at is an administrator's to say."""
        return cast("shapes.SettingData", self._sender.call("PUT", "settings/{}", (key,), body=body))


class SignOffs(Noun):
    def list(
        self, *, limit: int | None = None, cursor: str | None = None, bank_account: str | None = None
    ) -> Rows[shapes.SignOffData]:
        """List who signed which proofs."""
        return Rows(self._sender, "sign-offs", (), {"limit": limit, "cursor": cursor, "bank_account": bank_account})


class StatementRuns(Noun):
    def customer(self, number: int, customer: str, /) -> Download:
        """Download one customer's statement of a run as a PDF."""
        return cast(
            "Download",
            self._sender.call(
                "GET",
                "statement-runs/{}/customers/{}",
                (
                    number,
                    customer,
                ),
            ),
        )

    def file(self, number: int, /, *, part: int | None = None) -> Download:
        """Download the statements of a run as one PDF, to print: 500 of them at most, the next ones as the next part."""
        return cast("Download", self._sender.call("GET", "statement-runs/{}/file", (number,), query={"part": part}))

    def issue(
        self, *, idempotency_key: str = "", **body: Unpack[shapes.IssueStatements]
    ) -> shapes.StatementIssued | shapes.JobData:
        """Number statements and keep them as PDFs; many of them in the background."""
        return cast(
            "shapes.StatementIssued | shapes.JobData",
            self._sender.call("POST", "statement-runs", body=body, idempotency_key=idempotency_key),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.StatementRunData]:
        """List the runs of statements that were issued, the latest first."""
        return Rows(self._sender, "statement-runs", (), {"limit": limit, "cursor": cursor})

    def list_statements(
        self, number: int, /, *, limit: int | None = None, cursor: str | None = None
    ) -> Rows[shapes.StatementSent]:
        """List the statements of a run: to whom, which way, and whether they went out."""
        return Rows(self._sender, "statement-runs/{}", (number,), {"limit": limit, "cursor": cursor})

    def mark_sent(
        self, number: int, /, *, idempotency_key: str = "", **body: Unpack[shapes.StatementsMarked]
    ) -> shapes.MarkedCount:
        """Say that statements went out otherwise; nothing is sent."""
        return cast(
            "shapes.MarkedCount",
            self._sender.call(
                "POST", "statement-runs/{}/mark-sent", (number,), body=body, idempotency_key=idempotency_key
            ),
        )

    def send(self, number: int, /, *, idempotency_key: str = "") -> shapes.JobData:
        """Mail the statements of a run that go by e-mail and were not sent; the job tells how far it is."""
        return cast(
            "shapes.JobData",
            self._sender.call("POST", "statement-runs/{}/send", (number,), idempotency_key=idempotency_key),
        )


class Statements(Noun):
    def import_file(
        self,
        file: Upload,
        /,
        *,
        bank_account: str | None = None,
        format: str | None = None,
        overrides: str | None = None,
        reason: str | None = None,
        background: bool | None = None,
        idempotency_key: str = "",
    ) -> shapes.Imported | shapes.JobData:
        """Import a bank statement: one journal per statement and account, matched at once.

        A file of over a megabyte is imported in the background. The same file again changes nothing.
        """
        return cast(
            "shapes.Imported | shapes.JobData",
            self._sender.call(
                "POST",
                "statements",
                files={"file": file},
                form={
                    "bank_account": bank_account,
                    "format": format,
                    "overrides": overrides,
                    "reason": reason,
                    "background": background,
                },
                idempotency_key=idempotency_key,
            ),
        )

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.StatementData]:
        """List the imported statements and advices with their balances."""
        return Rows(self._sender, "statements", (), {"limit": limit, "cursor": cursor})


class Tokens(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.TokenData]:
        """List the company's tokens, the newest first; revoked and expired ones too."""
        return Rows(self._sender, "tokens", (), {"limit": limit, "cursor": cursor})

    def make(self, **body: Unpack[shapes.NewToken]) -> shapes.TokenMade:
        """Let another program in: the token is told this once, and kept nowhere; so the request is not repeatable.

        It is given no scope that the token which makes it has not, and lasts no longer.
        """
        return cast("shapes.TokenMade", self._sender.call("POST", "tokens", body=body))

    def revoke(self, token: str, /, *, idempotency_key: str = "") -> shapes.TokenData:
        """Shut a program out, from its next request on."""
        return cast(
            "shapes.TokenData", self._sender.call("POST", "tokens/{}/revoke", (token,), idempotency_key=idempotency_key)
        )


class ToldMandates(Noun):
    def adopt(self, *, idempotency_key: str = "", **body: Unpack[shapes.MandateAdoption]) -> shapes.MandateRow:
        """Keep a mandate that Bankgirot told of, as one signed in the internet bank."""
        return cast(
            "shapes.MandateRow", self._sender.call("POST", "told-mandates", body=body, idempotency_key=idempotency_key)
        )

    def list(
        self,
        *,
        all: bool | None = None,
        to_adopt: bool | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Rows[shapes.MandateTold]:
        """List the mandates of Autogiro that Bankgirot told of, with the customers they are of."""
        return Rows(
            self._sender, "told-mandates", (), {"all": all, "to_adopt": to_adopt, "limit": limit, "cursor": cursor}
        )


class TypedJournals(Noun):
    def add_batch(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        /,
        *,
        idempotency_key: str = "",
        **body: Unpack[shapes.NewBatchBody],
    ) -> shapes.BatchData:
        """Add a batch to a journal that is filled by hand."""
        return cast(
            "shapes.BatchData",
            self._sender.call("POST", "typed-journals/{}/batches", (kind,), body=body, idempotency_key=idempotency_key),
        )

    def add_batch_line(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        /,
        *,
        idempotency_key: str = "",
        **body: Unpack[shapes.TypedLineBody],
    ) -> shapes.TypedLineData:
        """Add a line to a batch."""
        return cast(
            "shapes.TypedLineData",
            self._sender.call(
                "POST",
                "typed-journals/{}/batches/{}/lines",
                (
                    kind,
                    batch,
                ),
                body=body,
                idempotency_key=idempotency_key,
            ),
        )

    def batch_lines(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        /,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        all: bool | None = None,
    ) -> Rows[shapes.TypedLineData]:
        """List the lines of a batch with what they settle."""
        return Rows(
            self._sender,
            "typed-journals/{}/batches/{}/lines",
            (
                kind,
                batch,
            ),
            {"limit": limit, "cursor": cursor, "all": all},
        )

    def batches(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        /,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Rows[shapes.BatchData]:
        """List batches with how many open lines each has."""
        return Rows(self._sender, "typed-journals/{}/batches", (kind,), {"limit": limit, "cursor": cursor})

    def change_batch(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        /,
        **body: Unpack[shapes.BatchRenamed],
    ) -> shapes.BatchData:
        """Give a batch another name; its lines stay, posted ones too."""
        return cast(
            "shapes.BatchData",
            self._sender.call(
                "PATCH",
                "typed-journals/{}/batches/{}",
                (
                    kind,
                    batch,
                ),
                body=body,
            ),
        )

    def delete_batch(self, kind: Literal["cash-receipts", "payments", "general-journal"], batch: str, /) -> None:
        """Take a batch away with its open lines; posted ones stay."""
        self._sender.call(
            "DELETE",
            "typed-journals/{}/batches/{}",
            (
                kind,
                batch,
            ),
        )

    def delete_batch_line(
        self, kind: Literal["cash-receipts", "payments", "general-journal"], batch: str, line: int, /
    ) -> None:
        """Take an open line away, with what it settles."""
        self._sender.call(
            "DELETE",
            "typed-journals/{}/batches/{}/lines/{}",
            (
                kind,
                batch,
                line,
            ),
        )

    def load_batch(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        file: Upload,
        /,
        *,
        idempotency_key: str = "",
    ) -> shapes.LinesAdded:
        """Add lines to a batch from a CSV file: all of them, or none."""
        return cast(
            "shapes.LinesAdded",
            self._sender.call(
                "POST",
                "typed-journals/{}/batches/{}/load",
                (
                    kind,
                    batch,
                ),
                files={"file": file},
                idempotency_key=idempotency_key,
            ),
        )

    def post_batch(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        /,
        *,
        idempotency_key: str = "",
        **body: Unpack[shapes.PostBatch],
    ) -> shapes.BatchPosted:
        """Check every line, then post them all, or none; to post takes an accountant, a preview a clerk."""
        return cast(
            "shapes.BatchPosted",
            self._sender.call(
                "POST",
                "typed-journals/{}/batches/{}/post",
                (
                    kind,
                    batch,
                ),
                body=body,
                idempotency_key=idempotency_key,
            ),
        )

    def renumber_batch(
        self, kind: Literal["cash-receipts", "payments", "general-journal"], batch: str, /, *, idempotency_key: str = ""
    ) -> shapes.BatchNumbers:
        """Give the documents of a batch the next numbers of its series."""
        return cast(
            "shapes.BatchNumbers",
            self._sender.call(
                "POST",
                "typed-journals/{}/batches/{}/renumber",
                (
                    kind,
                    batch,
                ),
                idempotency_key=idempotency_key,
            ),
        )

    def set_batch_line(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        line: int,
        /,
        **body: Unpack[shapes.TypedLineBody],
    ) -> shapes.TypedLineData:
        """Type an open line anew."""
        return cast(
            "shapes.TypedLineData",
            self._sender.call(
                "PUT",
                "typed-journals/{}/batches/{}/lines/{}",
                (
                    kind,
                    batch,
                    line,
                ),
                body=body,
            ),
        )

    def set_batch_line_settles(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        batch: str,
        line: int,
        /,
        **body: Unpack[shapes.SettleBody],
    ) -> shapes.TypedLineData:
        """Say which documents a line settles, instead of those it named before."""
        return cast(
            "shapes.TypedLineData",
            self._sender.call(
                "PUT",
                "typed-journals/{}/batches/{}/lines/{}/settles",
                (
                    kind,
                    batch,
                    line,
                ),
                body=body,
            ),
        )

    def set_template(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        template: str,
        /,
        **body: Unpack[shapes.BatchTemplateBody],
    ) -> shapes.BatchTemplate:
        """Make a template of batches, or change one."""
        return cast(
            "shapes.BatchTemplate",
            self._sender.call(
                "PUT",
                "typed-journals/{}/templates/{}",
                (
                    kind,
                    template,
                ),
                body=body,
            ),
        )

    def templates(
        self,
        kind: Literal["cash-receipts", "payments", "general-journal"],
        /,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Rows[shapes.BatchTemplate]:
        """List the templates of a journal that is filled by hand."""
        return Rows(self._sender, "typed-journals/{}/templates", (kind,), {"limit": limit, "cursor": cursor})


class Users(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.UserData]:
        """List the people who have a role in the company."""
        return Rows(self._sender, "users", (), {"limit": limit, "cursor": cursor})

    def set_role(self, user: str, /, **body: Unpack[shapes.RoleBody]) -> shapes.UserData:
        """Change the role of a person who has one in the company, or end it."""
        return cast("shapes.UserData", self._sender.call("PUT", "users/{}/role", (user,), body=body))


class VatCodes(Noun):
    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.VatCodeData]:
        """List the VAT codes with their rates and accounts."""
        return Rows(self._sender, "vat-codes", (), {"limit": limit, "cursor": cursor})

    def set(self, code: str, /, **body: Unpack[shapes.VatCodeBody]) -> shapes.VatCodeData:
        """Add a VAT code or change one; what is posted keeps its VAT."""
        return cast("shapes.VatCodeData", self._sender.call("PUT", "vat-codes/{}", (code,), body=body))


class Vendors(Noun):
    def add(self, *, idempotency_key: str = "", **body: Unpack[shapes.NewVendor]) -> shapes.PartyWhole:
        """Add a vendor; what is not said can be set later."""
        return cast(
            "shapes.PartyWhole", self._sender.call("POST", "vendors", body=body, idempotency_key=idempotency_key)
        )

    def change(self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.VendorChange]) -> shapes.PartyWhole:
        """Change what is known of a vendor; what is not named stays, and "" takes a value away."""
        return cast(
            "shapes.PartyWhole", self._sender.call("PATCH", "vendors/{}", (number,), body=body, if_match=if_match)
        )

    def delete(self, number: str, /, *, if_match: Seen = "") -> None:
        """Delete a vendor that was made by mistake; refused where anything refers to it."""
        self._sender.call("DELETE", "vendors/{}", (number,), if_match=if_match)

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, text: str | None = None, all: bool | None = None
    ) -> Rows[shapes.PartyData]:
        """List vendors by number; inactive ones are hidden."""
        return Rows(self._sender, "vendors", (), {"limit": limit, "cursor": cursor, "text": text, "all": all})

    def load(self, file: Upload, /, *, idempotency_key: str = "") -> shapes.PartiesLoaded:
        """Load vendors from a CSV file: new ones are added, changed ones updated, all or none."""
        return cast(
            "shapes.PartiesLoaded",
            self._sender.call("POST", "vendors/load", files={"file": file}, idempotency_key=idempotency_key),
        )

    def personal_data(self, number: str, /) -> Download:
        """Take all that is known of a vendor, as one archive; the audit trail keeps who took it."""
        return cast("Download", self._sender.call("POST", "vendors/{}/personal-data", (number,)))

    def set_active(
        self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.ActivateParty]
    ) -> shapes.PartyWhole:
        """Show a vendor in lists, or hide it from them."""
        return cast(
            "shapes.PartyWhole", self._sender.call("PUT", "vendors/{}/active", (number,), body=body, if_match=if_match)
        )

    def set_block(self, number: str, /, *, if_match: Seen = "", **body: Unpack[shapes.BlockParty]) -> shapes.PartyWhole:
        """Block a vendor from some postings or from all, or lift the block."""
        return cast(
            "shapes.PartyWhole", self._sender.call("PUT", "vendors/{}/block", (number,), body=body, if_match=if_match)
        )

    def show(self, number: str, /) -> shapes.PartyWhole:
        """Show all that is known of a vendor."""
        return cast("shapes.PartyWhole", self._sender.call("GET", "vendors/{}", (number,)))


class Vouchers(Noun):
    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        q: str | None = None,
        series: str | None = None,
        run: int | None = None,
        date_from: Day | None = None,
        date_to: Day | None = None,
        sort: Literal["posting_date", "-posting_date"] | None = None,
    ) -> Rows[shapes.VoucherListed]:
        """List what was posted, voucher by voucher."""
        return Rows(
            self._sender,
            "vouchers",
            (),
            {
                "limit": limit,
                "cursor": cursor,
                "q": q,
                "series": series,
                "run": run,
                "date_from": date_from,
                "date_to": date_to,
                "sort": sort,
            },
        )

    def reverse(
        self, voucher: str, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.ReverseBody]
    ) -> shapes.ReversalData:
        """Reverse a voucher by another; its entries are settled by mirrors, a bank line is open again."""
        return cast(
            "shapes.ReversalData",
            self._sender.call(
                "POST", "vouchers/{}/reverse", (voucher,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def show(self, voucher: str, /) -> shapes.VoucherData:
        """Show a voucher: its lines as debit and credit, and what it moved in the bank."""
        return cast("shapes.VoucherData", self._sender.call("GET", "vouchers/{}", (voucher,)))


class Webhooks(Noun):
    def create(self, **body: Unpack[shapes.WebhookNew]) -> shapes.WebhookKey:
        """Send events to an address from now on; the key is told this once."""
        return cast("shapes.WebhookKey", self._sender.call("POST", "webhooks", body=body))

    def delete(self, number: int, /, *, if_match: Seen = "") -> None:
        """Send nothing more to an address."""
        self._sender.call("DELETE", "webhooks/{}", (number,), if_match=if_match)

    def deliveries(
        self, number: int, /, *, limit: int | None = None, cursor: str | None = None
    ) -> Rows[shapes.WebhookDelivery]:
        """List what became of the events of a webhook, newest first."""
        return Rows(self._sender, "webhooks/{}/deliveries", (number,), {"limit": limit, "cursor": cursor})

    def list(self, *, limit: int | None = None, cursor: str | None = None) -> Rows[shapes.WebhookData]:
        """List the webhooks."""
        return Rows(self._sender, "webhooks", (), {"limit": limit, "cursor": cursor})

    def renew_key(self, number: int, /) -> shapes.WebhookKey:
        """Sign with another key from now on; it is told this once."""
        return cast("shapes.WebhookKey", self._sender.call("POST", "webhooks/{}/renew-key", (number,)))

    def replay(
        self, number: int, /, *, idempotency_key: str = "", if_match: Seen = "", **body: Unpack[shapes.WebhookReplay]
    ) -> shapes.WebhookReplayed:
        """Send again what was given up, and go on with a webhook that has stopped."""
        return cast(
            "shapes.WebhookReplayed",
            self._sender.call(
                "POST", "webhooks/{}/replay", (number,), body=body, idempotency_key=idempotency_key, if_match=if_match
            ),
        )

    def show(self, number: int, /) -> shapes.WebhookData:
        """Show a webhook; its ETag leaves out how many events wait."""
        return cast("shapes.WebhookData", self._sender.call("GET", "webhooks/{}", (number,)))


class Worklist(Noun):
    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        which: Literal["", "now", "broken", "bounced", "promised", "disputed", "plan", "held"] | None = None,
    ) -> Rows[shapes.WorklistData]:
        """List customers with something overdue, the most urgent first."""
        return Rows(self._sender, "worklist", (), {"limit": limit, "cursor": cursor, "which": which})

    def set_hold(self, **body: Unpack[shapes.HoldBody]) -> shapes.ManyDone:
        """Put what is overdue of customers on hold, or take it off: of what is held no reminder or memo is made."""
        return cast("shapes.ManyDone", self._sender.call("PUT", "worklist/hold", body=body))

    def set_owner(self, **body: Unpack[shapes.OwnerBody]) -> shapes.ManyDone:
        """Say who collects from customers."""
        return cast("shapes.ManyDone", self._sender.call("PUT", "worklist/owner", body=body))


class Nouns:
    """Every noun of the API."""

    def __init__(self, sender: Sender) -> None:
        self.account_statements = AccountStatements(sender)
        self.accounts = Accounts(sender)
        self.audit = Audit(sender)
        self.bad_debts = BadDebts(sender)
        self.bank_accounts = BankAccounts(sender)
        self.bank_reconciliations = BankReconciliations(sender)
        self.charge_limits = ChargeLimits(sender)
        self.checks = Checks(sender)
        self.company = Company(sender)
        self.contacts = Contacts(sender)
        self.currencies = Currencies(sender)
        self.customers = Customers(sender)
        self.deposits = Deposits(sender)
        self.direct_debit_answers = DirectDebitAnswers(sender)
        self.direct_debit_setups = DirectDebitSetups(sender)
        self.direct_debits = DirectDebits(sender)
        self.disputes = Disputes(sender)
        self.documents = Documents(sender)
        self.entries = Entries(sender)
        self.events = Events(sender)
        self.exchange_adjustments = ExchangeAdjustments(sender)
        self.expected_payments = ExpectedPayments(sender)
        self.exports = Exports(sender)
        self.facts = Facts(sender)
        self.feed_runs = FeedRuns(sender)
        self.feeds = Feeds(sender)
        self.finance_charges = FinanceCharges(sender)
        self.find = Find(sender)
        self.fiscal_years = FiscalYears(sender)
        self.hand_overs = HandOvers(sender)
        self.import_definitions = ImportDefinitions(sender)
        self.imports = Imports(sender)
        self.interest_rates = InterestRates(sender)
        self.interest_terms = InterestTerms(sender)
        self.jobs = Jobs(sender)
        self.journals = Journals(sender)
        self.letter_template = LetterTemplate(sender)
        self.letters = Letters(sender)
        self.loads = Loads(sender)
        self.mail = Mail(sender)
        self.mandate_choices = MandateChoices(sender)
        self.mandate_requests = MandateRequests(sender)
        self.mandates = Mandates(sender)
        self.mappings = Mappings(sender)
        self.notes = Notes(sender)
        self.number_series = NumberSeries(sender)
        self.party_merges = PartyMerges(sender)
        self.payer_relations = PayerRelations(sender)
        self.payment_answers = PaymentAnswers(sender)
        self.payment_plans = PaymentPlans(sender)
        self.payment_proposals = PaymentProposals(sender)
        self.payment_registration = PaymentRegistration(sender)
        self.payment_terms = PaymentTerms(sender)
        self.policies = Policies(sender)
        self.policy_runs = PolicyRuns(sender)
        self.posting_runs = PostingRuns(sender)
        self.promises = Promises(sender)
        self.questions = Questions(sender)
        self.rates = Rates(sender)
        self.reference_rates = ReferenceRates(sender)
        self.reminder_terms = ReminderTerms(sender)
        self.reminders = Reminders(sender)
        self.repayments = Repayments(sender)
        self.reports = Reports(sender)
        self.retention = Retention(sender)
        self.rulebook = Rulebook(sender)
        self.rules = Rules(sender)
        self.search = Search(sender)
        self.settings = Settings(sender)
        self.sign_offs = SignOffs(sender)
        self.statement_runs = StatementRuns(sender)
        self.statements = Statements(sender)
        self.tokens = Tokens(sender)
        self.told_mandates = ToldMandates(sender)
        self.typed_journals = TypedJournals(sender)
        self.users = Users(sender)
        self.vat_codes = VatCodes(sender)
        self.vendors = Vendors(sender)
        self.vouchers = Vouchers(sender)
        self.webhooks = Webhooks(sender)
        self.worklist = Worklist(sender)
