"""What each role may do: the one place that says it, for pages, programs and commands alike."""

from __future__ import annotations

from enum import Enum, auto


class Right(Enum):
    """What a role holds. Pages and endpoints name the role that first had a right: LEAST says which right that is."""

    READ = auto()  # the books, reports and letters, and files of them
    AUDIT = auto()  # fetch the books for other programs: SIE, vouchers
    INSPECT = auto()  # look at what others set up and keep, without changing it: settings, users, tokens, the trail
    DECIDE = auto()  # import, type, apply, draft
    POST = auto()  # post, reverse, issue, set up
    ADMINISTER = auto()  # users, roles, tokens, webhooks, sandboxes


_READER = frozenset({Right.READ})
_AUDITOR = _READER | {Right.AUDIT, Right.INSPECT}
_CLERK = _READER | {Right.DECIDE}
_ACCOUNTANT = _CLERK | {Right.AUDIT, Right.POST}
_ADMINISTRATOR = _ACCOUNTANT | {Right.INSPECT, Right.ADMINISTER}

RIGHTS = {
    "READER": _READER,
    "AUDITOR": _AUDITOR,
    "CLERK": _CLERK,
    "ACCOUNTANT": _ACCOUNTANT,
    "ADMINISTRATOR": _ADMINISTRATOR,
}
ROLES = list(RIGHTS)  # as they are listed
LEAST = {
    "READER": Right.READ,
    "AUDITOR": Right.AUDIT,
    "CLERK": Right.DECIDE,
    "ACCOUNTANT": Right.POST,
    "ADMINISTRATOR": Right.ADMINISTER,
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})  # those that change nothing


def reaches(held: str, demanded: str) -> bool:
    """Whether a role may what the demanded one is the least for.

    >>> reaches("ACCOUNTANT", "CLERK"), reaches("AUDITOR", "CLERK"), reaches("CLERK", "AUDITOR")
    (True, False, False)
    """
    return LEAST[demanded] in RIGHTS[held]


def inspects(held: str) -> bool:
    """Whether a role looks at everything, whoever may change it.

    >>> [role for role in ROLES if inspects(role)]
    ['AUDITOR', 'ADMINISTRATOR']
    """
    return Right.INSPECT in RIGHTS[held]


def roles_that(demanded: str) -> list[str]:
    """The roles that may what the demanded one is the least for.

    >>> roles_that("CLERK")
    ['CLERK', 'ACCOUNTANT', 'ADMINISTRATOR']
    """
    return [role for role in ROLES if reaches(role, demanded)]
