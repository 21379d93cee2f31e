from django.apps import AppConfig


class ReceivablesConfig(AppConfig):
    name = "reskontra.receivables"
    label = "receivables"
