"""Letters by page: sent, printed, marked, and taken back in; and the mail server they go by."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.bounces import Returned, take_bounces
from reskontra.collections.left_letters import asked_again
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.letters_page import letters_page
from reskontra.collections.mail_jobs import mail_in_background, mail_letters, sent_words
from reskontra.collections.mail_setup import MailFacts, MailNotSetUp, find_mail, send_test, set_up_mail
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.sending import NoLetterToPrint, SendOrder, mark_sent, send_documents
from reskontra.collections.sending_queries import KIND_WORDS
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.wording import worded
from reskontra.formats.delivery_status import read_bounces
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.setup import Change, Page, answer, refused_page, show
from reskontra.interface.typed_form import Typed

MOST_NAMED = 5  # letters that came back, in one sentence
AT = {
    "email_unreadable": "sender", "mail_server_unreadable": "server", "mail_server_holds_password": "server",
    "mail_server_unreachable": "address", "mail_password_missing": "password_env",
    "mail_password_name_foreign": "password_env", "mail_server_of_this_machine": "server",
    "mail_password_of_machine": "password_env", "mail_server_port_foreign": "server",
}  # fmt: skip


@demands("READER")
def letters(request: HttpRequest, access: Access) -> HttpResponse:
    """What waits to be sent, and what was; an accountant sends.

    Each letter is transactions of its own: what was handed over stays written whatever comes after.
    """
    company = company_by_id(id=access.company_id)
    may, may_set_up = access.may("ACCOUNTANT"), access.may("ADMINISTRATOR")
    if request.method != "POST":
        return show(request, letters_page(company=company, may_send=may, may_set_up=may_set_up))
    if not may:
        raise Http404
    typed = Typed(request.POST, today(), request.FILES)
    try:
        if typed.form == "paper":
            return _paper(company, access.actor)
        said, to = _do(company, access.actor, typed)
    except (Refused, Malformed) as refusal:
        found = letters_page(company=company, may_send=may, may_set_up=may_set_up)
        page = refused_page(found, typed, refusal)
        return show(request, page, status=REFUSED)
    return done(request, said, to or request.path)


def _do(company: CompanyFacts, actor: str, typed: Typed) -> tuple[str, str]:
    """What was done, and where to go on; refuses what could not be sent, each letter for itself: the others went out"""
    if typed.form == "mail":
        if find_mail(company=company) is None:
            raise MailNotSetUp(company=company.name)
        job = mail_in_background(company=company, actor=actor)
        if job is not None:
            return "", reverse("job", args=[company.id, job])
        return _told(mail_letters(company=company, actor=actor)), ""
    if typed.form == "bounce":
        file = typed.file("file")
        back = take_bounces(company=company, actor=actor, bounces=read_bounces(file.read()), file=str(file.name))
        return _told_of_bounces(back), ""
    key, seen = (typed.text("mark"), None) if typed.text("mark") else asked_again(typed.text("again"))
    kind, _blank, number = key.partition(" ")
    if kind not in KIND_WORDS:
        raise Http404
    if typed.text("mark"):
        mark_sent(company=company, actor=actor, kind=kind, numbers=[number])
        return _("{document} is marked as sent.").format(document=number), ""
    order = SendOrder(kind, (number,), is_again=True, seen=seen)
    return _told(send_documents(company=company, actor=actor, order=order)), ""


def _told_of_bounces(back: Sequence[Returned]) -> str:
    """Which letters came back and what follows, and what was none of ours."""
    ours = [one for one in back if one.document]
    told = [worded(_("{count:letter|letters} came back."), count=len(ours))]
    if ours:
        named = ", ".join(f"{one.document} ({one.customer})" for one in ours[:MOST_NAMED])
        rest = f" +{len(ours) - MOST_NAMED}" if len(ours) > MOST_NAMED else ""
        told = [worded(_("{count:letter|letters} came back: {named}."), count=len(ours), named=named + rest)]
        told.append(_("They go on paper until the address is changed or confirmed."))
    if others := [one.address for one in back if not one.document]:
        told.append(_("No letter went to {addresses}.").format(addresses=", ".join(others[:MOST_NAMED])))
    return " ".join(told)


def _told(outcome: SendOutcome) -> str:
    if outcome.refused:
        raise Findings(outcome.refused)
    return sent_words(len(outcome.mailed))


def _paper(company: CompanyFacts, actor: str) -> HttpResponse:
    """One PDF of what is to be printed, of both kinds: of so many letters at most, the rest waits.

    Where no mail is set up, letters that would be mailed are printed as well.

    refuses   what could not be taken, when nothing else could
    """
    written: list[bytes] = []
    order = SendOrder("", only="PRINT", most=LETTERS_IN_FILE)
    if find_mail(company=company) is None:
        order = SendOrder("", channel="PRINT", most=LETTERS_IN_FILE)
    outcome = send_documents(
        company=company, actor=actor, order=order, write=lambda content, _documents: written.append(content)
    )
    if not written:
        _told(outcome)
        raise NoLetterToPrint(company=company.name)
    return handed_out(written[0], f"{today().isoformat()}.pdf")


@demands("ADMINISTRATOR", shows=True)
def mail_page(request: HttpRequest, access: Access) -> HttpResponse:
    """By which server letters are sent, and in whose name; a message tries it."""
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        if typed.form == "try":
            send_test(company=company, actor=access.actor, address=typed.needed("address"))
            return _("A test message is on its way to {address}.").format(address=typed.text("address"))
        mail = MailFacts(
            typed.needed("sender"), typed.text("sender_name"), typed.text("reply_to"), typed.needed("server"),
            typed.text("password_env"), typed.is_on("copies_self"),
        )  # fmt: skip
        with typed.told_at_fields():
            set_up_mail(company=company, actor=access.actor, mail=mail, is_by_page=True)
        return _("Letters are sent from {sender} by {server}.").format(sender=mail.sent_from, server=mail.server)

    def present(typed: Typed) -> object:
        return find_mail(company=company) if typed.form == "mail" else None

    change = Change(do, present, lambda typed: typed.text("sender"))
    return answer(request, access, lambda typed: _mail_forms(company), change)


def _mail_forms(company: CompanyFacts) -> Page:
    found = find_mail(company=company)
    known = found or MailFacts("")
    fields = (
        Field("sender", _("Sender"), known.sender, is_needed=True, example="krav@example.com"),
        Field("sender_name", _("Sender's name"), known.sender_name),
        Field("reply_to", _("Answers to"), known.reply_to),
        Field(
            "server", _("Server"), known.server, is_needed=True, example="smtp://user@mail.example.com:587",
            hint=_("smtp with STARTTLS, smtps with TLS from the start. Never with the password."),
        ),
        Field(
            "password_env", _("Password in"), known.password_env,
            hint=_("The environment variable that holds the password: RESKONTRA_MAIL_ and a name."),
        ),
        Field("copies_self", _("Copy to sender"), "on" if known.copies_self else "", "switch"),
    )  # fmt: skip
    forms = [Form("mail", _("Mail server"), _("Save"), fields, seen=stamp(found), at=AT)]
    if found:
        forms.append(
            Form("try", _("Try it"), _("Send a test message"), (Field("address", _("To"), is_needed=True),), at=AT)
        )
    return Page(_("Mail server"), _("By which server letters are sent, and in whose name."), forms=tuple(forms))
