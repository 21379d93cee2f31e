"""Where the tests run, who is there, and what holds after each of them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import hypothesis
import pytest
import typer.testing
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from reskontra.companies.queries import CompanyFacts
from reskontra.config.env import database_settings
from reskontra.database.moving import BLOCK, count_from
from reskontra.interface.console import say_before
from tests import books, build, company_leads, kept, migrated, postgresql

MARKERS = (
    "long: a long run, left out unless --long is given (make test-all)",
    "damages_books: plants damage, so that the books need not hold after the test",
    "company_leads: every query the product sends in the test must be led by the company",
)

# The files that take the longest, as they were measured: they come first, and what is short fills up the workers' ends.
LONGEST = (
    "browser/test_every_page.py", "config/test_api_tried.py", "test_scenarios.py", "config/test_api_access.py",
    "faults/test_kill.py", "faults/test_storm.py", "faults/test_delivering.py", "cli/test_serve.py",
    "released/test_released.py", "receivables/test_open_report.py", "laws/test_book_laws.py",
    "laws/test_correction_laws.py", "founding/test_deleting.py", "cli/test_main.py", "test_structure.py",
)  # fmt: skip

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
# A law that held for a hundred examples on one database is tried for the first of them on the other.
hypothesis.settings.register_profile("second", deadline=None, derandomize=True, max_examples=20)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="with the long runs")
    parser.addoption("--faults", type=int, default=6, help="how many the storm has (make faults)")
    parser.addoption("--storm", type=int, default=1, help="the seed of the storm")
    parser.addoption("--company-leads", action="store_true", help="hold every query against the rule of company_leads")


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    _leave_the_users_set_up()
    _use(database_settings(_database_url(config)))
    _hash_in_a_moment()
    _let_sessions_be()
    setattr(typer.testing, "_get_command", cache(typer.main.get_command))  # noqa: B010 - made once, not for each call
    profile = "long" if config.getoption("--long") else "ci" if os.environ.get("CI") else "default"
    if profile != "long" and settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        profile = "second"
    hypothesis.settings.load_profile(profile)
    setattr(BaseDatabaseOperations, "execute_sql_flush", books.flush_past_guards)  # noqa: B010 - a method


def _use(database: dict[str, Any]) -> None:
    """Django has read its settings by now, and may have looked at the database they name."""
    settings.DATABASES = {"default": database}
    connections.settings = connections.configure_settings(settings.DATABASES)
    del connections["default"]


def _hash_in_a_moment() -> None:
    """Passwords are hashed as they are in use, but it may be quick to guess those of the tests."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


def _let_sessions_be() -> None:
    """What a test is given anew was signed in when the first one told it: it stays so, and nobody is asked again."""
    settings.IDLE_MINUTES, settings.SESSION_HOURS = 1_000_000, 100_000
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**9


