"""``activation="hard_sigmoid"``: ``clip(0.2 x + 0.5, 0, 1)`` in Keras 2, ``relu6(x + 3) / 6`` in Keras 3."""

from .._kinds import Change, Helper, Value

#: Exact native parts: ``ReLU(max_value=1)(Rescaling(0.2, 0.5)(x))``. Its name tells readers what it stands for.
PARTS = {
    "module": "keras.layers",
    "class_name": "Pipeline",
    "config": {
        "name": "keras2_hard_sigmoid",
        "layers": [
            {
                "module": "keras.layers",
                "class_name": "Rescaling",
                "config": {"scale": 0.2, "offset": 0.5, "name": "keras2_hard_sigmoid_line"},
                "registered_name": None,
            },
            {
                "module": "keras.layers",
                "class_name": "ReLU",
                "config": {"max_value": 1.0, "name": "keras2_hard_sigmoid_clip"},
                "registered_name": None,
            },
        ],
    },
    "registered_name": None,
}

#: ``relu`` with a ceiling is the same clip, and both Kerases have it. Registered, so that a saved model names it; not under
#: the name of Keras's own function, which Keras 3.0 would load instead.
HELPER = Helper(
    ("keras2_hard_sigmoid", "hard_sigmoid_of_keras2"),
    '''@{keras}.utils.register_keras_serializable("keras2")
def {name}(x):
    """Keras 2's hard_sigmoid: that of Keras 3 has another slope."""
    return {keras}.activations.relu(0.2 * x + 0.5, max_value=1.0)
''',
)

CHANGE = Change(
    code="K2C301",
    name="hard_sigmoid",
    title="hard_sigmoid has another slope",
    entries=(
        Value(
            "activation",
            "hard_sigmoid",
            "compat.runtime.provided.activations:hard_sigmoid",
            PARTS,
            arguments=("activation", "recurrent_activation"),
            names=("keras.activations.hard_sigmoid",),
            helper=HELPER,
        ),
    ),
)
