"""Money that pays no document: the tax account, salaries, refunds. Told where nothing else was found, for a person.

Nothing is decided by it: a document that is named is named, whoever sends the money.
"""

from __future__ import annotations

import re

from reskontra.core.matching.records import BankLine, Evidence

_TAX = re.compile(
    r"\b(?:skatteverket|skattekonto\w*|skatteinbet\w*|arbetsgivaravg\w*|moms\w*|skatteetaten|skattestyrelsen|skat\b|"
    r"finanzamt|umsatzsteuer|verohallinto|hmrc|vat payment)",
    re.I,
)
_SALARY = re.compile(
    r"\b(?:lön(?:er|eutbet\w*|ekörning\w*)?|loner|salary|salaries|wages|payroll|gehalt|gehälter|lohn|løn|lønn|palkka|palkat)\b",
    re.I,
)
_REFUND = re.compile(
    r"\b(?:återbet\w*|aterbet\w*|åter|refund\w*|erstattung|rückzahlung|tilbakebetaling|tilbagebetaling|palautus)\b",
    re.I,
)
_SALARY_CODES = ("SALA", "PAYR")


def kind_of(line: BankLine, text: str) -> Evidence | None:
    """What the line seems to be, by the bank's code or the words of it and the counterparty."""
    said = f"{line.name} {text}"
    if line.amount_minor < 0 and line.transaction_code.endswith(_SALARY_CODES):
        return Evidence("salary", {"evidence": line.transaction_code, "found_in": "bank"})
    rules = [("tax_account", _TAX), ("refund", _REFUND)]
    if line.amount_minor < 0:
        rules.append(("salary", _SALARY))
    for rule, words in rules:
        found = words.search(said)
        if found:
            return Evidence(rule, {"evidence": found[0], "found_in": "text"})
    return None
