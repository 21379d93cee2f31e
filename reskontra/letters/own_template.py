"""A template of a company's own for its letters, tried before it is kept.

It is one source by itself, and finds what ours finds in sys.inputs. It can reach nothing else: what could bring in
other sources, also from the network, is refused wherever the word stands, and the typesetter reads no file outside the
folder of our templates. It is tried in a process of its own that is ended when it takes long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

from reskontra.core.errors import Refused

MOST_LETTERS = 100_000
MOST_SECONDS = 20
FORBIDDEN = ("import", "include", "eval", "std", "plugin")
# After a hyphen, too: in 1-eval it is a minus. ASCII: no other letter next to it hides the word.
_WORD = re.compile(rf"(?<!\w)({'|'.join(FORBIDDEN)})(?![\w-])", re.ASCII)
_PLACE = re.compile(r":(\d+):(\d+)\s*$", re.MULTILINE)


class OwnTemplateTooLong(Refused):
    code = "own_template_too_long"
    template = "The template has {letters} letters. Write one of 1 to {most}."


class OwnTemplateReaches(Refused):
    code = "own_template_reaches"
    template = (
        'Line {line} of the template has the word "{word}", by which a template could reach other files. '
        "Write all that it needs into the template itself, without that word."
    )


class OwnTemplateFails(Refused):
    code = "own_template_fails"
    template = (
        'Line {line}, column {column} of the template: "{message}". '
        "Mend it there; reskontra letter-template show --ours gives one that works."
    )


class OwnTemplateTakesLong(Refused):
    code = "own_template_takes_long"
    template = (
        "The template took more than {seconds} seconds, or more memory than it may have. "
        "Leave out what repeats so often."
    )


def check_template(source: str) -> None:
    """Try a template with three letters.

    refuses   OwnTemplateTooLong, OwnTemplateReaches, OwnTemplateTakesLong, OwnTemplateFails: in this order
    """
    if not source.strip() or len(source) > MOST_LETTERS:
        raise OwnTemplateTooLong(letters=len(source), most=MOST_LETTERS)
    for number, line in enumerate(source.splitlines(), 1):
        if found := _WORD.search(line):
            raise OwnTemplateReaches(line=number, word=found[1])
    command = [sys.executable, "-P", "-m", "reskontra.letters.trial"]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=source, capture_output=True, text=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise OwnTemplateTakesLong(seconds=MOST_SECONDS) from late
    if done.returncode < 0:
        raise OwnTemplateTakesLong(seconds=MOST_SECONDS)
    assert done.returncode == 0, done.stderr
    if told := json.loads(done.stdout):
        raise failure(told["message"], told["diagnostic"])


def failure(message: str, diagnostic: str) -> OwnTemplateFails:
    """What the typesetter said, and where: the first place that it names."""
    place = _PLACE.search(diagnostic)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    return OwnTemplateFails(line=line, column=column, message=message[:200])
