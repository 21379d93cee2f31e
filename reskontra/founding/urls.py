"""Addresses of the pages that make companies, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.founding.sandbox_page import sandbox_page

urlpatterns = [path("sandbox/", sandbox_page, name="setup_sandbox")]
