"""Keep the books of this version, for all later ones to be held to: `make released`, when a version is released.

Makes a company at every stage of its work by the commands that people use, and writes to tests/released/VERSION/ the
back-up of its database and what its reports say. Anew for the database that the tests run on.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reskontra.config.settings")
FOLDER = Path(__file__).resolve().parent
KEY = "of released books alone"
REPORTS: tuple[tuple[str, ...], ...] = (
    ("report", "trial-balance", "--as-of", "2026-12-31"),
    ("report", "open-entries", "--as-of", "2026-12-31"),
    ("report", "customer-balances", "--as-of", "2026-12-31"),
    ("report", "vendor-balances", "--as-of", "2026-12-31"),
    ("journal", "list"),
    ("journal", "show", "--import", "1"),
    ("reminders", "list"),
    ("finance-charges", "list"),
    ("payment-proposal", "list", "--all"),
    ("direct-debit", "list", "--all"),
    ("mandate", "list", "--all"),
    ("invoice", "list", "--status", "all"),
)
DONE: tuple[tuple[str, ...], ...] = (
    ("statement", "import", "{statement}", "--no-match"),
    ("journal", "match", "--import", "1"),
    ("journal", "post", "PRJ000001"),
    ("journal", "post", "PRJ000002"),
    ("journal", "reverse", "PRJ000002", "--reason", "wrong day"),
    ("invoice", "draft", "customer:C001", "--date", "2026-04-01", "--line", "3001;1000.00;;Arbete"),
    ("invoice", "post", "--all"),
    ("invoice", "draft", "customer:C002", "--date", "2026-04-01", "--line", "3001;2000.00;;Arbete"),
    ("reminders", "make", "--document-date", "2026-04-20"),
    ("reminders", "issue", "--all"),
    ("finance-charges", "make", "--document-date", "2026-05-20"),
    ("finance-charges", "issue"),
    ("payment-proposal", "make", "B1", "--until", "2026-03-31"),
    ("direct-debit", "make", "E1", "--to", "2035-12-31"),
    ("direct-debit", "export", "DDC000001", "{folder}/debits.xml"),
    ("export", "vouchers", "{folder}/vouchers.csv", "--since-last"),
)


def engine(url: str) -> str:
    return "postgresql" if url.startswith("postgresql") else "sqlite"


def said(url: str) -> dict[str, object]:
    """What the reports say, by their words."""
    from tests.faults import programs

    return {" ".join(words): json.loads(programs.done(url, *words, "--format", "json").out) for words in REPORTS}


def story(url: str, folder: Path) -> None:
    """A company at every stage of its work."""
    from tests.faults import asked, book, programs

    files = book.write(folder)
    for words in book.OPENED:
        programs.done(url, *words)
    for noun in ("customers", "vendors", "entries"):
        programs.done(url, "load", noun, getattr(files, noun))
    asked.prepare(url, asked.Books(folder, files.statement))
    for words in DONE:
        told = programs.run(url, [word.format(statement=files.statement, folder=folder) for word in words])
        assert told.code == 0 or words[1] == "issue", f"{words}: {told.err or told.out}"


def main() -> None:
    os.environ["RESKONTRA_SECRET_KEY"] = KEY
    import django

    django.setup()
    from reskontra import __version__
    from tests.faults import programs

    with tempfile.TemporaryDirectory(prefix="reskontra-released-") as name:
        folder = Path(name)
        server = os.environ.get("RESKONTRA_TEST_SERVER")
        url = f"{server}/postgres" if server else f"sqlite:///{folder}/books.sqlite3"
        story(url, folder)
        programs.done(url, "backup", "make", folder / "kept.zip")
        reports = json.dumps(said(url), indent=1, ensure_ascii=False, sort_keys=True).encode()
        to = FOLDER / __version__
        to.mkdir(exist_ok=True)
        for ending, content in (("zip", (folder / "kept.zip").read_bytes()), ("json", reports)):
            kept = to / f"{engine(url)}.{ending}.xz"
            kept.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
            sys.stdout.write(f"{kept.relative_to(FOLDER)}: {kept.stat().st_size} bytes\n")


def kept(version: str, name: str) -> bytes:
    """What was kept of a version: sqlite.zip, sqlite.json, and likewise of PostgreSQL."""
    return lzma.decompress((FOLDER / version / f"{name}.xz").read_bytes())


if __name__ == "__main__":
    main()
