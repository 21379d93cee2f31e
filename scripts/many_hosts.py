"""Tries the installation on many machines: one after the other is lost while programs post, and nothing else is.

    sudo python -m scripts.many_hosts [--program /opt/reskontra/bin/reskontra] [--before COMMIT] [--seconds 20]

Each machine is a network namespace on one bridge: a PostgreSQL primary and its synchronous standby, two that serve,
two that work in the background, and nginx by deploy/nginx.conf with a certificate of its own. Programs post through
nginx over TLS, each document under a key of its own, and repeat what got no answer under the same key. With --before
all begin with the source as it was then, and are upgraded one after the other while programs post. Needs root, nginx,
openssl and PostgreSQL; leaves nothing behind.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import signal
import ssl
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.machines import BOOKS, MACHINES, NET, Machine, Servers, in_space, machines, run, say, until

ROOT = Path(__file__).resolve().parent.parent
NAME = "books.example.se"
ASKERS, SECONDS_TO_ANSWER = 4, 180


@dataclass(slots=True)
class Program:
    """Reskontra as it is installed, over the books."""

    path: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "RESKONTRA_DATABASE_URL": f"postgresql://reskontra@{BOOKS}/reskontra", "RESKONTRA_CONFIG": os.devnull,
            "RESKONTRA_SECRET_KEY": "of machines that are tried, and of nothing else", "RESKONTRA_HTTPS": "1",
            "RESKONTRA_HOSTS": NAME, "RESKONTRA_LOG": "json", "RESKONTRA_ACTOR": "Alice",
            "RESKONTRA_API_REQUESTS": "1000000", "XDG_DATA_HOME": str(self.folder), "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def done(self, machine: Machine, *words: object) -> str:
        return run(*machine.inside(self.path, *words), env=self.environment)

    def serve(self, machine: Machine) -> None:
        log = self.folder / f"{machine.name}.log"
        bind = f"{machine.address}:8000"
        machine.start(self.path, "serve", "--bind", bind, "--no-worker", log=log, environment=self.environment)
        until(lambda: _answers(machine), f"{machine.name} serves")

    def work(self, machine: Machine) -> None:
        machine.start(self.path, "worker", log=self.folder / f"{machine.name}.log", environment=self.environment)


def _answers(machine: Machine) -> bool:
    with in_space(machine):
        link = http.client.HTTPConnection(machine.address, 8000, timeout=10)
        try:
            link.request("GET", "/readyz")
            return link.getresponse().status == 200
        except OSError:
            return False
        finally:
            link.close()


def source_of(commit: str, folder: Path) -> str:
    """A program that runs the source as it was at a commit, with the packages that are installed here."""
    source = folder / "source"
    source.mkdir()
    archive = folder / "source.tar"
    run("git", "-C", ROOT, "archive", "--output", archive, commit, "reskontra")
    run("tar", "-xf", archive, "-C", source)
    program = folder / "reskontra-before"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={source} exec {sys.executable} -m reskontra.cli.main "$@"\n')
    program.chmod(0o755)
    return str(program)


@dataclass
class Front:
    """nginx by deploy/nginx.conf, before those that serve."""

    machine: Machine
    folder: Path

    def begin(self) -> None:
        run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
            "-addext", f"subjectAltName=DNS:{NAME},IP:{self.machine.address}",
            "-keyout", self.folder / "key.pem", "-out", self.folder / "certificate.pem",
        )  # fmt: skip
        self._write()
        run("nginx", "-t", "-c", self._conf)
        say("nginx takes deploy/nginx.conf")
        self.machine.start("nginx", "-c", self._conf, "-g", "daemon off;", log=self.folder / "nginx.log")

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Nothing new is asked of that one, and what was asked is answered, as long as the block runs."""
        self._write(left_out=name)
        self._read_anew()
        yield
        self._write()
        self._read_anew()

    @property
    def _conf(self) -> Path:
        return self.folder / "nginx.conf"

    def _read_anew(self) -> None:
        run(*self.machine.inside("nginx", "-s", "reload", "-c", self._conf))
        until(lambda: "shutting down" not in run("ps", "-eo", "args"), "nginx has ended what it began by the old words")

    def _write(self, left_out: str = "") -> None:
        site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        folders = f"/etc/letsencrypt/live/{NAME}"
        for name, own in (("fullchain", "certificate"), ("privkey", "key")):
            site = site.replace(f"{folders}/{name}.pem", f"{self.folder}/{own}.pem")
        servers = "".join(
            f"server {NET}.{MACHINES[name]}:8000 max_fails=0{' down' if name == left_out else ''};\n"
            for name in ("web1", "web2")
        )
        for written, own in (
            ("    server 127.0.0.1:8000;\n", servers),
            ("proxy_read_timeout", "proxy_connect_timeout 2s;\n        proxy_read_timeout"),
            ("listen [::]", "# listen [::]"),
        ):
            if written not in site:
                raise SystemExit(f"deploy/nginx.conf has no {written.strip()}")
            site = site.replace(written, own)
        words = f"pid {self.folder}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{site}}}\n"
        self._conf.write_text(words, encoding="utf-8")


