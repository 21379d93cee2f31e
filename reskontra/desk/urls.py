"""Addresses of the pages that compose rooms, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.desk import audit, imports, ledger, notes, parties, party_form, reports, views
from reskontra.desk.guide_page import guide
from reskontra.desk.migration_page import migration, migration_file
from reskontra.desk.setup import setup
from reskontra.interface.people_page import new_password, people_page
from reskontra.interface.token_page import tokens_page

urlpatterns = [
    path("", views.home, name="home"),
    path("charts/<str:name>/", views.chart, name="chart"),
    path("audit/", audit.audit, name="audit"),
    path("guide/", guide, name="guide"),
    path("setup/", setup, name="setup"),
    path("setup/migration/", migration, name="setup_migration"),
    path("setup/migration/<key:number>/", migration_file, name="setup_migration_file"),
    path("setup/people/", people_page, name="setup_people"),
    path("setup/people/password/", new_password, name="setup_people_password"),
    path("setup/tokens/", tokens_page, name="setup_tokens"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
    path("import/", imports.statement_import, name="statement_import"),
    path("import/<key:number>/", imports.statement_upload, name="statement_upload"),
    path("import/<key:number>/forget/", imports.statement_forget, name="statement_forget"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<str:name>/", reports.report, name="report"),
    path("transactions/<key:id>/", ledger.transaction, name="transaction"),
    path("payers/<key:number>/forget/", parties.fact_revoke, name="fact_revoke"),
    path("notes/add/<str:kind>/<key:id>/", notes.note_add, name="note_add"),
    path("notes/<key:number>/remove/", notes.note_remove, name="note_remove"),
    path("notes/<key:number>/file/", notes.note_file, name="note_file"),
    path("vouchers/<str:name>/", ledger.voucher, name="voucher"),
    path("customers/<str:number>/", parties.party, {"ledger": "CUSTOMER"}, name="customer"),
    path("vendors/<str:number>/", parties.party, {"ledger": "VENDOR"}, name="vendor"),
    path("customers/<str:number>/edit/", party_form.party_edit, {"ledger": "CUSTOMER"}, name="customer_edit"),
    path("vendors/<str:number>/edit/", party_form.party_edit, {"ledger": "VENDOR"}, name="vendor_edit"),
    path("new/customer/", party_form.party_new, {"ledger": "CUSTOMER"}, name="customer_new"),
    path("new/vendor/", party_form.party_new, {"ledger": "VENDOR"}, name="vendor_new"),
]
