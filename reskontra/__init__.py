"""Reskontra: accounts receivable that finds the invoices its payments belong to."""

__version__ = "0.1.0"
