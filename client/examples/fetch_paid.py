"""Fetch what was paid since the last time, for a shop that ships what is paid.

    RESKONTRA_URL=https://books.example.se RESKONTRA_TOKEN=... python fetch_paid.py position.txt

The file keeps how far it came in the feed of events (`reskontra events on` begins one). It is written after the line is
printed: who dies between the two is told once more, and never too little.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reskontra_client import Problem, Reskontra

WORDS = {"entry.closed": "paid", "entry.reopened": "open again"}  # a payment that came back opens what it had paid


def main(books: Reskontra, file: Path) -> None:
    position = int(file.read_text()) if file.exists() else 0
    for event in books.events.since(position):
        document = event["data"]
        if event["type"] in WORDS and (document["ledger"], document["document_type"]) == ("customer", "invoice"):
            print(f"{document['document_number']} of {document['account']}: {WORDS[event['type']]}", flush=True)
        file.write_text(event["id"])


if __name__ == "__main__":
    try:
        with Reskontra.from_environment() as books:
            main(books, Path(sys.argv[1]))
    except Problem as problem:
        sys.exit(str(problem))
