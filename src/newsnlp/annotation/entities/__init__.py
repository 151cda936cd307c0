"""The entity layer: one item per person, organisation and place with all its name mentions."""
