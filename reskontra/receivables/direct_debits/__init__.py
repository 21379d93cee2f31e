"""Mandates to debit customers, and collections of debits: from open invoices to the bank, and what comes back."""
