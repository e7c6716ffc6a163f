"""JSON Schema of a study's file, by which editors complete and check it as it is written."""

from typing import Any

from tetrascope.study.definition.study import Study

SCHEMA_FILE = "study.schema.json"


def study_schema() -> dict[str, Any]:
    """The schema; what it cannot say, such as whether an image is there, `tetrascope study check` does."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Study.model_json_schema()
