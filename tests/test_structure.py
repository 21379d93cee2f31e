"""What we promise of the code is enforced: sizes, mirrored tests, texts of refusals, documented commands."""

from __future__ import annotations

import ast
import re
import shlex
import string
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

import reskontra
from tests import catalogue
from tests.each import holds_for_each

ROOT = Path(__file__).resolve().parent.parent
LINES_A_MODULE = 400
LINES_A_FUNCTION = 50
LINES_A_TEMPLATE = 150

# Written by scripts/client.py, and read by nobody from end to end.
WRITTEN = [ROOT / "client" / "reskontra_client" / name for name in ("shapes.py", "nouns.py")]
MODULES = sorted(
    path
    for top in ("reskontra", "benchmarks", "client")
    for path in (ROOT / top).rglob("*.py")
    if "migrations" not in path.parts and path not in WRITTEN
)
PRODUCT = [path for path in MODULES if path.is_relative_to(ROOT / "reskontra")]

# Refusals with nothing to quote: there is none of what they speak of, or it is the whole file.
NAMES_NOTHING = {"no_company", "web_page"}

REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "npmjs" + ".com", "crates" + ".io",
              "proxy.golang" + ".org", "rubygems" + ".org")  # fmt: skip
MACHINE_PATH = re.compile(r"(?<![\w.*$)}/:-])/(?:work|root|home/\w+)(?=[/\s\"'`,;:)]|$)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


# Sizes


def test_a_module_is_read_at_one_sitting() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {path: count for path, count in lines.items() if count > LINES_A_MODULE}


def test_a_function_fits_on_a_screen() -> None:
    lines = {f"{name(path)} {f.name}": (f.end_lineno or 0) - f.lineno + 1 for path in MODULES for f in functions(path)}
    assert not {function: count for function, count in lines.items() if count > LINES_A_FUNCTION}


def test_a_template_is_short() -> None:
    lines = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in (ROOT / "reskontra").rglob("*.html")}
    assert not {path: count for path, count in lines.items() if count > LINES_A_TEMPLATE}


# Tests


def needs_a_test(path: Path) -> bool:
    """A module with something to call: not a table of data, plain records, or one of Django's declarations."""
    if path.name in {"apps.py", "models.py", "settings.py"}:
        return False
    return any(not function.name.startswith("_") for function in functions(path))


def test_every_module_with_code_has_its_test() -> None:
    missing = []
    for path in PRODUCT:
        inside = path.relative_to(ROOT / "reskontra")
        stem = inside.parent.name if path.name == "__init__.py" else path.stem
        wanted = ROOT / "tests" / inside.parent / f"test_{stem}.py"
        flat = ROOT / "tests" / inside.parts[0] / f"test_{stem}.py"
        if not wanted.exists() and not flat.exists() and needs_a_test(path):
            missing.append(name(wanted))
    assert not missing


def test_the_checks_of_every_room_are_gathered() -> None:
    gathered = (ROOT / "reskontra" / "cli" / "checks.py").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "reskontra").glob("*/checks.py") if path.parent.name != "cli"]
    assert not [room for room in rooms if f"from reskontra.{room} import checks" not in gathered]


# Refusals


def problems_with(kind: catalogue.Told) -> Iterator[str]:
    template = kind.template
    if not re.fullmatch(r"[a-z][a-z0-9_]*", kind.code):
        yield f"the code is {kind.code!r}"
    if "template" not in vars(kind):
        yield "it has no template"
    if re.fullmatch(r"\{\w+\}", template):
        return  # it hands on the text of another
    values = [field for _, field, _, _ in string.Formatter().parse(template) if field is not None]
    if not values and '"' not in template and kind.code not in NAMES_NOTHING:
        yield "it names no value"
    if not all(value.isidentifier() for value in values):
        yield "a value is more than a name"
    if len(re.findall(r"[.][\"”)]?(?=\s+\S|$)", template)) < 2 or not template.endswith("."):
        yield "it is not two sentences with full stops"
    for word in re.findall(r"\b(?:invalid|failed|failure|error|please)\b", template, re.IGNORECASE):
        yield f'it says "{word}"'


