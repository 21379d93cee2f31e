"""The document and the addresses that no endpoint has."""

from __future__ import annotations

import pytest
from django.test import Client

from reskontra.config.api import ROOMS, api
from reskontra.interface.api.program import document_of, make_api, operations_of


def test_every_endpoint_is_under_one_noun_and_may_refuse_in_one_shape() -> None:
    found = document_of(api)
    nouns = operations_of(found)
    assert sum(len(one) for one in nouns.values()) == sum(len(methods) for methods in found["paths"].values())
    assert {"Entries", "Documents", "Journals", "Journal lines", "Jobs"} <= set(nouns)
    for _method, _path, told in nouns["Entries"]:
        assert told["responses"]["422"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")
    assert found["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}
    assert make_api([ROOMS[0].routes]) is not api


@pytest.mark.parametrize("path", ["/api/v2/entries", "/api/", "/api/v1/none", "/api/v1/mandates/a%0Ab"])
def test_an_address_that_no_endpoint_has_is_told(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "address_unknown"
