"""Every file of a company erased as retention does it, and a page looked at that has led to some of them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from django.urls import resolve

from reskontra.audit.queries import FILES_ERASED
from reskontra.audit.trail import last_number, record
from reskontra.companies.files import erase_files
from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.web import Page

KEPT_FILES = {
    "bank_proof_pdf", "bank_sign_off_pdf", "direct_debit_file", "hand_over_archive", "hand_over_file",
    "mandate_request_file", "memo_letter", "note_file", "plan_pdf", "proposal_file", "reconciliation_line_file",
    "refund_pdf", "reminder_letter", "statement_pdf", "statement_run_print",
}  # fmt: skip


def erase_all(company: CompanyFacts) -> None:
    with transaction.atomic():
        rows = StoredFile.objects.filter(company=company.id)
        content = {"files_erased": sorted(rows.values_list("sha256", flat=True))}
        record(company=company.id, actor=build.BOB, action=FILES_ERASED, subject="2026", content=content)
        ids = list(rows.values_list("id", flat=True))
        erase_files(company=company, ids=ids, event=last_number(company=company.id))


def files_led_to(page: Page) -> list[str]:
    """Names of the addresses of kept files that links of the page lead to."""
    paths = [urlsplit(found).path for found in page.values("//main//a/@href")]
    names = [resolve(path).url_name or "" for path in paths if path.startswith("/")]
    return sorted(name for name in names if name in KEPT_FILES)


def says_they_are_gone(page: Page) -> bool:
    """Whether it tells of what was erased, and no link leads there."""
    return page.status == 200 and " by retention" in page.text and files_led_to(page) == []
