"""Setting webhooks up: which addresses are refused, the key told once, removal and replay."""

from __future__ import annotations

import pytest

from reskontra.companies.models import Webhook
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.webhooks import (
    MOST_WEBHOOKS,
    PURPOSE,
    DeliveryNotDead,
    EventKindUnknown,
    TooManyWebhooks,
    WebhookExists,
    WebhookUnknown,
    add_webhook,
    find_webhook,
    remove_webhook,
    renew_secret,
    replay,
    webhooks,
)
from reskontra.core.errors import Refused
from reskontra.interface.enciphering import decipher
from reskontra.interface.outbox import is_gathered

pytestmark = pytest.mark.django_db

URL = "https://example.com/events"


def added(company: CompanyFacts, url: str = URL, *kinds: str) -> str:
    return add_webhook(company=company, actor="alice", url=url, kinds=kinds)[1]


def test_the_key_is_told_once_lies_enciphered_and_can_be_renewed(company: CompanyFacts) -> None:
    secret = added(company)
    row = Webhook.objects.get(company=company.id)
    assert secret not in row.secret
    assert decipher(row.secret, purpose=PURPOSE) == secret
    renewed = renew_secret(company=company, actor="alice", number=1)
    row.refresh_from_db()
    assert decipher(row.secret, purpose=PURPOSE) == renewed != secret
    assert is_gathered(company=company.id)


def test_one_taken_away_is_there_no_more_and_its_address_may_be_added_again(company: CompanyFacts) -> None:
    added(company)
    with pytest.raises(WebhookExists):
        added(company)
    remove_webhook(company=company, actor="alice", number=1)
    assert webhooks(company=company) == []
    added(company, URL, "entry.closed")
    (found,) = webhooks(company=company)
    assert (found.number, found.url, found.kinds) == (2, URL, ("entry.closed",))


def test_what_is_not_there_is_refused(company: CompanyFacts) -> None:
    added(company)
    with pytest.raises(EventKindUnknown):
        added(company, "https://example.com/2", "entry.eaten")
    for does in (find_webhook,):
        with pytest.raises(WebhookUnknown):
            does(company=company, number=9)
    with pytest.raises(WebhookUnknown):
        remove_webhook(company=company, actor="alice", number=9)
    with pytest.raises(DeliveryNotDead):
        replay(company=company, actor="alice", number=1, positions=[1])
    for number in range(MOST_WEBHOOKS - 1):
        added(company, f"https://example.com/more/{number}")
    with pytest.raises(TooManyWebhooks):
        added(company, "https://example.com/too/many")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.com/", "webhook_address_unfit"),
        ("ftp://example.com/", "webhook_address_unfit"),
        ("https://alice:secret@example.com/", "webhook_address_unfit"),
        ("https:///events", "webhook_address_unfit"),
        ("https://example.com:99999/", "webhook_address_unfit"),
        ("https://exa mple.com/", "webhook_address_unfit"),
        ("https://example.com/\r\nhost: x", "webhook_address_unfit"),
        ("https://[::1", "webhook_address_unfit"),
        *(
            (f"https://{host}/", "webhook_address_unfit")
            for host in (
                "2130706433",
                "0x7f.1",
                "127.1",
                "0x7f000001",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "1.2.3.0x",
            )
        ),
        (f"https://example.com/{'a' * 500}", "webhook_address_unfit"),
        ("https://localhost/", "webhook_address_within"),
        ("https://127.0.0.1/", "webhook_address_within"),
        ("https://10.1.2.3/", "webhook_address_within"),
        ("https://169.254.169.254/latest", "webhook_address_within"),
        ("https://[::1]/", "webhook_address_within"),
        ("https://[::ffff:127.0.0.1]/", "webhook_address_within"),
        ("https://[fe80::1]/", "webhook_address_within"),
        ("https://[64:ff9b::a9fe:a9fe]/", "webhook_address_within"),
        ("https://[2002:7f00:1::]/", "webhook_address_within"),
        ("https://[::127.0.0.1]/", "webhook_address_within"),
        ("https://224.0.0.1/", "webhook_address_within"),
    ],
)
def test_addresses_that_are_not_sent_to(company: CompanyFacts, url: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        added(company, url)
    assert refused.value.code == code
    assert not Webhook.objects.filter(company=company.id).exists()
