"""Endpoints of the room: what programs read and do of entries and documents."""
