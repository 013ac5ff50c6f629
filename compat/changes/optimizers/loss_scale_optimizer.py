"""``LossScaleOptimizer(optimizer, dynamic=True)`` of mixed precision; a fixed scale is an optimizer's loss_scale_factor."""

from .._kinds import Arguments, Change, Replaced, Rewritten


def _dynamic(arguments: Arguments) -> Arguments:
    """Keras 3's loss scale is always dynamic."""
    if not arguments.pop("dynamic", True):
        raise ValueError("dynamic=False: pass loss_scale_factor to the optimizer itself")
    return arguments


CHANGE = Change(
    code="K2C413",
    name="loss_scale_optimizer",
    title="LossScaleOptimizer takes no dynamic",
    entries=(
        Rewritten("keras.optimizers.LossScaleOptimizer", ("dynamic",), _dynamic, "drop_if_true"),
        Replaced("keras.optimizers.LossScaleOptimizerV3", "keras.optimizers.LossScaleOptimizer", dict),
    ),
    errors=(r"LossScaleOptimizer.__init__\(\) got an unexpected keyword argument 'dynamic'",),
)
