"""All files of results that are tables."""

from collections.abc import Sequence
from typing import Any

from tetrascope.study.results.answers import ANSWER_TABLE
from tetrascope.study.results.conduct import CONDUCT_TABLE
from tetrascope.study.results.events import EVENT_TABLE
from tetrascope.study.results.orders import ORDER_TABLE
from tetrascope.study.results.participants import PARTICIPANT_TABLE
from tetrascope.study.results.scores import SCORE_TABLE
from tetrascope.study.results.table import Table

TABLES: Sequence[Table[Any]] = (
    PARTICIPANT_TABLE,
    ORDER_TABLE,
    ANSWER_TABLE,
    SCORE_TABLE,
    CONDUCT_TABLE,
    EVENT_TABLE,
)
