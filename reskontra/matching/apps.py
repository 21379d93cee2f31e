from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "reskontra.matching"
    label = "matching"

    def ready(self) -> None:
        from reskontra.matching.learning import doubt
        from reskontra.receivables.watching import hear_of_corrections

        hear_of_corrections(doubt)
