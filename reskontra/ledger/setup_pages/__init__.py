"""Pages of set-up that are the ledger's: bank accounts, posting groups, VAT codes, the chart of accounts."""
