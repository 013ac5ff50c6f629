"""A batch that does not fit a stateful model: refused before the loop starts."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C109",
    name="partial_batch",
    title="A batch of another size than the state's is refused before the loop starts",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.state.batches:install",
            "pass batch_size=, and a number of samples that it divides",
        ),
    ),
    errors=(
        r"If an RNN is stateful, the batch size of the input sequences must be the same",
        r"When using `stateful=True` in a RNN, the batch size must be static",
        r"holds? the states? of exactly \d+ samples?",
    ),
)
