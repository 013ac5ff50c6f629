"""``optimizers.legacy.SGD(momentum=...)`` and an ``Embedding``: only the rows that a batch looks up moved."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C404",
    name="absent_rows",
    title="Older optimizers with momentum left the rows of an Embedding that a batch does not look up",
    entries=(
        Behavior(
            "keras.layers.Embedding",
            "compat.runtime.absent_rows:install",
            "keep `import compat; compat.install()`: Keras 3 moves all rows",
        ),
    ),
    errors=(r"`keras.optimizers.legacy` is not supported in Keras 3",),
)
