"""``if`` and ``for`` on tensors in ``call``: Keras 2 rewrote them into TensorFlow's control flow."""

from .._kinds import Behavior, Change

_BY = "compat.runtime.tensorflow.autograph:install"

CHANGE = Change(
    code="K2C803",
    name="autograph",
    title="if and for on tensors in the call of own layers, losses and metrics are not rewritten any more",
    entries=(
        Behavior(
            "keras.layers.Layer",
            _BY,
            "use keras.ops.cond, keras.ops.where and keras.ops.fori_loop",
            backends=("tensorflow",),
        ),
    ),
    errors=(
        r"Using a symbolic `tf\.Tensor` as a Python `bool` is not allowed",
        r"Iterating over a symbolic `tf\.Tensor` is not allowed",
        r"len is not well defined for a symbolic Tensor",
        r"'str' object has no attribute '_error_repr'",
    ),
)
