"""Labelled books for matching: made-up companies, payments as people make them, the truth, and the score."""
