"""The reconciliation journal's page with many lines, and what a decision on a line takes the server.

Seconds are of processor and of this process alone: the page as it leaves the application, and with it its first byte.
A clerk then unapplies lines, undoes that, and looks at them; the call in the middle counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.common import report, reskontra
from benchmarks.company import prepare, sizes, temporary_folder

PAGE_SECONDS, ACTION_SECONDS = 0.2, 0.05
TIMES = 20


def main() -> None:
    if os.environ.get("BENCH_PAGES"):
        _measure()
        return
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        reskontra("statement", "import", made.statement, database=made.database)
        os.environ["RESKONTRA_PASSWORD"] = "en riktigt hemlig fras"
        reskontra("user", "add", "bench", "--role", "clerk", database=made.database)
        environment = os.environ | {
            "RESKONTRA_DATABASE_URL": made.database,
            "RESKONTRA_CONFIG": os.devnull,
            "BENCH_PAGES": "1",
            "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
        }
        subprocess.run([sys.executable, "-m", "benchmarks.journal_page"], env=environment, check=True)


def _measure() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from reskontra.companies.queries import companies
    from reskontra.interface.people import find_user
    from reskontra.journals.queries import journals

    settings.ALLOWED_HOSTS.append("testserver")
    company = companies()[0]
    journal = max(journals(company=company), key=lambda one: one.open_lines)
    client = Client()
    client.force_login(find_user(username="bench"))
    path = f"/{company.id}/journals/{journal.number}/"
    for name, query in (("to decide", ""), ("all", "?tab=all"), ("all, the last page", "?tab=all&page=9999")):
        took = _middle(lambda query=query: _answered(client.get(path + query)))
        report(f"page of {journal.open_lines:,} lines, {name}", took, most=PAGE_SECONDS)
    page = client.get(path).content.decode()
    lines = [part.split('"')[0] for part in page.split('<tr id="line-')[1:]]
    htmx = {"HX-Request": "true"}
    for name in ("unapply", "undo"):
        took = _middle(
            *[lambda line=line, name=name: client.post(f"{path}{line}/{name}/", headers=htmx) for line in lines[:TIMES]]
        )
        report(f"{name} a line of {journal.open_lines:,}", took, most=ACTION_SECONDS)
    took = _middle(*[lambda line=line: client.get(f"{path}{line}/", headers=htmx) for line in lines[:TIMES]])
    report(f"look at a line of {journal.open_lines:,}", took, most=ACTION_SECONDS)
    took = _middle(lambda: _answered(client.get(f"/{company.id}/accounts/1510/")))
    report("page of the account that every document is on", took, most=ACTION_SECONDS)


def _answered(answer: Any) -> None:
    assert answer.status_code == 200, answer.status_code


def _middle(*calls: Any) -> float:
    """Seconds of processor of the call in the middle, of several or of one repeated; the first is not counted."""
    several = calls if len(calls) > 1 else calls * TIMES
    took = []
    for call in several:
        began = time.process_time()
        call()
        took.append(time.process_time() - began)
    return sorted(took[1:])[len(took[1:]) // 2]


if __name__ == "__main__":
    main()
