"""Glyphs of a font in one texture, as Unity's dynamic fonts have them, from the fonts that come with Tetrascope."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from tetrascope.report.fonts import runs

SIZE = 48
"""In pixels; `WordMesh.Pixels` asks for the same."""
SIDE = 1024
LETTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) + "×·…–—‘’“”≤≥−→←↑↓⌘"
STYLES = {0: 0, 1: 1}
"""What is added to the strokes of a style, in pixels: so Unity makes a font bold that has no bold face."""
_MARGIN = 2


@dataclass(frozen=True)
class FontAtlas:
    """What `Font.Read` of the stand-in takes."""

    metrics: str
    texture: bytes
    """SIDE rows of SIDE bytes, the top row first."""


def font_atlas() -> FontAtlas:
    """All letters in all styles."""
    image = Image.new("L", (SIDE, SIDE))
    draw = ImageDraw.Draw(image)
    lines: list[str] = []
    x, y, tallest = 0, 0, 0
    for style, stroke in STYLES.items():
        for letter in LETTERS:
            font = next(iter(runs(letter, SIZE))).font
            left, top, right, bottom = map(int, font.getbbox(letter, anchor="ls", stroke_width=stroke))
            width, height = right - left, bottom - top
            if x + width + _MARGIN > SIDE:
                x, y, tallest = 0, y + tallest + _MARGIN, 0
            draw.text((x - left, y - top), letter, fill=255, font=font, anchor="ls", stroke_width=stroke)
            advance = round(font.getlength(letter)) + stroke
            place = (x, y, x + width, y + height)
            lines.append(" ".join(map(str, (ord(letter), style, advance, left, right, -bottom, -top, *place))))
            x, tallest = x + width + _MARGIN, max(tallest, height)
    assert y + tallest <= SIDE
    return FontAtlas("\n".join(lines), image.tobytes())
