"""What the bank sends: files, statements, transactions."""
