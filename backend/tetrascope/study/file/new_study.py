"""The files of a new study."""

import json
import re
from pathlib import Path

from tetrascope.study.definition.schema import SCHEMA_FILE, study_schema
from tetrascope.study.file.places import STUDY_FILE

TEMPLATE = Path(__file__).with_name("template.toml")
"""The thesis's own study."""
TEMPLATE_ID = "feature-maps"


def new_study(name: str) -> dict[str, bytes]:
    """The thesis's study and the schema that editors check it by, by file name; `name` becomes the study's id."""
    slug = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:64] or TEMPLATE_ID
    text = TEMPLATE.read_text(encoding="utf-8").replace(f'id = "{TEMPLATE_ID}"', f'id = "{slug}"', 1)
    schema = json.dumps(study_schema(), indent=2, ensure_ascii=False) + "\n"
    return {STUDY_FILE: text.encode(), SCHEMA_FILE: schema.encode()}
