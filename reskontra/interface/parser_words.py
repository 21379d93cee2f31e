"""What the parser of the command line says of wrong usage, in the reader's language.

The parser words most of it without a catalogue: what it said is recognised, and said anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from typer.core import TyperGroup

from reskontra.interface.console import known_language, say_also

UsageError: Any = typer.BadParameter.__bases__[0]
# What the parser says → how it is said to people; of values that do not fit, the reason alone.
SAID = (
    (r"Missing argument '?(?P<name>.+?)'?\.", noop("Missing argument {name}.")),
    (r"Missing option '?(?P<name>.+?)'?\.", noop("Missing option {name}.")),
    (r"No such option: (?P<name>\S+)(?: Did you mean .*)?", noop("No such option: {name}.")),
    (r"No such option: (?P<name>\S+) \(Possible options: (?P<known>.+)\)",
     noop("No such option: {name}. There is {known}.")),
    (r"Option '(?P<name>.+)' requires an argument\.", noop("Option {name} takes a value. Write one after it.")),
    (r"Option '(?P<name>.+)' does not take a value\.", noop("Option {name} takes no value. Write it alone.")),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.+)\)",
     noop("This is more than the command takes: {name}.")),
    (r"Invalid value for '?(?P<name>[^':]+)'?: (?P<reason>.+)", "{name}: {reason}"),
    (r"Invalid value: (?P<reason>.+)", "{reason}"),
    # Of commands the first sentence has its words already.
    (r"(?P<said>.+?)\.? Did you mean (?P<known>.+)\?", noop("{said}. Did you mean {known}?")),
)  # fmt: skip
REASONS = (
    (r"Input should be a valid integer.*", noop("Write a whole number.")),
    (r"Input should be a valid (?:number|decimal).*", noop("Write a number.")),
    (r"Input should be greater than or equal to (?P<least>\S+)", noop("Write {least} or more.")),
    (r"Input should be less than or equal to (?P<most>\S+)", noop("Write {most} or less.")),
    (r"(?:Value error, )?'(?P<text>.*)' does not match the formats? '%Y-%m-%d'\.?",
     noop('"{text}" is no day. Write it as 2026-03-31.')),
    (r"(?:Value error, )?'(?P<text>.*)' is not one of (?P<known>.+?)\.?",
     noop('"{text}" is not known here. Use one of {known}.')),
    (r"(?:File|Path|Directory) '(?P<text>.*)' does not exist\.", noop('There is no "{text}".')),
)  # fmt: skip


def parser_said(text: str) -> str:
    """What the parser said, in the language that is active; what is not known stays as it is."""
    for pattern, template in SAID:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            values = found.groupdict()
            if "reason" in values:
                values["reason"] = _reason(values["reason"])
            return _(template).format(**values)
    return text


def _reason(text: str) -> str:
    for pattern, template in REASONS:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return _(template).format(**found.groupdict())
    return text


def _language(text: str) -> None:
    say_also(language=known_language(text))


# Options that stand before a noun, after it and after its verb → what hears their value.
SHARED: Mapping[str, Callable[[str], None]] = {
    "--company": lambda text: say_also(company=text),
    "--lang": _language,
}

_Context: Any = typer.Context.__bases__[0]


class _Formatter(_Context.formatter_class):  # type: ignore[misc]
    """The parser's own, which has no catalogue for the word that its line of usage begins with."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        word = _("Usage:")
        super().write_usage(prog, args, f"{word} " if prefix is None else prefix)


_Context.formatter_class = _Formatter


@contextmanager
def _said_to_people() -> Iterator[None]:
    try:
        yield
    except UsageError as wrong:
        text = wrong.format_message()
        said = parser_said(text)
        if said == text:
            raise
        raise UsageError(said, ctx=wrong.ctx) from wrong


class Noun(TyperGroup):
    """A noun, which takes --company and --lang before its verb too, and beside --help."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        left = list(args)
        while left and (name := left[0].partition("=")[0]) in SHARED:
            word = left.pop(0)
            if "=" not in word and not left:
                raise UsageError(f"Option '{name}' requires an argument.", ctx=ctx)
            SHARED[name](word.partition("=")[2] if "=" in word else left.pop(0))
        if left[:1] == ["--help"]:
            left = left[:1]  # what stands after it was heeded as the program began
        return super().parse_args(ctx, left)


class Speaking(TyperGroup):
    """The program's own group: wrong usage of any command below it is told in the reader's language."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        with _said_to_people():
            return super().make_context(*args, **more)

    def invoke(self, ctx: Any) -> Any:
        with _said_to_people():
            return super().invoke(ctx)
