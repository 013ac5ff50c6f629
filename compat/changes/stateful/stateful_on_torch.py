"""``stateful=True`` on torch: training an LSTM or GRU raises, since its state is changed in place under autograd."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C108",
    name="stateful_on_torch",
    title="On torch, training a stateful LSTM or GRU raises an in-place error",
    entries=(
        Behavior(
            "keras.layers.RNN",
            "compat.runtime.state.carry:install",
            "keep `import compat; compat.install()`, or run on another backend: plain Keras 3 cannot train this layer",
            argument="stateful",
            value=True,
            backends=("torch",),
        ),
    ),
    errors=(r"variables needed for gradient computation has been modified by an inplace operation",),
)