def test_a_refusal_says_what_it_saw_and_what_to_do() -> None:
    found = [
        f"{kind.__module__}.{kind.__name__}: {problem}: {kind.template}"
        for kind in catalogue.told()
        for problem in problems_with(kind)
    ]
    assert not found, "\n".join(found)


def test_codes_of_refusals_are_unique() -> None:
    codes = Counter(kind.code for kind in catalogue.told())
    assert not {code: count for code, count in codes.items() if count > 1}


# Documents


def documented_commands() -> list[tuple[str, str]]:
    """(page, command line) for every `reskontra …` in the code blocks of README and the docs."""
    found = []
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        blocks = re.findall(r"^```\w*\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for line in "".join(blocks).replace("\\\n", " ").splitlines():
            command = re.match(r"\s*(?:\$ )?(?:\w+=\S+ )*(?:\S*/)?reskontra\s+(.*)", line)
            if command:
                found.append((page.name, command[1]))
    return found


def test_a_documented_command_is_one() -> None:
    program = typer.main.get_command(import_module("reskontra.cli.program").program)

    def is_one(documented: tuple[str, str]) -> None:
        words = shlex.split(re.split(r"\s[|>;&]", documented[1])[0], comments=True)
        assert not problem_with(program, words)

    holds_for_each(documented_commands(), is_one)


def problem_with(command: Any, words: list[str]) -> str:
    """What keeps the words from being a call of the command, which is not run; "" when nothing does."""
    words = list(words)
    while hasattr(command, "commands"):
        words, left = _without_options(command, words)
        if left:
            return left
        if not words:
            return "" if command.invoke_without_command else "a command is missing"
        if words[0] not in command.commands:
            return f"there is no {words[0]}"
        command = command.commands[words.pop(0)]
    words, left = _without_options(command, words, everywhere=True)
    if left:
        return left
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    least = sum(max(p.nargs, 1) for p in arguments if p.required)
    most = sum(p.nargs for p in arguments) if all(p.nargs > 0 for p in arguments) else len(words)
    return "" if least <= len(words) <= most else f"{len(words)} arguments, {least} to {most} wanted"


def _without_options(command: Any, words: list[str], *, everywhere: bool = False) -> tuple[list[str], str]:
    """The words that are no options (a group's own stand before the next command), and what is no option of it."""
    options = {name: p for p in command.params for name in (*p.opts, *p.secondary_opts) if name.startswith("-")}
    kept: list[str] = []
    words = list(words)
    while words and (everywhere or words[0].startswith("-")):
        word = words.pop(0)
        if not word.startswith("-") or re.fullmatch(r"-\d.*", word):
            kept.append(word)
            continue
        flag, _, value = word.partition("=")
        if flag == "--help":
            continue
        if flag not in options:
            return [], f"there is no option {flag}"
        if not options[flag].is_flag and not value:
            words = words[1:]
    return kept + words, ""


def documented_paths() -> list[tuple[str, str]]:
    """(page, path) for every `path/of/a/file` in the pages about the code; <names> stand for anything."""
    found = []
    for page in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        spans = re.findall(r"`([^`\s]+)`", (ROOT / page).read_text(encoding="utf-8"))
        found += [(page, span) for span in spans if "/" in span and "<" not in span]
    return found


def test_a_documented_path_leads_somewhere() -> None:
    of_any_room = {"migrations/", "actions/", "api/"}
    assert not [
        (page, path)
        for page, path in documented_paths()
        if path not in of_any_room and not (ROOT / path).exists() and not (ROOT / "reskontra" / path).exists()
    ]


def test_the_newest_change_is_of_this_version() -> None:
    versions = re.findall(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == reskontra.__version__


# What is committed


def committed() -> list[Path]:
    """What is, or would be, committed."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    return [path for line in listed.stdout.decode().split("\0") if line and (path := ROOT / line).is_file()]


def test_nothing_names_a_registry_or_a_machine() -> None:
    found = []
    for path in committed():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{name(path)}: {host}" for host in REGISTRIES if host in text]
        found += [f"{name(path)}: {match[0]}" for match in MACHINE_PATH.finditer(text)]
    assert not found
