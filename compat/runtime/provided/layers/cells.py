"""Cells of recurrent layers: the abstract one, and that of ``ConvLSTM2D``."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

#: The positional parameters of ``ConvLSTM2DCell`` behind ``filters`` and ``kernel_size``.
CONV_LSTM_2D_CELL = (
    *("strides", "padding", "data_format", "dilation_rate", "activation", "recurrent_activation", "use_bias"),
    *("kernel_initializer", "recurrent_initializer", "bias_initializer", "unit_forget_bias", "kernel_regularizer"),
    *("recurrent_regularizer", "bias_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint"),
    *("dropout", "recurrent_dropout"),
)


class AbstractRNNCell(keras.layers.Layer):
    """A cell to derive from: ``call(inputs, states)`` returns the output and the new states.

    ``state_size`` and ``output_size`` are properties of the subclass.
    """

    def call(self, inputs: Any, states: Any) -> Any:
        """One step."""
        raise NotImplementedError

    @property
    def state_size(self) -> Any:
        """The size of the state, or a list of sizes."""
        raise NotImplementedError

    @property
    def output_size(self) -> Any:
        """The size of the output."""
        raise NotImplementedError

    def get_initial_state(self, inputs: Any = None, batch_size: Any = None, dtype: Any = None) -> Any:
        """Zeros: ``(batch, size)`` for each state, one of them or a list as ``state_size`` is."""
        if inputs is not None:
            batch_size, dtype = ops.shape(inputs)[0], inputs.dtype
        dtype = dtype or self.compute_dtype

        def zeros(size: Any) -> Any:
            return ops.zeros((batch_size, *(size if isinstance(size, (list, tuple)) else (size,))), dtype=dtype)

        size = self.state_size
        return [zeros(each) for each in size] if isinstance(size, (list, tuple)) else zeros(size)


def __getattr__(name: str) -> Any:
    # Keras 3 keeps one cell for all three ConvLSTM layers, out of sight.
    if name == "ConvLSTM2DCell":
        from keras.src.layers.rnn.conv_lstm import ConvLSTMCell

        class ConvLSTM2DCell(ConvLSTMCell):
            """The cell of ``ConvLSTM2D``: ``(batch, rows, columns, channels)`` at each step."""

            def __init__(self, filters: int, kernel_size: Any, *args: Any, **kwargs: Any) -> None:
                kwargs.update(zip(CONV_LSTM_2D_CELL, args))
                kwargs.setdefault("recurrent_activation", "hard_sigmoid")
                super().__init__(2, filters, kernel_size, **kwargs)

        globals()[name] = ConvLSTM2DCell
        return ConvLSTM2DCell
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
