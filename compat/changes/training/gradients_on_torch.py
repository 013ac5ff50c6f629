"""Layers of one name in models inside a model, on torch: Keras 3 forgets to clear the gradients of some of their weights."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C541",
    name="gradients_on_torch",
    title="On torch, gradients of weights of one name, in models inside a model, add up from step to step",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.torch_gradients:install",
            "give layers of nested models names of their own",
            backends=("torch",),
        ),
    ),
)
