"""Where a network is cut for masked passes, and how much work each piece is."""

import keras

from tetrascope.occlusion.segments import cut_into_segments


def test_one_number_for_each_image_may_have_no_axis_of_its_own() -> None:
    image = keras.Input((8, 8, 3))
    number = keras.ops.squeeze(keras.layers.Dense(1)(keras.layers.Flatten()(image)), -1)
    model = keras.Model(image, keras.layers.Dense(2)(keras.layers.Reshape((1,))(number)))
    assert sum(cut_into_segments(model).work) > 0
