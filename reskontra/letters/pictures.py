"""Whether a picture can be printed, tried before it is kept: else every letter that bears it would come to nothing."""

from __future__ import annotations

import functools
import json
import threading
from typing import Any

import typst

SOURCE = b"""#set page(width: auto, height: auto)
#image(bytes(json(bytes(sys.inputs.content))), format: sys.inputs.kind, width: 1cm)"""
_one_at_a_time = threading.Lock()  # a compiler serves one thread


def is_printable(content: bytes, *, kind: str) -> bool:
    """Whether the typesetter can read the whole picture. kind: "png" or "jpg"."""
    inputs = {"content": json.dumps(list(content)), "kind": kind}
    try:
        with _one_at_a_time:
            _compiler().compile(SOURCE, format="pdf", sys_inputs=inputs)
    except typst.TypstError:
        return False
    return True


@functools.cache
def _compiler() -> Any:
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
