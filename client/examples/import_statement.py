"""Import a bank statement, post the lines that are certain, and tell which ones a person has to decide.

RESKONTRA_URL=https://books.example.se RESKONTRA_TOKEN=... python import_statement.py statement.xml
"""

from __future__ import annotations

import sys
from pathlib import Path

from reskontra_client import Problem, Reskontra


def journals_of(books: Reskontra, file: Path) -> list[str]:
    """The journals that the file made: at once, or where it is large by a job that is waited for."""
    done = books.statements.import_file(file)
    if "job" in done:
        ended = books.jobs.wait(done, told=lambda job: print(f"{job['done']} of {job['total']}"))
        return list(ended["outcome"]["journals"])
    return [made["journal"] for made in done["journals"]]


def main(books: Reskontra, file: Path) -> None:
    for journal in journals_of(books, file):
        ready = [line["line"] for line in books.journals.lines(journal, tab="ready")]
        if ready:
            posted = books.journals.post(journal, lines=ready)
            if "vouchers" in posted:  # and no job, as it is when "background" is asked for
                print(f"{journal}: posted {', '.join(done['voucher'] for done in posted['vouchers'])}")
        for line in books.journals.lines(journal, tab="decide"):
            print(
                f"{journal} line {line['line']}: {line['amount']} {line['currency']} {line['text']} is left to decide"
            )


if __name__ == "__main__":
    try:
        with Reskontra.from_environment() as books:
            main(books, Path(sys.argv[1]))
    except Problem as problem:
        sys.exit(str(problem))
