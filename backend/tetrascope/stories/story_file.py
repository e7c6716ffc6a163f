"""A story's file, read: a story, or what is wrong with it and where."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tetrascope.errors import InvalidInput
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.complaint import complaints, written
from tetrascope.protocol.stories import Story
from tetrascope.study.file.fault import MAX_NOTES, PlacedFault
from tetrascope.study.file.text_file import text_of
from tetrascope.study.file.toml_lines import toml_lines

MAX_BYTES = 256 * 2**10
"""Size of the largest file of a story."""
BUILT_IN = Path(__file__).parent / "built_in"
"""The files of the stories that come with Tetrascope."""


class StoryRejected(InvalidInput):
    """The file of a story is wrong. The message tells the first fault; the notes of the exception tell the others."""

    default_code = "story_rejected"

    def __init__(self, file: str, faults: list[PlacedFault]) -> None:
        first, *others = [fault.sentence(file) for fault in faults]
        super().__init__(first, hint="docs/stories.md tells what a story consists of.")
        for other in others[:MAX_NOTES]:
            self.add_note(other)


def read_story(path: Path) -> Story:
    """The story that a file tells, in TOML. Its id is the file's name, without the ending.

    Raises:
        NotFound: there is no file that can be read.
        StoryRejected: something in it is wrong.
    """
    text = _text(path)
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"\(at line (\d+)", str(error))
        message = f"Expected TOML, got: {error}." if line else "Expected TOML, got tables in tables without end."
        raise StoryRejected(str(path), [PlacedFault(int(line[1]) if line else 1, "", message)]) from None
    try:
        story = Story.model_validate({**value, "story_id": path.stem})
    except ValidationError as error:
        raise StoryRejected(str(path), _faults(error, value, text)) from None
    names = [sample.name for sample in SAMPLES]
    if story.sample not in names:
        message = f"Expected the name of a sample, one of {', '.join(names)}, got {story.sample!r}."
        raise StoryRejected(str(path), [PlacedFault(toml_lines(text)["sample",], "sample", message)])
    return story


@cache
def built_in_stories() -> tuple[Story, ...]:
    """The stories that come with Tetrascope."""
    return tuple(read_story(path) for path in sorted(BUILT_IN.glob("*.toml")))


def offered(own: list[Path]) -> tuple[Story, ...]:
    """The stories of some files, before those that come with Tetrascope; a file takes the place of one of its name.

    Raises:
        InvalidInput: two files have the same name.
    """
    stories: dict[str, Story] = {}
    for path in own:
        story = read_story(path)
        if story.story_id in stories:
            raise InvalidInput(
                f"Expected stories of different names, got two files {path.name!r}.", hint="Rename one of them."
            )
        stories[story.story_id] = story
    return tuple(stories.values()) + tuple(each for each in built_in_stories() if each.story_id not in stories)


def _text(path: Path) -> str:
    return text_of(path, "story", MAX_BYTES, "docs/stories.md has one to begin with.", StoryRejected)


def _faults(error: ValidationError, value: dict[str, Any], text: str) -> list[PlacedFault]:
    lines = toml_lines(text)

    def line(location: tuple[str | int, ...]) -> int:
        while location not in lines:
            location = location[:-1]
        return lines[location]

    found = complaints(error, value, named=False)
    return sorted(PlacedFault(line(each.location), written(each.location), each.message) for each in found)
