"""Endpoints of the room: what a company is set up with."""
