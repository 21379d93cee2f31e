"""Vouchers, the general ledger, bank accounts with their bank and check entries."""
