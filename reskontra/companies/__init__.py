"""Companies and their set-up: fiscal years, currencies, number series, stored files, settings."""
