"""The table of addresses: every room's pages under its company, and what belongs to no company."""

from __future__ import annotations

from django.urls import include, path, re_path

from reskontra.config.api import api
from reskontra.desk import api_reference, faults
from reskontra.desk import views as desk
from reskontra.desk.first_run import first_password, first_run
from reskontra.interface.api.program import nothing_there

urlpatterns = [
    path("", desk.start, name="start"),
    path("favicon.ico", faults.favicon, name="favicon"),
    path("first/<str:token>/", first_run, name="first_run"),
    path("first/<str:token>/password/", first_password, name="first_password"),
    path("api/v1/", api_reference.reference, {"api": api}, name="api_reference"),
    path("api/v1/reference/<slug:tag>/", api_reference.reference, {"api": api}, name="api_noun"),
    path("api/v1/openapi.json", api_reference.document, {"api": api}, name="api_document"),
    path("api/v1/problems/<slug:code>", api_reference.problem_type, name="api_problem"),
    path("api/v1/", api.urls),
    re_path("^api/", nothing_there, name="api_nothing"),  # whatever follows, line breaks too
    path("account/", include("reskontra.interface.urls")),
    path("<key:company_id>/", include("reskontra.desk.urls")),
    path("<key:company_id>/", include("reskontra.privacy.urls")),
    path("<key:company_id>/", include("reskontra.receivables.urls")),
    path("<key:company_id>/", include("reskontra.collections.urls")),
    path("<key:company_id>/", include("reskontra.collections.statement_urls")),
    path("<key:company_id>/", include("reskontra.bank.page_urls")),
    path("<key:company_id>/", include("reskontra.ledger.page_urls")),
    path("<key:company_id>/jobs/", include("reskontra.interface.job_urls")),
    path("<key:company_id>/setup/", include("reskontra.companies.urls")),
    path("<key:company_id>/setup/", include("reskontra.ledger.urls")),
    path("<key:company_id>/setup/", include("reskontra.bank.urls")),
    path("<key:company_id>/setup/", include("reskontra.matching.setup_urls")),
    path("<key:company_id>/setup/", include("reskontra.founding.urls")),
    path("<key:company_id>/setup/", include("reskontra.collections.setup_urls")),
    path("<key:company_id>/", include("reskontra.journals.urls")),
    path("<key:company_id>/", include("reskontra.matching.page_urls")),
    path("<key:company_id>/journals/", include("reskontra.matching.urls")),
]
handler403 = faults.forbidden
handler404 = faults.not_found
handler500 = faults.failed
