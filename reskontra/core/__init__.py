"""Rules of accounting and matching: pure functions over dataclasses, no Django, no clock, no files."""
