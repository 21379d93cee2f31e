"""Bulk writes, reserved ids, set-based lookups: what rooms share of the database. No tables."""
