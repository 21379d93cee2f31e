"""Many clients of one company at once: the books are those that one client would have made, one command at a time.

The audit trail tells in which order the commands were done. Given again by one client in that order, over books as
they were before, they must leave the same: every row of every table, ids and moments apart. What was refused must have
left nothing. Beside that the books are proved, and added up by a model that knows nothing of the product.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults import asked, clients, programs
from tests.faults.asked import Books, Words
from tests.faults.clients import Answer, Client
from tests.faults.conftest import Stages
from tests.faults.databases import Rows, business, opened, rows

CLIENTS = 4
# What is worth being asked in the same moment.
THEMES = (
    ("post", "post all", "reverse"),
    ("apply", "accept", "leave", "match"),
    ("unapply", "post"),
    ("draft", "post drafts"),
    ("remind", "issue"),
    ("charge", "book charges"),
    ("hand vouchers", "post"),
    ("propose", "approve", "pay", "book payments", "give up"),
    ("collect", "debit", "refuse debit", "close debits"),
    ("load", "import", "match"),
)
# What takes what there is when it begins, each in a transaction of its own: two of them at once are no one's order.
STEPWISE = frozenset({"issue"})
Done = tuple[str, Words, int]  # by whom, what, and its status: some do a part and tell what they did not


@dataclass(slots=True)
class Course:
    """What happened: done in its order by the audit trail, and all that was asked, for whoever has to find out."""

    url: str
    last: int = 0
    done: list[Done] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def events(self) -> list[tuple[int, str]]:
        """Number and actor of each event since the last round."""
        with opened(self.url) as own:
            number = f"SELECT number, actor FROM audit_event WHERE number > {self.last} ORDER BY number"
            found: list[tuple[int, str]] = own.execute(number).fetchall()
        self.last = found[-1][0] if found else self.last
        return found

    def keep(self, given: Sequence[tuple[Client, Words]], answers: Sequence[Answer]) -> None:
        """A round: no command fell over, each was done at one place of the order, and a refused one not at all."""
        by_whom = {client.name: (words, answer) for (client, words), answer in zip(given, answers, strict=True)}
        for name, (words, answer) in by_whom.items():
            self.told.append(f"{name} {answer.code} {' '.join(words)}")
            assert answer.code in (0, 1), f"{self}\n{answer.said[-3000:]}"
            assert "Traceback" not in answer.said, f"{self}\n{answer.said[-3000:]}"
        actors = [actor for _number, actor in self.events()]
        order = list(dict.fromkeys(actors))
        assert actors == [actor for actor in order for _each in range(actors.count(actor))], f"{self}\n{actors}"
        for actor in order:
            words, answer = by_whom[actor]
            assert answer.code == 0 or words[1] == "issue", f"{self}\n{actor} was refused and did it: {answer.said}"
            self.done.append((actor, words, answer.code))

    def __str__(self) -> str:
        return "\n".join(self.told[-24:])


def went(url: str, folder: Path, statement: Path, *, seed: int, rounds: int) -> Course:
    """Rounds of commands by all clients, each over the books that the one before left."""
    rng, course, books = random.Random(seed), Course(url), Books(folder, statement)
    course.events()
    with clients.clients(url, CLIENTS) as all_of_them:
        for _round in range(rounds):
            theme = rng.choice(THEMES)
            one = asked.command(rng, books, rng.choice(theme))[1]
            is_same = rng.random() < 0.4
            words = [one if is_same else asked.command(rng, books, rng.choice(theme))[1] for _each in all_of_them]
            given = list(zip(all_of_them, words, strict=True))
            order = rng.sample(range(CLIENTS), CLIENTS)
            is_at_once = rng.random() < 0.5
            if any(each[1] in STEPWISE for each in words):
                answers = clients.one_by_one(given)
            else:
                answers = clients.together(given) if is_at_once else clients.in_order(given, order)
            course.keep(given, answers)
    return course


def alone(url: str, course: Course) -> None:
    """One client does it all again, in the order in which it was done."""
    with clients.clients(url, 1) as (one,):
        for actor, words, code in course.done:
            one.ask(words, is_held=False, actor=actor)
            answer = one.told()
            assert answer is not None
            assert answer.code == code, f"{course}\nalone {actor} {' '.join(words)}: {answer.said}"


def model(found: Rows) -> dict[str, object]:
    """What the books add up to, by no more than the rows: it must be nothing where nothing may be left."""
    lines = found["ledger_voucherline"].values()
    vouchers: Counter[int] = Counter()
    for line in lines:
        vouchers[line["voucher_id"]] += line["amount_minor"]
    moved: Counter[int] = Counter()
    for detail in found["receivables_entrydetail"].values():
        moved[detail["entry_id"]] += detail["amount_minor"]
    entries = found["receivables_entry"].values()
    numbers: dict[object, list[int]] = {}
    for voucher in found["ledger_voucher"].values():
        numbers.setdefault((voucher["series"], voucher["fiscal_year_code"]), []).append(voucher["number"])
    posted = [row["transaction_id"] for row in found["journals_journalline"].values() if row["state"] == "POSTED"]
    return {
        "vouchers that do not sum to zero": [id for id, total in vouchers.items() if total],
        "entries that remain otherwise": [one["id"] for one in entries if one["remaining_minor"] != moved[one["id"]]],
        "numbers with gaps or twice": [
            key for key, those in numbers.items() if sorted(those) != list(range(min(those), min(those) + len(those)))
        ],
        "posted twice": [id for id, times in Counter(posted).items() if times > 1],
    }


def held(stages: Stages, tmp_path: Path, *, seed: int, rounds: int) -> Course:
    """One course and its proof."""
    url = stages.fresh("post")
    asked.prepare(url, Books(tmp_path, stages.files.statement))
    before = stages.databases.copy(url)
    course = went(url, tmp_path, stages.files.statement, seed=seed, rounds=rounds)
    proof = programs.run(url, ("check",))
    assert "are whole" in proof.out, f"{course}\n{proof.out}"
    found = rows(url)
    assert not any(model(found).values()), f"{course}\n{model(found)}"
    alone(before, course)
    many, one = business(found), business(rows(before))
    for table in many:
        assert many[table] == one[table], f"seed {seed}, {table}\n{course}\n{many[table] - one[table]}"
    print(f"seed {seed}: {len(course.told)} asked, {len(course.done)} done, {CLIENTS} clients")  # noqa: T201 - by -s
    return course


def test_many_at_once_leave_what_one_after_the_other_would(stages: Stages, tmp_path: Path) -> None:
    assert held(stages, tmp_path, seed=1, rounds=7).done


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 8))
def test_and_so_for_longer(seed: int, stages: Stages, tmp_path: Path) -> None:
    assert held(stages, tmp_path, seed=seed, rounds=40).done
