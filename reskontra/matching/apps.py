from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "reskontra.matching"
    label = "matching"

    def ready(self) -> None:
        from reskontra.matching.learning import doubt
        from reskontra.matching.reservations import refuse_taking
        from reskontra.receivables.watching import guard_reserved, hear_of_corrections

        hear_of_corrections(doubt)
        guard_reserved(refuse_taking)
