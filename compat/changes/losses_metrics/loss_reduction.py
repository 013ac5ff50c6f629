"""``Huber(reduction="auto")``: the mean over the batch, under a name that Keras 3 does not know."""

from .._kinds import Arguments, Behavior, Change, Dropped, Rewritten


def _reduction(arguments: Arguments) -> Arguments:
    if arguments["reduction"] == "auto":
        arguments["reduction"] = "sum_over_batch_size"
    return arguments


CHANGE = Change(
    code="K2C611",
    name="loss_reduction",
    title="A loss's reduction='auto' is 'sum_over_batch_size'",
    entries=(
        Rewritten("keras.losses.Loss", ("reduction",), _reduction, "replace_value"),
        Dropped("keras.losses.Loss", "fn"),
        Behavior("keras.losses.Loss", "compat.runtime.losses:install", "leave reduction='auto' out"),
    ),
    errors=(
        r"Invalid value for argument `reduction`.*Received: reduction=auto",
        r"\w+.__init__\(\) got an unexpected keyword argument 'fn'",
    ),
)
