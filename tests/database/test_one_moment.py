"""A long read sees one moment, and whoever writes meanwhile is not held up."""

from __future__ import annotations

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from reskontra.database.one_moment import one_moment


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="the tests' SQLite is in memory, where readers hold up")
def test_what_is_written_meanwhile_is_not_seen() -> None:
    with one_moment():
        before = ContentType.objects.count()
        writer = threading.Thread(target=_write)
        writer.start()
        writer.join()
        assert ContentType.objects.count() == before
    assert ContentType.objects.count() == before + 1


def _write() -> None:
    ContentType.objects.create(app_label="sheep", model="sheep")
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_it_ends_also_when_it_is_left_early_and_inside_another() -> None:
    with pytest.raises(KeyError), one_moment():
        raise KeyError
    with transaction.atomic(), one_moment():
        assert ContentType.objects.exists()
    assert not connection.in_atomic_block
