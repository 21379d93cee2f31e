"""The reference of the API as pages, made from its OpenAPI document: nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from ninja import NinjaAPI

from reskontra.interface.api.program import document_of, operations_of
from reskontra.interface.findings import template_of


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter, or a field of a body or an answer."""

    name: str
    kind: str
    told: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    method: str
    path: str
    summary: str
    told: str
    role: str
    scope: str
    parameters: tuple[Named, ...]
    body: tuple[Named, ...]
    answers: tuple[tuple[str, tuple[Named, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """tags: (word, address, whether it is shown) of every noun; endpoints: of the one that is shown."""

    title: str
    version: str
    told: str
    tags: tuple[tuple[str, str, bool], ...]
    endpoints: tuple[Endpoint, ...]


def document(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(document_of(api), headers={"Cache-Control": "max-age=300"})


def reference(request: HttpRequest, api: NinjaAPI, tag: str = "") -> HttpResponse:
    """The endpoints of one noun, or the list of nouns."""
    found = document_of(api)
    known = operations_of(found)
    slugs = {slugify(word): word for word in known}
    if tag and tag not in slugs:
        raise Http404
    tags = tuple((word, slug, slug == tag) for slug, word in slugs.items())
    shown = tuple(_endpoint(*one, found) for one in known[slugs[tag]]) if tag else ()
    info = found["info"]
    page = Reference(slugs.get(tag, ""), info["version"], info["description"], tags, shown)
    return render(request, "desk/api_reference.html", {"page": page})


def problem_type(request: HttpRequest, code: str) -> HttpResponse:
    """What a type of problem means: the text of its refusal, with the names of its values."""
    template = template_of(code)
    if template is None:
        raise Http404
    return render(request, "desk/api_problem.html", {"code": code, "template": template})


def _endpoint(method: str, path: str, operation: Mapping[str, Any], found: Mapping[str, Any]) -> Endpoint:
    parameters = tuple(
        Named(one["name"], _kind(one["schema"]), one.get("description", ""), one.get("required", False))
        for one in operation.get("parameters", ())
    )
    body = operation.get("requestBody", {}).get("content", {})
    answers = (
        (status, tuple(_fields(_schema(answer.get("content", {})), found)))
        for status, answer in operation["responses"].items()
        if status < "300"
    )
    return Endpoint(
        method=method,
        path=path,
        summary=operation["summary"],
        told=operation.get("description", ""),
        role=operation["x-role"],
        scope=operation["x-scope"],
        parameters=parameters,
        body=tuple(_fields(_schema(body), found)),
        answers=tuple(answers),
    )


def _schema(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of the one media type; empty of a file and of no content."""
    found: Mapping[str, Any] = {}
    for told in content.values():
        found = told["schema"]
    return found


def _fields(schema: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Named]:
    """The fields of an object; nothing of what is none."""
    shape = _resolved(schema, found)
    for name, inner in shape.get("properties", {}).items():
        yield Named(name, _kind(inner), inner.get("description", ""), name in shape.get("required", ()))


def _resolved(schema: Mapping[str, Any], found: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    resolved: Mapping[str, Any] = found["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return resolved


def _kind(schema: Mapping[str, Any]) -> str:
    """string, date, integer, list of Line, string or null."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " or ".join(f'"{one}"' for one in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "any"))
