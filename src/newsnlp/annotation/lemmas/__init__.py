"""Lemmas corrected from a table."""
