"""Translates the client's shaders to GLSL, so that a browser compiles and runs the code that Unity will.

What Unity's shader library brings (matrices, textures, both eyes at once) is defined here in GLSL's words; the rest of
the translation is names of types, semantics and structs. It understands what the client's shaders use, and no more.
"""

import re
from dataclasses import dataclass
from pathlib import Path

LIBRARY = """#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
uniform mat4 TETRA_MODEL;
uniform mat4 TETRA_VIEW;
uniform mat4 TETRA_PROJECTION;
uniform vec4 _ScreenParams;
uniform vec4 _Time;
#define UNITY_MATRIX_M TETRA_MODEL
#define UNITY_MATRIX_V TETRA_VIEW
#define UNITY_MATRIX_P TETRA_PROJECTION
#define TransformObjectToWorld(p) (TETRA_MODEL * vec4(p, 1.0)).xyz
#define TransformObjectToHClip(p) (TETRA_PROJECTION * TETRA_VIEW * TETRA_MODEL * vec4(p, 1.0))
#define mul(m, v) ((m) * (v))
#define lerp mix
#define saturate(x) clamp(x, 0.0, 1.0)
#define clip(x) if ((x) < 0.0) discard
#define UNITY_REVERSED_Z 0
#define LOAD_TEXTURE2D_ARRAY_LOD(t, at, slice, lod) texelFetch(t, ivec3(at, slice), lod)
#define LOAD_TEXTURE2D(t, at) texelFetch(t, at, 0)
#define SAMPLE_TEXTURE2D(t, s, at) texture(t, at)
#define UNITY_SETUP_INSTANCE_ID(x)
#define UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(x)
#define UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(x)
"""
GLSL_TYPES = {"float": "float", "float2": "vec2", "float3": "vec3", "float4": "vec4", "half4": "vec4"}
ATTRIBUTES = {"POSITION": 0, "COLOR": 3} | {f"TEXCOORD{n}": 4 + n for n in range(8)}
"""Unity's VertexAttribute by semantic."""


@dataclass(frozen=True)
class Shader:
    """A shader of the client in GLSL."""

    name: str
    vertex: str
    fragment: str
    attributes: dict[str, int]
    """Inputs of the vertex stage by name, with Unity's number for them."""
    depth: bool
    """Whether it writes depth."""
    opaque: bool
    """Whether it hides what is behind it, rather than blending with it."""
    undeclared: set[str]
    """What its program takes and its `Properties` do not declare; all is to be seen in the inspector."""


def translate(path: Path) -> Shader:
    """The one pass of a `.shader` file."""
    text = path.read_text(encoding="utf-8")
    name = _one(r'Shader "([^"]+)"', text)
    program = _included(_one(r"HLSLPROGRAM(.*)ENDHLSL", text), path.parent)
    vertex, fragment = _one(r"#pragma vertex (\w+)", program), _one(r"#pragma fragment (\w+)", program)
    program = re.sub(r"#pragma[^\n]*\n", "", program)
    takes = _one(rf"(\w+) {vertex}\(", program), _one(rf"\w+ {vertex}\((\w+) \w+\)", program)
    varyings, attributes = _fields(takes[0], program), _fields(takes[1], program)
    body = LIBRARY + _glsl(program)
    carried = {field: kind for field, (kind, semantic) in varyings.items() if semantic != "SV_POSITION"}
    inputs = "".join(f"in {GLSL_TYPES[kind]} in_{field};\n" for field, (kind, _) in attributes.items())
    fill = "".join(f"  a.{field} = in_{field};\n" for field in attributes)
    hand = "".join(f"  out_{field} = v.{field};\n" for field in carried)
    clip = next(field for field, (_, semantic) in varyings.items() if semantic == "SV_POSITION")
    outs = "".join(f"out {GLSL_TYPES[kind]} out_{field};\n" for field, kind in carried.items())
    taken = "".join(f"  v.{field} = out_{field};\n" for field in carried)
    return Shader(
        name,
        # Derivatives are of the fragment stage alone; functions that use them are in both texts.
        f"{_without_fragments(body)}\n{inputs}{outs}void main() {{\n  {takes[1]} a;\n{fill}"
        f"  {takes[0]} v = {vertex}(a);\n  gl_Position = v.{clip};\n{hand}}}\n",
        f"{body}\n{outs.replace('out ', 'in ', outs.count(chr(10)))}out vec4 TETRA_COLOUR;\n"
        f"void main() {{\n  {takes[0]} v;\n  v.{clip} = gl_FragCoord;\n{taken}  TETRA_COLOUR = {fragment}(v);\n}}\n",
        {field: ATTRIBUTES[semantic] for field, (_, semantic) in attributes.items()},
        depth="ZWrite On" in text,
        opaque="Blend " not in text,
        undeclared=set(re.findall(r"uniform \w+ (_\w+);", _glsl(program)))
        - set(re.findall(r"^\s*(?:\[\w+\]\s*)?(_\w+) \(", text, re.MULTILINE)),
    )


def _without_fragments(body: str) -> str:
    """What both stages share, without what only a fragment can do."""
    return body.replace("fwidth(", "(").replace("if ((x) < 0.0) discard", "")


def _included(program: str, folder: Path) -> str:
    def content(match: re.Match[str]) -> str:
        # Unity's own library is LIBRARY.
        path = folder / match[1]
        return "" if match[1].startswith("Packages/") else _included(path.read_text(encoding="utf-8"), folder)

    return re.sub(r'#include "([^"]+)"', content, program)


def _fields(struct: str, program: str) -> dict[str, tuple[str, str]]:
    """Type and semantic of a struct's fields by name."""
    body = _one(rf"struct {struct}\s*\{{(.*?)\}};", program)
    return {field: (kind, semantic) for kind, field, semantic in re.findall(r"(\w+) (\w+) : (\w+);", body)}


def _glsl(program: str) -> str:
    program = re.sub(r"//[^\n]*", "", program)
    program = re.sub(r"CBUFFER_START\(\w+\)(.*?)CBUFFER_END", lambda match: _uniforms(match[1]), program, flags=re.S)
    program = re.sub(r"TEXTURE2D_ARRAY\((\w+)\);", r"uniform sampler2DArray \1;", program)
    program = re.sub(r"TEXTURE2D(?:_FLOAT)?\((\w+)\);", r"uniform sampler2D \1;", program)
    program = re.sub(r"SAMPLER\(\w+\);|UNITY_VERTEX_(?:INPUT_INSTANCE_ID|OUTPUT_STEREO);?", "", program)
    program = re.sub(r"([\w)]) : (?:SV_Target|SV_POSITION|POSITION|COLOR|TEXCOORD\d)\b", r"\1", program)
    program = re.sub(r"\bstatic const\b", "const", program)
    program = re.sub(r"\bint([234])\b", r"ivec\1", program)
    return re.sub(r"\b(?:float|half)([234])\b", r"vec\1", program)


def _uniforms(block: str) -> str:
    return re.sub(r"(\w+) (\w+);", r"uniform \1 \2;", block)


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    assert found, f"the shader has nothing like {pattern}"
    return found[1]
