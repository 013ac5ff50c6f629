"""``Convolution2D(32, 3, 3)``: Keras 1's number of filters, rows and columns, by position."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Optional

from .._kinds import Arguments, Change, Order

_LAYERS = {
    2: ("Conv2D", "SeparableConv2D", "Conv2DTranspose", "ConvLSTM2D"),
    3: ("Conv3D", "Conv3DTranspose"),
}
_SIZES = {2: ("nb_row", "nb_col"), 3: ("kernel_dim1", "kernel_dim2", "kernel_dim3")}
#: Arguments that only a call in the form of Keras 1 has.
_KERAS_1 = frozenset(
    "border_mode subsample dim_ordering init bias W_regularizer b_regularizer W_constraint b_constraint".split()  # noqa: SIM905
)

_Reading = Callable[[tuple[Any, ...], Mapping[str, Any]], Optional[Arguments]]


def _sizes(rank: int) -> _Reading:
    def reading(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Arguments | None:
        """filters and a kernel_size of so many rows and columns"""
        sizes, names = args[1 : 1 + rank], _SIZES[rank]
        if not sizes or not all(isinstance(each, int) for each in sizes):
            return None
        if len(sizes) < rank:
            # The other sides stand by name: Convolution2D(32, 3, nb_col=3).
            rest = set(names[len(sizes) :]) <= kwargs.keys()
            return {"filters": args[0], **dict(zip(names, sizes))} if rest else None
        # Deconvolution2D took an output_shape behind them, which Keras 2 left out.
        extra = args[1 + rank :]
        fits = not extra or (len(extra) == 1 and isinstance(extra[0], (tuple, list)))
        return {"filters": args[0], "kernel_size": tuple(sizes)} if fits else None

    return reading


def _sizes_beside_keras_1(rank: int) -> _Reading:
    plain = _sizes(rank)

    def reading(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Arguments | None:
        """filters and a kernel_size, where another argument is Keras 1's"""
        return None if (_KERAS_1 | set(_SIZES[rank])).isdisjoint(kwargs) else plain(args, kwargs)

    return reading


CHANGE = Change(
    code="K2C230",
    name="keras1_kernel_size",
    title="Convolution2D(32, 3, 3) of Keras 1 is Conv2D(32, (3, 3)); since 2.3 the third position is strides",
    entries=tuple(
        Order(f"keras.layers.{name}", ("filters", *_SIZES[rank]), 1, (dialect,), make(rank))
        for rank, names in _LAYERS.items()
        for name in names
        for dialect, make in (("2.2", _sizes), ("2.15", _sizes_beside_keras_1))
    ),
)
