"""Photos as a person has them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tetrascope.engine.settings import own_image_settings
from tetrascope.errors import ImageRejected, InvalidInput, NotFound
from tetrascope.networks.own_model import OwnModel, OwnModels
from tetrascope.protocol.images import ImageInfo
from tetrascope.scope.local_backend import LocalBackend
from tetrascope.scope.photo_argument import Photos, _png
from tetrascope.scope.scope import Scope


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, chelsea: NDArray[np.uint8]) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    Image.fromarray(chelsea).save(folder / "mine.png")
    Image.fromarray(chelsea[::-1]).save(folder / "cat", "PNG")
    return folder


def test_every_form_of_a_photo_is_the_same_photo(scope: Scope, files: Path, chelsea: NDArray[np.uint8]) -> None:
    mine = files / "mine.png"
    forms: list[Any] = [mine, str(mine), mine.read_bytes(), bytearray(mine.read_bytes()), Image.open(mine), chelsea]
    expected = scope.input("cat").image
    for form in forms:
        np.testing.assert_array_equal(scope.input(form).image, expected)
    assert scope.input(mine).subject.image_name == "mine.png"
    assert scope.input(Image.open(mine)).subject.image_name == "mine.png"
    assert scope.input(chelsea).subject.image_name == "photo"


def test_other_forms_of_pixels(scope: Scope, chelsea: NDArray[np.uint8]) -> None:
    grey = chelsea[:, :, 1]
    expected = scope.input(grey).image
    assert (expected[..., 0] == expected[..., 2]).all()
    for form in (grey[:, :, None], Image.fromarray(grey), np.repeat(grey[:, :, None], 3, axis=2)):
        np.testing.assert_array_equal(scope.input(form).image, expected)
    opaque = np.dstack([chelsea, np.full(chelsea.shape[:2], 255, np.uint8)])
    np.testing.assert_array_equal(scope.input(opaque).image, scope.input(chelsea).image)
    assert scope.input(Image.fromarray(chelsea).convert("CMYK")).image.shape == (224, 224, 3)


def test_a_pil_image_is_meant_as_its_pixels_lie(local: Scope, chelsea: NDArray[np.uint8], tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.fromarray(chelsea).save(tmp_path / "turned.png", exif=exif)
    image = Image.open(tmp_path / "turned.png")
    np.testing.assert_array_equal(local.input(image).image, local.input(chelsea).image)
    assert not np.array_equal(local.input(tmp_path / "turned.png").image, local.input(chelsea).image)


def test_a_path_and_a_sample_are_not_confused(
    scope: Scope, files: Path, chelsea: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files)
    with pytest.raises(InvalidInput, match="either") as caught:
        scope.input("cat")
    assert "'sample:cat'" in (caught.value.hint or "")
    assert "pathlib.Path('cat')" in (caught.value.hint or "")
    np.testing.assert_array_equal(scope.input("sample:cat").image, scope.input(chelsea).image)
    np.testing.assert_array_equal(scope.input(Path("cat")).image, scope.input(chelsea[::-1]).image)
    with pytest.raises(NotFound, match="not there"):
        scope.input(Path("coffee"))
    with pytest.raises(NotFound, match="neither") as unknown:
        scope.input("dog.jpg")
    assert "coffee" in (unknown.value.hint or "")


@pytest.mark.parametrize(
    ("photo", "expected"),
    [
        (np.zeros((8, 8, 3), np.float32), "astype('uint8')"),
        (np.zeros((2, 8, 8, 3), np.uint8), "photos[0]"),
        (np.zeros((3, 8, 8), np.uint8), "transpose(1, 2, 0)"),
        (7, "got int"),
        (None, "got NoneType"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_next_step(photo: Any, expected: str, local: Scope) -> None:
    with pytest.raises(InvalidInput) as caught:
        local.input(photo)
    assert expected in f"{caught.value} {caught.value.hint}"
    assert caught.value.field == "image"


def test_a_broken_photo_is_told_by_whoever_reads_it(scope: Scope) -> None:
    with pytest.raises(ImageRejected) as caught:
        scope.input(b"not a picture at all")
    assert caught.value.hint


def test_a_photo_is_given_once_and_again_where_it_had_to_leave(
    model: keras.Model, chelsea: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Image.fromarray(each) for each in (chelsea, chelsea[::-1]))
    room = len(_png(first)) + 100  # for one of the two
    settings = replace(own_image_settings(None), network_sources=[OwnModels(OwnModel(model))], image_bytes=room)
    scope = Scope(LocalBackend(settings))
    given: list[bytes] = []
    add = scope._backend.add_image

    def noted(data: bytes) -> ImageInfo:
        given.append(data)
        return add(data)

    monkeypatch.setattr(scope._backend, "add_image", noted)
    with scope:
        answer = scope.layers(first)
        scope.pool(first, windows=[(20, 10)])
        assert len(given) == 1
        scope.layers(second)
        assert len(given) == 2
        assert scope.layers(first, fit="pad").classes != answer.classes  # not known yet, so the photo is needed
        assert len(given) == 3


def test_samples_are_never_given(local: Scope) -> None:
    assert Photos(local._backend).hold("cat").data is None
