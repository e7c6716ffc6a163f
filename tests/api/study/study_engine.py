"""The scripted engine with the images of the thesis's study, and the token of its server."""

from tests.api.scripted_engine import ScriptedEngine

from tetrascope.protocol.images import ImageInfo, Sample

TOKEN = "the-token-of-the-server"


class StudyEngine(ScriptedEngine):
    """Has the images of the study as samples, each under its own name, so that requests follow the script."""

    async def samples(self) -> list[Sample]:
        names = ("cat", "coffee", "flower")
        info = {name: ImageInfo(image_id=name, width=4, height=3) for name in names}
        return [Sample(name=name, image=info[name], title=name, credit="", thumbnail=b"") for name in names]
