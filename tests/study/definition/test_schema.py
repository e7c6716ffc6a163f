"""The JSON Schema of a study's file, by which editors check it."""

import json
import tomllib

import pytest
from jsonschema import Draft202012Validator
from tests.study.conftest import Written

from tetrascope.protocol.generator.files import ROOT
from tetrascope.study.definition.schema import SCHEMA_FILE, study_schema
from tetrascope.study.file.new_study import new_study


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(study_schema())
    return Draft202012Validator(study_schema())


def test_the_template_is_right_by_the_schema(validator: Draft202012Validator, written: Written) -> None:
    assert list(validator.iter_errors(tomllib.loads(written().read_text(encoding="utf-8")))) == []


def test_texts_by_language_are_right(validator: Draft202012Validator, written: Written) -> None:
    text = written(('title = "Cat"', 'title = { en = "Cat", de = "Katze" }')).read_text(encoding="utf-8")
    assert list(validator.iter_errors(tomllib.loads(text))) == []


@pytest.mark.parametrize(
    "change",
    [("k = 3", "k = 0"), ("k = 3", "kk = 3"), ('by = "random"', 'by = "chance"'), ('title = "Cat"', "title = 3")],
)
def test_what_is_wrong_is_wrong_by_the_schema(
    validator: Draft202012Validator, written: Written, change: tuple[str, str]
) -> None:
    assert list(validator.iter_errors(tomllib.loads(written(change).read_text(encoding="utf-8")))) != []


def test_what_is_wrong_is_told_at_its_place(validator: Draft202012Validator, written: Written) -> None:
    (error,) = validator.iter_errors(tomllib.loads(written(("k = 3", "k = 0")).read_text(encoding="utf-8")))
    assert list(error.absolute_path) == ["conditions", 1, "shows", "k"]
    assert error.message == "0 is less than the minimum of 1"


def test_every_field_is_explained() -> None:
    told = json.dumps(study_schema())
    assert "Clusters for each layer." in told
    assert "between folders" in told


def test_a_new_study_comes_with_the_schema_that_is_published() -> None:
    published = json.loads((ROOT / "protocol" / SCHEMA_FILE).read_text(encoding="utf-8"))
    del published["$comment"]
    files = new_study("lab")
    assert json.loads(files[SCHEMA_FILE]) == published
    assert files["study.toml"].startswith(b"#:schema ./study.schema.json\n")
