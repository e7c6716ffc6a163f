"""MessagePack through C# and back: what Python wrote is read there, and written again."""

import subprocess
from collections.abc import Iterable
from os import environ
from pathlib import Path

import msgpack
from tests.unity.toolchain import PATIENCE_S, ROOT, Dotnet


class Transcoder:
    """The program that reads and writes."""

    def __init__(self, dotnet: Dotnet) -> None:
        self._dotnet = dotnet
        self._program: Path = dotnet.build("Transcode") / "Transcode.dll"

    def __call__(self, values: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        """Each message, by name, or any value where the name is empty, as C# writes it.

        A name of "error" comes with what C# says of bytes that it cannot read.
        """
        return self._run(values)

    def allocated(self, values: Iterable[tuple[str, bytes]]) -> list[int]:
        """How many bytes of memory C# takes to read each message, beside those that it is read from."""
        return [msgpack.unpackb(data) for _, data in self._run(values, "allocated")]

    def _run(self, values: Iterable[tuple[str, bytes]], *arguments: str) -> list[tuple[str, bytes]]:
        done = subprocess.run(
            [str(self._dotnet.program), str(self._program), *arguments],
            cwd=ROOT,
            env={**environ, **self._dotnet.environment},
            input=b"".join(msgpack.packb([name, data]) for name, data in values),
            stdout=subprocess.PIPE,
            timeout=PATIENCE_S,
            check=True,
        )
        unpacker = msgpack.Unpacker(max_buffer_size=2**28)
        unpacker.feed(done.stdout)
        return [(name, data) for name, data in unpacker]
