"""Endpoints that compose rooms: reports, corrections, traces, the audit trail, users and tokens."""
