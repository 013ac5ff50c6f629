"""``LSTM(4, time_major=True)``: sequences with time before batch."""

from .._kinds import Arguments, Change, Rewritten


def _time_major(arguments: Arguments) -> Arguments:
    """``time_major=False`` said nothing; True asks for the axes (time, batch) swapped before and after the layer."""
    if arguments.pop("time_major"):
        arguments["swap_batch_and_time"] = True
    return arguments


CHANGE = Change(
    code="K2C201",
    name="time_major",
    title="Recurrent layers have no time_major: False is left out, True becomes two transposes",
    entries=(Rewritten("keras.layers.RNN", ("time_major",), _time_major, "drop_if_false"),),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'time_major'",),
)
