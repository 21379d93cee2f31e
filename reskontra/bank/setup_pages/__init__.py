"""Pages of set-up that are the bank's: feeds, and import definitions with what a file becomes by them."""
