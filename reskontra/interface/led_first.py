"""What a person does before anything else: until it is done, every page leads to the one where she does it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reskontra.interface.parts import goto

# To leave, and to read in her own language.
ALWAYS_OPEN = frozenset({"account_logout", "choose_language", "choose_theme", "session_state"})


class LedFirst(ABC):
    """Middleware after the user and her language are known.

    page    the name of the address where it is done; pages find it as request.led_to while it is not
    opens   the names of what she needs to do it
    """

    page: str
    opens: frozenset[str]

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @abstractmethod
    def is_owed(self, request: HttpRequest) -> bool:
        """Whether she, who is signed in, has not done it yet."""

    def process_view(self, request: HttpRequest, _view: object, _args: object, _found: object) -> HttpResponse | None:
        """Nothing is done; she comes back to the page that she asked for."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not request.user.is_authenticated or name in ALWAYS_OPEN or not self.is_owed(request):
            return None
        if name == self.page or name in self.opens:
            request.led_to = self.page  # type: ignore[attr-defined]
            return None
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return goto(request, f"{reverse(self.page)}?{query}".rstrip("?"))
