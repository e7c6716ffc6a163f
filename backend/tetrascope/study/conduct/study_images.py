"""The images of a study, as the server that conducts it holds them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from tetrascope.errors import TetrascopeError
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault
from tetrascope.study.file.study_file import rejected


class ImageHolder(Protocol):
    """What an engine does with images."""

    async def samples(self) -> list[Sample]:
        """The images that come with Tetrascope."""

    async def add_image(self, data: bytes) -> ImageInfo:
        """Take in an encoded image."""


class StudyImages:
    """What the server calls each.

    Args:
        study: the study.
        path: the file that defines it.
        files: the content of images that are files, by their names within the study.
    """

    def __init__(self, study: Study, path: Path, files: Mapping[str, bytes]) -> None:
        self._study = study
        self._path = path
        self._files = files
        self.ids: dict[str, str] = {}
        """By their names within the study; empty until they are loaded."""

    async def load(self, holder: ImageHolder) -> None:
        """Have the server hold all of them.

        Raises:
            StudyRejected: it cannot, of one or several; each is named with its place in the file.
        """
        samples = {sample.name: sample.image.image_id for sample in await holder.samples()}
        faults = []
        for place, image in enumerate(self._study.images):
            if image.file is None:
                self.ids[image.id] = samples[image.sample or ""]
                continue
            try:
                self.ids[image.id] = (await holder.add_image(self._files[image.id])).image_id
            except TetrascopeError as error:
                faults.append(Fault(("images", place, "file"), f"{image.file}: {error.message}", error.hint))
        if faults:
            raise rejected(self._path, faults)
