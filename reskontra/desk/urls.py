"""Addresses of the pages that compose rooms, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.desk import imports, views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("import/", imports.statement_import, name="statement_import"),
]
