from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tetrascope.networks.catalog import CATALOG
from tetrascope.protocol.masks import MAX_BITMAP_SIDE, Bitmap, Rectangle
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.superpixels import SuperpixelsRequest

BASE = {"image_id": "a", "network_id": "b"}
BOX: dict[str, Any] = {"top": -1, "left": 2, "height": 3, "width": 5}


def masks(*given_: object) -> list[object]:
    return list(LayersRequest.model_validate({**BASE, "masks": list(given_)}).masks)


def test_a_mask_without_a_kind_is_a_rectangle() -> None:
    assert masks(BOX, {**BOX, "kind": "rectangle"}) == [Rectangle(**BOX)] * 2


def test_masks_of_both_kinds_stand_side_by_side() -> None:
    bitmap = {**BOX, "kind": "bitmap", "data": bytes([1, 2])}
    assert masks(bitmap, BOX) == [Bitmap.model_validate(bitmap), Rectangle(**BOX)]
    assert masks(Bitmap.model_validate(bitmap)) == masks(bitmap)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_bitmap_has_one_bit_for_each_pixel(height: int, width: int, data: st.DataObject) -> None:
    length = (height * width + 7) // 8
    spare = 8 * length - height * width
    bits = bytearray(data.draw(st.binary(min_size=length, max_size=length)))
    bits[-1] = bits[-1] >> spare << spare
    box = {"kind": "bitmap", "top": 0, "left": 0, "height": height, "width": width}
    assert Bitmap.model_validate({**box, "data": bytes(bits)}).data == bits
    for wrong in (bits[:-1], bits + b"\0"):
        with pytest.raises(ValidationError):
            Bitmap.model_validate({**box, "data": bytes(wrong)})
    for bit in range(spare):
        with pytest.raises(ValidationError):
            Bitmap.model_validate({**box, "data": bytes(bits[:-1]) + bytes([bits[-1] | 1 << bit])})


def test_bytes_can_be_base64_and_survive_a_file_of_ours() -> None:
    (mask,) = masks({**BOX, "kind": "bitmap", "data": "+/4="})
    assert isinstance(mask, Bitmap)
    assert mask.data == bytes([0b1111_1011, 0b1111_1110])
    request = LayersRequest.model_validate({**BASE, "masks": [mask]})
    text = request.json_text()
    assert "+/4=" in text
    for written in (text, text.replace("+/4=", "-_4=")):  # the second is what older files of ours have
        assert LayersRequest.model_validate_json(written) == request


def test_a_bitmap_can_cover_the_input_of_every_network() -> None:
    assert max(max(entry.input_height, entry.input_width) for entry in CATALOG.values()) <= MAX_BITMAP_SIDE


def test_a_whole_number_does_for_compactness() -> None:
    assert SuperpixelsRequest.model_validate({**BASE, "compactness": 10}).compactness == 10.0
