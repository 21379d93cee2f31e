"""Keys and numbers as they stand in addresses."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """<key:…> in an address: a whole number that the database can hold; a longer one is no address of ours."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")
