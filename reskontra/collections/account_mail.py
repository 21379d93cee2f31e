"""Mail of the installation to its users: by its own mail server, or where it has none by that of a company."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.conf import settings

from reskontra.collections.mail_setup import MailFacts, find_mail, hand_over
from reskontra.collections.mailing import message_with, new_message_id
from reskontra.companies.queries import CompanyFacts, companies_by_id, each_in_its_place
from reskontra.core.errors import Refused

logger = logging.getLogger("reskontra.collections.mail")


def send_account_mail(*, companies: Sequence[int], address: str, subject: str, text: str) -> bool:
    """By the installation's own server; without one by the first of the companies whose server takes it.

    False where none does. Who runs a company's server sees what goes by it, of a person who may be in others too: so
    where there is one of the installation's own, theirs are not asked, also when it is silent. One whose place is
    silent, and one whose server does not take it, is told in the log.
    """
    words = (subject, text)
    if own := own_mail():
        return _is_taken("", own, address, words, password=settings.USER_MAIL.password)
    found = companies_by_id(ids=companies)
    chosen = [found[id] for id in companies if id in found]
    for company in each_in_its_place(chosen, lost=_lost):
        mail = find_mail(company=company)
        if mail and _is_taken(company.id, mail, address, words):
            return True
    return False


def own_mail() -> MailFacts | None:
    """Who sends by which server of the installation's own; None where it has none."""
    told = settings.USER_MAIL
    return MailFacts(told.sender, "Reskontra", server=told.server) if told.server else None


def _is_taken(company: int | str, mail: MailFacts, address: str, words: tuple[str, str], *, password: str = "") -> bool:
    id = new_message_id("account", mail.sender)
    try:
        message = message_with(mail, to=address, words=words, letters=[], message_id=id)
        hand_over(mail, message, password=password)
    except Refused as refusal:
        _told(company, refusal)
        return False
    return True


def _lost(company: CompanyFacts, trouble: Exception) -> None:
    _told(company.id, trouble)


def _told(company: int | str, trouble: Exception) -> None:
    """company   "" for the installation's own server"""
    logger.warning("account.mail_not_taken company=%s reason=%s", company or "none", trouble)
