"""What keeps an installation going: back-ups, its health, its logs."""
