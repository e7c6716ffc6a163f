"""A network's answer in a sentence."""

from tetrascope.networks.answers import THRESHOLD
from tetrascope.report.analysis import Analysis
from tetrascope.report.numbers import percent


def answer_words(analysis: Analysis) -> str:
    """What comes after the network's name, such as `answers tabby, 62.1 %`."""
    best = analysis.layers.predictions.classes[0]
    likeliest = f"{best.label.name}, {percent(best.probability)}"
    if no_label_holds(analysis):
        return f"finds none of its labels, for which {percent(THRESHOLD)} is needed; the likeliest is {likeliest}"
    return f"answers {likeliest}"


def no_label_holds(analysis: Analysis) -> bool:
    """Whether labels each stand for themselves, and none reaches its threshold."""
    best = analysis.layers.predictions.classes[0]
    return analysis.subject.answers == "independent" and best.probability < THRESHOLD
