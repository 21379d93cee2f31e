"""Paying out: what is due is proposed, approved by another, sent to the bank, posted, and answered by the bank."""
