"""The letters of issued documents: made once, by two processes where they are many, and kept.

Both processes make letters, from both ends of the list; this one keeps them, a piece at a time, so that a run which is
ended early has kept whole pieces, and so that as much memory is needed for ten thousand as for a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import transaction

from reskontra.collections.document_letters import LetterFile, letter_pdfs
from reskontra.collections.models import CollectionDocument
from reskontra.companies.files import Packed, ids_of_digests, packed, read_files, store_packed
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.fork import from_both_ends, may_divide
from reskontra.database.locks import lock_company
from reskontra.letters.pdf import has_typeset
from reskontra.parties.card import Card, reachable_cards

KEPT_AT_ONCE = 50
MANY = 100  # letters from which on a second process is worth its beginning


def keep_letters(*, company: CompanyFacts, documents: Sequence[CollectionDocument]) -> None:
    """Make and keep the letters that are not kept yet; afterwards each row tells the digest of its letter.

    A customer that is blocked for privacy gets none, and its row tells none.
    """
    missing = [row for row in documents if not row.pdf_sha256]
    cards = reachable_cards(company=company, ids={row.party_id for row in missing})
    wanted = [row for row in missing if row.party_id in cards]
    for piece in bulk.chunks(_made(company, wanted, cards), KEPT_AT_ONCE):
        _keep(company, [(wanted[place], file) for place, file in piece])


def kept_letters(*, company: CompanyFacts, documents: Sequence[CollectionDocument]) -> Iterator[LetterFile]:
    """The letters of documents whose letters are kept, in their order, a few at a time."""
    ids = ids_of_digests(company=company, digests={row.pdf_sha256 for row in documents})
    contents = read_files(company=company, ids=[ids[row.pdf_sha256] for row in documents])
    for row, content in zip(documents, contents, strict=True):
        yield LetterFile(f"{row.number}.pdf", content)


def letter_of(*, company: CompanyFacts, id: int) -> LetterFile | None:
    """The letter of one issued document, by its key; None where it may have none."""
    rows = list(CollectionDocument.objects.filter(company=company.id, id=id))
    if not reachable_cards(company=company, ids={row.party_id for row in rows}):
        return None
    keep_letters(company=company, documents=rows)
    return next(kept_letters(company=company, documents=rows))


def _made(
    company: CompanyFacts, rows: Sequence[CollectionDocument], cards: Mapping[int, Card]
) -> Iterator[tuple[int, Packed]]:
    def make(places: Iterable[int]) -> Iterator[tuple[int, Packed]]:
        chosen = list(places)
        letters = letter_pdfs(company=company, documents=[rows[place] for place in chosen], cards=cards)
        for place, letter in zip(chosen, letters, strict=True):
            yield place, packed(letter.name, letter.content)

    if len(rows) >= MANY and may_divide() and not has_typeset():
        return from_both_ends(len(rows), make)
    return make(range(len(rows)))


def _keep(company: CompanyFacts, made: Sequence[tuple[CollectionDocument, Packed]]) -> None:
    """What another run has kept meanwhile stands."""
    with transaction.atomic():
        lock_company(company.id)
        rows = CollectionDocument.objects.filter(company=company.id, id__in=[row.id for row, _file in made])
        now = dict(rows.values_list("id", "pdf_sha256"))
        new = [(row, file) for row, file in made if not now[row.id]]
        store_packed(company=company, files=[file for _row, file in new])
        bulk.execute_many(
            "UPDATE collections_collectiondocument SET pdf_sha256 = %s WHERE company_id = %s AND id = %s",
            [(file.sha256, company.id, row.id) for row, file in new],
        )
    told = now | {row.id: file.sha256 for row, file in new}
    for row, _file in made:
        row.pdf_sha256 = told[row.id]
