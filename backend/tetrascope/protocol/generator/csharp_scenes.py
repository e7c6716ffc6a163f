"""The geometry and colours of both scenes as C# constants, for the Unity client."""

from textwrap import wrap
from xml.sax.saxutils import escape

from pydantic import BaseModel

from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.scene import SCENES, VERTICES, ColourMap

_VERTICES = {"Vertices": 4, "Triangle": 3, "Segment": 2}


def csharp_scenes() -> dict[str, str]:
    """The files' text by path below the Core's folder: lengths of each scene, and the colours of both."""
    vertices = [_vertices(name, count) for name, count in _VERTICES.items()]
    lengths = {"StructureNumbers": (SCENES.structure, []), "PoolNumbers": (SCENES.pool, vertices)}
    return {
        f"Geometry/{name}.cs": _class("Tetrascope.Geometry", name, scene, more)
        for name, (scene, more) in lengths.items()
    } | {"Colours/SceneColours.cs": _class("Tetrascope.Colours", "SceneColours", SCENES.colours, [])}


def _class(namespace: str, name: str, scene: BaseModel, more: list[str]) -> str:
    fields = type(scene).model_fields
    members = [
        _comment(field.description or "", 8) + _member(key, getattr(scene, key)) for key, field in fields.items()
    ]
    body = "\n\n".join([*members, *more])
    signs = {"System.Collections.Generic": "IReadOnlyList", "System.Numerics": "Vector3"}
    using = [f"using {space};" for space, sign in signs.items() if sign in body]
    head = "\n".join([f"// {MARK}", "", *using, *([""] if using else []), f"namespace {namespace}", "{"])
    meaning = _comment(type(scene).__doc__ or "", 4)
    return f"{head}\n{meaning}    public static class {name}\n    {{\n{body}\n    }}\n}}\n"


def _member(key: str, value: object) -> str:
    name = "".join(word.capitalize() for word in key.split("_"))
    if isinstance(value, float):
        return f"        public const double {name} = {value!r};"
    if isinstance(value, str):
        return f"        public static readonly Rgb {name} = {_colour(value)};"
    assert isinstance(value, list)
    if isinstance(value[0], ColourMap):
        return _list("ColourMap", name, [_colour_map(each) for each in value])
    return _list("Rgb", name, [_colour(each) for each in value])


def _list(kind: str, name: str, items: list[str]) -> str:
    lines = "".join(f"            {item},\n" for item in items)
    return f"        public static readonly IReadOnlyList<{kind}> {name} = new[]\n        {{\n{lines}        }};"


def _colour(colour: str) -> str:
    return f"new Rgb({', '.join(f'0x{colour[place : place + 2]}' for place in (1, 3, 5))})"


def _colour_map(colours: ColourMap) -> str:
    stops = "".join(f"                {_colour(stop)},\n" for stop in colours.stops)
    return f'new ColourMap("{colours.name}", "{colours.title}", new[]\n            {{\n{stops}            }})'


def _vertices(name: str, count: int) -> str:
    points = [f"new Vector3({', '.join(f'{axis!r}f' for axis in vertex)})" for vertex in VERTICES[count]]
    meaning = f"Where {count} labels stand, at distance 1 from the origin, as positions in messages have them."
    return _comment(meaning, 8) + _list("Vector3", name, points)


def _comment(text: str, indent: int) -> str:
    """An XML documentation comment."""
    margin = " " * indent
    words = escape(" ".join(text.replace("`", "").split()))
    if len(words) + indent + len("/// <summary></summary>") <= 120:
        return f"{margin}/// <summary>{words}</summary>\n"
    lines = wrap(words, 120 - indent - 4)
    return "".join(f"{margin}/// {line}\n" for line in ["<summary>", *lines, "</summary>"])
