"""Who did what, when: one event per command, chained by hash."""
