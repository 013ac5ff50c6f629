"""Embedding with a token twice in a batch, trained on tensorflow: rows of one token are squared before they are summed."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C403",
    name="repeated_tokens",
    title="On tensorflow an Embedding with a repeated token trains to other numbers under Adam, RMSprop and the like",
    entries=(
        Behavior(
            "keras.optimizers.Optimizer",
            "compat.runtime.sparse_gradients:install",
            "keep `import compat; compat.install()`, or run on another backend",
            backends=("tensorflow",),
        ),
    ),
)
