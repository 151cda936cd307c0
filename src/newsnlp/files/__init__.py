"""What is written where: outputs that appear whole or not at all, and that are never one of the inputs."""

from newsnlp.files.inputs import is_pipe, rejoined, standard_input, start_of
from newsnlp.files.names import STDIO, cannot_write, is_streamed, shown
from newsnlp.files.overlap import refuse_overlap
from newsnlp.files.parts import remove_unfinished
from newsnlp.files.stream import OutputStream
from newsnlp.files.whole import writing

__all__ = [
    "STDIO",
    "OutputStream",
    "cannot_write",
    "is_pipe",
    "is_streamed",
    "refuse_overlap",
    "rejoined",
    "remove_unfinished",
    "shown",
    "standard_input",
    "start_of",
    "writing",
]
