from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "reskontra.operation"
    label = "operation"
