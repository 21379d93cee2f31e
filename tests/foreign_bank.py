"""A bank of somebody else's making (mock-bank): it reads our payment files by rules of its own, and answers them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from lxml import etree
from mockbank import accounts, db, direct_debit, messages, validate
from mockbank.clock import Clock


def read_by_bank(content: bytes, *, on: date) -> Any:
    """The file as the bank reads it; it finds nothing wrong with it, of form or of sums."""
    found, findings = validate.inspect(content, today=on)
    assert [validate.render(one) for one in findings] == []
    return found


def answered_by_bank(content: bytes, *, on: date, own: tuple[str, str], others: Mapping[str, str]) -> bytes:
    """The bank's pain.002. own: the IBAN and currency of our account; others: IBANs of the bank's → how they behave."""
    connection = db.connect()
    accounts.create(connection, "own", {"iban": own[0], "currency": own[1], "balance": 10**9})
    for number, (iban, behaviour) in enumerate(others.items()):
        accounts.create(connection, f"o{number}", {"iban": iban, "currency": own[1], "behaviour": behaviour})
    moment = datetime.combine(on, time(9), tzinfo=UTC)
    found = read_by_bank(content, on=on)
    decide = direct_debit.decide if isinstance(found, messages.CollectionFile) else accounts.decide
    decision = decide(found, [], connection, Clock(real=lambda: moment), moment)
    return messages.write_pain002(decision, "ANSWER-1", moment)


def leaves(content: bytes, *, without: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each element that has text, by its place below the message, and the text; without those of these names."""
    root = etree.fromstring(content)[0]
    tree = etree.ElementTree(root)
    found = [
        (re.sub(r"\{[^}]*\}|\[\d+\]", "", tree.getelementpath(one)), f"{one.text} {one.get('Ccy', '')}".strip())
        for one in root.iter()
        if not len(one) and etree.QName(one).localname not in without
    ]
    return sorted(found)
