"""``Conv2D(dim_ordering="th")``, ``Conv2D(nb_filter=8, nb_row=3, nb_col=3)``: Keras 1's words for data format and kernel size."""

from .._kinds import Arguments, Change, Rewritten, put_argument

_FORMATS = {"th": "channels_first", "tf": "channels_last"}
_CLASSES = (
    "Conv2D",
    "Conv2DTranspose",
    "Conv3D",
    "SeparableConv2D",
    "ConvLSTM2D",
    "MaxPooling2D",
    "MaxPooling3D",
    "AveragePooling2D",
    "AveragePooling3D",
    "GlobalMaxPooling2D",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling3D",
    "GlobalAveragePooling3D",
    "ZeroPadding2D",
    "ZeroPadding3D",
    "UpSampling2D",
    "UpSampling3D",
    "Cropping2D",
    "Cropping3D",
    "SpatialDropout2D",
    "SpatialDropout3D",
)


def _data_format(arguments: Arguments) -> Arguments:
    """``"th"`` is channels_first, ``"tf"`` channels_last, ``"default"`` says nothing."""
    given = arguments.pop("dim_ordering")
    if given in _FORMATS:
        put_argument(arguments, "data_format", _FORMATS[given])
    return arguments


def _kernel_size(arguments: Arguments) -> Arguments:
    """``nb_row`` and ``nb_col`` are the two sides of a kernel."""
    rows, columns = arguments.pop("nb_row", None), arguments.pop("nb_col", None)
    put_argument(arguments, "kernel_size", (columns if rows is None else rows, rows if columns is None else columns))
    return arguments


def _kernel_size_of_3(arguments: Arguments) -> Arguments:
    """``kernel_dim1``, ``kernel_dim2`` and ``kernel_dim3`` are the three sides of a kernel."""
    put_argument(arguments, "kernel_size", tuple(arguments.pop(f"kernel_dim{axis}") for axis in (1, 2, 3)))
    return arguments


CHANGE = Change(
    code="K2C220",
    name="dim_ordering",
    title="dim_ordering='th' is data_format='channels_first', nb_row and nb_col are a kernel_size",
    entries=(
        *(Rewritten(f"keras.layers.{each}", ("dim_ordering",), _data_format, "literal_value") for each in _CLASSES),
        *(
            Rewritten(f"keras.layers.{each}", ("nb_row", "nb_col"), _kernel_size, "literal_value")
            for each in ("Conv2D", "Conv2DTranspose", "SeparableConv2D", "ConvLSTM2D")
        ),
        Rewritten(
            "keras.layers.Conv3D", ("kernel_dim1", "kernel_dim2", "kernel_dim3"), _kernel_size_of_3, "literal_value"
        ),
    ),
    errors=(
        r"Unrecognized keyword arguments passed to \w+: \{.*'(dim_ordering|nb_row|nb_col)'",
        r"missing 1 required positional argument: 'kernel_size'",
    ),
)
