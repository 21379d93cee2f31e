"""Endpoints of the room: journals filled by hand."""
