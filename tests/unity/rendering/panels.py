"""The panels of the headless client as HTML, laid out and drawn by a browser with the client's own style sheets."""

import base64
import io
import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page
from tests.unity.metas import PACKAGE
from tests.unity.rendering.uss import TAG, css

THEME = Path(__file__).with_name("theme.css")
READABLE = Path(__file__).with_name("readable.js")
STYLES = tuple(
    PACKAGE / "Runtime/Ui" / name
    for name in ("Controls.uss", "Client.uss", "Teaching.uss", "Pool.uss", "Room.uss", "Study.uss", "Beside.uss")
)
"""As they follow upon one another: the theme, then the document's own."""
REFERENCE_WIDTH = 1280
"""Panels are scaled so that a screen has so many of their pixels; `ProjectSetUp` says so too."""
BOXES = """() => {
  const boxes = {};
  const add = (name, box) => { boxes[name] = [box.left, box.top, box.width, box.height]; };
  add("root", document.querySelector("#root > *").getBoundingClientRect());
  for (const element of document.querySelectorAll("#root [data-u][id]")) {
    const own = element.getBoundingClientRect();
    const view = element.closest(".unity-scroll-view")?.getBoundingClientRect() ?? own;
    const top = Math.max(own.top, view.top);
    const height = Math.min(own.bottom, view.bottom) - top;
    if (element.id && own.width > 0 && height > 0) add(element.id, { left: own.left, top, width: own.width, height });
  }
  return boxes;
}"""
BULLET = "●"
Element = dict[str, Any]
FIELDS = {
    "TextField": "unity-base-text-field",
    "IntegerField": "unity-base-text-field",
    "DropdownField": "unity-base-popup-field",
    "SliderInt": "unity-base-slider",
    "Toggle": "unity-toggle",
}
"""The fields, with the class that names the parts of each."""


def show_panels(page: Page, exported: Path, behind: bytes | None = None) -> None:
    """Lay out panels that `Player.export_panels` wrote, over the PNG of a scene where there is one."""
    screen = json.loads(exported.read_text(encoding="utf-8"))
    width = REFERENCE_WIDTH
    own_size = screen["width"] == 0
    page.set_viewport_size(
        {"width": width, "height": width if own_size else round(screen["height"] * width / screen["width"])}
    )
    picture = f'<img id="behind" src="data:image/png;base64,{_base64(behind)}">' if behind else ""
    sheets = "\n".join([THEME.read_text(encoding="utf-8"), *map(css, STYLES)])
    root = _element(screen["root"])
    shrunk = "#root > * { inset: auto; top: 0; left: 0 }" if own_size else ""
    page.set_content(f'<style>{sheets}{shrunk}</style>{picture}<div data-u id="root">{root}</div>')


def boxes(page: Page) -> dict[str, list[float]]:
    """Left, top, width and height of each named element that is in sight, in pixels; of all together under `root`."""
    found: dict[str, list[float]] = page.evaluate(BOXES)
    return found


def box_of(page: Page, element: str) -> dict[str, float]:
    """Where an element of the panels shown is, in pixels of the panels from their top left."""
    box = page.locator(f"#{element}").bounding_box()
    assert box, f"{element} must be shown"
    return {name: box[name] for name in ("x", "y", "width", "height")}


def draw_panels(page: Page, exported: Path, behind: bytes | None = None) -> bytes:
    """The same, as a PNG."""
    show_panels(page, exported, behind)
    return page.screenshot()


def unreadable(page: Page) -> list[str]:
    """What of the panels shown cannot be read: a sentence for each element."""
    page.add_script_tag(path=str(READABLE))
    faults: list[str] = page.evaluate("window.unreadable()")
    return faults


def unfocused(page: Page) -> list[str]:
    """Controls of the panels shown that do not show that the keyboard is at them: a sentence for each."""
    page.add_script_tag(path=str(READABLE))
    faults: list[str] = page.evaluate("window.unfocused()")
    return faults


