"""A company in a database of its own, the web application serving it, and Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import migrated
from tests.statements import IBANS, Line, Statement, camt053

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "en riktigt hemlig fras"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SECONDS_TO_END = 60
READY = [
    Line(amount="1029.00", name="BETA AB", text="Faktura 104229"),
    Line(amount="1031.00", name="BETA AB", text="Faktura 104231"),
]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the application is served, and the folder of its files."""

    address: str
    folder: Path
    environment: dict[str, str]
    cookies: dict[str, Any] = field(default_factory=dict)  # of those who have signed in

    def reskontra(self, *words: str | Path, check: bool = True) -> str:
        """Run the command line on the same database."""
        command = [sys.executable, "-m", "reskontra.cli.main", *map(str, words)]
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True, cwd=ROOT)
        assert run.returncode == 0 or not check, run.stdout + run.stderr
        return run.stdout


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed: pages are not tried in a browser"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that every site begins as."""
    folder = tmp_path_factory.mktemp("filled")
    _fill(Site("", folder, _environment(folder, company="Nordan AB")))
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Site]:
    """Nordan AB with invoices, and a statement of which one line is open; Alice is its clerk, Bob its accountant."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = _environment(folder, company="Nordan AB")
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    found = Site(f"http://127.0.0.1:{port}", folder, environment)
    with _served(found, port):
        yield found


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo company, with Ada its administrator."""
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    environment = _environment(folder, company="")
    found = Site(f"http://127.0.0.1:{port}", folder, environment)
    found.reskontra("demo", "--no-serve")
    found.reskontra("user", "add", "ada", "--role", "administrator", "--language", "sv")
    with _served(found, port):
        yield found


@pytest.fixture
def empty_site(tmp_path: Path) -> Site:
    """A new installation: no company and no user; the test serves it."""
    return Site(f"http://127.0.0.1:{_free_port()}", tmp_path, _environment(tmp_path, company=""))


def _environment(folder: Path, *, company: str) -> dict[str, str]:
    migrated.copied_to(folder / "books.sqlite3")
    environment = os.environ | {
        "RESKONTRA_DATABASE_URL": f"sqlite:///{folder / 'books.sqlite3'}",
        "RESKONTRA_CONFIG": os.devnull,
        "RESKONTRA_COMPANY": company,
        "RESKONTRA_PASSWORD": PASSWORD,
        "RESKONTRA_SECRET_KEY": "of this test alone",
        "LANG": "C.UTF-8",
    }
    environment.pop("RESKONTRA_DEMO", None)
    return environment


def _fill(site: Site) -> None:
    site.reskontra("init")
    (site.folder / "customers.csv").write_text("number,name\nC1,Alfa AB\nC2,Beta AB\n")
    rows = "".join(
        f"customer,C{1 + number % 2},invoice,{104200 + number},2026-01-10,2026-02-09,SEK,{1000 + number}.00,"
        f"{1000 + number}.00\n"
        for number in range(40)
    )
    head = "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount\n"
    (site.folder / "entries.csv").write_text(head + rows)
    site.reskontra("load", "customers", site.folder / "customers.csv")
    site.reskontra("load", "entries", site.folder / "entries.csv")
    opening = ("--opening-balance", "10000.00", "--opening-date", "2026-03-01")
    site.reskontra("bank-account", "add", "B1", "--iban", IBANS["B1"], *opening)
    for name, role in (("alice", "clerk"), ("bob", "accountant")):
        site.reskontra("user", "add", name, "--role", role, "--language", "sv")
    first = Statement(id="S-1", day="2026-03-02", lines=[*READY, Line(amount="3.00", text="Insättning")])
    (site.folder / "first.xml").write_bytes(camt053(first))
    site.reskontra("statement", "import", site.folder / "first.xml")
    site.reskontra("journal", "match", "--import", "1")
    site.reskontra("journal", "post", "--import", "1")


def statement() -> bytes:
    """28 lines that a person decides, half of them part payments, and one that is ready."""
    part = [
        Line(amount=f"{500 + number}.00", name="ALFA AB", text=f"Delbetalning {104200 + 2 * number}")
        for number in range(14)
    ]
    unknown = [Line(amount=f"{10 + number}.00", text=f"Insättning {chr(97 + number)}") for number in range(14)]
    ready = Line(amount="1033.00", name="BETA AB", text="Faktura 104233")
    return camt053(Statement(id="S-2", day="2026-03-03", opening="12063.00", lines=[*part, *unknown, ready]))


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _served(site: Site, port: int) -> Iterator[None]:
    """The application as a process of its own, from the line that says it listens to its end."""
    command = [sys.executable, "-m", "reskontra.cli.main", "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=site.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert site.address in process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.wait(SECONDS_TO_END)


@pytest.fixture(scope="module")  # its event loop must not be left to other tests of the process
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A Swedish window of 1440 by 900 before Nordan AB."""
    with watched(chromium, site, **getattr(request, "param", {})) as found:
        yield found


# What htmx says when a page is left before its answer has come; a refusal (422) is an answer, not a fault of the page.
ENDED = ("htmx:afterRequest,", "htmx:sendAbort,")


@contextmanager
def watched(chromium: Browser, site: Site, **asked: Any) -> Iterator[Page]:
    """A window: what its console says of errors and of the policy fails the test, and what it asks of others."""
    context = chromium.new_context(**({"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE"} | asked))
    context.set_default_timeout(15_000)
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on(
        "request", lambda sent: None if sent.url.startswith((site.address, "data:")) else complaints.append(sent.url)
    )
    yield found
    context.close()
    assert [one for one in complaints if not one.startswith(ENDED) and "422" not in one] == []


@pytest.fixture
def books_hold() -> None:
    """The books are in a database of the site's own: a test checks them by the command line."""


def sign_in(page: Page, site: Site, name: str) -> None:
    """By the form once for each name: somebody who signs in every other second is kept out, as she should be."""
    if name in site.cookies:
        page.context.add_cookies(site.cookies[name])
        page.goto(f"{site.address}/1/")
        return
    page.goto(f"{site.address}/account/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{site.address}/1/")
    site.cookies[name] = page.context.cookies()
