"""When each thing that keeps an installation going was last done."""

from __future__ import annotations

from django.db import models


class LastDone(models.Model):
    """A back-up, a tick, a look of the worker at its queue: of each the last time alone.

    told   of a back-up, as JSON: where it is, its digest, how large it is
    """

    name = models.CharField(max_length=40, primary_key=True)
    done_at = models.DateTimeField()
    told = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
