"""``tf.concat([x, y], 1)``, ``tf.nn.relu(x)``: a Keras tensor was a tensor to TensorFlow."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C801",
    name="tensorflow_functions",
    title="TensorFlow functions on Keras tensors, and on another backend than TensorFlow",
    entries=(
        Behavior(
            "keras.KerasTensor",
            "compat.runtime.tensorflow.operators:install",
            "use keras.ops",
        ),
        Behavior(
            "keras.Layer",
            "compat.runtime.tensorflow.tracked:install",
            "make variables with add_weight() or keras.Variable",
            backends=("tensorflow",),
        ),
    ),
    errors=(
        r"A KerasTensor cannot be used as input to a TensorFlow function",
        r"A KerasTensor is symbolic: it's a placeholder for a shape an a dtype",
        r"Attempt to convert a value \(.*\) with an unsupported type .*(jax|torch|KerasTensor).* to a Tensor",
    ),
)
