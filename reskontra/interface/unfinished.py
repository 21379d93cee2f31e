"""A request whose body did not come whole: its sender went away, or was not waited for any longer."""

from __future__ import annotations

from django.http import UnreadablePostError

from reskontra.core.errors import Refused

STATUS = 408  # Request Timeout


class RequestUnfinished(Refused):
    code = "request_unfinished"
    template = "The body of the request to {path} did not come whole, and nothing was done. Send it again."


def unfinished_of(trouble: BaseException, *, path: str) -> RequestUnfinished | None:
    """The refusal of a body that could not be read to its end; None of any other trouble."""
    causes = (trouble, trouble.__cause__, trouble.__context__)
    if any(isinstance(one, UnreadablePostError) for one in causes):
        return RequestUnfinished(path=path)
    return None
