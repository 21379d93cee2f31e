"""Every page that links lead to, in a real browser: nothing in anybody's way, on any screen, and no complaint."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Site, sign_in, watched

MOST_BYTES = 300_000
# The page stands, and so do the parts of it that it asks for by itself when it does.
LOADED = "document.readyState === 'complete' && !document.querySelector('.htmx-request')"
TELEPHONE, DESK = {"width": 360, "height": 760}, {"width": 1440, "height": 900}
# Pages of one name that are told apart by what is asked of them; of all others one is enough.
TOLD_APART = {"report": "name", "chart": "name"}
# Pages of the table of addresses that no link of the demo leads to, and why.
_A_FILE = "a file to keep, no page"
_TYPED = "the demo has no journal that is typed by hand"
_RECONCILED = "the demo has no bank reconciliation"
_DEPOSITED = "the demo has no bank deposit"
_PROPOSED = "the demo has no payment proposal"
_CHECKED = "the demo draws no check"
UNREACHED = {
    "bank_proof_pdf": _A_FILE,
    "direct_debit": "the demo collects nothing by direct debit",
    "direct_debit_file": _A_FILE,
    "mandate": "the demo has no mandate",
    "mandate_request_file": _A_FILE,
    "bank_sign_off_pdf": _A_FILE,
    "export_file": _A_FILE,
    "note_file": _A_FILE,
    "reconciliation_line_file": _A_FILE,
    "hand_over": "the demo handed no claim over",
    "hand_over_file": _A_FILE,
    "hand_over_archive": _A_FILE,
    "policy_run": "the demo has no policy that ran",
    "policy_trial": "the demo has no policy that was tried",
    "reconciliation_report_pdf": _A_FILE,
    "customer_privacy_file": _A_FILE,
    "vendor_privacy_file": _A_FILE,
    "company_logo": _A_FILE,
    "customer_statement_pdf": _A_FILE,
    "statement_pdf": _A_FILE,
    "statement_run_print": _A_FILE,
    "refund_pdf": _A_FILE,
    "plan_pdf": _A_FILE,
    "statement_run": "the demo issued no statements of account",
    "setup_definition_file": _A_FILE,
    "document": "the demo's invoices come from another system",
    "document_edit": "the demo has no draft",
    "guide": "the demo's first steps are over",
    "job": "stands where something takes long, while it does",
    "journal_post": "the journal that is led to first has nothing that is ready",
    "entry_interest": "the entry that is led to first is no open one of a customer",
    "memo": "the demo charges no interest",
    "memo_change": "the demo charges no interest",
    "memo_letter": _A_FILE,
    "memo_ubl": _A_FILE,
    "setup_letter_template_sample": _A_FILE,
    "setup_letter_template_source": _A_FILE,
    "learned_fact": "the demo learned nothing of a person's decisions yet",
    "reminder_letter": _A_FILE,
    "reminder_ubl": _A_FILE,
    "posted_run": "comes after posting",
    "registration_post": "asked by the form of what is ticked",
    "statement_upload": "comes after an upload",
    "setup_migration_file": "comes after an upload",
    "reconciliation": _RECONCILED,
    "reconciliation_delete": _RECONCILED,
    "reconciliation_post": _RECONCILED,
    "reconciliation_change": _RECONCILED,
    "reconciliation_checks": _RECONCILED,
    "reconciliation_line": _RECONCILED,
    "reconciliation_report": _RECONCILED,
    "reconciliation_suggest": _RECONCILED,
    "reconciliation_take": _RECONCILED,
    "reconciliation_transfer": _RECONCILED,
    "reconciliation_undo": _RECONCILED,
    "bank_checks": _CHECKED,
    "check": _CHECKED,
    "deposit": _DEPOSITED,
    "deposit_change": _DEPOSITED,
    "deposit_post": _DEPOSITED,
    "proposal": _PROPOSED,
    "proposal_file": _A_FILE,
    "proposal_payment": _PROPOSED,
    "proposal_post": _PROPOSED,
    "typed_accounts": _TYPED,
    "typed_check": _TYPED,
    "typed_checks": _TYPED,
    "typed_journal": _TYPED,
    "typed_line": _TYPED,
    "typed_post": _TYPED,
    "typed_settings": _TYPED,
}


@dataclass(slots=True)
class Walk:
    """The pages that were found, by name, and what was wrong with them."""

    seen: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def name_of(path: str) -> str:
    """What a page is called, and which of its kind it is where that matters; "" for what is no page of ours."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    kind = TOLD_APART.get(found.url_name or "")
    return f"{found.url_name} {found.kwargs[kind]}" if kind else str(found.url_name)


