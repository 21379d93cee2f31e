"""What every command of the command line shares: company, language, actor, refusals, progress."""

from __future__ import annotations

import functools
import getpass
import gettext
import inspect
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from django.conf import settings
from django.db import Error
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from reskontra.core.dates import within_years
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.database import places, spans
from reskontra.interface.cells import Cell
from reskontra.interface.database import database_refusal
from reskontra.interface.display import printable
from reskontra.interface.refusals import lines
from reskontra.interface.second_pair import CODE, PASSWORD, SecondPairUnproven, actor_is_told

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

REFUSED, USAGE = 1, 2
FORMATS = ("table", "json")
Function = Callable[..., Any]
Facts = TypeVar("Facts", bound="DataclassInstance")


class Session:
    """One command under way: for whom it runs, in which company, and where it prints."""

    def __init__(self, company: str) -> None:
        self.company_name = company or settings.DEFAULT_COMPANY
        self.actor = os.environ.get("RESKONTRA_ACTOR") or getpass.getuser()
        self.file = ""  # the file under way, named before each finding
        width = None if sys.stdout.isatty() else 160
        self.out = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty(), width=width)

    def say(self, text: str = "") -> None:
        """One line for people and pipes alike."""
        self.out.print(printable(text))

    def json(self, data: object) -> None:
        """Data for programs: UTF-8, indented."""
        sys.stdout.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")

    def table(self, columns: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]) -> None:
        """A table; columns are (heading, whether numbers stand in it)."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading, is_number in columns:
            table.add_column(heading, justify="right" if is_number else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Cell(text) for text in row))
        self.out.print(table)

    @contextmanager
    def progress(self, text: str) -> Iterator[Callable[[int, int], None]]:
        """A bar on a terminal, nothing in a pipe; the callable takes how much is done, and of how much."""
        if not sys.stderr.isatty():
            yield lambda done, total: None
            return
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(text, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total or None)


def is_confirmed(question: str) -> bool:
    """Whether a person at a terminal says yes; nobody does where the input is no terminal."""
    if not sys.stdin.isatty():
        return False
    typer.echo(f"{question} [{_('yes')}/{_('no')}] ", nl=False)
    return sys.stdin.readline().strip().casefold() in {_("yes"), _("yes")[0], "y", "yes"}


def _carried_out(function: Function, session: Session, options: dict[str, Any]) -> None:
    """Again with who she is, where that is asked for: the refusal changed nothing."""
    try:
        function(session, **options)
    except (SecondPairUnproven, Findings) as refusal:
        findings = refusal.findings if isinstance(refusal, Findings) else (refusal,)
        if not all(isinstance(one, SecondPairUnproven) for one in findings) or not shown_who(session.actor):
            raise
        function(session, **options)


def shown_who(actor: str) -> bool:
    """Ask at a terminal for what the actor signs in with; nothing is shown where the input is no terminal."""
    if not sys.stdin.isatty():
        return False
    os.environ[PASSWORD] = getpass.getpass(_("Password for {user}: ").format(user=actor))
    os.environ[CODE] = getpass.getpass(_("Code of the second step, empty where there is none: "))
    return True


_said_before: ContextVar[tuple[str, str]] = ContextVar("said_before", default=("", ""))


def say_before(*, company: str, language: str) -> None:
    """Keep the company and the language that stand before the noun; those that the command itself has win."""
    _said_before.set((company, language))


def say_also(*, company: str = "", language: str = "") -> None:
    """What stands between the noun and its verb wins over what stands before the noun."""
    before = _said_before.get()
    _said_before.set((company or before[0], language or before[1]))


def known_language(language: str) -> str:
    """The callback of every --lang option: another language is wrong usage."""
    known = [code for code, name in settings.LANGUAGES]
    if language and language.lower()[:2] not in known:
        told = _('"{language}" is no language here. Use one of {known}.')
        raise typer.BadParameter(told.format(language=language, known=", ".join(known)))
    return language


CompanyOption = Annotated[str, typer.Option("--company", help="Which company, by name.", metavar="NAME")]
LanguageOption = Annotated[
    str,
    typer.Option("--lang", callback=known_language, help="Language of the answers: sv or en.", metavar="LANG"),
]


def command(app: typer.Typer, name: str, *, lasts: bool = False) -> Callable[[Function], Function]:
    """Make a function a command: it takes a Session first, and gets --company and --lang besides its own options.

    A refusal is printed on stderr, a line a finding, and ends the program with 1.
    lasts   until it is stopped: what it does is told of, and not that it runs
    """

    def decorate(function: Function) -> Function:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        shared = [
            inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
            inspect.Parameter("company", inspect.Parameter.KEYWORD_ONLY, default="", annotation=CompanyOption),
            inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default="", annotation=LanguageOption),
        ]
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]

        @functools.wraps(function)
        def run(**options: Any) -> None:
            company, language = _said_before.get()
            context = options.pop("context", None)
            called = context.command_path if context else name  # with its nouns, where the command line called it
            with translation.override(chosen_language(options.pop("lang") or language)):
                session = Session(options.pop("company") or company)
                with refusals_told(session), places.at(places.here()), actor_is_told():
                    for value in options.values():
                        if isinstance(value, date):  # a moment is one too
                            within_years(value.date() if isinstance(value, datetime) else value)
                    with nullcontext() if lasts else spans.span(called, {}):
                        _carried_out(function, session, options)

        run.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in [*own, *shared]}
        app.command(name)(run)
        return function

    return decorate


@contextmanager
def refusals_told(session: Session) -> Iterator[None]:
    """Tell a refusal on stderr and end with 1; everything else is a bug and shows itself."""
    try:
        yield
    except (Refused, Malformed) as refusal:
        tell(lines(refusal, file=session.file))
    except Error as trouble:
        told = database_refusal(trouble)
        if told is None:
            raise
        tell(lines(told))


def tell(findings: Iterator[str]) -> None:
    """Findings on stderr, then the end of the program with status 1."""
    for line in findings:
        sys.stderr.write(printable(line) + "\n")
    raise typer.Exit(REFUSED)


def chosen_language(wanted: str) -> str:
    """--lang, else the configuration's, else the environment's; English where that is not known."""
    named = wanted or settings.DEFAULT_LANGUAGE
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        named = named or os.environ.get(variable, "")
    short = named.lower()[:2]
    return short if short in {code for code, name in settings.LANGUAGES} else "en"


def known_format(format: str) -> str:
    """The callback of every --format option: another word is wrong usage."""
    if format not in FORMATS:
        raise typer.BadParameter(_('"{format}" is no format here. Use table or json.').format(format=format))
    return format


def begin(arguments: Sequence[str]) -> None:
    """Speak the language that the arguments, the configuration or the environment name, from here on.

    The parser of the command line finds its own words through the standard library, in the same catalogue.
    """
    asked = [word.partition("=") for word in arguments if word == "--lang" or word.startswith("--lang=")]
    following = dict(itertools.pairwise(arguments)).get("--lang", "")
    language = chosen_language(asked[0][2] or following if asked else "")
    translation.activate(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("django", settings.LOCALE_PATHS[0])
    gettext.textdomain("django")


def helped(program: Any) -> Iterator[Any]:
    """Every command, argument and option of a program that has help."""
    for node in (program, *program.get_params(typer.Context(program))):
        if getattr(node, "help", None):
            yield node
    for inner in getattr(program, "commands", {}).values():
        yield from helped(inner)


# What the parser calls the rest of a command where it tells how one is used: attribute → its word.
USAGE_WORDS = {"options_metavar": noop("[OPTIONS]"), "subcommand_metavar": noop("COMMAND [ARGS]...")}


def translate_help(program: Any) -> None:
    """Word the help, which stands in English where commands are declared, in the language that is active."""
    for node in helped(program):
        node.help = _(node.help)
        for name, word in USAGE_WORDS.items():
            if getattr(node, name, None) == word:
                setattr(node, name, _(word))


def yes_no(value: bool) -> str:
    return _("yes") if value else _("no")


def with_named(before: Facts, **named: object) -> Facts:
    """A dataclass with the fields that options name in place of its own; an option that is None leaves its field."""
    return replace(before, **{name: found for name, found in named.items() if found is not None})


FormatOption = Annotated[str, typer.Option("--format", callback=known_format, metavar="FORMAT", help="table or json.")]
