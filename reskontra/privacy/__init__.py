"""What is known of a person: shown, handed out, and erased where no law keeps it."""
