"""What a model's numbers mean, decided with numbers: its answers to probe pictures, its last operation, its loss.

The answers count most, because they cannot lie; the last operation and the loss decide where the answers leave it open,
and what contradicts the decision is told. Whoever starts Tetrascope may overrule it, unless the numbers forbid it.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.networks.answers import Answers
from tetrascope.networks.graph import ended_in
from tetrascope.networks.keras_words import first_words
from tetrascope.networks.logits import (
    Ending,
    find_ending,
    logits_of_classes,
    logits_of_labels,
    scores,
    two_logits,
    two_logits_of_probability,
    two_logits_of_sign,
)
from tetrascope.networks.training_loss import TrainingLoss
from tetrascope.protocol.networks import AnswerKind

OutputKind = Literal["probabilities", "logits", "independent"]
"""What an operator may say that the output is: probabilities or logits of classes that exclude each other, or labels
that each stand for themselves."""
SUM_TOLERANCE = 5e-3
"""How far a row of probabilities may be from 1 in sum: half precision has no more."""
SAME = 1e-3
"""How far probabilities may be from the model's own once its last activation was taken off; a wrong one is far off."""
_STEADIER = 20
"""How much less sums vary than numbers, where they are sums of distributions."""
FEW = 3
"""Probe pictures that show whether it was."""
_LOSS_FROM_LOGITS = "Its loss took the outputs for logits ({loss}), but they are probabilities already."


class Understood(NamedTuple):
    """A model whose meaning is known."""

    model: keras.Model
    """Ends in logits, (n, classes)."""
    answers: Answers


class _Reading(NamedTuple):
    """How the numbers are to be read."""

    kind: AnswerKind
    scale: Literal["probabilities", "logits", "sign"]
    """`probabilities`: of classes, but for a factor of each row; `sign`: -1 the first of two classes, 1 the second."""
    why: str
    warning: str | None = None


@dataclass(frozen=True)
class _Evidence:
    """All that is known of an output."""

    rows: NDArray[np.float64]
    """(probes, values), the model's own answers to the probe pictures."""
    ending: Ending
    loss: TrainingLoss | None

    @property
    def values(self) -> int:
        return int(self.rows.shape[1])

    @property
    def in_unit(self) -> bool:
        """Whether every number lies in 0..1."""
        return bool(self.rows.min() >= -1e-6 and self.rows.max() <= 1 + SUM_TOLERANCE)

    @property
    def total(self) -> float | None:
        """What every row of numbers of 0 or more sums to; None where they do not sum to the same.

        Independent numbers that hardly vary have nearly equal sums too, so sums must vary much less than they do.
        """
        sums = self.rows.sum(axis=1)
        middle, off = float(sums.mean()), float(np.abs(sums - sums.mean()).max())
        if self.values == 1 or self.rows.min() < -1e-6 or middle <= 0 or off > SUM_TOLERANCE * middle:
            return None
        varied = float(np.abs(self.rows - self.rows.mean(axis=0)).max())
        alone = self.ending.activation == "softmax" or off <= max(1e-5 * middle, varied / _STEADIER)
        return middle if alone and self.ending.activation != "sigmoid" else None

    @property
    def sums_to_one(self) -> bool:
        """Whether every row is a distribution over classes."""
        return self.total is not None and abs(self.total - 1) <= SUM_TOLERANCE

    @property
    def scaled(self) -> float | None:
        """By what every row is a distribution over classes multiplied, such as 100; None where it is not."""
        ending = self.ending
        return None if self.sums_to_one or ending.may_leave_unit or ending.side_by_side else self.total

    @property
    def bounded(self) -> bool:
        """Whether every number lies in 0..1 and no unbounded activation says that this is chance."""
        return self.in_unit and not self.ending.may_leave_unit

    @property
    def are_shares(self) -> bool:
        """Whether every row, of several numbers, is one of shares, so that divided by its sum it is a distribution."""
        return self.values > 1 and bool(self.rows.min() >= -1e-6 and self.rows.sum(axis=1).min() > 0)

    def loss_is(self, kind: str) -> bool:
        return self.loss is not None and self.loss.kind == kind

    @property
    def loss_takes_logits(self) -> bool:
        return self.loss is not None and self.loss.from_logits

    @property
    def range_words(self) -> str:
        """The smallest and the largest number, and what rows sum to."""
        sums = self.rows.sum(axis=1)
        span = f"numbers from {self.rows.min():.3g} to {self.rows.max():.3g}"
        return span if self.values == 1 else f"{span}, rows that sum to {sums.min():.3g} to {sums.max():.3g}"

    @property
    def pictures(self) -> str:
        return f"{len(self.rows)} probe pictures"


