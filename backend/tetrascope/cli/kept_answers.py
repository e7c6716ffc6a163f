"""What has been found out of each picture so far, in a file that a run which was stopped goes on with."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from tetrascope.cli.output_files import write_files
from tetrascope.protocol.message import Message

Kept = TypeVar("Kept", bound=Message)


class KeptAnswers(Generic[Kept]):
    """Answers by what they were made of, each in a line of JSON.

    A line is written as soon as its answer is there, so that however the process ends no more than the last is lost.
    One that is torn counts for nothing.

    Args:
        file: where they are kept.
        kind: of the answers.
    """

    def __init__(self, file: Path, kind: type[Kept]) -> None:
        self._file = file
        self._kind = kind
        self._kept: dict[str, Kept] = dict(self._read())

    def get(self, made_of: str) -> Kept | None:
        """The answer that was made of this, from before or from now."""
        return self._kept.get(made_of)

    @contextmanager
    def adding(self, wanted: Collection[str] | None = None) -> "Iterator[KeptAnswers[Kept]]":
        """Answers may be added inside the block; of those from before the ones that are not `wanted` are forgotten."""
        if wanted is not None:
            self._kept = {made_of: self._kept[made_of] for made_of in wanted if made_of in self._kept}
        lines = "".join(_line(made_of, answer) for made_of, answer in self._kept.items())
        write_files(self._file.parent, {self._file.name: lines.encode()})
        with self._file.open("a", encoding="utf-8") as self._open:
            yield self

    def add(self, made_of: str, answer: Kept) -> None:
        """Keep an answer, inside of `adding`."""
        self._open.write(_line(made_of, answer))
        self._open.flush()
        self._kept[made_of] = answer

    def _read(self) -> Iterator[tuple[str, Kept]]:
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        for line in lines:
            try:
                value = json.loads(line)
                yield str(value["made_of"]), self._kind.model_validate(value["answer"])
            except (ValueError, TypeError, KeyError, ValidationError):
                continue


def _line(made_of: str, answer: Message) -> str:
    return json.dumps({"made_of": made_of, "answer": answer.model_dump()}) + "\n"
