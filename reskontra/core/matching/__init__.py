"""Find the documents that a bank transaction pays, and say why."""
