"""Stories as files: what they may say, and what is said of one that is wrong."""

from pathlib import Path
from typing import get_args

import pytest

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.protocol.stories import PLACES, VALUES, StoryGoal
from tetrascope.stories.story_file import BUILT_IN, StoryRejected, built_in_stories, offered, read_story

STORY = """\
title = "What makes it a rocket?"
about = "Whether the flame matters."
minutes = 5
sample = "rocket"

[[steps]]
scene = "structure"
title = "Hide the flame"
points_at = "masks"
goal = "mask_drawn"
text = ["Draw over the flame.", "{answer} has {now} now."]
show = { fill = "mean" }

[[steps]]
scene = "pool"
title = "What you have found"
text = ["{changed} of {copies} lost {answer}."]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "flame.toml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_story_is_read_and_named_by_its_file(file: Path) -> None:
    story = read_story(file)
    assert (story.story_id, story.title, story.minutes) == ("flame", "What makes it a rocket?", 5)
    assert [step.scene for step in story.steps] == ["structure", "pool"]
    assert story.steps[0].show == {"fill": "mean"}


@pytest.mark.parametrize(
    ("instead_of", "written", "line", "told"),
    [
        ('sample = "rocket"', 'sample = "moon"', 4, "sample: Expected the name of a sample, one of cat, coffee,"),
        ("{answer} has {now}", "{answer} has {later}", 11, "steps[0].text[1]: Expected one of answer, before, hidden,"),
        ('points_at = "masks"', 'points_at = "boundary"', 6, "one of columns, masks, classes, view, shelf"),
        ('goal = "mask_drawn"', 'goal = "masks_drawn"', 10, "steps[0].goal: Expected 'mask_drawn', 'answer_lost'"),
        ("minutes = 5", 'minutes = "five"', 3, "minutes: Expected a whole number, got"),
        ("minutes = 5", "minutes = 5\nlevel = 2", 4, "level: Expected only the fields"),
        ('scene = "pool"', "", 14, "steps[1].scene: Expected a value, got none."),
        ("minutes = 5", "minutes = ", 3, "Expected TOML, got: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line(file: Path, instead_of: str, written: str, line: int, told: str) -> None:
    file.write_text(STORY.replace(instead_of, written), encoding="utf-8")
    with pytest.raises(StoryRejected) as caught:
        read_story(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert told in str(caught.value)


def test_the_story_of_the_documentation_is_one(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/stories.md").read_text(encoding="utf-8")
    path = tmp_path / "flame.toml"
    path.write_text(guide.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert len(read_story(path).steps) == 4
    for name in (*get_args(StoryGoal), *VALUES, *(place for places in PLACES.values() for place in places)):
        assert f"`{name}`" in guide or f"`{{{name}}}`" in guide, name


def test_a_question_has_its_right_choice_among_its_choices(file: Path) -> None:
    question = 'question = { text = "Will it fall?", choices = ["Yes", "No"], right = 2 }'
    file.write_text(STORY.replace('show = { fill = "mean" }', question), encoding="utf-8")
    with pytest.raises(StoryRejected, match="Expected `right` from 0 to 1, the place of a choice"):
        read_story(file)


def test_a_file_that_is_missing_too_large_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Expected the file of a story"):
        read_story(tmp_path / "none.toml")
    large = tmp_path / "large.toml"
    large.write_text("#" * 300_000, encoding="utf-8")
    with pytest.raises(InvalidInput, match="at most 262144 bytes"):
        read_story(large)
    large.write_bytes(b"# fine\n\xff")
    with pytest.raises(StoryRejected, match=r":2: Expected text in UTF-8, got the byte 0xff"):
        read_story(large)


def test_own_stories_come_before_those_that_are_built_in_and_may_replace_them(file: Path, tmp_path: Path) -> None:
    built_in = [story.story_id for story in built_in_stories()]
    assert built_in == sorted(path.stem for path in BUILT_IN.glob("*.toml"))
    assert [story.story_id for story in offered([file])] == ["flame", *built_in]
    mine = tmp_path / f"{built_in[0]}.toml"
    mine.write_text(STORY, encoding="utf-8")
    stories = offered([mine])
    assert [story.story_id for story in stories] == built_in
    assert stories[0].title == "What makes it a rocket?"
    with pytest.raises(InvalidInput, match="two files"):
        offered([file, file])


def test_the_built_in_story_leads_through_both_scenes_to_a_finding() -> None:
    for story in built_in_stories():
        assert {step.scene for step in story.steps} == {"structure", "pool"}
        assert any(step.goal == "answer_lost" for step in story.steps)
        assert any("{" in paragraph for paragraph in story.steps[-1].text), "the last step tells what was found"
