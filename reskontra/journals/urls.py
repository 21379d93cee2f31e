"""Addresses of payment registration and of the journals filled by hand, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.journals import posted, registration_setup, registration_views

urlpatterns = [
    path("registration/", registration_views.registration, name="registration"),
    path("registration/save/", registration_views.save, name="registration_save"),
    path("registration/setup/", registration_setup.setup, name="registration_setup"),
    path("registration/post/", registration_views.post, name="registration_post"),
    path("registration/<int:entry>/", registration_views.row, name="registration_row"),
    path("posted/<int:run>/", posted.posted_run, name="posted_run"),
]
