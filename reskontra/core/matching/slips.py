"""Numbers that were written wrong: references repaired by their check digits, bare numbers by the payer's documents.

A bare number with a slip is never looked for in the whole book: with dense numbers every slip hits somebody. It is
compared with the payer's own documents, and only with those whose amount is exactly the line's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from reskontra.core.identifiers import phone
from reskontra.core.matching.claims import Grounds, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.documents import is_of_another_year, party_level
from reskontra.core.matching.keys import KeyKind
from reskontra.core.matching.records import EntryFact
from reskontra.core.matching.references import repaired_keys
from reskontra.core.matching.residue import exact_plan, sheet
from reskontra.core.matching.signals import Level, amount_agrees
from reskontra.core.matching.text import has_invoice_word, mentions_advance
from reskontra.core.matching.work import Claim, Named, Origin, Run, Strength, Work, is_opposite
from reskontra.core.matching.years import differs_by_year

SHORTEST_NEAR = 4
SHORTEST_ENDING = 3
TELLING_DIGITS = 5

Repairs = dict[tuple[int, str], set[int]]


def repairs_of(run: Run, works: Iterable[Work]) -> Repairs:
    """For every line whose reference hit nothing: the keys of its repairs, by (position, reference as written)."""
    repairs: Repairs = {}
    has_length_digit = run.settings.has_ocr_length_digit
    for work in works:
        for reference in work.references:
            if reference.is_structured and not run.hits.get(reference.key):
                keys = repaired_keys(reference.raw, has_length_digit=has_length_digit)
                if keys:
                    repairs[work.position, reference.raw] = keys
    return repairs


def repaired_claim(run: Run, work: Work, written: str, keys: Iterable[int]) -> Claim | None:
    """The only open entry whose reference is one slip away, if the payer or the amount agrees.

    Where several entries are one slip away, the only one with exactly this amount; that is never high.
    """
    line = work.line
    hit_ids = sorted({hit.entry_id for key in keys for hit in run.hits.get(key, ()) if hit.kind == KeyKind.REFERENCE})
    near = [
        entry
        for entry_id in hit_ids
        if (entry := run.entries[entry_id]) and run.free[entry_id] and not is_opposite(entry, work.sign)
    ]
    agreeing = [
        entry
        for entry in near
        if entry.currency == line.currency and run.takes_ledger(entry.ledger) and _supports(run, work, entry)
    ]
    if len(near) > 1:
        agreeing = [entry for entry in agreeing if _is_exact(run, work, entry)]
    if len(agreeing) != 1:
        return None
    entry = agreeing[0]
    level = _known_level(run, work, entry.party_id)
    if level is Level.CONTRADICTS:
        return None
    named = Named(entry, "repaired_reference", Strength.FULL, level, written, "reference", -1, -1)
    plan = exact_plan(sheet(work, [entry], run.free, run.settings))
    if plan is None:
        work.named.append(named)
        return None
    cap = Confidence.HIGH if len(near) == 1 else Confidence.MEDIUM
    return make_claim(run, work, plan, Grounds(Origin.REPAIRED, (named,), level, cap=cap))


def _supports(run: Run, work: Work, entry: EntryFact) -> bool:
    return _is_exact(run, work, entry) or _known_level(run, work, entry.party_id) > Level.NONE


def _is_exact(run: Run, work: Work, entry: EntryFact) -> bool:
    return amount_agrees(entry, run.free[entry.entry_id], work.line.amount_minor, work.line.date)


def _known_level(run: Run, work: Work, party_id: int) -> Level:
    level = party_level(run, work, party_id)
    payer = work.payers.get(party_id)
    return max(level, payer.level) if payer and level is not Level.CONTRADICTS else level


def slip_claim(run: Run, work: Work, candidates: Sequence[EntryFact]) -> Claim | None:
    """The only document of the payer with exactly this amount and a number like one the line has.

    candidates   entries of the line's payers with its amount, gross or net
    """
    written = [*numbers_unexplained(work), *_lone_number(work)]
    if not written:
        return None
    near: list[tuple[EntryFact, str]] = []
    for entry in candidates:
        if not run.free[entry.entry_id]:
            continue
        likeness = next((digits for digits in written if is_near(entry, digits)), None)
        if likeness:
            near.append((entry, likeness))
    if len(near) != 1:
        return None
    entry, digits = near[0]
    payer = work.payers.get(entry.party_id)
    if payer is None:
        return None
    plan = exact_plan(sheet(work, [entry], run.free, run.settings))
    if plan is None:
        return None
    named = Named(entry, "similar_number", Strength.WEAK, payer.level, digits, "text", -1, -1)
    is_doubted = work.named or hits_exactly(run, work) or _hit_exactly_before(work)
    cap = Confidence.MEDIUM if is_doubted or _has_another_year(work, entry, digits) else Confidence.HIGH
    return make_claim(run, work, plan, Grounds(Origin.SLIP, (named,), payer.level, cap=cap))


def _has_another_year(work: Work, entry: EntryFact, digits: str) -> bool:
    """Whether what differs is the year: of the number as it is written, or of the one that its end stands in."""
    ends = (one for one in work.tentative if one.entry.entry_id == entry.entry_id)
    is_end_of_another = any(is_of_another_year(work, one) for one in ends)
    return is_end_of_another or differs_by_year(entry.document_number, digits, entry.posting_date)


def _lone_number(work: Work) -> list[str]:
    """The number of the only document named, when its amount is not the line's: a slip may hit the payer's own."""
    return [work.named[0].written] if len(work.named) == 1 else []


def hits_exactly(run: Run, work: Work) -> list[EntryFact]:
    """The open documents of just this amount whose number is in the line, though the payer differs."""
    line = work.line
    return [
        one.entry
        for one in work.tentative
        if one.strength >= Strength.FULL
        and amount_agrees(one.entry, run.free[one.entry.entry_id], line.amount_minor, line.date)
    ]


def _hit_exactly_before(work: Work) -> bool:
    """Whether a number of the line is a settled document that was of just this amount."""
    amount = work.line.amount_minor
    return any(one.strength >= Strength.FULL and one.entry.document_minor == amount for one in work.settled)


def numbers_unexplained(work: Work) -> list[str]:
    """The numbers of the line that no believed document accounts for, without dates and the like."""
    spans = [(named.start, named.end) for named in work.named if named.start >= 0]
    written = [
        token.digits
        for token in work.facts.tokens
        if not token.is_doubtful and not any(token.start < end and start < token.end for start, end in spans)
    ]
    believed = {named.written for named in work.named}
    of_payers = {_digits(payer.written) for payer in work.payers.values() if payer.rule == "payer_number"}
    if written and (phones := _phones(work)):
        tokens = {token.digits for token in work.facts.tokens if _is_within(token.start, token.end, phones)}
        written = [digits for digits in written if digits not in tokens]
    if of_payers:
        written = [digits for digits in written if not any(digits in number for number in of_payers)]
    for reference in work.references:
        digits = _digits(reference.raw)
        if reference.raw not in believed and len(digits) >= SHORTEST_NEAR:
            written.append(digits)
    return list(dict.fromkeys(written))


def is_doubted(work: Work) -> bool:
    """Whether the line says what a document found by payer and amount alone does not account for.

    That is a number, also of four digits behind a word for an invoice, or that something is paid in advance.
    """
    if work.named or work.tentative or work.settled or mentions_advance(work.facts.text):
        return True
    return any(_is_telling(work.facts.text, digits) for digits in numbers_unexplained(work))


def _is_telling(text: str, digits: str) -> bool:
    return len(digits) >= TELLING_DIGITS or ((at := text.find(digits)) >= 0 and has_invoice_word(text, at))


def _phones(work: Work) -> list[tuple[str, int, int]]:
    """Telephone numbers in the text that are no document's: of mobiles, and of the payer."""
    of_payers = {payer.written for payer in work.payers.values() if payer.rule == "payer_phone"}
    return [one for one in phone.found_in(work.facts.text) if phone.is_mobile(one[0]) or one[0] in of_payers]


