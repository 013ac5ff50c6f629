"""``def train_step(self, data)`` of a program's own model, on jax."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C811",
    name="training_steps_on_jax",
    title="train_step(self, data) of a model of one's own does not run on jax",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.training_steps_on_jax:install",
            "define train_step(self, state, data) there, with stateless_call()",
            backends=("jax",),
        ),
    ),
    errors=(
        r"(train|test|predict)_step\(\) takes 2 positional arguments but 3 were given",
        r"(train|test|predict)_step\(self, data\) cannot run on jax",
    ),
)
