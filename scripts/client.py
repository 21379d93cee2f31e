"""The shapes and nouns of the Python client, written from the OpenAPI document of the API.

    python -m scripts.client    write client/reskontra_client/shapes.py and nouns.py

`tests/client/test_nouns.py` holds both against the document: whoever changes an endpoint runs this.
"""

from __future__ import annotations

import keyword
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "client" / "reskontra_client"
BASE = "/api/v1/"
JSON, FORM = "application/json", "multipart/form-data"
# Names that the address does not give: operation → method.
NAMES = {
    "import_statement_file": "import_file",
    "hand_claims_over": "hand_over",
    "move_fiscal_periods": "move_periods",
    "post_opening_balance": "post_opening",
    "list_statements_of_run": "list_statements",
    "try_a_text_mapping": "try_out",
    "try_the_rulebook": "try_out",
    "delete_reminders": "delete_drafts",
    "delete_memos": "delete_drafts",
}
PLURALS = {"batches": "batch"}
HEAD = '"""{told}\n\nWritten by `python -m scripts.client` from the OpenAPI document; not by hand.\n"""\n'
Schema = Mapping[str, Any]


def document() -> dict[str, Any]:
    """The OpenAPI document of the endpoints as they are in this tree."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reskontra.config.settings")
    os.environ.setdefault("RESKONTRA_DATABASE_URL", "sqlite:///:memory:")
    import django

    django.setup()
    from reskontra.config.api import api
    from reskontra.interface.api.program import document_of

    return document_of(api)


def rendered(told: Mapping[str, Any]) -> dict[str, str]:
    """File → what stands in it."""
    return {"shapes.py": _formatted(_Shapes(told).text()), "nouns.py": _formatted(_nouns_text(told))}


# Shapes


def type_of(schema: Schema, *, is_request: bool) -> str:
    """The Python type of a value; requests take dates and Decimals, answers give text."""
    if "$ref" in schema:
        return _name(schema)
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(type_of(one, is_request=is_request) for one in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return f"Literal[{', '.join(repr(one) for one in schema.get('enum', [schema.get('const')]))}]"
    match schema.get("type"):
        case "array":
            return f"list[{type_of(schema['items'], is_request=is_request)}]"
        case "object":
            inner = schema.get("additionalProperties")
            return f"dict[str, {type_of(inner, is_request=is_request) if isinstance(inner, dict) else 'Any'}]"
        case "string":
            if is_request and schema.get("format") == "date":
                return "Day"
            return "Amount" if is_request and "[0-9]{1,15}" in schema.get("pattern", "") else "str"
    return {"integer": "int", "boolean": "bool", "null": "None", "number": "float"}.get(schema.get("type", ""), "Any")


class _Shapes:
    """The shapes that requests and answers reach, each once."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._all: Mapping[str, Schema] = told["components"]["schemas"]
        self._asked, self._answered = set[str](), set[str]()
        for _path, _method, operation in operations(told):
            self._reach(
                operation.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema", {}), self._asked
            )
            for answer in operation["responses"].values():
                self._reach(answer.get("content", {}).get(JSON, {}).get("schema", {}), self._answered)

    def _reach(self, schema: Any, found: set[str]) -> None:
        if isinstance(schema, list):
            for one in schema:
                self._reach(one, found)
        elif isinstance(schema, dict):
            name = _name(schema) if "$ref" in schema else ""
            if name and name not in found:
                found.add(name)
                self._reach(self._all[name], found)
            for one in schema.values():
                self._reach(one, found)

    def text(self) -> str:
        head = HEAD.format(told="The shapes of requests and answers: dicts, as they go over the wire.")
        lines = [
            head,
            "from __future__ import annotations\n",
            "from typing import Any, Literal, NotRequired, TypedDict, final\n",
            "from reskontra_client.values import Amount, Day\n",
        ]
        names = sorted(name for name in self._asked | self._answered if not name.startswith("Page_"))
        return "\n".join([*lines, *(self._shape(name) for name in names)])

    def _shape(self, name: str) -> str:
        schema = self._all[name]
        if not schema.get("properties"):
            return f"\n{name} = dict[str, Any]\n"
        wanted = set(schema.get("required", ()))
        is_request = name not in self._answered
        fields = {}
        for one, inner in schema["properties"].items():
            kind = type_of(inner, is_request=is_request)
            fields[_safe(one) if is_request else one] = kind if one in wanted else f"NotRequired[{kind}]"
        if any(keyword.iskeyword(one) for one in fields):  # a class cannot say it
            told = ", ".join(f"{one!r}: {kind!r}" for one, kind in fields.items())
            return f"\n{name} = TypedDict({name!r}, {{{told}}})\n"
        said = [f"    {one}: {kind}" for one, kind in fields.items()]
        told = _docstring(schema.get("description", ""), 4)
        return "\n".join(["", "@final", f"class {name}(TypedDict):", *told, *said, ""])


