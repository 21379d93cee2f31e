"""Bank files as bytes in, frozen dataclasses out: no Django."""
