"""``LSTM(4, forget_bias_init="one", input_dtype="float32")``: arguments of Keras 1 that no argument of Keras 3 stands for."""

from .._kinds import Arguments, Change, Dropped, Rewritten


def _forget_bias(arguments: Arguments) -> Arguments:
    """Where the bias of the forget gate starts: ones, which Keras 2 took for anything else too, with a warning."""
    arguments.pop("forget_bias_init")
    arguments["unit_forget_bias"] = True
    return arguments


CHANGE = Change(
    code="K2C229",
    name="keras_1_leftovers",
    title="forget_bias_init is unit_forget_bias; layers take no input_dtype",
    entries=(
        *(
            Rewritten(f"keras.layers.{name}", ("forget_bias_init",), _forget_bias, "replace_value")
            for name in ("LSTM", "ConvLSTM2D")
        ),
        Dropped("keras.layers.Layer", "input_dtype"),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'(forget_bias_init|input_dtype)'",),
)
