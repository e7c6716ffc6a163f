"""The scripted engine with the images of the thesis's study, and the token of its server."""

from collections.abc import AsyncGenerator

from tests.api.scripted_engine import ScriptedEngine

from tetrascope.engine.client import CLIENT
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest

TOKEN = "the-token-of-the-server"


class StudyEngine(ScriptedEngine):
    """Has the images of the study as samples, each under its own name, so that requests follow the script."""

    def __init__(self) -> None:
        super().__init__()
        self.clients: list[object] = []
        """Who asked for each analysis, as the engine is told."""

    def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
        self.clients.append(CLIENT.get())
        return super().run(request, background=background)

    async def samples(self) -> list[Sample]:
        names = ("cat", "coffee", "flower")
        info = {name: ImageInfo(image_id=name, width=4, height=3) for name in names}
        return [Sample(name=name, image=info[name], title=name, credit="", thumbnail=b"") for name in names]
