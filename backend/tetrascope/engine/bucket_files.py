"""Files of a bucket that speaks S3's protocol: Amazon's, or one of a lab's own, such as MinIO, Ceph or Garage."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tetrascope.engine.files import PART, File
from tetrascope.errors import Failed

if TYPE_CHECKING:
    from obstore.store import S3Store

SCHEME = "s3://"
_ANSWER_SECONDS = 20.0
"""How long one answer may take; an image has at most some dozens of megabytes."""
_RETRIES = 2
_NOTED_SECONDS = 3600.0
"""How old what the bucket knows of a file's last use may be: to note it is to write the file once more."""
_NS = 10**9
_HOW = (
    "The bucket must be there, and every machine must know how to reach it: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, "
    "AWS_REGION, and for a store that is not Amazon's AWS_ENDPOINT_URL."
)


class BucketFiles:
    """See `Files`. When a file was last asked for is known here, and to others within an hour.

    Which store it is, and the keys to it, are in the environment variables that other programs take them from. To
    pickle it is to pickle the address alone, so that each process has keys of its own.

    Args:
        address: `s3://BUCKET/FOLDER`.

    Raises:
        Failed: the library is not installed, or the bucket cannot be written to.
    """

    def __init__(self, address: str) -> None:
        self.place = address
        self._used: dict[str, int] = {}
        """When files were asked for here, in nanoseconds."""
        try:
            import obstore
        except ImportError as error:
            raise Failed(
                f"Expected the library by which buckets are reached, for {address}, got none.",
                hint='Run: pip install "tetrascope[s3]"',
            ) from error
        self._obstore: Any = obstore
        try:
            self._store = _reached(address)
            probe = f"{secrets.token_hex(8)}{PART}"
            obstore.put(self._store, probe, b"")
            obstore.list(self._store).collect()
            obstore.delete(self._store, probe)
        except Exception as error:  # obstore's own, or OSError, or ValueError
            raise Failed(
                f"Expected a bucket that can be written to, got {address!r}: {_said(error)}", hint=_HOW
            ) from error

    def __reduce__(self) -> tuple[type["BucketFiles"], tuple[str]]:
        return BucketFiles, (self.place,)

    def read(self, name: str) -> bytes | None:
        try:
            with _told():
                return bytes(self._obstore.get(self._store, name).bytes())
        except FileNotFoundError:
            return None

    def has(self, name: str) -> bool:
        return self._modified(name) is not None

    def write(self, name: str, data: bytes) -> None:
        with _told():
            self._obstore.put(self._store, name, data)
        self._used[name] = time.time_ns()

    def use(self, name: str) -> bool:
        modified = self._modified(name)
        if modified is None:
            return False
        self._used[name] = time.time_ns()
        if self._used[name] - modified > _NOTED_SECONDS * _NS and (data := self.read(name)) is not None:
            self.write(name, data)
        return True

    def drop(self, name: str) -> None:
        with _told():
            self._obstore.delete(self._store, name)

    def ending(self, ending: str) -> Iterator[File]:
        """Also forgets when files were asked for that are there no more."""
        with _told():
            there = self._obstore.list(self._store).collect()
        known, self._used = self._used, {}
        for each in there:
            name = each["path"]
            if name.endswith(ending) and "/" not in name:
                used = max(_nanoseconds(each["last_modified"]), known.get(name, 0))
                self._used[name] = used
                yield File(used, name, each["size"])

    def _modified(self, name: str) -> int | None:
        """When, in nanoseconds; None where it is not there."""
        try:
            with _told():
                return _nanoseconds(self._obstore.head(self._store, name)["last_modified"])
        except FileNotFoundError:
            return None


def _reached(address: str) -> "S3Store":
    from obstore.store import S3Store

    return S3Store.from_url(
        address,
        client_options={
            "timeout": timedelta(seconds=_ANSWER_SECONDS),
            # Whoever names an address that begins so has decided it.
            "allow_http": _endpoint().startswith("http://"),
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": timedelta(seconds=_ANSWER_SECONDS)},
    )


def _endpoint() -> str:
    return os.environ.get("AWS_ENDPOINT_URL", "") or os.environ.get("AWS_ENDPOINT", "")


def _nanoseconds(when: datetime) -> int:
    return int(when.timestamp() * _NS)


@contextmanager
def _told() -> Iterator[None]:
    """Makes `OSError` of whatever the library raises, which has classes of its own besides."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(None, _said(error)) from error


def _said(error: Exception) -> str:
    """The first line: a description of the program's own structures follows."""
    return str(error).partition("\n")[0]
