"""The file of a study: what it says, and every fault with its line."""

from pathlib import Path

import pytest
from tests.study.conftest import Written

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import Text
from tetrascope.study.file.fault import PlacedFault, StudyRejected
from tetrascope.study.file.study_file import MAX_BYTES, read_study
from tetrascope.study.file.wording import places_of
from tetrascope.study.questionnaires.builtins import BUILTINS


def faults(path: Path) -> list[PlacedFault]:
    with pytest.raises(StudyRejected) as rejected:
        read_study(path)
    return rejected.value.faults


def only(path: Path) -> PlacedFault:
    (fault,) = faults(path)
    assert_placed(fault, path)
    return fault


def assert_placed(fault: PlacedFault, path: Path) -> None:
    """The line has the field's name, or that of the table that lacks it."""
    line = path.read_text(encoding="utf-8").splitlines()[fault.line - 1]
    above, _, name = fault.field.rpartition(".")
    names = (name.partition("[")[0], above.rpartition(".")[2] or "[[")
    assert line.startswith("[[") or any(each in line for each in names), f"{fault} is not at {line!r}"


def test_the_thesis_study_is_right(thesis: Study) -> None:
    assert [each.id for each in thesis.conditions] == ["non-clustered", "clustered", "reference"]
    assert [each.tutorial.minutes for each in thesis.conditions if each.tutorial] == [15, 15, 15]
    assert len(thesis.images) == 3
    assert [len(each.questions) for each in thesis.questionnaires] == [4, 13]
    assert thesis.conditions[0].shows is not None
    assert not thesis.conditions[0].shows.clusters


def test_a_complete_study_is_a_study_again(thesis: Study) -> None:
    assert Study.model_validate(thesis.model_dump(mode="json")) == thesis


@pytest.mark.parametrize(
    ("old", "new", "field", "message", "hint"),
    [
        ("k = 3", "k = 0", "conditions[1].shows.k", "at least 1, got 0", None),
        ("k = 3", 'k = "3"', "conditions[1].shows.k", "a whole number, got '3'", None),
        ("k = 3", "kk = 3", "conditions[1].shows.kk", "a field of a study, got 'kk'", "Did you mean k?"),
        ("minutes = 5\n#", "minutes = 0\n#", "tasks[0].minutes", "more than 0.0, got 0", None),
        ('id = "cat"', 'id = "Cat"', "images[0].id", "small letters, digits", None),
        ('id = "cat"', 'id = "flower"', "images[2].id", "a name of its own, got 'flower'", "another"),
        ('sample = "cat"', 'sample = "cta"', "images[0].sample", "cat, coffee", "Did you mean cat?"),
        ('sample = "cat"', 'file = "no.jpg"', "images[0].file", "which is not there", "Copy it"),
        ('sample = "cat"', 'file = "../no.jpg"', "images[0].file", "a file beside the study's own", "Copy it"),
        ('sample = "cat"', 'file = "C:/no.jpg"', "images[0].file", "a file beside the study's own", "Copy it"),
        ('sample = "cat"', 'file = "study.toml"', "images[0].file", "study.toml: Expected", None),
        (
            "k = 3",
            'k = 3, merged = [{ name = "cat", classes = [281, 1000] }]',
            "conditions[1].shows.merged",
            "a class from 0 to 999 of the network, got 1000",
            "Merge classes",
        ),
        (
            "k = 3",
            'k = 3, merged = [{ name = "lynx", classes = [281, 282] }]',
            "conditions[1].shows.merged",
            "a name that no other label has",
            "another name",
        ),
        ("shows = { clusters = false }", "", "conditions[0]", "`shows` or `opens`, got neither", "`shows = {}`"),
        ('"efficientnet-lite0"', '"vgg61"', "network", "a network of the catalog, got 'vgg61'", "vgg16"),
        ('https://polo', 'ftp://polo', "conditions[2].opens.address", "text that matches ^https?", None),
        ('title = "Cat"', 'title = " "', "images[0].title", "not empty", None),
        ('title = "Cat"', "title = 7", "images[0].title", "a text, or a table of texts by language", None),
        ('title = "Cat"', 'title = { fr = "Chat" }', "images[0].title", "in en too, got none", "table"),
        ('languages = ["en"]', 'languages = ["en", "en"]', "languages[1]", "each language once", None),
        ('asked = ["before"]', 'asked = ["sometimes"]', "questionnaires[0].asked[0]", "'before', 'after", None),
        ('asked = ["end"]', 'asked = ["after_image"]', "questionnaires[1].questions[6].per", 'per = "once"', "`end`"),
        ('asked = ["before"]', 'asked = ["comfort"]', "questionnaires[0].asked", "a table [comfort]", "how often"),
        ('"thesis_demographics"', '"thesis_demo"', "questionnaires[0].builtin", "one of", "thesis_demographics?"),
        ('builtin = "thesis_demographics"', "", "questionnaires[0]", "got neither", None),
        (
            'builtin = "thesis_demographics"',
            'builtin = "thesis_demographics"\nwording = { gendre = "?" }',
            "questionnaires[0].wording.gendre",
            "the place of a text",
            "gender",
        ),
        ('{ by = "random" }', '{ by = "listed" }', "orders.conditions.sequences", "at least one sequence", "Write"),
        (
            '{ by = "as_written" }',
            '{ by = "listed", sequences = [["cat", "coffee", "flower"], ["cat", "dog", "coffee"]] }',
            "orders.images.sequences[1]",
            "images that there are, got 'dog'",
            None,
        ),
        ('"explore"', '"explore"\nconditions = ["clusterd"]', "tasks[0].conditions[0]", "got 'clusterd'", None),
        ('"explore"', '"explore"\nlimit_minutes = 2', "tasks[0].limit_minutes", "at least the 5 minutes", None),
        ("participants = 8", "participants = 99999", "orders.participants", "at most 10000", None),
        ("format = 1", "format = 2", "format", "1, got 2", None),
    ],
)  # fmt: skip
def test_a_fault_has_its_line_its_field_and_its_sentence(
    written: Written, old: str, new: str, field: str, message: str, hint: str | None
) -> None:
    found = faults(path := written((old, new)))
    fault = next(each for each in found if each.field == field)
    assert message in fault.message, fault
    assert hint is None or (fault.hint is not None and hint in fault.hint), fault
    assert_placed(fault, path)


