"""One user intent each: match, apply, accept, post, reverse."""
