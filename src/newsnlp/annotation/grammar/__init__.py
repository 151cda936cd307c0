"""Corrections of the parse and of the morphology by what Italian allows."""
