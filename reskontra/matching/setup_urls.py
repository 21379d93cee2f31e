"""Addresses of the pages of set-up about matching, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.matching.setup_pages.charges import charges_page
from reskontra.matching.setup_pages.facts import fact_page, facts_page
from reskontra.matching.setup_pages.mappings import mappings_page
from reskontra.matching.setup_pages.relations import relations_page
from reskontra.matching.setup_pages.rules import rules_page

urlpatterns = [
    path("matching-rules/", rules_page, name="matching_rules"),
    path("text-mappings/", mappings_page, name="text_mappings"),
    path("facts/", facts_page, name="learned_facts"),
    path("facts/<key:number>/", fact_page, name="learned_fact"),
    path("charges/", charges_page, name="charge_limits"),
    path("payer-relations/", relations_page, name="payer_relations"),
]
