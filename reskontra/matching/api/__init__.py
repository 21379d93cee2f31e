"""Endpoints of the room: what programs read and do of journals over bank statements."""
