"""Addresses of the pages of set-up of collecting, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.collections.interest_pages import interest_page
from reskontra.collections.letter_template_page import (
    letter_template_page,
    letter_template_sample,
    letter_template_source,
)
from reskontra.collections.reminder_terms_page import reminder_terms_one, reminder_terms_page

urlpatterns = [
    path("interest/", interest_page, name="setup_interest"),
    path("letter-template/", letter_template_page, name="setup_letter_template"),
    path("letter-template/sample.pdf", letter_template_sample, name="setup_letter_template_sample"),
    path("letter-template/letter.typ", letter_template_source, name="setup_letter_template_source"),
    path("reminder-terms/", reminder_terms_page, name="setup_reminder_terms"),
    path("reminder-terms/<str:code>/", reminder_terms_one, name="setup_reminder_terms_one"),
]
