"""Users and roles, by an administrator; the last one stays."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.auth import role_in
from reskontra.interface.models import User
from reskontra.interface.people import add_user, let_in
from tests import books, build
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening 7"


@pytest.fixture
def admin(company: CompanyFacts) -> Browser:
    return Browser(company, role="ADMINISTRATOR", name="bob")


def role_of(company: CompanyFacts, name: str) -> str:
    return role_in(company=company.id, user_id=User.objects.get(username=name).id)


def give(admin: Browser, name: str, role: str, **typed: str) -> Page:
    """The form about a user, sent with another role, and what else is typed."""
    page = admin.get(f"setup/people/?{urlencode({'edit': name})}")
    shown = page.root.xpath("//form[@id='form-change']//input[@type!='checkbox' or @checked]")
    sent = {one.get("name"): one.get("value") or ("on" if one.get("type") == "checkbox" else "") for one in shown}
    return admin.post("setup/people/", {**sent, "role": role, **typed})


def test_a_new_user_signs_in_with_her_role(company: CompanyFacts, admin: Browser) -> None:
    typed = {"form": "new", "username": "carla", "name": "Carla", "password": PASSWORD, "role": "CLERK"}
    page = admin.post("setup/people/", typed)
    assert "carla is clerk in the company." in page.text
    assert role_of(company, "carla") == "CLERK"
    assert User.objects.get(username="carla").check_password(PASSWORD)


def test_a_weak_password_is_told_at_its_field_and_not_sent_back(admin: Browser) -> None:
    typed = {"form": "new", "username": "carla", "password": "password", "role": "CLERK"}
    page = admin.post("setup/people/", typed)
    assert page.status == 422
    assert "too easy to guess" in page.texts("//*[@id='new-password-told']")[0]
    assert page.values("//input[@name='username'][@id='new-username']/@value") == ["carla"]
    assert '"password"' not in page.text
    assert not User.objects.filter(username="carla").exists()


def test_a_user_of_another_company_is_let_in_once(company: CompanyFacts, admin: Browser) -> None:
    add_user(username="dora", password=PASSWORD)
    typed = {"form": "known", "username": "dora", "role": "READER"}
    assert "dora is reader in the company." in admin.post("setup/people/", typed).text
    again = admin.post("setup/people/", {**typed, "role": "CLERK"})
    assert again.status == 422
    assert "dora is reader in the company already." in again.text
    assert role_of(company, "dora") == "READER"
    unknown = admin.post("setup/people/", {**typed, "username": "ingen"})
    assert 'There is no user "ingen".' in unknown.texts("//*[@id='known-username-told']")[0]


def test_a_role_is_changed_and_taken_away(company: CompanyFacts, admin: Browser) -> None:
    Browser(company, role="CLERK", name="alice")
    assert "alice is accountant" in give(admin, "alice", "ACCOUNTANT").text
    assert "alice has no role" in give(admin, "alice", "").text
    assert role_of(company, "alice") == ""


def test_the_last_administrator_stays(company: CompanyFacts, admin: Browser) -> None:
    page = give(admin, "bob", "CLERK")
    assert page.status == 422
    assert "bob is the only administrator who may sign in." in page.text
    Browser(company, role="ADMINISTRATOR", name="alice")
    let_in(actor=build.BOB, username="alice", is_active=False)
    assert give(admin, "bob", "").status == 422
    let_in(actor=build.BOB, username="alice", is_active=True)
    admin.post("setup/people/", {"form": "known", "username": "alice"})
    give(admin, "bob", "CLERK")
    assert role_of(company, "bob") == "CLERK"


def test_who_is_not_of_the_company_is_not_changed_by_its_page(company: CompanyFacts, admin: Browser) -> None:
    add_user(username="nobody1", password=PASSWORD)
    typed = {"form": "change", "edit": "nobody1", "email": "evil@nordan.se", "active": "on", "role": "CLERK"}
    page = admin.post("setup/people/", typed)
    assert (page.status, role_of(company, "nobody1")) == (422, "")
    assert User.objects.get(username="nobody1").email == ""


def test_an_address_is_changed_and_a_user_shut_out_and_let_in(company: CompanyFacts, admin: Browser) -> None:
    alice = Browser(company, role="CLERK", name="alice+1@nordan.se")
    page = give(admin, "alice+1@nordan.se", "CLERK", email="alice@nordan.se", active="")
    assert "is clerk in the company. alice+1@nordan.se is known by alice@nordan.se." in page.text
    assert "alice+1@nordan.se may not sign in." in page.text
    assert alice.client.get(f"/{company.id}/").status_code == 302
    assert page.texts("//tbody/tr[1]/td")[2:] == ["Clerk", "alice@nordan.se", "No", "No"]
    assert "may sign in." in give(admin, "alice+1@nordan.se", "CLERK", active="on").text
    assert User.objects.get(username="alice+1@nordan.se").is_active
    for email, said in (("nobody", '"nobody" is no e-mail address.'), ("a" * 250 + "@b.se", "is no e-mail address.")):
        page = give(admin, "alice+1@nordan.se", "CLERK", email=email)
        assert page.status == 422
        assert said in page.texts("//*[@id='change-email-told']")[0]
    assert User.objects.get(username="alice+1@nordan.se").email == "alice@nordan.se"


def test_oneself_and_the_last_administrator_are_not_shut_out(company: CompanyFacts, admin: Browser) -> None:
    before = books.contents()
    page = give(admin, "bob", "ADMINISTRATOR", active="")
    assert page.status == 422
    assert "bob was to be shut out by bob." in page.texts("//*[@id='change-active-told']")[0]
    assert books.contents() == before
    Browser(company, role="ADMINISTRATOR", name="alice")
    page = give(admin, "alice", "ADMINISTRATOR", active="")
    assert "alice may not sign in." in page.text


def test_who_works_elsewhere_signs_in_as_before(company: CompanyFacts, admin: Browser) -> None:
    Browser(company, role="CLERK", name="alice")
    other = build.new_company(name="Sydan AB")
    Browser(other, role="READER", name="alice")
    for field, typed in (("email", {"email": "x@nordan.se"}), ("active", {"active": ""})):
        page = give(admin, "alice", "CLERK", **typed)
        assert page.status == 422
        assert "a company of which bob is no administrator" in page.texts(f"//*[@id='change-{field}-told']")[0]
    assert "alice is accountant" in give(admin, "alice", "ACCOUNTANT").text
    Browser(other, role="ADMINISTRATOR", name="bob")
    assert "alice may not sign in." in give(admin, "alice", "CLERK", active="").text


def test_an_accountant_does_not_give_roles(company: CompanyFacts) -> None:
    browser = Browser(company, role="ACCOUNTANT", name="alice")
    assert browser.get("setup/people/").status == 403
    assert browser.post("setup/people/", {"form": "known", "username": "alice", "role": "ADMINISTRATOR"}).status == 403