def understand(
    model: keras.Model, probes: NDArray[np.float32], loss: TrainingLoss | None, wanted: OutputKind | None = None
) -> Understood:
    """Decide what a model's numbers mean and end it in logits that mean the same.

    Args:
        model: flat, one image input, one output, which holds one row of scores for each image.
        probes: pictures as the model takes them, (n, rows, columns, channels).
        loss: with which it was trained, where that is known.
        wanted: what the operator says that its output is; None to decide.

    Raises:
        InvalidInput: the numbers are no classifier's, mean nothing, or are not what the operator says.
    """
    evidence = _Evidence(_answer(model, probes), find_ending(model), loss)
    if wanted is None:
        reading = _read_one(evidence) if evidence.values == 1 else _read_many(evidence)
    else:
        reading = _read_as(evidence, wanted)
    logits, how = _in_logits(model, probes, evidence, reading)
    warning = reading.warning
    if warning is not None and wanted is None:
        warning += " If this decides it wrongly, say with --output what the numbers are."
    return Understood(logits, Answers(reading.kind, f"{reading.why}{how}", warning))


def _answer(model: keras.Model, probes: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n, values); picture by picture, because their maps together may not fit into memory."""
    try:
        rows = [np.asarray(model(probe[None], training=False), np.float64).reshape(1, -1) for probe in probes]
    except Exception as error:  # whatever Keras or its backend raises, where shapes do not fit one another after all
        raise InvalidInput(
            f"Expected a network that answers pictures of {probes.shape[1]} x {probes.shape[2]} pixels, got an error: "
            f"{first_words(error)}",
            field="model",
            hint="If it takes any size, choose the one that it was trained with, or a multiple of 32, with --size.",
        ) from error
    answers = np.concatenate(rows)
    if not np.isfinite(answers).all():
        raise InvalidInput(
            "Expected numbers as the model's answer to a picture, got NaN or infinity.",
            field="model",
            hint="Its weights may be damaged, or pixels scaled in a way that it was not trained for: --preprocessing.",
        )
    return answers


def _read_one(evidence: _Evidence) -> _Reading:
    """A model of one number: the probability or the logit of the second of two classes."""
    if evidence.ending.activation == "softmax":
        raise InvalidInput(
            f"Expected an answer that depends on the picture, got a softmax over a single number in "
            f"{evidence.ending.call}, which is 1 whatever the picture.",
            field="model",
            hint="For two classes train with one unit and a sigmoid, or with two units and a softmax.",
        )
    _refuse_regression(evidence)
    if evidence.bounded:
        why = f"Two classes: the one number, {_bounds(evidence)}, is the probability of the second"
        return _Reading("exclusive", "probabilities", f"{why}.{_loss_words(evidence)}", _double_activation(evidence))
    if evidence.ending.is_signed:
        why = (
            f"Two classes: the one number, in -1..1 by {evidence.ending.activation}, stands for the first below 0 and "
        )
        why += "for the second above; brought to 0..1 it is taken for the probability of the second."
        return _Reading("exclusive", "sign", f"{why}{_loss_words(evidence)}")
    if evidence.loss_is("independent"):
        why = "Two classes: the one number is a logit, whose sigmoid is the probability of the second."
        return _Reading("exclusive", "logits", why + _loss_words(evidence), _missing_activation(evidence))
    raise InvalidInput(
        f"Expected a network that answers with classes, got a single number without bounds ({evidence.range_words} "
        f"for {evidence.pictures}) and no loss that says what it is.",
        field="model",
        hint="If its sigmoid is the probability of the second of two classes, say so: --output logits. The value of a "
        "regression cannot be shown as classes.",
    )


def _read_many(evidence: _Evidence) -> _Reading:
    if evidence.sums_to_one:
        why = (
            f"Classes that exclude each other: the numbers are probabilities, for each of {evidence.pictures} they are "
        )
        why += f"0 or more and sum to 1.{_loss_words(evidence)}"
        return _Reading(
            "exclusive", "probabilities", why, _double_activation(evidence) or _other_kind(evidence, "exclusive")
        )
    if evidence.scaled is not None:
        return _shares(evidence, f"are probabilities times {evidence.scaled:.4g}")
    if evidence.are_shares and evidence.ending.of_softmaxes:
        return _shares(evidence, "come from nothing but softmaxes")
    _refuse_regression(evidence)
    if evidence.bounded and evidence.are_shares and evidence.loss_is("exclusive") and not evidence.loss_takes_logits:
        shares = _shares(evidence, "are 0 or more, and the loss took each row so")
        return shares._replace(warning=_looks_independent(evidence))
    if evidence.bounded:
        why = f"Independent labels: the numbers, {_bounds(evidence)}, are probabilities, but do not sum to 1 "
        why += f"({evidence.range_words}).{_loss_words(evidence)}"
        warning = _double_activation(evidence) or _other_kind(evidence, "independent")
        return _Reading("independent", "probabilities", why, warning)
    if evidence.loss_is("independent"):
        why = f"Independent labels: the numbers are logits, whose sigmoids are probabilities.{_loss_words(evidence)}"
        return _Reading("independent", "logits", why, _missing_activation(evidence))
    why = f"Classes that exclude each other: the numbers are logits ({evidence.range_words} for {evidence.pictures}), "
    why += f"whose softmax are probabilities.{_loss_words(evidence)}"
    return _Reading("exclusive", "logits", why, _missing_activation(evidence) or _happen_to_be_bounded(evidence))


def _shares(evidence: _Evidence, why: str) -> _Reading:
    """Probabilities but for a factor: a sum of softmaxes, a product, a percentage."""
    decided = f"Classes that exclude each other: the numbers {why} ({evidence.range_words}); each row, divided by its "
    return _Reading("exclusive", "probabilities", f"{decided}sum, gives probabilities.{_loss_words(evidence)}")


def _read_as(evidence: _Evidence, wanted: OutputKind) -> _Reading:
    """As the operator says, where the numbers allow it."""
    told = f"As --output {wanted} says"
    one = evidence.values == 1
    if wanted == "probabilities" and not (evidence.in_unit if one else evidence.are_shares):
        need = "numbers in 0..1" if one else "rows of numbers that are 0 or more"
        raise InvalidInput(
            f"Expected probabilities, {need}, as --output probabilities says; got {evidence.range_words} for "
            f"{evidence.pictures}.",
            field="output",
            hint="They look like --output logits; or leave --output out.",
        )
    what = "two classes, of which the number means the second" if one else "classes that exclude each other"
    if wanted == "independent" and not one:
        bounded = evidence.bounded or evidence.ending.activation == "sigmoid"
        scale = "probabilities" if bounded else "logits, whose sigmoids are probabilities"
        against = "Its rows sum to 1, as those of classes that exclude each other." if evidence.sums_to_one else None
        return _Reading(
            "independent",
            "probabilities" if bounded else "logits",
            f"{told}: independent labels; the numbers are {scale}.",
            against,
        )
    if wanted == "independent":  # one label that is there or is not is the same as two classes
        what, wanted = (
            "two classes, of which the number means the second",
            "probabilities" if evidence.bounded else "logits",
        )
    looks = evidence.sums_to_one or evidence.scaled is not None or evidence.bounded or evidence.ending.of_softmaxes
    against = f"The numbers look like probabilities: {evidence.range_words}." if wanted == "logits" and looks else None
    if wanted == "probabilities" and not one and not evidence.sums_to_one:
        against = f"The numbers do not sum to 1 ({evidence.range_words}), and each row is divided by its sum."
    return _Reading("exclusive", wanted, f"{told}: {wanted} of {what}.", against)


def _refuse_regression(evidence: _Evidence) -> None:
    if evidence.loss_is("regression"):
        numbers = "a number" if evidence.values == 1 else f"{evidence.values} numbers"
        raise InvalidInput(
            f"Expected a network that answers with classes, got one that was trained to tell {numbers}: its loss is "
            f"{evidence.loss}.",
            field="model",
            hint="A regression has no classes to compare. If the numbers do stand for classes, say what they are: "
            f"{_possible(evidence)}.",
        )


def _possible(evidence: _Evidence) -> str:
    """What an operator may say of the numbers."""
    if evidence.values == 1:
        return f"--output {'probabilities' if evidence.bounded else 'logits'}, where the one means the second of two"
    return f"--output {'probabilities' if evidence.are_shares else 'logits'}, or independent"


def _bounds(evidence: _Evidence) -> str:
    return f"in 0..1 for {evidence.pictures}"


def _loss_words(evidence: _Evidence) -> str:
    return "" if evidence.loss is None else f" It was trained with {evidence.loss}."


def _double_activation(evidence: _Evidence) -> str | None:
    return _LOSS_FROM_LOGITS.format(loss=evidence.loss) if evidence.loss_takes_logits else None


def _missing_activation(evidence: _Evidence) -> str | None:
    """For numbers read as logits."""
    if evidence.loss is None or evidence.loss_takes_logits or "hinge" in evidence.loss.name.lower():
        return None
    return (
        f"Its loss took the outputs for probabilities ({evidence.loss} without from_logits=True), but they are not: "
        f"{evidence.range_words}."
    )


def _other_kind(evidence: _Evidence, kind: AnswerKind) -> str | None:
    """For probabilities whose loss is for the other kind; a softmax is the last word on that, whatever its loss."""
    if evidence.loss is None or evidence.loss.kind in (kind, "regression") or evidence.ending.activation == "softmax":
        return None
    meant = "independent labels" if kind == "exclusive" else "classes that exclude each other"
    return f"Its loss, {evidence.loss}, is one for {meant}."


def _looks_independent(evidence: _Evidence) -> str:
    """For numbers that only the loss calls classes that exclude each other; Keras's own divides by the sum."""
    return (
        f"Numbers in 0..1 that do not sum to 1 are most often those of independent labels, but the loss, "
        f"{evidence.loss}, is one for classes that exclude each other."
    )


