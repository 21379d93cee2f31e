"""Pages of a company's set-up: each a list and its forms, over the same actions as the command line."""