def links(page: Page) -> Iterator[str]:
    """The addresses of ours that a page leads to, in its order; a PDF is the browser's own page."""
    of_pages = "a[href]:not([download]):not([href$='.pdf'])"
    for href in page.eval_on_selector_all(of_pages, "all => all.map(one => one.getAttribute('href'))"):
        yield urldefrag(urljoin(page.url, href)).url


def walked(page: Page, site: Site, walk: Walk) -> Iterator[tuple[str, str]]:
    """Name and address of every page, each once; the page stands in the browser while it is looked at."""
    waiting = [f"{site.address}/1/"]
    while waiting:
        address = waiting.pop(0)
        name = name_of(urlsplit(address).path)
        if not name or name in walk.seen:
            continue
        answer = opened(page, address)
        if answer is None:
            continue  # a file to keep
        walk.seen[name] = address.removeprefix(site.address)
        size = len(answer.body())
        if answer.status != 200 or size > MOST_BYTES:
            walk.faults.append(f"{name}: {walk.seen[name]} answers {answer.status} with {size} bytes")
        waiting += [link for link in links(page) if link.startswith(site.address)]
        yield name, address


def opened(page: Page, address: str) -> Response | None:
    """The answer; None where the browser is given a file to keep."""
    try:
        return page.goto(address)
    except Exception as reason:
        if "Download is starting" in str(reason):
            return None
        raise


@pytest.fixture
def bypassing(chromium: Browser, demo_site: Site) -> Iterator[Page]:
    """A window in which axe may run: it is written into the page, which the policy forbids."""
    context = chromium.new_context(bypass_csp=True, locale="sv-SE", viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, demo_site, "ada")
    yield page
    context.close()


def test_nothing_serious_stands_in_anybodys_way_and_nothing_scrolls_sideways(bypassing: Page, demo_site: Site) -> None:
    page, walk, axe = bypassing, Walk(), Axe()
    for name, _address in walked(page, demo_site, walk):
        page.wait_for_function(LOADED)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            walk.faults += [f"{name}, {scheme}: {told}" for told in serious(axe, page)]
        page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > TELEPHONE["width"]:
            walk.faults.append(f"{name}: {width} wide on a telephone")
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
    assert "\n".join(walk.faults) == ""
    reached = {name.split()[0] for name in walk.seen}
    missing, led_to = {*pages_of()} - reached - UNREACHED.keys(), UNREACHED.keys() & reached
    assert " ".join(sorted(missing)) == "", "Lead to these, or write into UNREACHED why nothing does."
    assert " ".join(sorted(led_to)) == "", "These are led to now: take them out of UNREACHED."


def serious(axe: Axe, page: Page) -> Iterator[str]:
    for one in axe.run(page).response["violations"]:
        if one["impact"] in ("serious", "critical"):
            yield f"{one['id']} at {[node['html'][:120] for node in one['nodes']][:2]}"


def pages_of(patterns: Any = None) -> Iterator[str]:
    """The name of every page of the table of addresses that a company has and that can be looked at."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from pages_of(one.url_patterns)
        elif hasattr(one.callback, "demanded_role"):
            heard = inspect.getclosurevars(one.callback).nonlocals.get("request_method_list", ["GET"])
            if "GET" in heard:
                yield one.name


def test_the_policy_holds_and_no_script_complains(chromium: Browser, demo_site: Site) -> None:
    walk = Walk()
    with watched(chromium, demo_site) as page:
        sign_in(page, demo_site, "ada")
        pages = dict(walked(page, demo_site, walk))
        policy = page.request.get(f"{demo_site.address}/1/").headers["content-security-policy"]
    assert walk.faults == []
    assert len(pages) > 10
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
