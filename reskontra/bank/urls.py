"""Addresses of the bank's pages of set-up, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.bank.setup_pages.definition import definition_page, definition_preview
from reskontra.bank.setup_pages.definitions import definition_file, definitions_page
from reskontra.bank.setup_pages.feeds import feeds_page

urlpatterns = [
    path("feeds/", feeds_page, name="setup_feeds"),
    path("definitions/", definitions_page, name="setup_definitions"),
    path("definitions/edit/", definition_page, name="setup_definition"),
    path("definitions/edit/preview/", definition_preview, name="setup_definition_preview"),
    path("definitions/file/<str:name>/", definition_file, name="setup_definition_file"),
]
