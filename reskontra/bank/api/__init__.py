"""Endpoints of the room: statements held against the bank ledger."""
