"""Who may see what: every page under a company, tried by those who may not.

tests/golden/access/pages.txt tells of each page the least role that is let in, and whether an auditor looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from reskontra.companies.queries import CompanyFacts
from reskontra.database.rows import CompanyRow
from reskontra.interface.auth import Access, RoleTooLow, company_ids_of, demands, role_in, signed_in
from reskontra.interface.models import User
from reskontra.interface.people import give_role
from reskontra.interface.roles import ROLES, inspects, reaches
from tests import build
from tests.api_book import api_book
from tests.each import holds_for_each
from tests.golden_files import GOLDEN, assert_golden
from tests.web import Browser

pytestmark = pytest.mark.django_db

OF_COMPANY = "<key:company_id>/"
SAMPLES = {"key": "1", "int": "1", "str": "x", "slug": "x", "path": "x"}


@dataclass(frozen=True)
class Address:
    """A page under a company. path: below the company; demanded: the least role, "" where nothing guards it.

    is_shown   an auditor may look at it, whatever the role
    """

    name: str
    path: str
    demanded: str
    is_shown: bool


def addresses() -> Iterator[Address]:
    """Every address under a company, with samples for what stands in it."""
    for route, pattern in _walked(get_resolver().url_patterns, ""):
        if route.startswith(OF_COMPANY):
            path = route.removeprefix(OF_COMPANY)
            for name, converter in pattern.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                kind = {"string": "str"}.get(kind, kind)
                path = path.replace(f"<{kind}:{name}>", SAMPLES[kind])
            assert "<" not in path, f"{route} has a part without a sample"
            view = pattern.callback
            is_shown = getattr(view, "shown_to_inspectors", False)
            yield Address(str(pattern.name), path, getattr(view, "demanded_role", ""), is_shown)


def _walked(patterns: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walked(one.url_patterns, route)
        else:
            yield route, one


PAGES = sorted(addresses(), key=lambda page: page.path)


def path_of(page: Address) -> str:
    return page.path


def asked(client: Client, url: str) -> Any:
    """The answer to GET, or to POST where only that is heard."""
    answer = client.get(url)
    return client.post(url) if answer.status_code == 405 else answer


def test_the_table_of_addresses_was_read() -> None:
    assert {"home", "journals", "journal_post"} <= {page.name for page in PAGES}


def test_every_page_of_a_company_demands_a_role() -> None:
    assert [page for page in PAGES if page.demanded not in ROLES] == []


def test_without_sign_in_a_page_leads_to_it(company: CompanyFacts) -> None:
    def leads(page: Address) -> None:
        url = f"/{company.id}/{page.path}"
        answer = asked(Client(), url)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/login/?next={url}")

    holds_for_each(PAGES, leads, named=path_of)


def test_to_a_user_of_another_company_there_is_no_page(company: CompanyFacts) -> None:
    elsewhere = Browser(build.new_company(name="Sydan AB"), role="ADMINISTRATOR", name=build.CARLA)

    def is_none(page: Address) -> None:
        answer = asked(elsewhere.client, f"/{company.id}/{page.path}")
        assert answer.status_code == 404
        assert company.name not in answer.content.decode()

    holds_for_each(PAGES, is_none, named=path_of)


def test_a_lower_role_is_told_which_it_takes(company: CompanyFacts) -> None:
    """By every role that may not, and to an auditor of what she may look at, when she sends it."""
    people = {role: Browser(company, role=role, name=role.lower()) for role in ROLES[:-1]}

    def is_told(page: Address) -> None:
        for role in (role for role in people if not reaches(role, page.demanded)):
            client, url = people[role].client, f"/{company.id}/{page.path}"
            answers = [client.post(url)] if page.is_shown and inspects(role) else [asked(client, url), client.put(url)]
            assert {answer.status_code for answer in answers} <= {403, 405}, role
            assert 403 in {answer.status_code for answer in answers} or page.is_shown, role
            told = answers[0].content.decode()
            if answers[0].status_code == 403:
                assert page.demanded.lower() in told
                assert 'class="bar"' in told
                assert "Not for your role" in told

    holds_for_each((page for page in PAGES if page.demanded != ROLES[0]), is_told, named=path_of)


def test_the_table_of_access_tells_of_every_page() -> None:
    rows = [f"{page.demanded.lower():14}{'auditor' if page.is_shown else '':9}{page.path or '/'}" for page in PAGES]
    assert_golden(GOLDEN / "access" / "pages.txt", "\n".join(["least role    shown to page", *rows]) + "\n")


def test_an_auditor_looks_at_all_and_changes_nothing() -> None:
    """Whatever she sends, with the words by which forms are told apart too; nothing of the company is another."""
    book = api_book()
    auditor = Browser(book.company, role="AUDITOR", name="rita")
    held = _held(book.company)

    def looks(page: Address) -> None:
        url = f"/{book.company.id}/{page.path}"
        if page.is_shown or page.demanded in ("READER", "AUDITOR"):
            answer = auditor.client.get(url)
            assert answer.status_code in (200, 302, 303, 404, 405, 422), answer.status_code
            if page.is_shown and answer.status_code == 200 and 'class="bar"' in (told := _told(answer)):
                assert "disabled" in told or '<button class="button primary">' not in told
        for sent in ({}, {"form": "change", "code": "30D"}, {"do": "new", "new": "1", "name": "x", "text": "x"}):
            assert auditor.client.post(url, sent).status_code in (200, 302, 303, 403, 404, 405, 422)

    holds_for_each(PAGES, looks, named=path_of)
    assert _held(book.company) == held


def _told(answer: Any) -> str:
    return "" if answer.streaming else answer.content.decode(errors="replace")


def _held(company: CompanyFacts) -> dict[str, list[str]]:
    """Every row of the company, by its table."""
    models = [model for model in apps.get_models() if issubclass(model, CompanyRow)]
    rows = {one: one._default_manager.filter(company=company.id).values_list() for one in models}
    return {one.__name__: sorted(map(repr, found)) for one, found in rows.items()}


def test_what_another_company_has_is_not_found_under_ones_own() -> None:
    """The number of a thing of one company, asked for under the address of another."""
    book = api_book()
    own = Browser(build.new_company(name="Sydan AB"), role="ADMINISTRATOR", name=build.CARLA)

    def tells_nothing(page: Address) -> None:
        for number in {"1", str(book.entry), book.draft} if "1" in page.path else {"1"}:
            answer = own.client.get(f"/{own.company.id}/{page.path.replace('1', number)}")
            assert answer.status_code < 500
            assert b"Alfa AB" not in answer.getvalue()
            assert b"Nordan AB" not in answer.getvalue()

    holds_for_each((page for page in PAGES if "/" in page.path), tells_nothing, named=path_of)


def test_a_form_of_another_site_is_refused(company: CompanyFacts) -> None:
    Browser(company, role="ADMINISTRATOR", name=build.BOB)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username=build.BOB))

    def is_refused(page: Address) -> None:
        answer = strict.post(f"/{company.id}/{page.path}")
        assert answer.status_code in (403, 405)
        assert answer.status_code == 405 or "Load its page again" in answer.content.decode()

    holds_for_each(PAGES, is_refused, named=path_of)


def test_whatever_is_answered_no_cache_and_no_frame_keeps_it(company: CompanyFacts) -> None:
    """Pages, parts, files and refusals alike."""
    admin = Browser(company, role="ADMINISTRATOR", name=build.BOB).client

    def is_guarded(page: Address) -> None:
        headers = admin.get(f"/{company.id}/{page.path}").headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox" in policy or "frame-ancestors 'none'" in policy

    holds_for_each(PAGES, is_guarded, named=path_of)


def test_a_role_reaches_what_the_lower_ones_reach() -> None:
    clerk = Access(company_id=1, actor=build.ALICE, role="CLERK")
    assert [clerk.may(role) for role in ROLES] == [True, False, True, False, False]
    auditor = Access(company_id=1, actor=build.ALICE, role="AUDITOR")
    assert [auditor.may(role) for role in ROLES] == [True, True, False, False, False]
    assert (clerk.decides, auditor.decides) == (True, False)


def test_the_view_is_handed_who_asks_and_where(company: CompanyFacts) -> None:
    Browser(company, role="CLERK", name=build.ALICE)
    seen: list[Access] = []
    view = demands("CLERK")(lambda request, access: seen.append(access))  # type: ignore[arg-type, return-value]
    request = RequestFactory().get("/")
    request.user = User.objects.get(username=build.ALICE)
    view(request, company_id=company.id)
    assert seen == [Access(company_id=company.id, actor=build.ALICE, role="CLERK")]
    with pytest.raises(RoleTooLow) as refusal:
        demands("ACCOUNTANT")(lambda request, access: None)(request, company_id=company.id)  # type: ignore[arg-type, return-value]
    assert refusal.value.demanded == "ACCOUNTANT"


def test_roles_are_by_company(company: CompanyFacts) -> None:
    Browser(company, role="CLERK", name=build.ALICE)
    other = build.new_company(name="Sydan AB")
    alice = User.objects.get(username=build.ALICE)
    assert (role_in(company=company.id, user_id=alice.id), role_in(company=other.id, user_id=alice.id)) == ("CLERK", "")
    assert company_ids_of(user_id=alice.id) == [company.id]
    give_role(company=other.id, actor=build.BOB, username=build.ALICE, role="READER")
    assert company_ids_of(user_id=alice.id) == [company.id, other.id]


def test_nobody_is_no_user() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(AssertionError):
        signed_in(request)
