"""What every way in shares: users, refusals in the user's language, display of values."""
