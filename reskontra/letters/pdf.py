"""PDFs by typst: a template of ours, and data that it reads as JSON values.

What people wrote is never part of a template's source: a name that looks like a command of typst stays a name. One
compiler is kept for the process, since loading its fonts takes longer than a page does.

The letters are of the font that the typesetter brings, so that a page looks alike on every machine; the machine's
own fonts stand in only for letters that it lacks, such as Chinese ones. Nothing is fetched.
"""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "templates"
_PAGES = re.compile(rb"<</Type/Pages/Count (\d+)/Kids")
_one_at_a_time = threading.Lock()  # a compiler serves one thread


def render(template: str, content: Any, *, on: date) -> bytes:
    """A PDF of the content: the same bytes for the same content and day.

    template   a name in `templates`, without its ending; it finds the content in sys.inputs.content
    content    a dataclass of texts, numbers, truth values and tuples of these
    on         the day of the document, which stands in its properties
    """
    assert is_dataclass(content)
    assert not isinstance(content, type)
    return compiled(template_source(template), {"content": json.dumps(asdict(content), ensure_ascii=False)}, on=on)


def compiled(source: bytes, inputs: Mapping[str, str], *, on: date, standards: Sequence[str] = ()) -> bytes:
    """A PDF of a template's source.

    inputs     what it finds in sys.inputs
    standards  of the PDF, such as ua-1; a text that cannot keep to them is a TypstError
    """
    with _one_at_a_time:
        return _pdf(_compiler(), source, on, standards, sys_inputs=dict(inputs))


def compiled_ours(template: str, given: Mapping[str, str], *, on: date, standards: Sequence[str] = ()) -> bytes:
    """A PDF of one of our templates, as `compiled`, and quicker where there are many: its source is read once.

    given   the files that it finds in the folder "given"
    """
    files = {"main.typ": f'#include "{template}.typ"'.encode()}
    files |= {f"given/{name}": content.encode() for name, content in given.items()}
    with _one_at_a_time:
        return _pdf(_compiler_of_ours(), files, on, standards)


def _pdf(compiler: Any, source: bytes | dict[str, bytes], on: date, standards: Sequence[str], **inputs: Any) -> bytes:
    when = datetime(on.year, on.month, on.day, tzinfo=UTC)
    found = compiler.compile(source, format="pdf", pdf_standards=list(standards), timestamp=when, **inputs)
    assert isinstance(found, bytes)
    return found


@functools.cache
def _compiler() -> Any:
    return typst.Compiler(root=TEMPLATES, font_paths=_fonts())


@functools.cache
def _compiler_of_ours() -> Any:
    """Never told inputs: it would keep them."""
    return typst.Compiler(root=TEMPLATES, font_paths=_fonts())


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True)


@functools.cache
def template_source(template: str) -> bytes:
    """One of our templates, by its name without its ending."""
    return (TEMPLATES / f"{template}.typ").read_bytes()


def has_typeset() -> bool:
    """Whether this process has set a page: the typesetter has threads from then on, and the process cannot divide."""
    return bool(_fonts.cache_info().currsize)


def page_count(pdf: bytes) -> int:
    """The pages of a PDF that `compiled` has made."""
    return sum(map(int, _PAGES.findall(pdf)))


def families() -> Mapping[str, bool]:
    """The fonts a page may be set in; whether the typesetter brings it."""
    own = set(typst.Fonts(include_system_fonts=False).families())
    return {family: family in own for family in typst.Fonts().families()}
