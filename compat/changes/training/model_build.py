"""``model.build(input_shape)`` of a subclassed model: Keras 2 ran ``call`` on that shape and so made the weights."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C503",
    name="model_build",
    title="build(input_shape) of a subclassed model makes no weights, it only warns",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.model_build:install",
            "call the model on keras.Input(batch_shape=...), or give it a build() of its own",
        ),
    ),
    errors=(r"the layer does not have a `build\(\)` method implemented and it looks like it has unbuilt state",),
)
