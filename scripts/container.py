"""Builds deploy/Containerfile, and tries the image as it is run: as nobody special, over a system that is only read.

    sudo python -m scripts.container [--pip FOLDER] [--mount FOLDER ...]
    sudo python -m scripts.container --image reskontra

Where the registry is not reached, the Debian that it begins with is made by debootstrap and given its name. --pip: a
folder with a pip.conf, where packages come otherwise than usual; --mount: folders that the build may read. Needs root,
podman, runc and debootstrap; leaves nothing behind, and what is named by --image as it was.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.machines import run, say, until

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = "docker.io/library/debian:bookworm-slim"
LIMITS = ("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024")
PAGE = "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:8000{}', timeout=60).read().decode())"
OWES = (
    "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount\n"
    "customer,C1,invoice,INV-1,2026-01-10,2026-02-09,SEK,1000.00,1000.00\n"
)


@dataclass(frozen=True, slots=True)
class Podman:
    """With a store of its own where folder is given."""

    folder: Path | None = None

    def __call__(self, *words: object) -> str:
        own: list[object] = []
        if self.folder is not None:
            own = ["--root", self.folder / "store", "--runroot", self.folder / "run", "--storage-driver", "overlay"]
        return run("podman", *own, "--runtime", "runc", *words).strip()


def built(podman: Podman, folder: Path, pip: Path | None, mounts: Sequence[str]) -> str:
    """The image's name."""
    debian = folder / "debian"
    run("debootstrap", "--variant=minbase", "bookworm", debian)
    run("tar", "-C", debian, "-cf", folder / "debian.tar", ".")
    podman("import", folder / "debian.tar", DEBIAN)
    say(f"{DEBIAN} is made")
    named = [f"{pip}:/etc/xdg/pip:ro"] if pip else []
    volumes = [word for one in (*named, *(f"{each}:{each}:ro" for each in mounts)) for word in ("--volume", one)]
    how = ("--isolation", "chroot", "--network", "host", "--format", "docker", *LIMITS, *volumes)
    podman("build", *how, "-f", ROOT / "deploy" / "Containerfile", "-t", "reskontra", ROOT)
    say("deploy/Containerfile is built")
    return "localhost/reskontra"


@dataclass(frozen=True, slots=True)
class Container:
    podman: Podman
    id: str

    def done(self, *words: object) -> str:
        return self.podman("exec", self.id, *words)

    def page(self, path: str) -> str:
        return self.done("python3", "-c", PAGE.format(path))

    def is_ready(self) -> bool:
        try:
            return '"database": "ok"' in self.page("/readyz")
        except SystemExit:
            return False


@contextmanager
def served(podman: Podman, image: str, data: Path) -> Iterator[Container]:
    """The image over the data, with nothing else to write to and no network; told to end afterwards, it ends with 0."""
    how = ("--read-only", "--tmpfs", "/tmp", "--cap-drop", "all", "--network", "none", *LIMITS)
    by_hand = ("--health-interval", "disable")  # by itself it would need systemd
    container = Container(podman, podman("run", "--detach", *how, *by_hand, "--volume", f"{data}:/data", image))
    try:
        until(container.is_ready, "it is ready")
        yield container
        podman("stop", "--time", "60", container.id)
        (state,) = json.loads(podman("inspect", "--format", "json", container.id))
        require(state["State"]["ExitCode"] == 0, f"it ended with {state['State']['ExitCode']}")
        say("told to end, it ended with 0")
    finally:
        podman("rm", "--force", container.id)


def require(holds: object, told: str) -> None:
    if not holds:
        raise SystemExit(told)


def story(podman: Podman, image: str, data: Path) -> None:
    with served(podman, image, data) as one:
        require(one.done("id", "-u") == "10001", "it runs as another user")
        require('type="password"' in one.page("/account/login/"), "no page to sign in")
        podman("healthcheck", "run", one.id)
        say("it serves, is healthy, and runs as a user of its own over a system that it cannot write")
        one.done("reskontra", "init", "--company", "Nordan AB")
        for noun, text in (("customers", "number,name\nC1,Åkes Bygg AB\n"), ("entries", OWES)):
            (data / noun).write_text(text, encoding="utf-8")
            one.done("reskontra", "load", noun, f"/data/{noun}")
        one.done("reskontra", "statement-of-account", "C1", "--pdf", "/data/letter.pdf")
        require((data / "letter.pdf").read_bytes().startswith(b"%PDF"), "the letter is no PDF")
        one.done("reskontra", "backup", "make", "/data/nordan.zip")
        say("a company is made, a letter is written and a back-up made")
    with served(podman, image, data) as one:
        say(one.done("reskontra", "check"))
        for line in json.loads(one.done("sh", "-c", "reskontra doctor --format json || true")):
            say(f"doctor: {line['about']}: {line['state']}: {line['found']}")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.container", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--image", help="one that is built already")
    parser.add_argument("--pip", type=Path, metavar="FOLDER", help="with the pip.conf of the build")
    parser.add_argument("--mount", action="append", default=[], metavar="FOLDER", help="that the build may read")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="reskontra-container-") as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir()
        run("chown", "10001", data)
        podman = Podman() if chosen.image else Podman(folder)
        story(podman, chosen.image or built(podman, folder, chosen.pip, chosen.mount), data)


if __name__ == "__main__":
    main(sys.argv[1:])
