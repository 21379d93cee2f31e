"""Builds the wheel, and tries it as it is installed: in an environment of its own, away from the source.

    python -m scripts.wheel [--wheel FILE] [--unit deploy/reskontra.service]

A company is made by the tour's files, a statement imported, matched and posted, letters written, a back-up made; then
`reskontra serve` shows its pages with all that they refer to, in Swedish, and its worker does a job. Needs packages to
be reached as pip reaches them; leaves nothing behind. --unit: under what scripts.confined takes from it.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.front import free_port
from scripts.machines import run, say, until

ROOT = Path(__file__).resolve().parent.parent
TOUR = ROOT / "docs" / "tour"
USER, PASSWORD = "alice", "eleven blue herons at dusk"
BUILT_OF = ("LICENSE", "README.md", "pyproject.toml", "reskontra")
PAGES = ("", "customers", "journals", "journals/PRJ000001", "reports", "import", "setup/")
REFERRED = re.compile(r'(?:href|src)="(/static/[^"#]+)"')


@dataclass(frozen=True, slots=True)
class Installed:
    """The program in its environment, over books in the folder."""

    folder: Path
    unit: Path | None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RESKONTRA_", "PYTHON"))}
        return kept | {
            "RESKONTRA_DATABASE_URL": f"sqlite:///{self.folder}/books.sqlite3", "RESKONTRA_CONFIG": os.devnull,
            "RESKONTRA_ACTOR": USER, "RESKONTRA_PASSWORD": PASSWORD, "XDG_DATA_HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def python(self, *words: object) -> str:
        return run(self.folder / "venv" / "bin" / "python", *words, cwd=self.folder, env=self.environment)

    def done(self, *words: object) -> str:
        return run(*self.words(*words), cwd=self.folder, env=self.environment)

    def words(self, *words: object) -> list[str]:
        confined = [sys.executable, ROOT / "scripts" / "confined.py", self.unit] if self.unit else []
        return [str(word) for word in (*confined, self.folder / "venv" / "bin" / "reskontra", *words)]


def built(folder: Path) -> Path:
    """The wheel of what is kept of the source, and of nothing that happens to lie beside it."""
    source = folder / "source"
    for name in kept_files(*BUILT_OF):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder / "wheels", source)
    (wheel,) = (folder / "wheels").iterdir()
    return wheel


def kept_files(*names: str) -> list[str]:
    return run("git", "-C", ROOT, "ls-files", "-z", *names).rstrip("\0").split("\0")


def has_every_file(wheel: Path) -> None:
    """Of the package: modules, migrations, templates, static files, texts, data."""
    with zipfile.ZipFile(wheel) as archive:
        missing = sorted(set(kept_files("reskontra")) - set(archive.namelist()))
    require(not missing, f"the wheel is without {missing}")
    say(f"{wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB, has every file of the package")


def installed(wheel: Path, folder: Path, unit: Path | None) -> Installed:
    run(sys.executable, "-m", "venv", folder / "venv")
    pip = (folder / "venv" / "bin" / "python", "-m", "pip")
    run(*pip, "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel)
    run(*pip, "check")
    found = Installed(folder, unit)
    at = Path(found.python("-c", "import reskontra; print(reskontra.__file__)").strip())
    require(at.is_relative_to(folder), f"{at} is not what was installed")
    say("it is installed with what it needs, and with nothing else")
    return found


def books(program: Installed) -> None:
    """The tour of README.md by command."""
    program.done("init", "--company", "Nordan AB")
    for noun in ("customers", "entries"):
        program.done("load", noun, TOUR / f"{noun}.csv")
    bank = ("--iban", "SE4550000000058398257466", "--opening-balance", "100000.00", "--opening-date", "2026-03-10")
    program.done("bank-account", "add", "B1", *bank)
    program.done("statement", "import", TOUR / "statement.xml")
    program.done("journal", "match", "PRJ000001")
    told = program.done("journal", "post", "PRJ000001", "--preview", "--lang", "sv")
    require("skulle bokföras" in told, f"no Swedish: {told}")
    letter = program.folder / "letter.pdf"
    program.done("statement-of-account", "K1", "--pdf", letter)
    require(letter.read_bytes().startswith(b"%PDF"), "the letter is no PDF")
    program.done("backup", "make", program.folder / "books.zip")
    program.done("backup", "verify", program.folder / "books.zip")
    program.done("tick")
    program.done("user", "add", USER, "--role", "administrator", "--language", "sv")
    say("a company is made, a statement imported and matched, a letter and a back-up written")


@dataclass(slots=True)
class Browser:
    """Who looks at the pages: with cookies, and what she has seen already of what they refer to."""

    address: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    seen: set[str] = field(default_factory=set)

    def page(self, path: str, form: dict[str, str] | None = None) -> str:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        data, url = None, self.address + path
        if form is not None:
            token = next(one.value or "" for one in self.cookies if one.name.endswith("csrftoken"))
            data = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": token}).encode()
        with opener.open(urllib.request.Request(url, data, {"Referer": url}), timeout=60) as answer:
            return str(answer.read().decode())

    def whole_page(self, path: str) -> str:
        """With its style, programs and pictures."""
        found = self.page(path)
        for one in set(REFERRED.findall(found)) - self.seen:
            self.page(one)
            self.seen.add(one)
        return found


@contextmanager
def served(program: Installed) -> Iterator[Browser]:
    """Told to end afterwards, it ends with 0."""
    browser, log = Browser(f"http://127.0.0.1:{free_port()}"), program.folder / "serve.log"
    words = program.words("serve", "--bind", browser.address.removeprefix("http://"))
    with log.open("wb") as file:
        serve = subprocess.Popen(words, cwd=program.folder, env=program.environment, stdout=file, stderr=file)  # noqa: S603

        def is_ready() -> bool:
            require(serve.poll() is None, log.read_text())
            try:
                return '"database": "ok"' in browser.page("/readyz")
            except OSError:
                return False

        try:
            until(is_ready, "it serves")
            yield browser
            serve.send_signal(signal.SIGTERM)
            require(serve.wait(60) == 0, f"serve ended with {serve.returncode}: {log.read_text()}")
            say("told to end, it ended with 0")
        finally:
            serve.kill()
            serve.wait()


def pages(browser: Browser) -> None:
    browser.whole_page("/account/login/")
    home = browser.page("/account/login/", {"login": USER, "password": PASSWORD})
    require("Nordan AB" in home and 'lang="sv"' in home, "nobody is signed in, or not in Swedish")
    company = re.search(r'href="/(\w+)/customers', home)
    require(company, "the first page leads nowhere")
    for path in PAGES:
        browser.whole_page(f"/{company[1]}/{path}")  # type: ignore[index]
    browser.whole_page("/api/v1/")
    require(browser.seen, "no page has a style")
    say(f"{len(PAGES) + 3} pages in Swedish, and {len(browser.seen)} files that they refer to")


def job(program: Installed, browser: Browser) -> None:
    """Posted by the API, in the background."""
    told = program.done("token", "create", "robot", "--role", "administrator", "--scope", "write")
    token = next(word for word in told.split() if word.startswith("rk_"))

    def ask(path: str, body: object = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        asked = urllib.request.Request(f"{browser.address}/api/v1/{path}", data, headers)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    number = ask("journals/PRJ000001/post", {"background": True})["job"]
    until(lambda: ask(f"jobs/{number}")["state"] not in ("waiting", "running"), "the job is done")
    found = ask(f"jobs/{number}")
    require(found["state"] == "done" and found["outcome"]["count"], f"the job: {found}")
    say(f"the worker posted {found['outcome']['count']} lines")


def require(holds: object, told: str) -> None:
    if not holds:
        raise SystemExit(told)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.wheel", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="one that is built already")
    parser.add_argument(
        "--unit", type=Path, metavar="FILE", help="of systemd, by whose filter system calls are refused"
    )
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="reskontra-wheel-") as name:
        folder = Path(name)
        wheel = chosen.wheel or built(folder)
        has_every_file(wheel)
        program = installed(wheel, folder, chosen.unit and chosen.unit.resolve())
        books(program)
        with served(program) as browser:
            pages(browser)
            job(program, browser)
        say(program.done("check").strip())


if __name__ == "__main__":
    main(sys.argv[1:])
