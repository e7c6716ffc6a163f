"""Options that say what the files of one's own models do not. Nothing heavy is imported here.

Where several models are named, such an option belongs to the `--model` before it.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tetrascope.cli.failure import UsageError, option_of
from tetrascope.cli.options import path
from tetrascope.cli.terminal import tell

if TYPE_CHECKING:
    from tetrascope.networks.own_model import OwnModel

OUTPUTS = ("probabilities", "logits", "independent")
"""The same as `tetrascope.networks.output_meaning.OutputKind`, without importing it."""
_MAX_SIDE = 10_000
"""Pixels of a side."""


class OfAModel(argparse.Action):
    """Keeps, beside the value, in what order models and what is said of them were named: in `said`."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse calls it so
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        setattr(namespace, self.dest, values)
        namespace.said = (*getattr(namespace, "said", ()), (self.dest, values))


def add_model_option(parser: "argparse._ActionsContainer", words: str) -> None:
    """The file of a model; `words` say more of it."""
    parser.add_argument(
        "--model",
        action=OfAModel,
        type=path,
        metavar="FILE",
        help=f"a Keras model of yours, a .keras or .h5 file, instead{words}",
    )


def add_options_of_models(parser: argparse.ArgumentParser) -> None:
    """What the file of a model does not say."""
    parser.add_argument(
        "--preprocessing",
        action=OfAModel,
        metavar="HOW",
        help="how your model's training scaled pixels: none 0..255, for a model that scales by itself; unit 0..1; "
        "tf -1..1; torch standardised; caffe BGR minus the mean; lite (x-127)/128; or MEAN/DEVIATION of pixels 0..1, "
        "one number each or three, such as 0.485,0.456,0.406/0.229,0.224,0.225 (default: none)",
    )
    parser.add_argument(
        "--size",
        action=OfAModel,
        dest="input_size",
        type=size,
        metavar="ROWSxCOLUMNS",
        help="input of your model where it takes any size; or one number",
    )
    parser.add_argument(
        "--class-names",
        action=OfAModel,
        type=path,
        metavar="FILE",
        help="your model's classes: one name a line, or JSON, YAML or CSV, or the folder that you trained from; or: "
        "imagenet (default: they are numbered)",
    )
    parser.add_argument(
        "--output",
        action=OfAModel,
        choices=OUTPUTS,
        help="what your model's numbers mean: probabilities or logits of classes that exclude each other, or "
        "independent labels (default: decided by looking at them)",
    )
    parser.add_argument(
        "--output-name",
        action=OfAModel,
        metavar="NAME",
        help="which of your model's outputs, by name or number, of several",
    )
    parser.add_argument(
        "--custom-objects",
        action=OfAModel,
        type=path,
        metavar="FILE.py",
        help="Python code with layers and functions of your own that your model is made of. It is run, with all your "
        "rights: only name a file that you trust",
    )


def size(text: str) -> tuple[int, int]:
    """Rows and columns: 180x320, or 224 for both."""
    parts = text.lower().split("x")
    try:
        sides = [int(part) for part in parts]
    except ValueError:
        sides = []
    if len(sides) not in (1, 2):
        raise argparse.ArgumentTypeError(f"expected rows and columns such as 180x320, or 224 for both, got {text!r}")
    if not all(1 <= side <= _MAX_SIDE for side in sides):
        raise argparse.ArgumentTypeError(f"expected rows and columns of 1 to {_MAX_SIDE} pixels, got {text!r}")
    return sides[0], sides[-1]


def own_models(arguments: argparse.Namespace, *, several: bool = False) -> "list[OwnModel]":
    """The models of one's own that are named, with what is said of each; at most one but for `several`.

    Raises:
        UsageError: a file is not there, something is said of a model that is not named, or of several models it does
            not show of which.
        InvalidInput: the preprocessing is none.
    """
    described, before = _in_order(getattr(arguments, "said", ()))
    if len(described) > 1 and not several:
        raise UsageError(
            f"Expected one --model, got {len(described)}.",
            field="model",
            hint="Run it once for each. The server, tetrascope serve, takes several.",
        )
    if len(described) == 1:
        described = [{**before, **described[0]}]
    elif before:
        _require_model(next(iter(before)), described)
    return [_own_model(each) for each in described]


def _in_order(said: Sequence[tuple[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """For each model what is said of it, and what is said before any is named."""
    described: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for name, value in said:
        if name == "model":
            described.append({name: value})
        else:
            (described[-1] if described else before)[name] = value
    return described, before


def _require_model(name: str, described: Sequence[Mapping[str, Any]]) -> None:
    """Raises for an option of which nothing shows to what model it belongs; `--fit` may mean something without one."""
    option = option_of(name)
    if described:
        raise UsageError(
            f"Expected {option} after the --model that it belongs to, got it before the first of {len(described)}.",
            field=name,
            hint=f"Such as: --model {described[0]['model']} {option} ... --model {described[1]['model']}",
        )
    if name != "fit":
        raise UsageError(
            f"Expected --model beside {option}, got none.", field=name, hint="Of a network of the catalog it is known."
        )


def _own_model(said: Mapping[str, Any]) -> "OwnModel":
    from tetrascope.networks.file_kinds import model_format
    from tetrascope.networks.own_model import OwnModel
    from tetrascope.networks.preprocessing import read_preprocessing

    file: Path = said["model"]
    if not file.exists():
        raise UsageError(f"Expected a file, got {str(file)!r}, which is not there.", field="model")
    class_names = _class_names(said.get("class_names"))
    model_format(file)  # before anything slow: what is no model should be told at once
    return OwnModel(
        file,
        preprocessing=read_preprocessing(said.get("preprocessing") or OwnModel.preprocessing).name,
        class_names=class_names,
        fit=said.get("fit") or OwnModel.fit,
        size=said.get("input_size"),
        output=said.get("output"),
        output_name=said.get("output_name"),
        custom_objects=_code(said.get("custom_objects")),
    )


def _code(given: Path | None) -> Path | None:
    if given is not None:
        if not given.is_file():
            raise UsageError(f"Expected a file, got {str(given)!r}, which is not there.", field="custom_objects")
        tell(f"tetrascope: warning: the code in {given} is run, with all your rights, as --custom-objects says.")
    return given


def _class_names(given: Path | None) -> "Path | Literal['imagenet'] | None":
    if given is None:
        return None
    if given.exists():
        from tetrascope.networks.label_file import read_labels

        read_labels(given)  # before anything slow: a file that cannot be read should be told at once
        return given
    if str(given) == "imagenet":
        return "imagenet"
    raise UsageError(
        f"Expected a file of class names, got {str(given)!r}, which is not there.",
        field="class_names",
        hint="Name a file with one name a line, the folder that you trained from, or imagenet.",
    )
