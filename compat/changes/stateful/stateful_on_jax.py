"""``stateful=True`` on jax: Keras 3 carries no state in fit, evaluate, predict and the ``*_on_batch`` methods, without a word."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C107",
    name="stateful_on_jax",
    title="On jax a stateful layer carries no state in fit, evaluate and predict, and cannot be built inside its first call",
    entries=(
        Behavior(
            "keras.layers.RNN",
            "compat.runtime.state.carry:install",
            "keep `import compat; compat.install()`, or run on another backend: plain Keras 3 starts every batch from zero",
            argument="stateful",
            value=True,
            backends=("jax",),
        ),
    ),
    errors=(r"attempting to create a variable while in a stateless scope",),
)
