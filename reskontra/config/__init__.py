"""Settings and the URL table."""