def _leave_the_users_set_up() -> None:
    """What this user's environment and configuration file say is nothing to the tests."""
    for name in ("RESKONTRA_DATABASE_URL", "RESKONTRA_COMPANY", "RESKONTRA_LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["RESKONTRA_CONFIG"] = os.devnull
    settings.DEFAULT_COMPANY = settings.DEFAULT_LANGUAGE = ""
    settings.SECRET_KEY = os.environ["RESKONTRA_SECRET_KEY"] = "of the tests alone"


def _database_url(config: pytest.Config) -> str:
    chosen = os.environ.get("RESKONTRA_TEST_DATABASE") or "sqlite"
    if chosen == "sqlite":
        return "sqlite:///:memory:"
    if chosen != "postgresql":
        raise pytest.UsageError(f'RESKONTRA_TEST_DATABASE is "{chosen}". Write sqlite or postgresql.')
    if "RESKONTRA_TEST_SERVER" not in os.environ:  # workers are started after this, and find it set
        stack = ExitStack()
        config.add_cleanup(stack.close)
        os.environ["RESKONTRA_TEST_SERVER"] = stack.enter_context(postgresql.private_server())
    return f"{os.environ['RESKONTRA_TEST_SERVER']}/reskontra"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(f"database: {connection.vendor}")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Called before the test database is made."""
    migrated.begin_with_it()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Rows are numbered as in a company that was moved to another place: their keys are long."""
    with django_db_blocker.unblock():
        count_from(7 * BLOCK)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql" and not config.getoption("--long"):
        _try_fewer(items)
    items.sort(key=_place)
    left_out = [item for item in items if not _is_wanted(config, item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _is_wanted(config, item)]


def _place(item: pytest.Item) -> int:
    """Of its file: those that are not named come after, in the order in which they were found."""
    path = item.nodeid.partition("::")[0].removeprefix("tests/")
    return LONGEST.index(path) if path in LONGEST else len(LONGEST)


def _try_fewer(items: list[pytest.Item]) -> None:
    """Of a law that says itself how often it is tried: a quarter, as of the others a fifth."""
    for law in {getattr(item, "function", None) for item in items}:
        if getattr(law, "_hypothesis_internal_settings_applied", False):
            own: Any = law._hypothesis_internal_use_settings  # type: ignore[union-attr]
            fewer = hypothesis.settings(own, max_examples=max(4, own.max_examples // 4))
            law._hypothesis_internal_use_settings = fewer  # type: ignore[union-attr]


def _is_wanted(config: pytest.Config, item: pytest.Item) -> bool:
    """Not a long run unless it is asked for; on PostgreSQL not what never meets the test database."""
    if item.get_closest_marker("long") and not config.getoption("--long"):
        return False
    return connection.vendor != "postgresql" or _meets_database(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report: Any = yield
    if report.when == "call":
        item.stash[_PASSED] = report.passed
    return report


_PASSED = pytest.StashKey[bool]()


def _uses_database(request: pytest.FixtureRequest) -> bool:
    fixtures = {"db", "transactional_db"} & set(request.fixturenames)
    return bool(fixtures) or request.node.get_closest_marker("django_db") is not None


def _meets_database(item: Any) -> bool:
    """Or makes databases of its own on the tests' server."""
    fixtures = {"db", "transactional_db", "stages", "servers"} & set(item.fixturenames)
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def books_hold(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test on the database that passed, `reskontra check` is clean in every company."""
    if not _uses_database(request) or request.node.get_closest_marker("damages_books"):
        yield
        return
    request.getfixturevalue("db")  # set up before this fixture, and so taken down after it
    kept.begin(request, is_watched=_is_led_by_company(request))
    yield
    if request.node.stash.get(_PASSED, False):
        assert kept.violations() == []
    kept.end()


def _is_led_by_company(request: pytest.FixtureRequest) -> bool:
    marked = request.node.get_closest_marker("company_leads") is not None
    return marked or bool(request.config.getoption("--company-leads"))


@pytest.fixture(autouse=True)
def nothing_said_is_left() -> Iterator[None]:
    """A command leaves the company and the language that it was told, and a page its language, with the thread."""
    yield
    translation.deactivate()
    say_before(company="", language="")


@pytest.fixture(autouse=True)
def queries_led_by_company(request: pytest.FixtureRequest, books_hold: None) -> Iterator[None]:
    """With --company-leads or the marker: no query of the product reads across companies."""
    if not _is_led_by_company(request) or not _uses_database(request):
        yield
        return
    with company_leads.captured_company_queries():
        yield


@pytest.fixture
def alice() -> str:
    """A clerk."""
    return build.ALICE


@pytest.fixture
def bob() -> str:
    """An accountant."""
    return build.BOB


@pytest.fixture
def carla() -> str:
    """Has no access to the company."""
    return build.CARLA


@pytest.fixture
def company(db: None) -> CompanyFacts:
    """Nordan AB, in Sweden, with the BAS chart and the years 2025 and 2026."""
    return build.new_company()


@pytest.fixture
def story(company: CompanyFacts) -> Any:
    """A story about it that has not begun."""
    from tests.story import Story  # its models are read once Django is set up

    return Story(company)
