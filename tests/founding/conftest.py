"""A story to begin with: the one that matching's tests begin with."""

from tests.matching.conftest import story

__all__ = ["story"]