def _happen_to_be_bounded(evidence: _Evidence) -> str | None:
    if not evidence.in_unit:
        return None
    return (
        f"All numbers lie in 0..1 ({evidence.range_words}), as probabilities of independent labels do, but "
        f"{evidence.ending.call} does not keep them there."
    )


def _in_logits(
    model: keras.Model, probes: NDArray[np.float32], evidence: _Evidence, reading: _Reading
) -> tuple[keras.Model, str]:
    """The model ended in logits, and how: its last activation taken off where that answers the same, else undone."""
    one, ending = evidence.values == 1, evidence.ending
    own = scores(model.outputs[0])
    if reading.scale == "logits":
        return ended_in(model, two_logits(own) if one else own), ""
    if reading.scale == "sign":
        return ended_in(model, two_logits_of_sign(own)), ""
    bare = "sigmoid" if one or reading.kind == "independent" else "softmax"
    if ending.before is not None and ending.activation == bare:
        before = scores(ending.before)
        bared = ended_in(model, two_logits(before) if one else before)
        found = Answers(reading.kind, "").probabilities(_answer(bared, probes[:FEW]))
        if np.abs((found[:, 1:] if one else found) - evidence.rows[:FEW]).max() <= SAME:
            return bared, f" The logits are what enters its final {bare}."
    how = f" It ends in {ending.call}, where no {bare} can be taken off: the logits are made of the probabilities."
    if one:
        return ended_in(model, two_logits_of_probability(own)), how
    return ended_in(model, (logits_of_classes if reading.kind == "exclusive" else logits_of_labels)(own)), how
