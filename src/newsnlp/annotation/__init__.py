"""spaCy components that write newsnlp's layers on a Doc."""
