"""A generator that yields ``([a, b], [c, d])``: the inputs and the targets of a batch in lists."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C514",
    name="listed_batches",
    title="On tensorflow a generator or a Sequence may have no lists in its batches",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.listed_batches:install",
            "yield tuples: ((a, b), (c, d))",
            backends=("tensorflow",),
        ),
    ),
    errors=(r"`output_signature` must contain objects that are subclass of `tf\.TypeSpec` but found <class 'list'>",),
)
