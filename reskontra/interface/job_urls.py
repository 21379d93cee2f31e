"""Addresses of work in the background, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.interface import job_views

urlpatterns = [
    path("<key:number>/", job_views.job, name="job"),
    path("<key:number>/stop/", job_views.stop, name="job_stop"),
]
