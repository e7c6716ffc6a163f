"""Translates USS, the style sheets of Unity's panels, to CSS, so that a browser lays panels out and draws them.

USS is nearly CSS. Its selectors name C# classes, a few properties are Unity's own, and of CSS's properties it has only
some: what it does not have is refused here, since Unity would pass over it in silence.
"""

import re
from pathlib import Path

TAG = "u-"
"""Before an element's type in HTML: `Label` is drawn as `<u-label>`."""
SIDES = ("left", "top", "right", "bottom")
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")
SHARED = {
    *("align-content", "align-items", "align-self", "background-color", "background-image", "border-color"),
    *("border-radius", "border-width", "bottom", "color", "cursor", "display", "flex", "flex-basis", "flex-direction"),
    *("flex-grow", "flex-shrink", "flex-wrap", "font-size", "height", "justify-content", "left", "letter-spacing"),
    *("margin", "max-height", "max-width", "min-height", "min-width", "opacity", "overflow", "padding", "position"),
    *("right", "rotate", "scale", "text-overflow", "top", "translate", "transition-property", "transition-duration"),
    *("visibility", "white-space", "width", "word-spacing"),
    *(f"{box}-{side}" for box in ("margin", "padding") for side in SIDES),
    *(f"border-{side}-{what}" for what in ("width", "color") for side in SIDES),
    *(f"border-{corner}-radius" for corner in CORNERS),
}
"""Properties that USS shares with CSS."""
PSEUDO = {
    "hover": ":hover",
    "active": ":active",
    "focus": ".u-focus",
    "disabled": ".u-disabled",
    "checked": ".u-checked",
}
FONT_STYLES = {
    "normal": "font-weight: normal; font-style: normal",
    "bold": "font-weight: bold; font-style: normal",
    "italic": "font-style: italic; font-weight: normal",
    "bold-and-italic": "font-weight: bold; font-style: italic",
}
ALONG = {"upper": "flex-start", "middle": "center", "lower": "flex-end"}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


class UssError(ValueError):
    """Something that Unity does not have in its style sheets."""


def rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """Each rule's selectors as they are written, and its declarations by property."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    bare = re.sub(r"@import[^;]*;", "", bare)
    return [(" ".join(found[1].split()), _declarations(found[2])) for found in _RULE.finditer(bare)]


def css(path: Path) -> str:
    """A style sheet as CSS; raises `UssError` where Unity would not understand it."""
    return "\n".join(
        f"{_selectors(selectors)} {{ {' '.join(_css(name, value) for name, value in declared.items())} }}"
        for selectors, declared in rules(path.read_text(encoding="utf-8"))
    )


def _declarations(body: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in body.split(";") if line.strip())
    return {name.strip(): value.strip() for name, value in pairs}


def _selectors(selectors: str) -> str:
    return ", ".join(" ".join(map(_part, one.split())) for one in selectors.split(","))


def _part(part: str) -> str:
    if part == ">":
        return part
    part = re.sub(r"^([A-Z]\w*)", lambda found: TAG + found[1].lower(), part)
    return re.sub(r":([\w-]+)", lambda found: _pseudo(found[1]), part)


def _pseudo(name: str) -> str:
    if name == "root":
        return ":root"
    if name not in PSEUDO:
        raise UssError(f"Expected a state that USS knows, got :{name}.")
    return PSEUDO[name]


def _css(name: str, value: str) -> str:
    if name == "-unity-font-style":
        return f"{FONT_STYLES[value]};"
    if name == "-unity-text-align":
        along, _, across = value.partition("-")
        return f"justify-content: {ALONG[along]}; text-align: {across};"
    if name == "white-space" and value == "normal":
        return "white-space: pre-line;"  # In Unity words wrap, and lines that were ended end.
    if name.startswith("--") or name in SHARED:
        return f"{name}: {value};"
    raise UssError(f"Expected a property that USS knows, got {name}: {value}.")
