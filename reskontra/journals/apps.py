from django.apps import AppConfig


class JournalsConfig(AppConfig):
    name = "reskontra.journals"
    label = "journals"
