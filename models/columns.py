"""Whole columns of whole numbers, for recounting: a column travels as one text, because a row would cost a Python object each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.sql import run

Ints = NDArray[np.int64]


def columns(tx: Connection, wanted: Sequence[str], source: str, values: Sequence[Any]) -> list[Ints]:
    """The expressions `wanted`, whole and never null, over the rows of `source` (FROM …): an array each, all in one order.

    Expressions take no values of their own: `values` belong to `source`.
    """
    joined = "group_concat({})" if tx.dialect.name == "sqlite" else "string_agg(({})::text, ',')"
    texts = run(tx, f"SELECT {', '.join(joined.format(each) for each in wanted)} {source}", values).one()
    return [np.fromstring(text or "", dtype=np.int64, sep=",") for text in texts]
