"""What it costs that a company's books are in a place of their own: the same work at home and moved, in turns.

    python -m benchmarks.moved --customers 500 --entries 10000 --payments 1000

Seconds are of processor; of each work the middle of several, at home and moved by turns, so that a busy machine is
busy for both. A command is counted with its start.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.common import report, reskontra
from benchmarks.company import Prepared, prepare, sizes, temporary_folder

TURNS, CALLS = 5, 20
JOURNAL = "PRJ000001"
COMMANDS = (
    ("report", "trial-balance", "--as-of", "2026-12-31"),
    ("journal", "show", JOURNAL, "--format", "json"),
    ("journal", "match", JOURNAL),
    ("journal", "post", JOURNAL, "--preview"),
)
PAGES = ("", "customers/", f"journals/{JOURNAL}/", "vouchers/", "setup/company/")


def main() -> None:
    if os.environ.get("BENCH_PAGES"):
        sys.stdout.write(json.dumps(_pages()))
        return
    chosen = sizes(__doc__ or "")
    with temporary_folder() as name:
        home = prepare(Path(name), chosen)
        reskontra("statement", "import", home.statement, database=home.database)
        os.environ["RESKONTRA_PASSWORD"] = "en riktigt hemlig fras"
        reskontra("user", "add", "bench", "--role", "administrator", database=home.database)
        moved = _moved(home)
        for words in COMMANDS:
            taken = [(_command(words, home), _command(words, moved)) for _turn in range(TURNS)]
            _told(" ".join(words), taken)
        turns = [(_asked(home), _asked(moved)) for _turn in range(TURNS)]
        for page in PAGES:
            _told(f"page {page or 'home'}", [(one[page], other[page]) for one, other in turns])


def _moved(home: Prepared) -> Prepared:
    """A copy whose company is in another file."""
    copy = Prepared(home.folder, home.folder / "moved.sqlite3")
    shutil.copyfile(home.path, copy.path)
    reskontra("place", "add", "there", f"sqlite:///{home.folder}/there.sqlite3", database=copy.database)
    reskontra("company", "move", "Bench", "there", database=copy.database)
    reskontra("place", "clear", "home", "--company", "Bench", database=copy.database)
    return copy


def _command(words: Sequence[str], made: Prepared) -> float:
    return reskontra(*words, database=made.database).own_cpu


def _asked(made: Prepared) -> Mapping[str, float]:
    """Page → seconds, by a process of its own."""
    environment = os.environ | {
        "RESKONTRA_DATABASE_URL": made.database, "RESKONTRA_CONFIG": os.devnull, "BENCH_PAGES": "1",
        "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
    }  # fmt: skip
    words = [sys.executable, "-m", "benchmarks.moved"]
    told = subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told))


def _pages() -> dict[str, float]:
    import time

    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from reskontra.companies.queries import companies
    from reskontra.interface.people import find_user

    settings.ALLOWED_HOSTS.append("testserver")
    (company,) = companies()
    client = Client()
    client.force_login(find_user(username="bench"))
    found: dict[str, float] = {}
    for page in PAGES:
        taken = []
        for _call in range(CALLS + 1):
            began = time.process_time()
            status = client.get(f"/{company.id}/{page}").status_code
            taken.append(time.process_time() - began)
            assert status == 200, (page, status)
        found[page] = median(taken[1:])
    return found


def _told(work: str, turns: Sequence[tuple[float, float]]) -> None:
    """Moved, beside home."""
    report(work, median(moved for _home, moved in turns), floor=median(home for home, _moved in turns))


if __name__ == "__main__":
    main()
