"""The network of the shipped pipeline, run with NumPy: an encoder of words in context and what reads its vectors."""
