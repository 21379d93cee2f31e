"""The texts of the program and their Swedish: gathered from the code, kept in django.po, compiled to django.mo.

    python -m scripts.messages            gather, keep what is translated, compile
    python -m scripts.messages --missing  list what has no Swedish yet

A text that is no longer in the code is left out; one that is new waits with an empty translation.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "reskontra" / "interface" / "locale" / "sv" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "noop": None}
WIDTH = 110
HEADERS = [
    ("Language", "sv"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
]
# What the parser of the command line says by itself: headings of the help, and wrong usage.
PARSER = (
    "Arguments",
    "Options",
    "Commands",
    "Error",
    "Aborted.",
    "[default: {}]",
    "[required]",
    "Try [blue]'{command_path} {help_option}'[/] for help.",
    "Missing command.",
    "No such command {name!r}.",
)

Place = str
Text = tuple[str, Place]


class Swedish(Catalog):
    """A catalogue whose header tells what readers need, and no dates or tools."""

    mime_headers = HEADERS  # type: ignore[assignment]


def texts() -> Iterator[Text]:
    """Every text of the program that people read, with the file it stands in."""
    yield from _marked()
    yield from _on_pages()
    yield from _refused()
    yield from _templates()
    yield from _states()
    yield from _helped()
    yield from ((text, "scripts/messages.py") for text in PARSER)


def _marked() -> Iterator[Text]:
    """What the code hands to gettext."""
    found = extract_from_dir(ROOT / "reskontra", [("**.py", "python")], keywords=KEYWORDS)
    for path, _line, message, _comments, _context in found:
        yield str(message), f"reskontra/{Path(path).as_posix()}"


def _on_pages() -> Iterator[Text]:
    """What templates hand to gettext; Django turns a template into the calls that babel reads."""
    from django.utils.translation.template import templatize

    found = (ROOT / "reskontra").rglob("templates/**/*")
    for path in sorted(path for path in found if path.suffix in {".html", ".txt"}):
        calls = io.BytesIO(templatize(path.read_text(), origin=path.name).encode())
        for _line, message, _comments, _context in extract("python", calls, keywords=KEYWORDS):
            yield str(message).replace("%%", "%"), path.relative_to(ROOT).as_posix()


def _refused() -> Iterator[Text]:
    """The template of every refusal."""
    from tests import catalogue

    for kind in catalogue.told():
        yield kind.template, _file_of(kind.__module__)


def _templates() -> Iterator[Text]:
    """What a check of the books found, and what a person should know of an import or a document."""
    from reskontra.core.document_notices import DocumentNotice
    from reskontra.core.integrity import Violation
    from reskontra.core.statements import Notice
    from reskontra.formats.definition_guess import GuessNote

    for kind in (Violation, Notice, DocumentNotice, GuessNote):
        for template in kind.TEMPLATES.values():
            yield template, _file_of(kind.__module__)


def _states() -> Iterator[Text]:
    """Words that are stored, and shown by gettext(word)."""
    from reskontra.core.entries import DocumentType
    from reskontra.formats.format import NAMES
    from reskontra.matching.models import PROPOSAL_STATES

    for state in (*PROPOSAL_STATES, "open", "posted"):
        yield state, "reskontra/matching/models.py"
    for name in NAMES.values():
        yield name, "reskontra/formats/format.py"
    for sign in ("positive", "negative"):
        yield sign, _file_of(DocumentType.__module__)
    for document_type in DocumentType:
        if document_type.value:
            yield document_type.value.lower().replace("_", " "), _file_of(DocumentType.__module__)


def _helped() -> Iterator[Text]:
    """The help of every command, argument and option."""
    import typer

    from reskontra.cli.program import program
    from reskontra.interface.console import helped

    for node in helped(typer.main.get_command(program)):
        yield node.help, "reskontra/cli/program.py"


def _file_of(module: str) -> Place:
    return module.replace(".", "/") + ".py"


@cache
def gathered() -> dict[str, list[Place]]:
    """Text → the files it stands in, in the order of the program."""
    found: dict[str, list[Place]] = {}
    for text, place in texts():
        places = found.setdefault(text, [])
        if place not in places:
            places.append(place)
    return found


def kept() -> dict[str, str]:
    """Text → Swedish, from the .po as it stands."""
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def merged() -> Swedish:
    """The texts of the program with the Swedish that is known."""
    known = kept()
    made = Swedish(locale="sv", fuzzy=False, header_comment="# The Swedish of Reskontra.")
    for text, places in sorted(gathered().items(), key=lambda pair: (min(pair[1]), pair[0])):
        made.add(text, known.get(text, ""), locations=[(place, None) for place in sorted(places)])
    return made


def po_text(made: Swedish) -> bytes:
    out = io.BytesIO()
    write_po(out, made, width=WIDTH, include_lineno=False)
    return out.getvalue()


def mo_text(made: Swedish) -> bytes:
    out = io.BytesIO()
    write_mo(out, made)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reskontra.config.settings"
    import django

    django.setup()
    made = merged()
    missing = [str(message.id) for message in made if message.id and not message.string]
    if "--missing" not in arguments:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po_text(made))
        MO.write_bytes(mo_text(made))
    for text in missing:
        sys.stdout.write(f"{text}\n")
    sys.stdout.write(f"{len(made)} texts, {len(missing)} without Swedish.\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
