from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "reskontra.companies"
    label = "companies"
