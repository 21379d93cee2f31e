"""The command line: runs what the arguments name of the rooms' commands."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the program that the arguments name; the status is 0 done, 1 refused, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reskontra.config.settings")
    gc.disable()
    from reskontra.config.env import Misconfigured

    try:
        import django

        django.setup()
    except Misconfigured as reason:
        sys.stderr.write(f"{reason}\n")
        sys.exit(1)
    import typer

    from reskontra.interface.console import begin, translate_help

    begin(sys.argv[1:])
    from reskontra.cli.nouns import program_for

    command = typer.main.get_command(program_for(sys.argv[1:]))
    translate_help(command)
    gc.freeze()  # what is loaded now stays: the collector need not look at it again
    gc.enable()
    try:
        command()
    finally:
        close_books()
        gc.freeze()  # what is left goes with the process
    sys.exit(0)


def close_books() -> None:
    """Close the database: SQLite then brings all that was written into the one file, which may be copied as it is."""
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    main()