@dataclass
class Load:
    """Documents posted one a request. told: number → how often it was asked before it was answered."""

    people: Machine
    address: str
    certificate: Path
    token: str
    told: dict[int, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    is_over: threading.Event = field(default_factory=threading.Event)
    slowest: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        askers = [threading.Thread(target=self._ask_on) for _ in range(ASKERS)]
        for one in askers:
            one.start()
        try:
            yield
        finally:
            self.is_over.set()
            for one in askers:
                one.join()

    def _ask_on(self) -> None:
        with in_space(self.people):
            while not self.is_over.is_set():
                number = next(self.numbers)
                line = {"account": "3001", "amount": f"{number}.00"}
                document = {"party": "customer:C1", "date": "2026-03-01", "text": f"Load {number}", "lines": [line]}
                begun = time.monotonic()
                for attempt in itertools.count():  # noqa: B007 - told below
                    status, said = self.ask(
                        "POST", "documents/bulk", {"documents": [document], "post": True}, f"load-{number}"
                    )
                    if status == 200:
                        break
                    if 0 < status < 500 or time.monotonic() - begun > SECONDS_TO_ANSWER:
                        self.refused.append(f"{number}: {status} {said[:300]}")
                        break
                    self.unanswered.append(f"{status} {said[:100]!r}")
                    time.sleep(0.2)
                self.told[number] = attempt
                self.slowest = max(self.slowest, time.monotonic() - begun)

    def ask_from_people(self, method: str, path: str) -> tuple[int, str]:
        with in_space(self.people):
            return self.ask(method, path, {})

    def ask(self, method: str, path: str, body: object = None, key: str = "") -> tuple[int, str]:
        """Status 0 where nothing was answered."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        link = http.client.HTTPSConnection(self.address, 443, timeout=90, context=context)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", "Host": NAME}
        if key:
            headers["Idempotency-Key"] = key
        try:
            link.request(method, f"/api/v1/{path}", json.dumps(body) if body is not None else None, headers)
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        except OSError as trouble:
            return 0, str(trouble)
        except http.client.HTTPException as trouble:
            return 0, repr(trouble)
        finally:
            link.close()


@dataclass
class Trial:
    """What is done to the machines, and what came of it."""

    found: dict[str, Machine]
    servers: Servers
    program: Program  # that all of them are to run
    front: Front
    load: Load
    seconds: float

    def goes_on(self, what: str) -> None:
        """Load for a while; tells what of it was asked more than once since the last time."""
        before, unanswered = len(self.load.told), len(self.load.unanswered)
        time.sleep(self.seconds)
        until(lambda: len(self.load.told) > before, "programs are answered")
        repeated = Counter(self.load.unanswered[unanswered:])
        say(f"{what}: {len(self.load.told)} documents posted so far, repeated by now {dict(repeated)}")

    def collect(self) -> None:
        """Work for those in the background."""
        status, said = self.load.ask_from_people("POST", "policies/ALL/run")
        if status != 202:
            raise SystemExit(f"a policy is not taken: {status} {said}")

    def upgrade(self) -> None:
        """The tables first, then each machine after the other, while all others go on; nobody notices."""
        before = len(self.load.unanswered)
        told = self.program.done(self.found["people"], "migrate").strip()
        say(f"the tables are brought up while the machines run: {told}")
        self.goes_on("the machines go on over the new tables")
        for name in ("web1", "web2"):
            with self.front.without(name):
                self.found[name].end(signal.SIGTERM)
                self.program.serve(self.found[name])
            self.goes_on(f"{name} was replaced")
        for name in ("work1", "work2"):
            self.found[name].end(signal.SIGTERM)
            self.program.work(self.found[name])
        if self.load.unanswered[before:] or self.load.refused:
            told = Counter(self.load.unanswered[before:] + self.load.refused)
            raise SystemExit(f"not answered while the machines were replaced: {told}")

    def lose(self, name: str) -> None:
        self.found[name].is_lost()

    def bring_back(self, name: str) -> None:
        run(*self.found[name].inside("ip", "link", "set", "eth0", "up"))
        (self.program.serve if name.startswith("web") else self.program.work)(self.found[name])

    def prove(self) -> None:
        """Each document that was told as posted is there once, and nothing else; the books are whole."""
        if self.load.refused:
            raise SystemExit("\n".join(["refused:", *self.load.refused[:5]]))
        posted_ones = "number <> '' AND description LIKE 'Load %'"
        sql = f"SELECT description, count(*) FROM receivables_document WHERE {posted_ones} GROUP BY 1"
        psql = ("psql", "-h", BOOKS, "-U", "reskontra", "-d", "reskontra", "-At", "-F", " ", "-c", sql)
        rows = [line.split() for line in run(*self.found["people"].inside(*psql)).splitlines()]
        posted = {int(number): int(count) for _load, number, count in rows}
        if posted != dict.fromkeys(self.load.told, 1):
            lost, twice = set(self.load.told) - set(posted), [one for one, count in posted.items() if count > 1]
            raise SystemExit(
                f"lost {sorted(lost)}, twice {twice}, never told {sorted(set(posted) - set(self.load.told))}"
            )
        say(f"{len(posted)} documents, each posted once; the slowest was told after {self.load.slowest:.1f} s")
        jobs = "SELECT state, count(*) FROM interface_job GROUP BY state"
        waiting = psql[:-1]
        ask = self.found["people"].inside(*waiting, jobs)
        until(lambda: not {"WAITING", "RUNNING"} & {*run(*ask).split()}, "the work is done")
        say(f"jobs: {run(*ask).split()}")
        say(self.program.done(self.found["people"], "check").strip())


def prepare(program: Program, people: Machine) -> str:
    """A company with a customer who owes; gives a token."""
    files = {
        "customers": "number,name,reminder_terms\nC1,Alfa AB,SE-FÖRETAG\n",
        "entries": "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,"
        "remaining_amount\ncustomer,C1,invoice,INV-1,2026-01-10,2026-02-09,SEK,1000.00,1000.00\n",
    }
    program.done(people, "init", "--company", "Nordan AB")
    for noun, text in files.items():
        path = program.folder / f"{noun}.csv"
        path.write_text(text, encoding="utf-8")
        program.done(people, "load", noun, path)
    program.done(people, "collections", "policy", "add", "ALL", "--terms", "SE-FÖRETAG", "--steps", "make,issue")
    told = program.done(people, "token", "create", "load", "--role", "administrator", "--scope", "write")
    return next(word for word in told.split() if word.startswith("rk_"))


def upgrade(trial: Trial) -> None:
    trial.goes_on("at rest")
    trial.collect()
    trial.upgrade()
    trial.collect()
    trial.goes_on("all machines were replaced one after the other, nobody noticed")


def lose_machines(trial: Trial) -> None:
    trial.lose("web1")
    trial.goes_on("web1 is lost")
    trial.bring_back("web1")
    trial.lose("work1")
    trial.collect()
    trial.goes_on("web1 is back, work1 is lost")
    trial.servers.promote()
    trial.goes_on("db1 is lost, db2 was promoted")
    trial.collect()
    trial.bring_back("work1")
    trial.goes_on("all but db1 are there")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.many_hosts", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--program", default=str(Path(sys.executable).parent / "reskontra"), help="reskontra as installed"
    )
    parser.add_argument("--before", metavar="COMMIT", help="of the source that all run before they are upgraded")
    parser.add_argument("--upgrade-only", action="store_true", help="lose no machine")
    parser.add_argument("--seconds", type=float, default=20, help="of load after each loss")
    chosen = parser.parse_args(arguments)
    if os.geteuid():
        raise SystemExit("Network namespaces are made by root. Run it with sudo.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="reskontra-hosts-")))
        folder.chmod(0o755)
        (folder / "servers").mkdir()
        found = stack.enter_context(machines())
        servers = Servers(found, folder / "servers")
        servers.begin()
        say("PostgreSQL on db1, followed by db2 synchronously")
        program = Program(chosen.program, folder)
        before = Program(source_of(chosen.before, folder), folder) if chosen.before else program
        token = prepare(before, found["people"])
        front = Front(found["front"], folder)
        front.begin()
        for name in ("web1", "web2"):
            before.serve(found[name])
        for name in ("work1", "work2"):
            before.work(found[name])
        load = Load(found["people"], found["front"].address, folder / "certificate.pem", token)
        trial = Trial(found, servers, program, front, load, chosen.seconds)
        with load.running():
            upgrade(trial)
            if not chosen.upgrade_only:
                lose_machines(trial)
        trial.prove()


if __name__ == "__main__":
    main(sys.argv[1:])
