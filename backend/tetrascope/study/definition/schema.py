"""JSON Schema of a study's file, by which editors complete and check it as it is written."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from tetrascope.study.definition.study import Study

SCHEMA_FILE = "study.schema.json"


class _TomlSchema(GenerateJsonSchema):
    """TOML has no null: what may be absent has the schema of what is there, and editors tell what is wrong in it."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        return {name: value for name, value in found.items() if (name, value) != ("default", None)}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  a field's name says as much
        return False


def study_schema() -> dict[str, Any]:
    """The schema; what it cannot say, such as whether an image is there, `tetrascope study check` does."""
    schema = Study.model_json_schema(schema_generator=_TomlSchema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
