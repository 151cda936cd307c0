"""Who says that an event is so."""
