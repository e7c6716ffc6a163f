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
_REFUSED = "non-2xx status code: 4"
"""What the library says of an answer that has no class of its own there."""
_INSTANCE = "//169.254."
"""Where Amazon's machines are given keys, if they are; who has none is sent there."""
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
        Failed: the library is not installed, or no keys are known here.
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
        with self._required():
            self._store = _store(address)

    def require(self) -> None:
        """As of `Files`."""
        probe = f"{secrets.token_hex(8)}{PART}"
        with self._required():
            self._obstore.put(self._store, probe, b"")
            self._obstore.list(self._store).collect()
            self._obstore.delete(self._store, probe)

    @contextmanager
    def _required(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # obstore's own, or OSError, or ValueError
            said = _said(error)
            if _INSTANCE in said:
                said = "no keys in the environment, and this is no machine that Amazon gives some."
            raise Failed(f"Expected a bucket that can be written to, got {self.place!r}: {said}", hint=_HOW) from error

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

    def ending(self, ending: str) -> list[File]:
        """Also forgets when files were asked for that are there no more."""
        with _told():
            there = self._obstore.list(self._store).collect()
        found = []
        for each in there:
            name = each["path"]
            if name.endswith(ending) and "/" not in name:
                used = max(_nanoseconds(each["last_modified"]), self._used.get(name, 0))
                found.append(File(used, name, each["size"]))
        self._used = {file.name: max(file.used, self._used.get(file.name, 0)) for file in found}
        return found

    def _modified(self, name: str) -> int | None:
        """When, in nanoseconds; None where it is not there."""
        try:
            with _told():
                return _nanoseconds(self._obstore.head(self._store, name)["last_modified"])
        except FileNotFoundError:
            return None


def _store(address: str) -> "S3Store":
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
    """Makes `OSError` of whatever the library raises, which has classes of its own besides; of a refusal, and of what
    is not there, one of its subclasses."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        kind = PermissionError if _REFUSED in str(error) else OSError
        raise kind(None, _said(error)) from error


def _said(error: Exception) -> str:
    """The first line, without what a server wrote as XML: a description of the program's own structures follows."""
    return str(error).partition("\n")[0].partition(": <?xml")[0]
