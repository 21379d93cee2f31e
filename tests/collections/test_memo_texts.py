"""What memos say by their terms, in which language; a placeholder that means nothing there is refused by name."""

from __future__ import annotations

import pytest

from reskontra.collections.mail_texts import mail_texts
from reskontra.collections.memo_texts import MemoTextPartUnknown, memo_sample, memo_texts_of, set_memo_text
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_terms_editing import LetterLanguageUnfit, TextPlace
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.letter_texts import PlaceholderUnknown
from reskontra.parties.models import Party
from tests import books, build
from tests.collections.charging import TOLD, lines, make
from tests.story import Story

pytestmark = pytest.mark.django_db


def say(company: CompanyFacts, part: str, text: str, language: str = "sv") -> None:
    set_memo_text(company=company, actor=build.BOB, code="M", place=TextPlace(part, language), text=text)


def test_texts_in_the_customer_s_language(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    say(company, "BEGINNING", "Ränta {interest} {currency} till {due_date}, %3 %, %8.")
    say(company, "BEGINNING", "Zinsen {interest}.", "de")
    say(company, "ENDING", "Slut.")
    say(company, "LINE", "{document_type} {document_number}: {days} x {base} av {original}, {interest_rate} %")
    say(company, "RATE", "%9 dagar från {due_date}, {base}, %4 %")
    say(company, "SUBJECT", "Ränta {total}")
    assert memo_texts_of(company=company)["M"].half_translated() == [
        ("ENDING", "de"), ("LINE", "de"), ("RATE", "de"), ("SUBJECT", "de"),
    ]  # fmt: skip
    make(company)
    told = [text.replace("\xa0", " ") for role, _minor, _days, text in lines(company, "RFU000001") if role != "RATE"]
    assert told == [
        "Ränta 187,50 SEK till 2026-03-22, 1,5 %, SEK.", "Faktura INV-1: 30 x 12 500,00 av 12 500,00, 1,5 %", "Slut.",
    ]  # fmt: skip
    rates = [text.replace("\xa0", " ") for role, _minor, _days, text in lines(company, "RFU000001") if role == "RATE"]
    assert rates == ["30 dagar från 2026-02-01, 12 500,00, 1,5 %"]
    row = CollectionDocument.objects.get(company=company.id)
    subject, _body = mail_texts(company=company).of(row, "Räntefaktura", "sv")
    assert subject.replace("\xa0", " ") == "Ränta 187.50"
    Party.objects.filter(number="C1").update(language="de")
    CollectionDocument.objects.filter(company=company.id).update(state="DELETED")
    make(company)
    assert lines(company, "RFU000002")[0][3].startswith("Zinsen 187")
    say(company, "BEGINNING", " ", "de")
    assert ("de", "BEGINNING") not in memo_texts_of(company=company)["M"].texts
    assert memo_sample(company=company, part="LINE", language="sv", text="%2 %3, %9 dagar") == "Faktura 1001, 30 dagar"


@pytest.mark.parametrize(
    ("part", "text", "language", "refusal", "said"),
    [
        (
            "BEGINNING",
            "Nivå {level}",
            "sv",
            PlaceholderUnknown,
            r"\"\{level\}\", which .* \{document_date\}, .*\{company\}",
        ),
        ("LINE", "%10", "sv", PlaceholderUnknown, r"\"%10\".*\{description\}.*\{days\}"),
        ("LINE_FEE", "x", "sv", MemoTextPartUnknown, "line_fee"),
        ("ENDING", "x", "sv-SE", LetterLanguageUnfit, "sv-SE"),
    ],
)
def test_what_is_refused(
    company: CompanyFacts, part: str, text: str, language: str, refusal: type[Refused], said: str
) -> None:
    Story(company).tells(TOLD)
    before = books.contents()
    with pytest.raises(refusal, match=said):
        say(company, part, text, language)
    assert books.contents() == before
