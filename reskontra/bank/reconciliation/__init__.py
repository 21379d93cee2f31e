"""Bank reconciliation: a statement typed by hand, held against the bank ledger, and closed."""
