"""Coreference of people: descriptions, pronouns, left-out subjects."""
