"""``CuDNNLSTM(4)`` and ``CuDNNGRU(4)`` of Keras up to 2.2: sigmoid gates, and a GRU that resets after its product."""

from .._kinds import Arguments, Change, Replaced


def _lstm(arguments: Arguments) -> Arguments:
    return {"activation": "tanh", "recurrent_activation": "sigmoid", **arguments}


def _gru(arguments: Arguments) -> Arguments:
    return {"activation": "tanh", "recurrent_activation": "sigmoid", "reset_after": True, **arguments}


CHANGE = Change(
    code="K2C217",
    name="cudnn_layers",
    title="CuDNNLSTM and CuDNNGRU are LSTM and GRU, which use cuDNN by themselves",
    entries=(
        Replaced("keras.layers.CuDNNLSTM", "keras.layers.LSTM", _lstm),
        Replaced("keras.layers.CuDNNGRU", "keras.layers.GRU", _gru),
    ),
    errors=(r"(has no attribute|cannot import name) 'CuDNN(LSTM|GRU)'", r"Unknown layer: 'CuDNN(LSTM|GRU)'"),
)
