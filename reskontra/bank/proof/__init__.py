"""What proves a bank account at the end of a day, signed by a person: the reconciliation statement of a month's end."""
