"""What a picture may make its decoder do. Counted in its bytes before anything is decoded."""

from tetrascope.errors import ImageRejected, TooLarge

MAX_SCANS = 64
"""Passes over all of a JPEG. Encoders make up to a dozen or two; a scan of a few bytes costs as much as a full one."""
MAX_SEGMENTS = 4096
"""Segments of a JPEG: tables and what else stands between its scans."""
MAX_CHUNKS = 65536
"""Chunks of a PNG or WebP."""
MAX_BLOCKS = 65536
"""Blocks of a GIF before its first picture."""

SCALE_DOWN = "Scale the image down and try again."
SAVE_AGAIN = "Open the picture in an image editor, save it anew as JPEG or PNG, and use that."


def check_count(received: int, most: int, what: str) -> None:
    """Raises `ImageRejected` where there is more of something than sane pictures have."""
    if received > most:
        raise ImageRejected(
            f"Expected a picture of at most {most} {what}, got {received} or more.", field="image", hint=SAVE_AGAIN
        )


def check_pixels(width: int, height: int, most: int) -> None:
    """Raises `TooLarge` where a picture has more pixels than are accepted."""
    if width * height > most:
        raise TooLarge(
            f"Expected an image of at most {most} pixels, got {width} x {height} = {width * height}.",
            field="image",
            hint=SCALE_DOWN,
        )


def too_much_memory() -> ImageRejected:
    """The error for a picture whose decoder takes more memory than it may."""
    return ImageRejected(
        "Expected a picture that can be read within the memory for it, got one that takes more.",
        field="image",
        hint=f"{SCALE_DOWN} Or: {SAVE_AGAIN[0].lower()}{SAVE_AGAIN[1:]}",
    )


def damaged(what: str) -> ImageRejected:
    """The error for a picture of a format that is read, but not whole."""
    return ImageRejected(
        f"Expected a whole picture, got {what}.",
        field="image",
        hint="It may not have been copied to its end; get it again. Or open it in an image editor and save it anew.",
    )