def test_all_faults_are_told_at_once_from_the_top(written: Written) -> None:
    path = written(("k = 3", "k = 0"), ('title = "Cat"', "titel = 1"), ("seed = 2022", "seed = -1"))
    found = faults(path)
    assert [each.field for each in found] == [
        "conditions[1].shows.k",
        "images[0].title",
        "images[0].titel",
        "orders.seed",
    ]
    assert [each.line for each in found] == sorted(each.line for each in found)
    with pytest.raises(StudyRejected) as rejected:
        read_study(path)
    told = [rejected.value.message, *rejected.value.__notes__]
    assert len(told) == len(found)
    assert told[0].startswith(f"{path}:{found[0].line}: conditions[1].shows.k: Expected at least 1, got 0.")


OWN = """
[[questionnaires]]
id = "own"
asked = ["end"]
[[questionnaires.questions]]
id = "q"
text = "?"
"""


@pytest.mark.parametrize(
    ("question", "field", "message"),
    [
        ("", "kind", "a value, got none"),
        ('kind = "likert"', "kind", "'scale', 'single_choice', 'multiple_choice', 'number' or 'open', got 'likert'"),
        ('kind = "scale"\nmin = 5', "max", "more than 5"),
        ('kind = "scale"\nmax = 6\nstep = 2', "step", "steps that lead from 1 to 6"),
        ('kind = "scale"\nlabels = ["a", "b"]', "labels", "5, one for each number, got 2"),
        ('kind = "scale"\nmax = 2\nlabels = ["a", "b"]\nlow = "c"', "labels", "got both"),
        ('kind = "single_choice"', "choices", "a value, got none"),
        ('kind = "single_choice"\nchoices = []', "choices", "at least 1 items"),
        ('kind = "multiple_choice"\nchoices = [{ id = "other", text = "x" }]', "choices[0].id", "another name"),
        (
            'kind = "multiple_choice"\nchoices = [{ id = "a", text = "x" }, { id = "a", text = "y" }]',
            "choices[1].id",
            "a name of its own",
        ),
        ('kind = "number"\nmin = 2\nmax = 1', "max", "at least 2"),
        ('kind = "open"\nmax_length = 100000', "max_length", "at most 20000"),
    ],
)
def test_faults_of_questions(written: Written, question: str, field: str, message: str) -> None:
    fault = only(written(added=OWN + question))
    assert fault.field == f"questionnaires[2].questions[0].{field}"
    assert message in fault.message


def test_a_trial_without_a_task_is_a_fault(written: Written) -> None:
    found = faults(written(('"explore"', '"explore"\nimages = ["cat", "coffee"]')))
    assert [each.field for each in found] == ["tasks"] * 3
    assert "with the image 'flower'" in found[0].message


