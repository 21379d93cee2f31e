"""Roles as a company's trail tells them, held against those at home: a process may die between storing both."""

from __future__ import annotations

from reskontra.audit.queries import events_of
from reskontra.interface.models import Membership, User

GIVEN = "interface.role.given"


def roles_unlike(*, company: int) -> dict[str, tuple[str, str]]:
    """User → (role at home, role that the trail told last), where they differ; "" is none.

    The thread is where the company's books are. A role that no event gave is not looked at.
    """
    told = {
        one.subject: str(one.content["after"]["role"])
        for one in events_of(company=company, action=GIVEN)
        if one.content
    }
    held = dict(Membership.objects.filter(company=company).values_list("user__username", "role"))
    known = User.objects.filter(username__in=told).order_by("username").values_list("username", flat=True)
    return {name: (held.get(name, ""), told[name]) for name in known if held.get(name, "") != told[name]}


def give_as_told(*, company: int) -> None:
    """Let home say of roles what the trail says."""
    for name, (_held, role) in roles_unlike(company=company).items():
        user = User.objects.get(username=name)
        if role:
            Membership.objects.update_or_create(company_id=company, user=user, defaults={"role": role})
        else:
            Membership.objects.filter(company=company, user=user).delete()
