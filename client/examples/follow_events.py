"""Follow what happens in the books: every event from a position on as a line of JSON, until it is stopped by Ctrl+C.

RESKONTRA_URL=https://books.example.se RESKONTRA_TOKEN=... python follow_events.py 0
"""

from __future__ import annotations

import json
import sys

from reskontra_client import Problem, Reskontra


def main(books: Reskontra, position: int) -> None:
    for event in books.events.follow(position, every=5):
        print(json.dumps(event, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    try:
        with Reskontra.from_environment() as books:
            main(books, int(sys.argv[1]))
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        pass
