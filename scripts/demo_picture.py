"""docs/demo.svg: the demo as a terminal shows it, in Swedish.

    python -m scripts.demo_picture        run the demo on a fixed day, and draw what it prints

The demo is really run, over a database that is thrown away. The picture is drawn anew when what it says has changed;
how long the matching took does not count.
"""

from __future__ import annotations

import html
import io
import os
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "demo.svg"
TODAY = date(2026, 3, 31)
WIDTH = 110
COMMAND = "reskontra demo --lang sv"
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
COLOURS = [
    (60, 66, 77), (224, 108, 117), (152, 195, 121), (229, 192, 123),
    (97, 175, 239), (198, 120, 221), (86, 182, 194), (214, 219, 227),
]  # fmt: skip
THEME = TerminalTheme((24, 27, 33), (214, 219, 227), COLOURS, COLOURS)
SECONDS = re.compile(r"\d+,\d\d(?=&#160;s:)")
WORDS = re.compile(
    r'<text class="(?P<kind>demo-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+"'
    r'(?P<clip> clip-path="[^"]+")>(?P<words>[^<]*)</text>'
)
CELL = 12.2  # width of a letter in the picture
NO_BREAK_SPACE = "\u00a0"


def recorded() -> Console:
    """The demo, run on the fixed day in a new database, on a console that remembers."""
    import django

    django.setup()
    from django.utils import translation

    from reskontra.cli import demo
    from reskontra.cli.setup import prepare_database
    from reskontra.interface.console import Session

    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    console.print(Text.assemble(("$ ", "bold green"), COMMAND))
    with translation.override("sv"), tempfile.TemporaryDirectory() as folder:
        session = Session("")
        session.actor, session.out = "demo", console
        prepare_database()
        demo._run(session, Path(folder), TODAY)
    return console


def drawn(console: Console) -> str:
    """The console as SVG, without addresses: the reader's own fonts are enough."""
    picture = console.export_svg(title="Reskontra", theme=THEME, unique_id="demo")
    picture = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = re.sub(r"<!--.*?-->", "", picture, flags=re.DOTALL)
    picture = picture.replace("font-variant-east-asian: full-width;", "")
    picture = WORDS.sub(_without_margins, picture)
    picture = picture.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")
    picture = picture.replace("font-family: arial", "font-family: system-ui, sans-serif")
    return "\n".join(line.rstrip() for line in picture.splitlines() if line.strip()) + "\n"


def _without_margins(found: re.Match[str]) -> str:
    """Words without the spaces around them, which some viewers leave out when they draw."""
    whole = html.unescape(found["words"]).rstrip("\n")
    bare = whole.strip(NO_BREAK_SPACE)
    if not bare:
        return ""
    x = float(found["x"]) + CELL * cell_len(whole[: whole.index(bare)])
    words = html.escape(bare, quote=False).replace(NO_BREAK_SPACE, "&#160;")
    size = f'x="{x:.1f}" y="{found["y"]}" textLength="{CELL * cell_len(bare):.1f}"'
    return f'<text class="{found["kind"]}" {size}{found["clip"]}>{words}</text>\n'


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "reskontra.config.settings"
        os.environ["RESKONTRA_DATABASE_URL"] = f"sqlite:///{folder}/demo.sqlite3"
        picture = drawn(recorded())
    known = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else ""
    if SECONDS.sub("", picture) != SECONDS.sub("", known):
        PICTURE.write_text(picture, encoding="utf-8")
        sys.stdout.write(f"{PICTURE.relative_to(ROOT)} is drawn anew.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
