"""Who may see and do what: roles in a company, and the decorators that demand them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from reskontra.database import places, spans
from reskontra.database.prepared import Prepared
from reskontra.interface.models import Membership, User
from reskontra.interface.roles import SAFE_METHODS, inspects, reaches

View = Callable[..., HttpResponse]


class RoleTooLow(PermissionDenied):
    """She has a role in the company, but a higher one is asked for."""

    def __init__(self, demanded: str) -> None:
        super().__init__(demanded)
        self.demanded = demanded


@dataclass(frozen=True, slots=True)
class Access:
    """A user in a company that she has a role in. only_looks: she sees what she may not change."""

    company_id: int
    actor: str
    role: str
    only_looks: bool = False

    def may(self, role: str) -> bool:
        """Whether her role reaches the one that is asked for."""
        return reaches(self.role, role)

    def opens(self, view: View) -> bool:
        """Whether she may look at a page, as its demands() have it."""
        is_shown = inspects(self.role) and getattr(view, "shown_to_inspectors", False)
        return is_shown or self.may(getattr(view, "demanded_role", "READER"))

    @property
    def decides(self) -> bool:
        """Whether she may change anything at all in the company."""
        return self.may("CLERK")


def signed_in(request: HttpRequest) -> User:
    """The user of a page that asks for sign-in."""
    assert isinstance(request.user, User)
    return request.user


def role_in(*, company: int, user_id: int) -> str:
    """The user's role in the company; empty where she has none."""
    return _role_and_place(company, user_id)[0]


def _role_and_place(company: int, user_id: int) -> tuple[str, str]:
    """And where the company's books are."""
    return _ROLE.first(company, user_id) or ("", places.HOME)


_ROLE = Prepared(
    lambda company, user: Membership.objects.filter(company=company, user=user).values_list("role", "company__place")
)


def company_ids_of(*, user_id: int) -> list[int]:
    """The companies that the user has a role in."""
    return [found[0] for found in _COMPANIES.rows(user_id)]


_COMPANIES = Prepared(lambda user: Membership.objects.filter(user=user).order_by("company").values_list("company"))


def demands(role: str, *, shows: bool = False) -> Callable[[View], View]:
    """A page under /<company>/: for those who may what the role is the least for; to others there is no company.

    The view takes an Access instead of the company's number.
    shows   an auditor may look at it, whatever the role: GET changes nothing and asks for nothing to be changed
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, company_id: int, **found: Any) -> HttpResponse:
            user = signed_in(request)
            held, place = _role_and_place(company_id, user.id)
            if not held:
                raise Http404
            spans.tell({"reskontra.company": company_id})
            places.enter(place)  # until the request ends: interface/placed.py
            only_looks = not reaches(held, role)
            access = Access(company_id=company_id, actor=user.username, role=held, only_looks=only_looks)
            request.access = access  # type: ignore[attr-defined]  # the frame shows what she may
            if only_looks and not (shows and inspects(held) and request.method in SAFE_METHODS):
                raise RoleTooLow(role)
            return view(request, access, **found)

        guarded.demanded_role = role  # type: ignore[attr-defined]  # a test asks every page for it
        guarded.shown_to_inspectors = shows  # type: ignore[attr-defined]
        return guarded

    return decorate
