"""Tables that change outside the product, each with the date it was taken."""
