"""The network that reads events: which words tell of one, whether it happened, who takes part, what is one event."""