def _element(element: Element) -> str:
    kind = element["type"]
    inside = "".join(map(_element, element["children"]))
    if kind in FIELDS:
        return _tag(element, ["unity-base-field", FIELDS[kind]], _field(element, FIELDS[kind]))
    match kind:
        case "Label":
            return _tag(element, ["unity-text-element", "unity-label"], _words(element["text"]) + inside)
        case "Button":
            return _tag(element, ["unity-text-element", "unity-button"], _words(element["text"]) + inside)
        case "RepeatButton":
            return _tag(element, ["unity-text-element", "unity-repeat-button"], _words(element["text"]) + inside)
        case "ScrollView" | "ListView":
            content = _part(["unity-scroll-view__content-container"], inside, "unity-content-container")
            return _tag(element, ["unity-scroll-view"], _part(["unity-scroll-view__content-viewport"], content))
        case "Image":
            return _tag(element, ["unity-image"], _picture(element["picture"]) + inside)
        case "ProgressBar":
            share = 100 * element["value"] / (element["high"] or 1)
            bar = _part(["unity-progress-bar__progress"], "", style=f"width: {share}%")
            background = _part(["unity-progress-bar__background"], bar)
            return _tag(element, ["unity-progress-bar"], _part(["unity-progress-bar__container"], background))
        case _:
            return _tag(element, [], inside)


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _field(element: Element, name: str) -> str:
    label = element["label"]
    words = ["unity-text-element", "unity-label", "unity-base-field__label", f"{name}__label"]
    before = _part(words, escape(label)) if label else ""
    return before + _part(["unity-base-field__input", f"{name}__input"], _input(element, name))


def _input(element: Element, name: str) -> str:
    value = element["value"]
    match element["type"]:
        case "Toggle":
            return _part([f"{name}__checkmark"], "✓" if value else "")
        case "SliderInt":
            share = 100 * (value - element["low"]) / (element["high"] - element["low"])
            dragger = _part([f"{name}__dragger"], "", style=f"left: {share}%")
            return _part([f"{name}__tracker"], "") + dragger
        case "DropdownField":
            words = _part(["unity-text-element", f"{name}__text"], escape(value or ""))
            return words + _part([f"{name}__arrow"], "")
        case _:
            return _part(["unity-text-element"], escape(BULLET * len(value) if element["secret"] else str(value)))


def _tag(element: Element, own: list[str], inside: str) -> str:
    states = [] if element["enabled"] else ["u-disabled"]
    states += ["u-checked"] if element["type"] == "Toggle" and element["value"] else []
    states += ["u-focus"] if element["focused"] else []
    tag = TAG + element["type"].lower()
    classes = " ".join([*own, *element["classes"], *states])
    name, style = escape(element["name"]), element["style"]
    return f'<{tag} data-u id="{name}" class="{escape(classes)}" style="{style}">{inside}</{tag}>'


def _part(classes: Iterable[str], inside: str, name: str = "", style: str = "") -> str:
    return f'<div data-u id="{name}" class="{" ".join(classes)}" style="{style}">{inside}</div>'


def _picture(picture: dict[str, Any] | None) -> str:
    if picture is None:
        return ""
    if picture["file"]:
        return f'<img src="data:;base64,{picture["file"]}">'
    size = (picture["Width"], picture["Height"])
    image = Image.frombytes("RGBA", size, base64.b64decode(picture["pixels"])).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    left, bottom, width, height = picture["part"]
    top = 1 - bottom - height
    box = (left * size[0], top * size[1], (left + width) * size[0], (top + height) * size[1])
    written = io.BytesIO()
    image.crop(tuple(map(round, box))).save(written, "PNG")
    looks = ["object-fit: fill"] if picture["stretched"] else []
    looks += [] if picture["smooth"] else ["image-rendering: pixelated"]
    return f'<img style="{"; ".join(looks)}" src="data:image/png;base64,{_base64(written.getvalue())}">'


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
