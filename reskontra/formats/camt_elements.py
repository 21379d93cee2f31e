"""Which elements of a camt file we read, and one pass that gathers them.

A table maps an element's name to what is done with it; what no table names is skipped with all it holds. Tables are
written with local names and bound to a file's namespace once, so versions 02 to 14 and files without namespace share
them. Where versions differ, both shapes stand side by side: `Sts` with a text or with `Cd` in it, a party's name in
`Nm` or `Pty/Nm`, charges in `Chrgs/Amt` or `Chrgs/Rcrd/Amt`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from reskontra.formats.camt_values import BLANKS, amount_of, date_of, text_of

Values = dict[str, Any]  # what a pass gathered, by our own names

# What is done with an element: plain numbers, for they are compared a million times in a large file.
WALK: Final = 0  # only what is inside matters
TEXT: Final = 1  # the first one that is not blank
TEXTS: Final = 2  # every one that is not blank
AMOUNT: Final = 3  # the first one, as (minor units, currency)
DATE: Final = 4  # the first one
NEST: Final = 5  # what is inside, in a dictionary of its own
GROUP: Final = 6  # one dictionary for each


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done with an element; `inner` also serves a text or amount that some versions wrap once more."""

    kind: int
    key: str
    inner: Table | None = None


Table = Mapping[str, "Rule | Table"]
Bound = dict[str, tuple[int, str, "Bound"]]


def text(key: str, inner: Table | None = None) -> Rule:
    return Rule(TEXT, key, inner)


def texts(key: str) -> Rule:
    return Rule(TEXTS, key)


def amount(key: str, inner: Table | None = None) -> Rule:
    return Rule(AMOUNT, key, inner)


def day(key: str) -> Rule:
    return Rule(DATE, key)


def nest(key: str, inner: Table) -> Rule:
    return Rule(NEST, key, inner)


def group(key: str, inner: Table) -> Rule:
    return Rule(GROUP, key, inner)


def bind(table: Table, prefix: str) -> Bound:
    bound: Bound = {}
    for name, rule in table.items():
        if isinstance(rule, Rule):
            bound[prefix + name] = (rule.kind, rule.key, bind(rule.inner or {}, prefix))
        else:
            bound[prefix + name] = (WALK, "", bind(rule, prefix))
    return bound


def collect(children: Iterable[etree._Element], table: Bound, values: Values) -> None:
    """Add to `values` what the table names among an element's children, in one pass; never overwrites.

    children   an element, for all of its children; they must be complete
    refuses    whatever amount_of and date_of refuse
    """
    for child in children:
        rule = table.get(child.tag)
        if rule is None:
            continue
        kind, key, inner = rule
        if kind == WALK:
            collect(child, inner, values)
        elif kind == TEXT:
            found = child.text if key not in values else None
            if found and (found := found.strip(BLANKS)):
                values[key] = found
            elif inner:
                collect(child, inner, values)
        elif kind == NEST:
            collect(child, inner, values.setdefault(key, {}))
        else:
            _collect_rarer(child, rule, values)


def collect_before(element: etree._Element, table: Bound, values: Values) -> None:
    """As collect, for the siblings before an element: what comes after it may be there already, half read."""
    collect(reversed(list(element.itersiblings(preceding=True))), table, values)


def _collect_rarer(child: etree._Element, rule: tuple[int, str, Bound], values: Values) -> None:
    kind, key, inner = rule
    if kind == AMOUNT:
        if inner and len(child):
            collect(child, inner, values)
        elif key not in values:
            values[key] = amount_of(child)
    elif kind == DATE:
        if key not in values:
            values[key] = date_of(child)
    elif kind == GROUP:
        one: Values = {}
        values.setdefault(key, []).append(one)
        collect(child, inner, one)
    elif found := text_of(child):
        values.setdefault(key, []).append(found)


def _date_or_moment(key: str) -> Table:
    return {"Dt": day(key), "DtTm": day(key)}


