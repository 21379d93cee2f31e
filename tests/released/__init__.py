"""Books of every released version, kept as back-ups, and brought up to this one."""
