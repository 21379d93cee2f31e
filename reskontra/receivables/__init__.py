"""Customer and vendor entries: what is owed, and what settles what."""
