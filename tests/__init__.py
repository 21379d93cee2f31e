"""Tests: the folders mirror reskontra/ path for path."""
