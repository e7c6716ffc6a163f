"""Files of a bucket, against a server that speaks S3's protocol; what every place of images promises is in
`test_image_store.py` and `test_filed_image_store.py`."""

import pickle
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import cast

import pytest
from tests.engine.image_places import running_bucket

from tetrascope.engine import bucket_files
from tetrascope.engine.bucket_files import BucketFiles
from tetrascope.engine.filed_image_store import FiledImageStore, image_store_at
from tetrascope.errors import Busy, Failed
from tetrascope.protocol.images import ImageInfo

PHOTO = ImageInfo(image_id="a", width=4, height=3)


@pytest.fixture
def bucket() -> Iterator[str]:
    with running_bucket() as address:
        yield address


def test_only_what_is_in_the_folder_itself_is_listed(bucket: str) -> None:
    above, files = BucketFiles(bucket), BucketFiles(f"{bucket}/lab")
    for name in ("a.x", "a.y", "below/b.x"):
        files.write(name, b"123")
    above.write("c.x", b"1")
    assert [(each.name, each.size) for each in files.ending(".x")] == [("a.x", 3)]
    assert [each.name for each in above.ending(".x")] == ["c.x"]


def test_what_others_use_is_known_within_an_hour(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files, other = BucketFiles(bucket), BucketFiles(bucket)
    files.write("a.x", b"1")
    (written,) = other.ending(".x")
    assert files.use("a.x")
    assert [each.used for each in other.ending(".x")] == [written.used], "not yet: to note it is to write it again"
    assert [each.used > written.used for each in files.ending(".x")] == [True], "here it is known at once"
    monkeypatch.setattr(bucket_files, "_NOTED_SECONDS", -3600.0)
    before = other._modified("a.x")
    monkeypatch.setattr(files, "write", lambda name, data: writes.append((name, data)))
    writes: list[tuple[str, bytes]] = []
    assert files.use("a.x")
    assert writes == [("a.x", b"1")] and before is not None
    assert not files.use("none.x")


def test_it_travels_to_another_process_without_keys(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = image_store_at(bucket, 100)
    assert store.put(PHOTO, b"12345")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret of this process alone")
    sent = pickle.dumps(image_store_at(bucket, 100))
    assert b"secret of this" not in sent
    with monkeypatch.context() as unreachable:
        unreachable.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
        assert cast("FiledImageStore", pickle.loads(sent)).size == 5, "a worker starts also while it is away"
    arrived = cast("FiledImageStore", pickle.loads(sent))
    assert (arrived.get("a"), arrived.size) == (b"12345", 5)


@pytest.mark.parametrize("address", ["s3://nowhere/photos", "s3://"])
def test_a_bucket_that_is_not_there_is_told_at_once(bucket: str, address: str) -> None:
    assert bucket
    with pytest.raises(Failed, match="Expected a bucket") as caught:
        image_store_at(address, 10)
    assert "AWS_ENDPOINT_URL" in str(caught.value.hint)
    assert "\n" not in caught.value.message


def test_so_is_one_without_keys(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    with pytest.raises(Failed, match="Missing AccessKeyId"):
        image_store_at(bucket, 10)


def test_where_the_library_is_missing_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", cast("ModuleType", None))
    with pytest.raises(Failed) as caught:
        image_store_at("s3://photos", 10)
    assert 'pip install "tetrascope[s3]"' in str(caught.value.hint)


def test_one_that_does_not_answer_any_more_is_said_without_its_address(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket_files, "_RETRIES", 0)
    with running_bucket() as address:
        store = image_store_at(address, 100)
        assert store.put(PHOTO, b"12345")
    for ask in (lambda: store.get("a"), lambda: store.info("a"), lambda: store.put(PHOTO, b"12345")):
        with pytest.raises(Busy, match="got no answer") as caught:
            ask()
        assert "127.0.0.1" not in caught.value.message
    assert store.size == 5, "as it was"
    assert "images cannot be kept in s3://photos" in caplog.text and "127.0.0.1" in caplog.text


def test_a_refusal_is_told_from_an_outage(bucket: str) -> None:
    store = image_store_at(bucket, 100)
    gone = FiledImageStore(store._files, 100)
    gone._files = BucketFiles("s3://nowhere")
    with pytest.raises(Failed, match="got: a refusal"):
        gone.put(PHOTO, b"12345")
