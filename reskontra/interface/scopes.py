"""What a token may do: scopes by part of the product, within the role that it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reskontra.core.errors import Refused

# Part of the product → what of it there is to read and to change.
AREAS = {
    "entries": "entries, applications, invoices and credit memos",
    "parties": "customers and vendors",
    "statements": "bank statements, feeds, definitions of files",
    "journals": "payment reconciliation journals, typed journals, registration, deposits",
    "reconciliation": "bank reconciliation and proofs",
    "ledger": "vouchers, accounts, bank accounts",
    "collections": "reminders, finance charges, claims, statements of account, direct debit",
    "reports": "reports and exports",
    "setup": "company, years, terms, rates, series, rules and mappings",
    "events": "the feed of events, and webhooks",
    "audit": "the audit trail",
    "users": "users and their roles",
}
READ, WRITE = "read", "write"
EVERYTHING = (READ, WRITE)


class ScopeUnknown(Refused):
    code = "scope_unknown"
    template = '"{scope}" is no scope. Use read, write, or one of {areas} with :read or :write.'


def known_scopes(wanted: Iterable[str]) -> tuple[str, ...]:
    """The scopes in one order, each once: "read", "write", "entries:read". To write is to read as well.

    refuses   ScopeUnknown
    """
    found = list(dict.fromkeys(wanted))
    for scope in found:
        area, colon, verb = scope.rpartition(":")
        if verb not in EVERYTHING or (bool(colon) and area not in AREAS):
            raise ScopeUnknown(scope=scope, areas=tuple(AREAS))
    return tuple(sorted(found))


def reaches(scopes: Collection[str], *, area: str, verb: str) -> bool:
    """Whether any of the scopes lets a program read or write that part."""
    verbs = (verb, WRITE)
    return any(scope in scopes for found in verbs for scope in (found, f"{area}:{found}"))