# Nouns


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a noun, and the operation that it asks for."""

    noun: str
    name: str
    verb: str
    path: str
    operation: Mapping[str, Any]
    parts: Mapping[str, Schema] = field(default_factory=dict)

    @property
    def answers(self) -> list[str]:
        """The shapes of what it may answer; none of a file or of nothing."""
        responses = [answer for status, answer in self.operation["responses"].items() if status.startswith("2")]
        schemas = [one["content"][JSON]["schema"] for one in responses if JSON in one.get("content", {})]
        return [type_of(one, is_request=False) for one in schemas]


def operations(told: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in told["paths"].items():
        for verb, operation in methods.items():
            yield path.removeprefix(BASE), verb.upper(), operation


def methods_of(told: Mapping[str, Any]) -> dict[str, list[Method]]:
    """Noun → its methods; two of one name are a mistake, and told."""
    found: dict[str, list[Method]] = {}
    paths = {path.removeprefix(BASE): set(methods) for path, methods in told["paths"].items()}
    for path, verb, operation in operations(told):
        noun = path.partition("/")[0].replace("-", "_")
        schemas = {one["name"]: one["schema"] for one in operation.get("parameters", ()) if one["in"] == "path"}
        parts = {name: schemas[name] for name in re.findall(r"{(\w+)}", path)}
        method = Method(noun, method_name(path, verb, operation["operationId"], paths), verb, path, operation, parts)
        twins = [one.path for one in found.get(noun, ()) if one.name == method.name]
        if twins or keyword.iskeyword(method.name):
            raise SystemExit(f"{path} and {twins} would both be {noun}.{method.name}: name one of them in NAMES.")
        found.setdefault(noun, []).append(method)
    return dict(sorted(found.items()))


def method_name(path: str, verb: str, operation: str, paths: Mapping[str, set[str]]) -> str:
    """What a method is called, by its address: journals/{journal}/lines/{line}/apply is journals.apply_line.

    paths   every address → its methods in small letters: a list that things are added to is told from an action
    """
    if operation in NAMES:
        return NAMES[operation]
    _noun, *rest = path.replace("-", "_").split("/")
    words = [part for part in rest if not part.startswith("{")]
    is_one = bool(rest) and rest[-1].startswith("{")
    set_one, first = {"PUT": "set", "PATCH": "change", "DELETE": "delete"}.get(verb, ""), operation.partition("_")[0]
    if not words:
        return set_one or (first if verb != "GET" or (first == "list" and not is_one) else "show")
    inside = [rest[at] for at in range(len(rest) - 1) if not rest[at].startswith("{") and rest[at + 1].startswith("{")]
    owners = [_singular(word) for word in inside if is_one is False or word != rest[-2]]
    is_list = "get" in paths[path] or any(other.startswith(f"{path}/{{") for other in paths)
    if is_one:
        own = _singular(words[-1])
        return f"{set_one or ('' if verb == 'GET' else first)}_{'_'.join([*owners, own])}".strip("_")
    if verb == "GET":
        return "_".join([*owners, words[-1]])
    if set_one:
        return "_".join([set_one, *owners, words[-1]])
    if is_list:
        return "_".join(["add", *owners, _singular(words[-1])])
    return "_".join([words[-1], *owners[-1:]])


def _singular(word: str) -> str:
    return PLURALS.get(word, word.removesuffix("s"))


def _nouns_text(told: Mapping[str, Any]) -> str:
    found = methods_of(told)
    lines = [
        HEAD.format(told="The nouns of the API, and what is done with them."),
        "from __future__ import annotations\n",
        "from typing import Any, Literal, Unpack, cast\n",
        "from reskontra_client import shapes",
        "from reskontra_client.sending import Noun, Rows, Sender",
        "from reskontra_client.values import Amount, Day, Download, Seen, Upload\n",
    ]
    for noun, methods in found.items():
        lines += ["", f"class {_class(noun)}(Noun):"]
        lines += [line for one in sorted(methods, key=lambda one: one.name) for line in _method_lines(one)]
    lines += [
        "",
        "class Nouns:",
        '    """Every noun of the API."""',
        "",
        "    def __init__(self, sender: Sender) -> None:",
    ]
    lines += [f"        self.{noun} = {_class(noun)}(sender)" for noun in found]
    return "\n".join(lines) + "\n"


def _method_lines(one: Method) -> list[str]:
    """The method: parts of the address first, then what may be asked for or said."""
    arguments, call = _part_arguments(one), [f'"{one.verb}"', repr(re.sub(r"{\w+}", "{}", one.path))]
    if one.parts:
        call.append(f"({', '.join(_safe(name) for name in one.parts)},)")
    named, extra = _header_arguments(one)
    asked, query = _asked_arguments(one)
    content = one.operation.get("requestBody", {}).get("content", {})
    last = ""
    if JSON in content:
        last, said = f"**body: Unpack[{_shape(content[JSON]['schema'])}]", ["body=body"]
    elif FORM in content:
        first, rest, said = _form_arguments(content[FORM]["schema"])
        arguments, asked = [*arguments[:-1], *first, "/"], [*rest, *asked]
    else:
        said = []
    (answer,) = one.answers if len(one.answers) == 1 else ("",)
    is_page = answer.startswith("Page_")
    keywords = [*asked, *named]
    heads = ["self", *arguments, *(["*"] if keywords else []), *keywords, *([last] if last else [])]
    returns = _returned(one)
    if is_page:
        asking = f"Rows(self._sender, {', '.join([call[1], call[2] if one.parts else '()', query])})"
    else:
        asking = (
            f"self._sender.call({', '.join([*call, *([f'query={query}'] if query != '{}' else []), *said, *extra])})"
        )
        asking = asking if returns == "None" else f"cast({returns!r}, {asking})"
    text = "\n\n".join(part for part in (one.operation["summary"] + ".", one.operation.get("description", "")) if part)
    return [
        "", f"    def {one.name}({', '.join(heads)}) -> {returns}:", *_docstring(text, 8),
        f"        {asking if returns == 'None' else f'return {asking}'}",
    ]  # fmt: skip


def _part_arguments(one: Method) -> list[str]:
    parts = [f"{_safe(name)}: {type_of(schema, is_request=True)}" for name, schema in one.parts.items()]
    return [*parts, "/"] if parts else []


def _header_arguments(one: Method) -> tuple[list[str], list[str]]:
    """Arguments, and what is handed on: a key that is made where none is given, and how a thing was seen."""
    headers = {parameter["name"] for parameter in one.operation.get("parameters", ()) if parameter["in"] == "header"}
    found = {"Idempotency-Key": ('idempotency_key: str = ""', "idempotency_key=idempotency_key"),
             "If-Match": ('if_match: Seen = ""', "if_match=if_match")}  # fmt: skip
    known = [found[name] for name in sorted(headers)]
    return [argument for argument, _said in known], [said for _argument, said in known]


def _asked_arguments(one: Method) -> tuple[list[str], str]:
    """Arguments for what stands behind the question mark, and the dict of them."""
    asked = {p["name"]: p["schema"] for p in one.operation.get("parameters", ()) if p["in"] == "query"}
    arguments = [
        f"{_safe(name)}: {_or_none(type_of(schema, is_request=True))} = None" for name, schema in asked.items()
    ]
    return arguments, "{" + ", ".join(f'"{name}": {_safe(name)}' for name in asked) + "}"


def _form_arguments(schema: Schema) -> tuple[list[str], list[str], list[str]]:
    """The files of a form, its other fields, and what is handed on of both."""
    fields = schema["properties"]
    files = [name for name, one in fields.items() if one.get("format") == "binary"]
    others = {name: type_of(one, is_request=True) for name, one in fields.items() if name not in files}
    said = ["files={" + ", ".join(f'"{name}": {name}' for name in files) + "}"]
    if others:
        said.append("form={" + ", ".join(f'"{name}": {_safe(name)}' for name in others) + "}")
    arguments = [f"{_safe(name)}: {_or_none(kind)} = None" for name, kind in others.items()]
    return [f"{name}: Upload" for name in files], arguments, said


def _returned(one: Method) -> str:
    if "204" in one.operation["responses"]:
        return "None"
    if not one.answers:
        return "Download"
    pages = re.compile(r"^Page_(\w+)_$")
    return " | ".join(
        pages.sub(r"Rows[shapes.\1]", kind) if pages.match(kind) else _SHAPE.sub(r"shapes.\1", kind)
        for kind in one.answers
    )


def _docstring(text: str, indent: int) -> list[str]:
    """A text of the document as a docstring; its first sentence is not said twice."""
    parts = [part.strip() for part in text.split("\n\n")]
    if len(parts) > 1 and parts[1].startswith(parts[0]):
        parts = parts[1:]
    lines = "\n\n".join(part for part in parts if part).splitlines()
    if not lines:
        return []
    pad = " " * indent
    if len(lines) == 1:
        return [f'{pad}"""{lines[0]}"""']
    return [f'{pad}"""{lines[0]}', *(f"{pad}{line}".rstrip() for line in lines[1:]), f'{pad}"""']


def _or_none(kind: str) -> str:
    return kind if kind.endswith("None") else f"{kind} | None"


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def _class(noun: str) -> str:
    return "".join(word.title() for word in noun.split("_"))


_SHAPE = re.compile(r"\b(?!Any\b)([A-Z]\w+)")


def _shape(schema: Schema) -> str:
    return f"shapes.{_name(schema)}"


def _name(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _formatted(text: str) -> str:
    """As `ruff format` and its order of imports would have it."""
    for asked in (["check", "--quiet", "--fix", "--select", "I,F401"], ["format", "--quiet"]):
        command = [sys.executable, "-m", "ruff", *asked, "--stdin-filename", str(PACKAGE / "nouns.py"), "-"]
        text = subprocess.run(command, input=text, capture_output=True, check=True, text=True).stdout  # noqa: S603
    return text


def main() -> None:
    for file, text in rendered(document()).items():
        (PACKAGE / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
