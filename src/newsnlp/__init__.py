"""Who met whom, where and when in Italian news, with the sentence that says so.

Everything behind the door is loaded when it is first used: ``import newsnlp`` alone is cheap. The one list of public
names, each with the module that it lives in, is the stub beside this file, ``__init__.pyi``.
"""

import lazy_loader

__version__ = "0.4.0"
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
