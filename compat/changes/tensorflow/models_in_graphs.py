"""``with graph.as_default(): model.predict(x)``, as programs of TensorFlow 1 and old web servers have it."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C804",
    name="models_in_graphs",
    title="Models neither train nor predict inside with graph.as_default():",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.tensorflow.graphs:install",
            "leave the graph out: a model has none of its own",
            backends=("tensorflow",),
        ),
    ),
    errors=(
        r"`tf\.data\.Dataset` only supports Python-style iteration in eager mode or within tf\.function",
        r"numpy\(\) is only available when eager execution is enabled",
    ),
)
