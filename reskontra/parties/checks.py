"""Every customer and vendor is found by its name."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.matching.names import name_folds
from reskontra.parties.models import Party, PartyName


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """The derived folds of names are those of the names."""
    known: dict[int, set[tuple[int, str]]] = {}
    rows = PartyName.objects.filter(company=company.id).values_list("party", "kind", "fold")
    for party, kind, fold in rows.iterator(5000):
        known.setdefault(party, set()).add((kind, fold))
    wrong = 0
    for party, name in Party.objects.filter(company=company.id).values_list("id", "name").iterator(5000):
        wrong += {(kind, fold[:200]) for kind, fold in name_folds(name)} != known.pop(party, set())
    if wrong + len(known):
        yield Violation("names_differ", {"count": wrong + len(known)})
