"""What may stand for a cluster."""

from typing import Annotated

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

from tetrascope.protocol.methods import REPRESENTATIVES

RepresentativeName = Annotated[
    str, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema(list(REPRESENTATIVES.names)))
]
