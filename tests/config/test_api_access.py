"""Every endpoint asked by everybody, of the running program: nobody, every role, and a program of another company.

The endpoints come from the OpenAPI document, so that a new one is asked by itself.
"""

from __future__ import annotations

import hashlib

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from reskontra.interface.roles import ROLES, inspects, reaches
from reskontra.interface.scopes import AREAS
from tests import build
from tests.api_book import api_book
from tests.config.test_api import OF_EVERY_COMPANY, OPERATIONS
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db
# A preview of these is less than what is asked of them by the least that they take: to post.
ASKED_WITHIN = dict.fromkeys(
    ("post_payments", "post_a_batch", "post_a_deposit", "post_payment_proposal"), "ACCOUNTANT"
)  # fmt: skip
# Who is let in is decided by code that both databases share: on SQLite of every one, on PostgreSQL of each fifth.
ASKED = OPERATIONS[::5] if connection.vendor == "postgresql" else OPERATIONS


def test_who_shows_no_token_or_one_without_the_scope_is_not_let_in() -> None:
    """A browser's session lets nobody in either."""
    book = api_book()
    browser = Browser(book.company, role="ADMINISTRATOR")
    nobody, session = Program(book.company, secret=""), Program(book.company, secret="")
    session.client = Client(enforce_csrf_checks=True)
    name = settings.SESSION_COOKIE_NAME
    session.client.cookies[name] = browser.client.cookies[name].value
    others = {area: Program(book.company, role="ADMINISTRATOR", scopes=_without(area), name=area) for area in AREAS}
    for one in ASKED:
        address, body = one.address(book), one.body()
        for program in (nobody, session):
            answer = program.ask(one.method, address, body)
            assert (answer.status, answer.data["code"]) == (401, "token_missing"), one
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        area, _colon, _verb = one.told["x-scope"].partition(":")
        answer = others[area].ask(one.method, address, body)
        assert (answer.status, answer.data["code"]) == (403, "token_scope_missing"), one


def _without(area: str) -> list[str]:
    return [f"{other}:write" for other in AREAS if other != area]


def test_every_role_is_answered_as_the_table_of_roles_says() -> None:
    """Who is let in is answered or refused for another reason; what was done is taken back, and the next role asks."""
    book = api_book()
    Browser(book.company)
    programs = {role: Program(book.company, role=role, name=role) for role in ROLES}
    unlike = []
    for one in ASKED:
        demanded = ASKED_WITHIN.get(one.told["operationId"], one.told["x-role"].upper())
        for role, program in programs.items():
            with transaction.atomic():
                answer = one.asked(program, book)
                transaction.set_rollback(True)
            is_kept_out = answer.status == 403
            if is_kept_out is (reaches(role, demanded) or (one.method == "GET" and inspects(role))):
                unlike.append((one.method, one.path, role, answer.status))
            assert answer.status < 500, one
            assert not is_kept_out or answer.data["code"] == "token_role_too_low", (one, role)
    assert not unlike


def test_to_a_program_of_another_company_there_is_nothing() -> None:
    """What an address names is not found, what is listed is empty, and no row of the book is told or changed."""
    book = api_book()
    Browser(book.company)
    elsewhere = Program(build.new_company(name="Sydan AB"), role="ADMINISTRATOR")
    before = _rows_of(book.company.id)
    for one in sorted(OPERATIONS, key=lambda one: not one.names):  # before it makes its own under the same names
        answer = one.asked(elsewhere, book)
        assert answer.status < 500, one
        assert b"Alfa AB" not in answer.content, one
        assert b"Nordan AB" not in answer.content, one
        if one.names not in ([], ["kind"], ["kind", "template"]) and one.path.split("/")[3] not in OF_EVERY_COMPANY:
            assert answer.status == 404, (one, answer)
    after = _rows_of(book.company.id)
    assert {name for name in before if before[name] != after[name]} == set()


def _rows_of(company: int) -> dict[str, str]:
    """Table → digest of the company's rows."""
    found = {}
    for model in apps.get_models():
        if any(field.attname == "company_id" for field in model._meta.local_concrete_fields):
            rows = model._default_manager.filter(company=company).order_by("pk").values_list()
            found[model._meta.db_table] = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    return found
