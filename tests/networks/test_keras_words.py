"""Keras's errors on one line."""

from tetrascope.networks.keras_words import first_words


def test_the_call_around_an_error_and_its_colours_are_left_out() -> None:
    around = "Exception encountered when calling MaxPooling2D.call().\n\n"
    text = f"{around}\x1b[1mComputed size would be zero.\x1b[0m\n\nArguments received"
    assert first_words(ValueError(text)) == "Computed size would be zero."


def test_where_in_tensorflow_it_happened_is_left_out() -> None:
    assert first_words(ValueError("{{function_node __wrapped__ConcatV2}} ConcatOp : shapes")) == "ConcatOp : shapes"


def test_long_lines_are_cut_and_silence_has_a_name() -> None:
    assert len(first_words(ValueError("x" * 4800))) == 160
    assert first_words(KeyError()) == "KeyError"
