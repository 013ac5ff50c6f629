"""``tf.compat.v1.keras.layers.LSTM``: the recurrent layers that TensorFlow 1 programs get, with the gates of Keras 2.2."""

from .._kinds import Arguments, Change, Replaced

#: Where these layers are: below the first root, and in modules of their own.
MODULES = {
    "keras.layers.rnn.lstm_v1": ("LSTM", "LSTMCell"),
    "keras.layers.rnn.gru_v1": ("GRU", "GRUCell"),
    "keras.layers.normalization.batch_normalization_v1": ("BatchNormalization",),
}


def _lstm(arguments: Arguments) -> Arguments:
    return {"recurrent_activation": "hard_sigmoid", **arguments}


def _gru(arguments: Arguments) -> Arguments:
    return {"recurrent_activation": "hard_sigmoid", "reset_after": False, **arguments}


def _same(arguments: Arguments) -> Arguments:
    return arguments


_FUNCTIONS = {"LSTM": _lstm, "LSTMCell": _lstm, "GRU": _gru, "GRUCell": _gru}

CHANGE = Change(
    code="K2C254",
    name="tensorflow_1_layers",
    title="tf.compat.v1.keras.layers.LSTM and GRU have hard_sigmoid gates, and a GRU resets before its product",
    entries=tuple(
        Replaced(f"{module}.{name}", f"keras.layers.{name}", _FUNCTIONS.get(name, _same))
        for module, names in MODULES.items()
        for name in names
    ),
    errors=(r"cannot import name '(lstm|gru|batch_normalization)_v1' from",),
)
