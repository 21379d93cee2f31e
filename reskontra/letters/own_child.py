"""The process that typesets templates of companies' own, letter by letter as they are asked for on standard input.

It has no more memory than it may have, and whoever asks ends it where it takes long: what a template does with one
letter, such as to go on for ever, stops no letter of another company.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from datetime import date

import typst

from reskontra.letters.pdf import compiled

MOST_BYTES = 1024 * 1024 * 1024  # of memory


def bound_memory() -> None:
    """From here on the process gets no more than that, or than it had, and ends where it asks for more."""
    _now, had = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST_BYTES if had == resource.RLIM_INFINITY else min(MOST_BYTES, had)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def typeset(
    source: str, inputs: Mapping[str, str], *, on: date, standards: Sequence[str]
) -> tuple[dict[str, object], bytes]:
    """What is told of the letter, and the PDF: its size; or message and diagnostic of the typesetter, without a PDF.

    standards   that the PDF keeps to where it can
    """
    for kept in (standards, ()):
        try:
            content = compiled(source.encode(), inputs, on=on, standards=kept)
        except typst.TypstError as error:
            told: dict[str, object] = {"message": error.message, "diagnostic": error.diagnostic}
        else:
            return {"size": len(content)}, content
    return told, b""


def main() -> None:
    bound_memory()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        told, content = typeset(
            asked["source"], asked["inputs"], on=date.fromisoformat(asked["on"]), standards=asked["standards"]
        )
        sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
