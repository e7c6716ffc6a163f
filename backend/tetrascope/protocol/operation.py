"""What an operation is: one question that an engine answers, declared once.

Routes, what the stream takes and sends, the documents, the golden messages and the clients' types all follow from the
list of operations. How an engine answers one is in `tetrascope.engine.operations`, in the file of the same name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tetrascope.errors import Failed
from tetrascope.protocol.message import Message
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import AnalysisRequest


def the_last(parts: Sequence[Part]) -> Part | None:
    """The last part, which says it all; None where there is none."""
    return parts[-1] if parts else None


@dataclass(frozen=True)
class Operation:
    """One question, what is asked with and what is answered."""

    name: str
    """The last part of its HTTP route, and its name on the stream."""
    summary: str
    """What it gives, in a line."""
    request: type[AnalysisRequest]
    """What it is asked with, over HTTP and on the stream alike. Each operation has a message of its own."""
    parts: Mapping[str, type[Part]]
    """What it is answered with on the stream, by the `kind` of a part, in the order in which they come."""
    answer: type[Message]
    """What it is answered with over HTTP, where an answer is one whole."""
    fold: Callable[[Sequence[Part]], Message | None] = the_last
    """The whole from its parts; something else than an `answer` where parts are missing."""
    examples: Mapping[str, Message] = field(default_factory=dict)
    """Small examples of its messages, the golden ones, by file name: a request first, and one of every part."""

    def whole(self, parts: Sequence[Part]) -> Message:
        """The answer. Raises `Failed` where parts are missing."""
        answer = self.fold(parts)
        if isinstance(answer, self.answer):
            return answer
        raise Failed(f"Expected {self.answer.__name__} from the engine, got an analysis that ended without it.")
