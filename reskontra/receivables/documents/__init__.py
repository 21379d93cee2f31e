"""Invoices and credit memos in short form: written, drafted, posted; for a company without another system."""