_CODE: Table = {"Cd": text("scheme"), "Prtry": text("scheme")}
_TYPE: Table = {"CdOrPrtry": _CODE}
_ACCOUNT: Table = {
    "Id": {
        "IBAN": text("iban"),
        "Othr": {"Id": text("other_account"), "SchmeNm": {"Cd": text("other_scheme"), "Prtry": text("other_scheme")}},
    },
    "Ccy": text("currency"),
}
_ADDRESS: Table = {
    "StrtNm": text("street"),
    "BldgNb": text("building"),
    "Flr": text("floor"),
    "BldgNm": text("building_name"),
    "AdrLine": texts("lines"),
    "PstCd": text("postal_code"),
    "TwnNm": text("city"),
    "Ctry": text("country"),
}
_PERSON: Table = {
    "Nm": text("name"),
    "PstlAdr": _ADDRESS,
    "Id": {"OrgId": {"Othr": group("organisations", {"Id": text("number"), "SchmeNm": _CODE})}},
}
_PARTY: Table = {**_PERSON, "Pty": _PERSON, "Agt": {"FinInstnId": {"Nm": text("name")}}}
_ULTIMATE: Table = {"Nm": text("ultimate_name"), "Pty": {"Nm": text("ultimate_name")}}
_AGENT: Table = {"FinInstnId": {"BIC": text("bic"), "BICFI": text("bic")}}
_RATE: Table = {"XchgRate": text("rate")}
_AMOUNTS: Table = {
    "InstdAmt": {"Amt": amount("instructed"), "CcyXchg": _RATE},
    "TxAmt": {"Amt": amount("transaction_amount"), "CcyXchg": _RATE},
    "CntrValAmt": {"CcyXchg": _RATE},
    "AnncdPstngAmt": {"CcyXchg": _RATE},
}
_BANK_CODE: Table = {
    "Domn": {"Cd": text("domain"), "Fmly": {"Cd": text("family"), "SubFmlyCd": text("subfamily")}},
    "Prtry": {"Cd": text("proprietary_code")},
}
_CHARGE: Table = {"Amt": amount("amount"), "CdtDbtInd": text("direction")}
_CHARGES = group("charges", {**_CHARGE, "TtlChrgsAndTaxAmt": amount("total"), "Rcrd": group("records", _CHARGE)})
_STRUCTURED: Table = {
    "RfrdDocInf": group("documents", {"Tp": _TYPE, "Nb": text("number")}),
    "RfrdDocAmt": {
        "RmtdAmt": amount("remitted"),
        "CdtNoteAmt": amount("credited"),
        "DscntApldAmt": amount("discount", {"Amt": amount("discount")}),
    },
    "CdtrRefInf": group("creditor_references", {"Tp": _TYPE, "Ref": text("number")}),
    "AddtlRmtInf": texts("additional"),
}
TRANSACTION: Table = {
    "Refs": {
        "EndToEndId": text("end_to_end_id"),
        "UETR": text("uetr"),
        "MndtId": text("mandate_id"),
        "AcctSvcrRef": text("bank_reference"),
    },
    "Amt": amount("amount"),
    "CdtDbtInd": text("direction"),
    "AmtDtls": _AMOUNTS,
    "BkTxCd": _BANK_CODE,
    "Chrgs": _CHARGES,
    "RltdPties": {
        "Dbtr": nest("debtor", _PARTY),
        "DbtrAcct": nest("debtor", _ACCOUNT),
        "UltmtDbtr": nest("debtor", _ULTIMATE),
        "Cdtr": nest("creditor", _PARTY),
        "CdtrAcct": nest("creditor", _ACCOUNT),
        "UltmtCdtr": nest("creditor", _ULTIMATE),
    },
    "RltdAgts": {"DbtrAgt": nest("debtor", _AGENT), "CdtrAgt": nest("creditor", _AGENT)},
    "RmtInf": {"Ustrd": texts("unstructured"), "Strd": group("structured", _STRUCTURED)},
    "RtrInf": {"Rsn": {"Cd": text("return_reason"), "Prtry": text("return_reason")}, "AddtlInf": texts("return_text")},
    "AddtlTxInf": texts("transaction_info"),
}
BATCH: Table = {
    "Btch": {"PmtInfId": text("payment_batch"), "MsgId": text("message_batch"), "NbOfTxs": text("announced")}
}
ENTRY: Table = {
    "NtryRef": text("entry_reference"),
    "Amt": amount("amount"),
    "CdtDbtInd": text("direction"),
    "RvslInd": text("reversal"),
    "Sts": text("status", {"Cd": text("status"), "Prtry": text("status")}),
    "BookgDt": _date_or_moment("booking_date"),
    "ValDt": _date_or_moment("value_date"),
    "AcctSvcrRef": text("bank_reference"),
    "BkTxCd": _BANK_CODE,
    "AmtDtls": _AMOUNTS,
    "Chrgs": _CHARGES,
    "NtryDtls": BATCH,
    "AddtlNtryInf": texts("entry_info"),
}
_PAGE: Table = {"PgNb": text("page"), "LastPgInd": text("last_page")}
_TOTAL: Table = {"NbOfNtries": text("count"), "Sum": text("sum")}
STATEMENT: Table = {
    "Id": text("statement_id"),
    "StmtPgntn": _PAGE,
    "RptPgntn": _PAGE,
    "NtfctnPgntn": _PAGE,
    "ElctrncSeqNb": text("electronic_sequence"),
    "LglSeqNb": text("legal_sequence"),
    "CreDtTm": day("created_date"),
    "FrToDt": {"FrDtTm": day("from_date"), "FrDt": day("from_date"), "ToDtTm": day("to_date"), "ToDt": day("to_date")},
    "CpyDplctInd": text("copy"),
    "Acct": nest("account", _ACCOUNT),
    "Bal": group("balances", {"Tp": {"CdOrPrtry": {"Cd": text("type")}}, **_CHARGE, "Dt": _date_or_moment("date")}),
    "TxsSummry": {
        "TtlNtries": nest("all", _TOTAL),
        "TtlCdtNtries": nest("credits", _TOTAL),
        "TtlDbtNtries": nest("debits", _TOTAL),
    },
}
GROUP_HEADER: Table = {"GrpHdr": {"CreDtTm": day("created_date")}}
_STATEMENT_NAMES = {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables and tags of one namespace. statements: the format that each statement element stands for."""

    statements: Mapping[str, str]
    document_tag: str
    entry_tag: str
    details_tag: str
    transaction_tag: str
    statement: Bound
    entry: Bound
    transaction: Bound
    batch: Bound
    group_header: Bound

    @property
    def watched(self) -> tuple[str, ...]:
        return (self.document_tag, *self.statements, self.entry_tag, self.transaction_tag)


@lru_cache(maxsize=32)
def tables_for(namespace: str) -> Tables:
    """The tables bound to a namespace; blank for files without one."""
    prefix = f"{{{namespace}}}" if namespace else ""
    return Tables(
        statements={prefix + name: name_of for name, name_of in _STATEMENT_NAMES.items()},
        document_tag=prefix + "Document",
        entry_tag=prefix + "Ntry",
        details_tag=prefix + "NtryDtls",
        transaction_tag=prefix + "TxDtls",
        statement=bind(STATEMENT, prefix),
        entry=bind(ENTRY, prefix),
        transaction=bind(TRANSACTION, prefix),
        batch=bind(BATCH, prefix),
        group_header=bind(GROUP_HEADER, prefix),
    )
