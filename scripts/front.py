"""Tries deploy/nginx.conf: a real nginx with TLS before a real reskontra serve, asked as people and strangers ask.

    python -m scripts.front

Connections are kept, files that are too large are refused, addresses that visitors make up count for nothing. Needs
nginx and openssl; leaves nothing behind.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.machines import run, say, until

ROOT = Path(__file__).resolve().parent.parent
NAME, TOKEN = "books.example.se", "of figures, and of nothing else"
ATTEMPTS = 20  # that one address has in two minutes: ACCOUNT_RATE_LIMITS
TOO_OFTEN = "That was tried too often"


@dataclass(frozen=True, slots=True)
class Front:
    """Both programs; asked: whether people come by https, through nginx, or go past it."""

    folder: Path
    https: int
    http: int
    own: int

    def write(self) -> None:
        run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
            "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1",
            "-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem",
        )  # fmt: skip
        site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for written, own in (
            (r"/etc/letsencrypt/live/[^/]+", str(self.folder)),
            (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{self.own};"),
            (r"listen \[::\][^;]*;", ""), (r"listen 443 ssl;", f"listen 127.0.0.1:{self.https} ssl;"),
            (r"listen 80;", f"listen 127.0.0.1:{self.http};"),
        ):  # fmt: skip
            site, found = re.subn(written, own, site)
            require(found, f"deploy/nginx.conf has no {written}")
        log = f"error_log {self.folder}/errors.log;\naccess_log off;\nclient_body_temp_path {self.folder}/bodies;\n"
        words = f"pid {self.folder}/nginx.pid;\nworker_processes 1;\nevents {{}}\nhttp {{\n{log}{site}}}\n"
        (self.folder / "nginx.conf").write_text(words, encoding="utf-8")

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        environment = os.environ | {
            "RESKONTRA_DATABASE_URL": f"sqlite:///{self.folder}/books.sqlite3", "RESKONTRA_CONFIG": os.devnull,
            "RESKONTRA_HTTPS": "1", "RESKONTRA_HOSTS": NAME, "RESKONTRA_METRICS_TOKEN": TOKEN,
            "XDG_DATA_HOME": str(self.folder), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        words = (sys.executable, "-m", "reskontra.cli.main", "serve", "--no-worker", "--bind", f"127.0.0.1:{self.own}")
        conf = self.folder / "nginx.conf"
        with (self.folder / "serve.log").open("wb") as log:
            serve = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
            nginx = subprocess.Popen(["nginx", "-c", conf, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
            try:
                until(lambda: self.is_ready(serve), "reskontra serves")
                yield serve
            finally:
                for one in (nginx, serve):
                    one.terminate()
                    one.wait(60)

    def is_ready(self, serve: subprocess.Popen[bytes]) -> bool:
        require(serve.poll() is None, (self.folder / "serve.log").read_text())
        try:
            return http_answer(http.client.HTTPConnection("127.0.0.1", self.own), "GET", "/readyz").status == 200
        except OSError:
            return False

    def link(self, visitor: str = "127.0.0.1") -> http.client.HTTPSConnection:
        """As a visitor of that address has it."""
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        return http.client.HTTPSConnection(
            "127.0.0.1", self.https, timeout=60, context=context, source_address=(visitor, 0)
        )

    def connections(self) -> tuple[int, int]:
        """To reskontra serve: how many are open, and how many were closed of late."""
        told = run("ss", "-Htan", f"dport = :{self.own}").splitlines()
        return sum("ESTAB" in line for line in told), sum("TIME-WAIT" in line for line in told)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


def http_answer(
    link: http.client.HTTPConnection, method: str, path: str, body: str | None = None, **headers: str
) -> Answer:
    named = {"Host": NAME} | {name.replace("_", "-"): value for name, value in headers.items()}
    link.request(method, path, body, named)
    found = link.getresponse()
    return Answer(found.status, found.headers, found.read().decode())


def require(holds: object, told: str) -> None:
    if not holds:
        raise SystemExit(told)


def keeps_connections(front: Front) -> None:
    link = front.link()
    closed = front.connections()[1]
    answers = [http_answer(link, "GET", "/account/login/").status for _ in range(40)]
    require(set(answers) == {200}, f"the page to sign in: {answers}")
    is_open, closed_since = front.connections()
    require(is_open >= 1 and closed_since == closed, f"{is_open} open, {closed_since - closed} closed")
    say("40 requests went over a connection that is kept")


def guards_what_passes(front: Front) -> None:
    link = front.link()
    plain = http_answer(http.client.HTTPConnection("127.0.0.1", front.http), "GET", "/x?y=1")
    require((plain.status, plain.headers["Location"]) == (301, f"https://{NAME}/x?y=1"), "http does not lead to https")
    page = http_answer(link, "GET", "/account/login/", X_Request_ID="made-up-by-a-visitor")
    require(re.fullmatch(r"[0-9a-f]{32}", page.headers["X-Request-ID"]), "the number of the request is the visitor's")
    require("max-age=" in page.headers["Strict-Transport-Security"], "https is not asked for from now on")
    require(re.search(r"__Host-csrftoken=.*Secure", page.headers["Set-Cookie"]), "a cookie goes unencrypted")
    require(http_answer(link, "GET", "/metrics", Authorization=f"Bearer {TOKEN}").status == 404, "figures are shown")
    direct = http.client.HTTPConnection("127.0.0.1", front.own)
    require(http_answer(direct, "GET", "/metrics", Authorization=f"Bearer {TOKEN}").status == 200, "no figures")
    other = http_answer(front.link(), "GET", "/account/login/", Host="elsewhere.example")
    require(other.status == 400, f"another name is answered with {other.status}")
    link = front.link()
    link.putrequest("POST", "/api/v1/files", skip_host=True)
    for name, value in (("Host", NAME), ("Content-Length", str(201 << 20))):
        link.putheader(name, value)
    link.endheaders()
    require(link.getresponse().status == 413, "a file of 201 MB is taken")
    say("http leads to https, numbers and cookies are ours, figures stay inside, 201 MB are refused (413)")


def counts_real_visitors(front: Front) -> None:
    """A stranger who says that each attempt comes from elsewhere is one stranger; another is not held up."""
    said = [_attempt(front, "127.0.0.2", number) for number in range(ATTEMPTS + 1)]
    require(not any(TOO_OFTEN in one for one in said[:-1]), "too early")
    require(TOO_OFTEN in said[-1], "addresses that a visitor makes up are counted")
    require(TOO_OFTEN not in _attempt(front, "127.0.0.3", ATTEMPTS + 1), "a visitor of another address is held up")
    say(f"after {ATTEMPTS} attempts one address has to wait, whatever it says that it is; another has not")


def _attempt(front: Front, visitor: str, number: int) -> str:
    link = front.link(visitor)
    page = http_answer(link, "GET", "/account/login/")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    form = {"login": f"person{number}", "password": "not hers", "csrfmiddlewaretoken": cookie.partition("=")[2]}
    answer = http_answer(
        link, "POST", "/account/login/", urllib.parse.urlencode(form), Cookie=cookie,
        Content_Type="application/x-www-form-urlencoded", Referer=f"https://{NAME}/account/login/",
        X_Forwarded_For=f"10.0.0.{number}", Accept_Language="en",
    )  # fmt: skip
    require(answer.status in (200, 429), f"attempt {number}: {answer.status} {answer.text[:300]}")
    return answer.text


def ends(front: Front, serve: subprocess.Popen[bytes]) -> None:
    serve.send_signal(signal.SIGTERM)
    require(serve.wait(60) == 0, f"serve ended with {serve.returncode}")
    require(http_answer(front.link(), "GET", "/account/login/").status == 502, "somebody else answers")
    say("serve ended; nginx answers 502")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="reskontra-front-") as name:
        Path(name).chmod(0o755)
        front = Front(Path(name), free_port(), free_port(), free_port())
        front.write()
        with front.running() as serve:
            keeps_connections(front)
            guards_what_passes(front)
            counts_real_visitors(front)
            ends(front, serve)


if __name__ == "__main__":
    main()