def _is_within(start: int, end: int, phones: Sequence[tuple[str, int, int]]) -> bool:
    return any(first <= start and end <= last for _key, first, last in phones)


def is_near(entry: EntryFact, digits: str) -> bool:
    """Whether the digits are one slip away from a number of the entry, or the end of its document number.

    Zeros at the front count for nothing: people leave them out.
    """
    bare = digits.lstrip("0")
    for number in (entry.document_number, entry.payment_reference, entry.external_document_number):
        own = _digits(number)
        if len(own) < SHORTEST_NEAR:
            continue
        if _is_one_slip(own, digits, bare):
            return True
        tail = _last_run(number)
        if tail != own and len(tail) >= SHORTEST_NEAR and _is_one_slip(tail, digits, bare):
            return True
    own = _digits(entry.document_number)
    return len(digits) >= SHORTEST_ENDING and len(digits) < len(own) and own.endswith(digits)


def _is_one_slip(own: str, digits: str, bare: str) -> bool:
    """bare: the digits without zeros at the front."""
    if OSA.distance(own, digits, score_cutoff=1) <= 1:
        return True
    significant = own.lstrip("0")
    if (significant, bare) == (own, digits) or len(significant) < SHORTEST_NEAR:
        return False
    return OSA.distance(significant, bare, score_cutoff=1) <= 1


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def _last_run(number: str) -> str:
    end = len(number)
    while end and not number[end - 1].isdigit():
        end -= 1
    start = end
    while start and number[start - 1].isdigit():
        start -= 1
    return number[start:end]
