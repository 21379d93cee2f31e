from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "reskontra.interface"
    label = "interface"
