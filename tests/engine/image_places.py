"""Places of images: a folder, and a bucket on a server that speaks S3's protocol, which is moto's, on this machine."""

import os
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

BUCKET = "photos"


@contextmanager
def running_bucket(_: Path | None = None) -> Iterator[str]:
    """The address of an empty bucket; the environment says how to reach it, as an operator's does."""
    from moto.server import ThreadedMotoServer  # late: it takes a second

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "none", "AWS_REGION": "us-east-1"}
    before = dict(os.environ)
    os.environ.update(keys, AWS_ENDPOINT_URL=f"http://{host}:{port}")
    try:
        made = urllib.request.Request(f"http://{host}:{port}/{BUCKET}", method="PUT")
        urllib.request.urlopen(made).close()
        yield f"s3://{BUCKET}"
        urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.stop()


@contextmanager
def empty_folder(tmp_path: Path) -> Iterator[str]:
    """One that is still to be made."""
    yield str(tmp_path / "images")


PLACES: dict[str, Callable[[Path], AbstractContextManager[str]]] = {"folder": empty_folder, "bucket": running_bucket}
