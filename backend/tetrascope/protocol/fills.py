"""What masked pixels may become."""

from typing import Annotated

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

from tetrascope.protocol.methods import FILLS

Fill = Annotated[str, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema(list(FILLS.names)))]
