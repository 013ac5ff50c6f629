"""``SGD(lr=0.1)``: the learning rate under its old name."""

from .._kinds import Change, Member, Renamed

CHANGE = Change(
    code="K2C401",
    name="optimizer_lr",
    title="An optimizer's lr is learning_rate",
    entries=(
        Renamed("keras.optimizers.Optimizer", "lr", "learning_rate"),
        Member(
            "keras.optimizers.Optimizer",
            "lr",
            "compat.runtime.members:learning_rate",
            "optimizer.learning_rate",
            new="learning_rate",
        ),
    ),
    errors=(r"Argument\(s\) not recognized: \{.*'lr'", r"'\w+' object has no attribute 'lr'"),
)
