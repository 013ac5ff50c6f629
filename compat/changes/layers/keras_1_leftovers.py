"""``LSTM(4, forget_bias_init="one", input_dtype="float32")``: arguments of Keras 1 that no argument of Keras 3 stands for."""

from .._kinds import Arguments, Behavior, Change, Dropped, Rewritten, put_argument


def _forget_bias(arguments: Arguments) -> Arguments:
    """Where the bias of the forget gate starts: ones, which Keras 2 took for anything else too, with a warning."""
    arguments.pop("forget_bias_init")
    arguments["unit_forget_bias"] = True
    return arguments


def _both_initializers(arguments: Arguments) -> Arguments:
    """``init`` of a separable convolution is that of both its kernels."""
    start = arguments.pop("init")
    put_argument(arguments, "depthwise_initializer", start)
    put_argument(arguments, "pointwise_initializer", start)
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
        Rewritten("keras.layers.SeparableConv2D", ("init",), _both_initializers, "literal_value"),
        Dropped("keras.layers.Embedding", "dropout"),
        Dropped("keras.layers.Conv2DTranspose", "output_shape"),
        Dropped(
            "keras.layers.BatchNormalization", "mode", (0,), "it normalized each sample, which Keras 2 cannot do either"
        ),
        Behavior(
            "keras.layers.ZeroPadding2D",
            "compat.runtime.keras1_padding:install",
            "write padding=((top, bottom), (left, right))",
        ),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'(forget_bias_init|input_dtype)'",),
)
