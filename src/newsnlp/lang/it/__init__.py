"""All Italian knowledge: data files under ``data/`` and small functions that derive forms from them."""

from newsnlp.lang.it.spelling import tokenizer_data

__all__ = ["tokenizer_data"]
