"""``AveragePooling2D()``: a pool without a size is one of 2."""

from .._kinds import Change, Default

CHANGE = Change(
    code="K2C221",
    name="average_pooling_size",
    title="AveragePooling1D, 2D and 3D want a pool_size; it was 2",
    entries=tuple(
        Default(f"keras.layers.AveragePooling{rank}D", "pool_size", 2 if rank == 1 else (2,) * rank)
        for rank in (1, 2, 3)
    ),
    errors=(r"AveragePooling\dD\.__init__\(\) missing 1 required positional argument: 'pool_size'",),
)
