"""The roles that an article states of its people."""
