"""Names by which the parts of a study call each other."""

from typing import Annotated

from pydantic import Field

Id = Annotated[
    str,
    Field(
        min_length=1,
        max_length=64,
        pattern=r"^[a-z0-9][a-z0-9_-]*$",
        description="Small letters a..z, digits, _ and -, the first a letter or a digit.",
    ),
]
"""The name of a condition, an image, a task, a questionnaire, a question or a choice. It stands in what is recorded."""
