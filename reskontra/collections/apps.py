from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    name = "reskontra.collections"
    label = "collections"
