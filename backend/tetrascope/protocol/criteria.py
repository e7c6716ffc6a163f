"""By what feature maps may be clustered."""

from typing import Annotated

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

from tetrascope.protocol.methods import CRITERIA

Criterion = Annotated[str, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema(list(CRITERIA.names)))]
