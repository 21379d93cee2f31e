"""The same state, asked for the same by a program and by a person at a page: both are refused in the same words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api_book import api_book
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db
MANDATE = {"form": "edit", "scheme": "AUTOGIRO", "payer_number": "77", "signed": "2026-01-02"}
SERIES = {"form": "series", "prefix": "P-", "digits": "4"}
# Code → what a program asks, and what a person does at a page.
STATES: dict[str, tuple[tuple[str, str, Any], tuple[str, dict[str, str]]]] = {
    "party_unknown": (
        ("POST", "mandates", {"customer": "C9", "scheme": "autogiro"}),
        ("collecting/mandates/", {"form": "create", "customer": "C9", "scheme": "AUTOGIRO"}),
    ),
    "mandate_days_turned": (
        ("PATCH", "mandates/MND000001", {"valid_from": "2026-05-01", "valid_to": "2026-04-01"}),
        ("collecting/mandates/MND000001/", {**MANDATE, "from": "2026-05-01", "to": "2026-04-01"}),
    ),
    "no_mandate_to_adopt": (
        ("POST", "told-mandates", {"payer_number": "999"}),
        ("collecting/mandate-requests/", {"adopt": "999"}),
    ),
    "mandate_unknown": (
        ("POST", "mandate-requests", {"bank_account": "B1", "mandates": ["MND9"]}),
        ("collecting/mandate-requests/", {"form": "ask", "bank": "B1", "only": "MND9"}),
    ),
    "debit_amount_unfit": (
        ("PATCH", "direct-debits/DDC000001/debits/1", {"amount": "9000.00"}),
        ("collecting/direct-debits/DDC000001/", {"form": "edit", "debit": "1", "amount": "9000.00"}),
    ),
    "debit_unknown": (
        ("DELETE", "direct-debits/DDC000001/debits/7", None),
        ("collecting/direct-debits/DDC000001/", {"remove": "7"}),
    ),
    "debit_collection_state": (
        ("POST", "direct-debits/DDC000001/post", {}),
        ("collecting/direct-debits/DDC000001/", {"form": "post"}),
    ),
    "proposal_not_so": (
        ("POST", "payment-proposals/1/export", {}),
        ("payment-proposals/1/export/", {"version": "03"}),
    ),
    "deposit_empty": (("POST", "deposits/INS000001/post", {}), ("deposits/INS000001/post/", {})),
    "vat_rate_out_of_bounds": (
        ("PUT", "vat-codes/S7", {"rate": "700"}),
        ("setup/vat-codes/", {"form": "vat", "code": "S7", "rate": "700"}),
    ),
    "fiscal_year_overlaps": (
        ("POST", "fiscal-years", {"start": "2026-03-01", "end": "2027-02-28"}),
        ("setup/years/", {"form": "add", "start": "2026-03-01", "months": "12"}),
    ),
    "account_exists": (
        ("POST", "accounts", {"account": "1930", "name": "Bank"}),
        ("setup/chart/", {"form": "account", "number": "1930", "name": "Bank"}),
    ),
    "rate_not_positive": (
        ("POST", "rates", {"currency": "EUR", "date": "2026-03-01", "rate": "0"}),
        ("setup/rates/", {"form": "rate", "currency": "EUR", "from": "2026-03-01", "rate": "0", "per": "1"}),
    ),
    "series_code_unfit": (
        ("POST", "number-series", {"series": "A_B", "prefix": "P-", "digits": 4}),
        ("setup/series/", {**SERIES, "code": "A_B"}),
    ),
    "not_a_date_formula": (
        ("PUT", "payment-terms/45D", {"due": "45X"}),
        ("setup/terms/", {"form": "terms", "code": "45D", "due": "45X"}),
    ),
    "webhook_address_within": (
        ("POST", "webhooks", {"url": "https://127.0.0.1/"}),
        ("setup/webhooks/", {"form": "webhook", "url": "https://127.0.0.1/"}),
    ),
    "webhook_unknown": (("DELETE", "webhooks/7", None), ("setup/webhooks/", {"remove": "7"})),
    "token_name_taken": (
        ("POST", "tokens", {"name": "own", "role": "reader", "scopes": ["read"]}),
        ("setup/tokens/", {"form": "token", "name": "own", "role": "READER", "scopes": "read",
                           "expires": "2027-01-01"}),
    ),
    "policy_exists": (
        ("POST", "policies", {"code": "OWN", "terms": ["OWN"], "steps": ["make"], "every": "1D",
                              "next_date": "2026-03-01"}),
        ("collecting/policies/", {"form": "policy", "code": "OWN", "kind": "REMINDER", "terms": "OWN", "make": "on",
                                  "every": "1D", "next": "2026-03-01"}),
    ),
    "account_unknown": (
        ("POST", "mappings", {"text": "zeta rental", "account": "gl:0000"}),
        ("setup/text-mappings/", {"form": "mapping", "text": "zeta rental", "account": "gl:0000"}),
    ),
}  # fmt: skip


def test_a_page_says_what_the_api_says() -> None:
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR", name="own")
    person = Browser(book.company, role="ADMINISTRATOR")
    unlike = []
    for code, ((method, path, body), (page, form)) in STATES.items():
        told, shown = program.ask(method, path, body), person.post(page, form)
        assert told.data["code"] == code, (path, told.data)
        said = " ".join(told.data["detail"].split()).partition(" By the API: ")[0]
        if said not in shown.text:
            unlike.append((code, told.data["detail"], shown.status, shown.texts("//*[contains(@id, '-told')]")))
    assert unlike == []
