"""Worksheets of lines not yet posted."""
