"""Direct and indirect speech: who says what."""
