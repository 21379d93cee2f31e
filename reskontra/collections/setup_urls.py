"""Addresses of the pages of set-up of collecting, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.collections.interest_pages import interest_page

urlpatterns = [path("interest/", interest_page, name="setup_interest")]
