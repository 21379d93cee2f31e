from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "reskontra.parties"
    label = "parties"
