"""``Model.from_config(config)`` where the config of a Lambda layer holds its code."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C239",
    name="lambda_from_config",
    title="from_config() refuses the code of a Lambda layer, even where the program made the config itself",
    entries=(
        Behavior(
            "keras.layers.Lambda",
            "compat.runtime.lambdas:install",
            "keras.config.enable_unsafe_deserialization(), or a named function that is registered",
        ),
    ),
    errors=(r"Requested the deserialization of a `Lambda` layer whose `function` is a Python lambda",),
)
