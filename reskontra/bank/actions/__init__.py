"""What changes in the bank room: statements are imported."""
