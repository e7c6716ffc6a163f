"""The geometry and colours of both scenes as C# constants, for the Unity client."""

from pydantic import BaseModel

from tetrascope.protocol.generator.csharp.text import block, documentation, literal, pascal, separated, source
from tetrascope.protocol.scene import SCENES, VERTICES, ColourMap

_VERTICES = {"Vertices": 4, "Triangle": 3, "Segment": 2}
_USINGS = {"System.Collections.Generic": "IReadOnlyList", "System.Numerics": "Vector3"}


def csharp_scenes() -> dict[str, str]:
    """The files' text by path below the Core's folder: lengths of each scene, and the colours of both."""
    vertices = [_vertices(name, count) for name, count in _VERTICES.items()]
    return {
        "Geometry/StructureNumbers.cs": _file("Geometry", "StructureNumbers", SCENES.structure),
        "Geometry/PoolNumbers.cs": _file("Geometry", "PoolNumbers", SCENES.pool, *vertices),
        "Colours/SceneColours.cs": _file("Colours", "SceneColours", SCENES.colours),
    }


def _file(room: str, name: str, scene: BaseModel, *more: list[str]) -> str:
    members = [
        [*documentation(field.description or ""), *_member(pascal(key), getattr(scene, key))]
        for key, field in type(scene).model_fields.items()
    ]
    body = block(f"public static class {name}", separated([*members, *more]))
    usings = [space for space, sign in _USINGS.items() if any(sign in line for line in body)]
    return source(usings, [[*documentation(type(scene).__doc__ or ""), *body]], room)


def _member(name: str, value: object) -> list[str]:
    if isinstance(value, float):
        return [f"public const double {name} = {value!r};"]
    if isinstance(value, str):
        return [f"public static readonly Rgb {name} = {_colour(value)};"]
    assert isinstance(value, list)
    if isinstance(value[0], ColourMap):
        return _list("ColourMap", name, [line for each in value for line in _colour_map(each)])
    return _list("Rgb", name, [f"{_colour(each)}," for each in value])


def _list(kind: str, name: str, items: list[str]) -> list[str]:
    head, *body, end = block(f"public static readonly IReadOnlyList<{kind}> {name} = new[]", items)
    return [head, *body, f"{end};"]


def _colour(colour: str) -> str:
    return f"new Rgb({', '.join(f'0x{colour[place : place + 2]}' for place in (1, 3, 5))})"


def _colour_map(colours: ColourMap) -> list[str]:
    head = f"new ColourMap({literal(colours.name)}, {literal(colours.title)}, new[]"
    *lines, end = block(head, [f"{_colour(stop)}," for stop in colours.stops])
    return [*lines, f"{end}),"]


def _vertices(name: str, count: int) -> list[str]:
    points = [f"new Vector3({', '.join(f'{axis!r}f' for axis in vertex)})," for vertex in VERTICES[count]]
    meaning = f"Where {count} labels stand, at distance 1 from the origin, as positions in messages have them."
    return [*documentation(meaning), *_list("Vector3", name, points)]
