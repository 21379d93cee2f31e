"""Records in, PDFs out: no tables, and nothing of Django."""
