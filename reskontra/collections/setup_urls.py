"""Addresses of the pages of set-up of collecting, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.collections.interest_pages import interest_page
from reskontra.collections.reminder_terms_page import reminder_terms_one, reminder_terms_page

urlpatterns = [
    path("interest/", interest_page, name="setup_interest"),
    path("reminder-terms/", reminder_terms_page, name="setup_reminder_terms"),
    path("reminder-terms/<str:code>/", reminder_terms_one, name="setup_reminder_terms_one"),
]
