"""Endpoints of the room: customers and vendors with their posting groups, accounts, vouchers, bank accounts."""
