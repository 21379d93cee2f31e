"""What a browser says of itself, in two words that its owner knows it by."""

from __future__ import annotations

from django.http import HttpRequest

# The first that is found wins: most browsers call themselves by the names of others, too.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi", "Vivaldi"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chromium", "Chromium"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
LONGEST = 60


def device_here(request: HttpRequest) -> str:
    """The device that a request comes from, as device_of() calls it."""
    return device_of(request.headers.get("User-Agent", ""))


def device_of(user_agent: str) -> str:
    """Browser and system; of one that is not known the beginning of what it says, "" where it says nothing.

    >>> device_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
    'Firefox, Linux'
    >>> device_of("curl/7.88.1")
    'curl/7.88.1'
    """
    found = [next((name for sign, name in known if sign in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    told = ", ".join(name for name in found if name)
    return told or "".join(letter for letter in user_agent[:LONGEST] if letter.isprintable())
