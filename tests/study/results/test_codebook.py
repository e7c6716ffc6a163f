"""The codebook explains every column, every kind of event and every question."""

from typing import get_args

from tetrascope.protocol.study.event_kinds import EventKind
from tetrascope.study.definition.study import Study
from tetrascope.study.results.codebook import codebook
from tetrascope.study.results.codebook_page import codebook_page
from tetrascope.study.results.tables import TABLES


def test_every_column_has_a_meaning(study: Study) -> None:
    files = {file["name"]: file for file in codebook(study)["files"]}
    assert list(files) == [table.name for table in TABLES]
    for table in TABLES:
        columns = files[table.name]["columns"]
        assert [column["name"] for column in columns] == [column.name for column in table.columns]
        for column in columns:
            assert column["meaning"].endswith((".", ".)")), column
            assert column["in"] in (["csv"], ["json"], ["csv", "json"])


def test_every_kind_of_event_is_explained(study: Study) -> None:
    events = {event["kind"]: event for event in codebook(study)["events"]}
    assert tuple(events) == get_args(EventKind)
    names = [field["name"] for field in events["mask_drawn"]["content"]]
    assert names == ["index", "mask"]


def test_every_question_has_its_choices_and_points(study: Study) -> None:
    book = codebook(study)
    questionnaires = {each["id"]: each for each in book["questionnaires"]}
    questions = {each["id"]: each for each in questionnaires["own"]["questions"]}
    assert questions["warmth"]["points"] == [-2, -1, 0, 1, 2]
    assert questions["warmth"]["meanings"]["-2"] == {"en": "ice"}
    assert (questions["change"]["whole"], questions["change"]["required"]) == (False, False)
    experience = {each["id"]: each for each in questionnaires["experience"]["questions"]}
    assert experience["q1"]["meanings"] == {"1": {"en": "Strongly disagree"}, "5": {"en": "Strongly agree"}}
    assert [each["id"] for each in experience["q6"]["choices"]] == [
        "features",
        "architecture",
        "parameters",
        "input_parts",
    ]
    assert experience["q6"]["other"] == {"en": "Something else, namely"}
    assert experience["q7"]["per"] == "image"
    assert questionnaires["usability"]["scoring"].startswith("`sus`, 0..100")
    assert questionnaires["usability"]["scores"] == [{"name": "sus", "min": 0, "max": 100}]
    assert "Brooke" in questionnaires["usability"]["source"]


def test_the_page_says_all_of_it(study: Study) -> None:
    book = codebook(study)
    page = codebook_page(book)
    for file in book["files"]:
        assert f"## {file['name']}\n" in page
        for column in file["columns"]:
            assert f"| `{column['name']}` | {column['type']} |" in page
    for event in book["events"]:
        assert f"| `{event['kind']}` | " in page
    for questionnaire in book["questionnaires"]:
        for question in questionnaire["questions"]:
            assert f"- `{question['id']}`: " in page
    assert "- `warmth`: How warm \\| &lt;cold> was it? (`scale`, required)" in page
    assert "    - -2: ice" in page


def test_tables_of_the_page_are_whole(study: Study) -> None:
    rows = [line for line in codebook_page(codebook(study)).splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {4, 6}


def test_texts_are_in_every_language(study: Study) -> None:
    page = codebook_page(codebook(study) | {"images": [{"id": "cat", "title": {"en": "Cat", "de": "Katze"}}]})
    assert "- `cat`: en: Cat · de: Katze" in page
