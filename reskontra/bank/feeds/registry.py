"""The kinds of feeds there are: our own, and those that other packages register."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points

from reskontra.bank.feeds.folder import provider as folder
from reskontra.bank.feeds.provider import FeedProvider
from reskontra.bank.feeds.sftp import provider as sftp
from reskontra.core.errors import Refused

GROUP = "reskontra.feeds"
_OWN: Mapping[str, FeedProvider] = {"folder": folder, "sftp": sftp}


class FeedKindUnknown(Refused):
    code = "feed_kind_unknown"
    template = 'There is no kind of feed "{kind}". Use one of {known}, or install the package that brings it.'


class FeedKindBroken(Refused):
    code = "feed_kind_broken"
    template = (
        'The package {package} brings the kind of feed "{kind}", and it does not start: {reason}. Mend or remove it.'
    )


class FeedOptionUnknown(Refused):
    code = "feed_option_unknown"
    template = 'A feed of kind {kind} has no option "{option}". It takes {known}.'


class FeedOptionMissing(Refused):
    code = "feed_option_missing"
    template = "A feed of kind {kind} needs {option}: {about}. Add --option {option}=…."


def kinds() -> list[str]:
    """The names of all kinds, our own first."""
    others = {point.name for point in entry_points(group=GROUP)} - _OWN.keys()
    return [*_OWN, *sorted(others)]


def provider_of(kind: str) -> FeedProvider:
    """refuses   FeedKindUnknown, FeedKindBroken"""
    if own := _OWN.get(kind):
        return own
    for point in entry_points(group=GROUP, name=kind):
        package = point.dist.name if point.dist else point.value
        try:
            found: FeedProvider = point.load()
        except Exception as reason:  # whatever another package does as it is read
            raise FeedKindBroken(package=package, kind=kind, reason=type(reason).__name__) from reason
        return found
    raise FeedKindUnknown(kind=kind, known=tuple(kinds()))


def fit_options(kind: str, options: Mapping[str, str]) -> dict[str, str]:
    """The options, without empty ones.

    refuses   FeedKindUnknown, FeedKindBroken, FeedOptionUnknown, FeedOptionMissing
    """
    known = {option.key: option for option in provider_of(kind).options}
    for key in options:
        if key not in known:
            raise FeedOptionUnknown(kind=kind, option=key, known=tuple(known))
    given = {key: text for key, text in options.items() if text}
    for option in known.values():
        if option.is_required and option.key not in given:
            raise FeedOptionMissing(kind=kind, option=option.key, about=option.about)
    return given
