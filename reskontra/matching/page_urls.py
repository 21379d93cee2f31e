"""Addresses of pages that are not below the list of journals, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.matching import difference_views

urlpatterns = [
    path(
        "reconciliations/<str:name>/transfer/",
        difference_views.reconciliation_transfer,
        name="reconciliation_transfer",
    ),
]
