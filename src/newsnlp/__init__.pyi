# The public names of newsnlp: read by type checkers, and by the package itself when a name is first used.

from .annotation.pipeline import load as load
from .conversion import displacy_ents as displacy_ents
from .conversion import displacy_spans as displacy_spans
from .conversion import to_document as to_document
from .database import Store as Store
from .database import open_store as open_store
from .errors import ArticleError as ArticleError
from .errors import FormatError as FormatError
from .errors import GraphError as GraphError
from .errors import InputError as InputError
from .errors import LanguageDataError as LanguageDataError
from .errors import ModelError as ModelError
from .errors import ModelMismatch as ModelMismatch
from .errors import ModelNotFound as ModelNotFound
from .errors import NewsnlpError as NewsnlpError
from .errors import OutputError as OutputError
from .errors import StoreError as StoreError
from .errors import StoreLockedError as StoreLockedError
from .errors import StoreVersionError as StoreVersionError
from .evaluation import evaluate as evaluate
from .explanation import Explanation as Explanation
from .explanation import explain as explain
from .export import read_graph as read_graph
from .export import write_graph as write_graph
from .graph import build_graph as build_graph
from .schema import Document as Document
from .schema import Entity as Entity
from .schema import Event as Event
from .schema import Failure as Failure
from .schema import Meeting as Meeting
from .schema import Quote as Quote
from .store import read_documents as read_documents
from .transfer import export_records as export_records
from .workflow import annotate as annotate
from .workflow import annotate_many as annotate_many

__version__: str
