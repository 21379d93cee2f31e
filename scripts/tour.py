"""docs/tour.md's pictures: the demo's pages as Chromium shows them, in Swedish.

    python -m scripts.tour        make the demo in a database that is thrown away, serve it, take the pictures

Pictures are WebP of at most MOST_BYTES each; figures and names are those of the demo's invented companies.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 100_000
WINDOW = {"width": 1280, "height": 800}
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Name of the picture → the page of the demo's company, and what is pressed or typed there.
SHOWN = {
    "home": ("", ()),
    "search": ("", ("Control+k", "10001")),
    "journal": ("journals/PRJ000003/", ()),
    "preview": ("journals/PRJ000003/", ("a", "a", "p")),
    "registration": ("registration/", ("save",)),
    "customer": ("customers/10045/", ()),
    "aged-receivables": ("reports/aged-receivables/", ()),
    "bank-position": ("reports/bank-position/", ()),
    "help": ("reports/aged-receivables/", ("?",)),
}


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.stderr.write("Chromium is not installed. Install it, then run this again.\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_context(viewport=WINDOW, locale="sv-SE", color_scheme="light").new_page()  # type: ignore[arg-type]
        page.goto(f"{address}/account/login/")
        page.locator("form[action$='/demo/'] button").click()
        page.wait_for_url(f"{address}/1/")
        for name, (path, keys) in SHOWN.items():
            take(page, f"{address}/1/{path}", keys, PICTURES / f"{name}.webp")
        browser.close()
    sizes = {file.name: file.stat().st_size for file in sorted(PICTURES.glob("*.webp"))}
    sys.stdout.write("".join(f"{size:>8,} {name}\n" for name, size in sizes.items()))
    return 0 if max(sizes.values()) <= MOST_BYTES else 1


def take(page: Page, url: str, keys: tuple[str, ...], to: Path) -> None:
    """A picture of the page, once all of it is there and the keys are pressed or the text is typed."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    for key in keys:
        if key == "save":  # what is asked the first time is left as it is proposed
            page.locator("main form button.primary").first.click()
        elif len(key) == 1 or "+" in key:
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.captureScreenshot", {"format": "webp", "quality": 72})
    to.write_bytes(base64.b64decode(found["data"]))


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The address at which the demo is served, from a new database, until the end of the block."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "RESKONTRA_DEMO": "1",
        "RESKONTRA_DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "RESKONTRA_CONFIG": os.devnull,
        "RESKONTRA_SECRET_KEY": "of this run alone",
    }
    program = [sys.executable, "-m", "reskontra.cli.main"]
    subprocess.run([*program, "demo", "--no-serve"], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    command = [*program, "serve", "--no-worker", "--bind", f"127.0.0.1:{port}"]
    served = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert served.stdout is not None
        served.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(60)


if __name__ == "__main__":
    sys.exit(main())
