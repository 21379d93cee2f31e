"""Addresses of the pages of set-up, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.companies.setup_pages.company import company_page, settings_page
from reskontra.companies.setup_pages.currencies import currencies_page
from reskontra.companies.setup_pages.logo import logo_picture
from reskontra.companies.setup_pages.rates import rates_page
from reskontra.companies.setup_pages.series import series_page
from reskontra.companies.setup_pages.terms import terms_page
from reskontra.companies.setup_pages.webhooks import webhooks_page
from reskontra.companies.setup_pages.years import years_page

urlpatterns = [
    path("company/", company_page, name="setup_company"),
    path("company/logo/", logo_picture, name="company_logo"),
    path("settings/", settings_page, name="setup_settings"),
    path("years/", years_page, name="setup_years"),
    path("terms/", terms_page, name="setup_terms"),
    path("series/", series_page, name="setup_series"),
    path("currencies/", currencies_page, name="setup_currencies"),
    path("rates/", rates_page, name="setup_rates"),
    path("webhooks/", webhooks_page, name="setup_webhooks"),
]
