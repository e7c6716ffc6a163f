"""MessagePack through C# and back: what Python wrote is read there, and written again."""

import subprocess
from collections.abc import Iterable
from os import environ

import msgpack
from tests.unity.toolchain import PATIENCE_S, ROOT, Dotnet


def transcode(dotnet: Dotnet, values: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Each message, by name, or any value where the name is empty, as C# writes it.

    A name of "error" comes with what C# says of bytes that it cannot read.
    """
    program = dotnet.build("Transcode") / "Transcode.dll"
    done = subprocess.run(
        [str(dotnet.program), str(program)],
        cwd=ROOT,
        env={**environ, **dotnet.environment},
        input=b"".join(msgpack.packb([name, data]) for name, data in values),
        stdout=subprocess.PIPE,
        timeout=PATIENCE_S,
        check=True,
    )
    unpacker = msgpack.Unpacker(max_buffer_size=2**28)
    unpacker.feed(done.stdout)
    return [(name, data) for name, data in unpacker]
