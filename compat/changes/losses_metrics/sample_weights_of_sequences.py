"""``fit(x, sequences, sample_weight=...)``: one weight for a sample, all of whose steps it weighs."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C651",
    name="sample_weights_of_sequences",
    title="A weight for each sample where an output has steps",
    entries=(
        Behavior(
            "keras.losses.Loss",
            "compat.runtime.sample_weights:install",
            "give each step its weight: np.repeat(sample_weight[:, None], steps, axis=1)",
        ),
    ),
    errors=(
        r"Dimensions must be equal, but are \d+ and \d+ for",
        r"Incompatible shapes for broadcasting: shapes=\[\(\d+, \d+\), \(\d+,\)\]",
        r"mul got incompatible shapes for broadcasting",
        r"The size of tensor a \(\d+\) must match the size of tensor b \(\d+\) at non-singleton dimension 1",
        r"Incompatible shapes: \[\d+,\d+\] vs\. \[\d+\]",
    ),
)