def test_orders_that_are_too_many_to_count_are_a_fault(written: Written) -> None:
    images = "".join(f'[[images]]\nid = "i{number}"\ntitle = "x"\nsample = "cat"\n' for number in range(97))
    (fault,) = faults(written(("participants = 8", "participants = 1000"), added=images))
    assert fault.field == "orders.participants"
    assert fault.message == "Expected at most 666 participants with 300 trials each, got 1000."


def test_texts_are_wanted_in_every_language(written: Written) -> None:
    found = faults(written(('languages = ["en"]', 'languages = ["en", "de"]')))
    fields = {each.field for each in found}
    assert {"title", "consent", "goodbye", "conditions[0].title", "images[2].title", "tasks[0].text"} <= fields
    builtin = next(each for each in found if each.field == "questionnaires[0].builtin")
    assert "in de too, got none for title, introduction, age, gender, gender.male" in builtin.message
    assert builtin.hint == 'Write them under `wording`, such as "title" = { en = "...", de = "..." }.'


SUS = """
[[questionnaires]]
id = "usability"
builtin = "sus"
asked = ["end"]
[questionnaires.wording]
low = "Nein"
high = "Ja"
"q2.low" = "Gar nicht"
q1 = "Satz eins"
"""


def test_wording_replaces_texts_one_by_one_or_of_all_scales(written: Written) -> None:
    questions = read_study(written(added=SUS)).questionnaires[2].questions
    told = [question.model_dump(include={"text", "low", "high"}) for question in questions]
    assert told[0] == {"text": {"": "Satz eins"}, "low": {"": "Nein"}, "high": {"": "Ja"}}
    assert (told[1]["low"], told[1]["high"], told[9]["high"]) == ({"": "Gar nicht"}, {"": "Ja"}, {"": "Ja"})
    assert "en" in told[1]["text"]


def test_a_title_of_ones_own_is_wanted_in_every_language_too(written: Written) -> None:
    named = ('builtin = "thesis_demographics"', 'builtin = "thesis_demographics"\ntitle = "You"')
    assert read_study(written(named)).questionnaires[0].title == Text({"": "You"})
    found = faults(written(named, ('languages = ["en"]', 'languages = ["en", "de"]')))
    english = next(each for each in found if each.field == "questionnaires[0].builtin")
    assert english.message == "Expected the texts of 'thesis_demographics' in en too, got none for title."


@pytest.mark.parametrize("name", BUILTINS)
def test_what_is_built_in_can_be_translated_whole(written: Written, name: str) -> None:
    study = read_study(written(added=f'[[questionnaires]]\nid = "x"\nbuiltin = "{name}"\nasked = ["end"]\n'))
    places = places_of(study.questionnaires[-1])
    wording = "".join(f'"{place}" = {{ en = "in English", de = "auf Deutsch" }}\n' for place in places)
    path = written(
        ('languages = ["en"]', 'languages = ["en", "de"]'),
        added=f'[[questionnaires]]\nid = "x"\nbuiltin = "{name}"\nasked = ["end"]\n[questionnaires.wording]\n{wording}',
    )
    assert [each for each in faults(path) if each.field.startswith("questionnaires[2]")] == []


def test_an_image_beside_the_file_is_read(written: Written) -> None:
    from tetrascope.photos.samples import SAMPLES

    path = written(('sample = "cat"', 'file = "images/own cat.png"'))
    (path.parent / "images").mkdir()
    (path.parent / "images/own cat.png").write_bytes(SAMPLES[0].read())
    assert read_study(path).images[0].file == "images/own cat.png"
    (path.parent / "images/own cat.png").write_bytes(SAMPLES[0].read()[:5000])
    assert "own cat.png: Expected" in only(path).message


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"a = 1\nb = = 2\n", 2, "Expected TOML, got: Invalid value."),
        (b"a = 1\na = 2\n", 2, "Expected TOML, got: Cannot overwrite a value."),
        (b"a = 'x", 1, "Expected TOML"),
        (b"a = 1\nb = '\xff'\n", 2, "Expected text in UTF-8, got the byte 0xff."),
        (b"a = " + b"[" * 100_000, 1, "Expected TOML"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    path = tmp_path / "study.toml"
    path.write_bytes(content)
    (fault,) = faults(path)
    assert fault.line == line
    assert message in fault.message


def test_an_empty_file_lacks_everything_that_is_required(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_bytes(b"")
    missing = {"format", "id", "title", "consent", "conditions", "images", "tasks", "orders"}
    assert {each.field for each in faults(path)} == missing


def test_a_byte_order_mark_and_windows_lines_do_no_harm(written: Written, thesis: Study) -> None:
    path = written()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_study(path) == thesis


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Expected the file of a study"):
        read_study(tmp_path / "none.toml")
    (tmp_path / "large.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InvalidInput, match="larger"):
        read_study(tmp_path / "large.toml")
