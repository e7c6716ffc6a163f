"""The images of a study come into the server's hands, or each fault is told with its place."""

import asyncio
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from tests.study.conftest import Written

from tetrascope.errors import ImageRejected, NotFound
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.study.conduct.study_images import StudyImages
from tetrascope.study.file.fault import StudyRejected
from tetrascope.study.file.image_files import image_files
from tetrascope.study.file.study_file import read_study

OWN = [(f'sample = "{name}"', f'file = "{name}.png"') for name in ("cat", "flower")]


class Holder:
    """Takes every image but those that begin with `bad`."""

    async def samples(self) -> list[Sample]:
        info = ImageInfo(image_id="sample-coffee", width=1, height=1)
        return [Sample(name="coffee", image=info, title="", credit="", thumbnail=b"")]

    async def add_image(self, data: bytes) -> ImageInfo:
        if data.startswith(b"bad"):
            raise ImageRejected("Expected a picture, got none.", hint="Give another.")
        return ImageInfo(image_id=sha256(data).hexdigest(), width=1, height=1)


def images(written: Written, files: dict[str, bytes]) -> StudyImages:
    """Of a study whose cat and flower are files; what they hold when the study is checked is a picture."""
    path = written()
    for name in ("cat", "flower"):
        Image.new("RGB", (8, 8)).save(path.with_name(f"{name}.png"))
    path = written(*OWN)
    study = read_study(path)
    for name, content in files.items():
        path.with_name(f"{name}.png").write_bytes(content)
    return StudyImages(study, path, image_files(study, path.parent))


def test_each_has_the_name_that_the_server_gave_it(written: Written) -> None:
    loaded = images(written, {"cat": b"a cat", "flower": b"a flower"})
    asyncio.run(loaded.load(Holder()))
    assert loaded.ids == {
        "cat": sha256(b"a cat").hexdigest(),
        "coffee": "sample-coffee",
        "flower": sha256(b"a flower").hexdigest(),
    }


def test_all_faults_are_told_with_their_lines(written: Written) -> None:
    loaded = images(written, {"cat": b"bad", "flower": b"bad too"})
    with pytest.raises(StudyRejected) as caught:
        asyncio.run(loaded.load(Holder()))
    told = [caught.value.message, *caught.value.__notes__]
    assert [line.partition(": ")[2] for line in told] == [
        f"images[{place}].file: {name}.png: Expected a picture, got none. Give another."
        for place, name in ((0, "cat"), (2, "flower"))
    ]
    assert all(f"study.toml:{fault.line}:" in line for fault, line in zip(caught.value.faults, told, strict=True))


def test_a_file_that_went_away_is_told(written: Written, tmp_path: Path) -> None:
    images(written, {})
    study = read_study(tmp_path / "study.toml")
    (tmp_path / "cat.png").unlink()
    with pytest.raises(NotFound, match=r"cat\.png', which is not there"):
        image_files(study, tmp_path)
