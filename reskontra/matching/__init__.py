"""From a bank transaction to a posting: rules, proposals, the payment reconciliation journal."""
