"""RMSprop, Adagrad, Adadelta, Adamax, Nadam and ``clipnorm`` up to Keras 2.2: other rates, epsilon outside the root, one norm for all."""

from .._kinds import Behavior, Change, Default

_OLD = ("2.2",)

CHANGE = Change(
    code="K2C410",
    name="optimizers_before_2_3",
    title="Up to Keras 2.2 optimizers had other default rates, epsilon outside the root, and clipnorm by the global norm",
    entries=(
        Default("keras.optimizers.Adagrad", "learning_rate", 0.01, _OLD),
        Default("keras.optimizers.Adagrad", "initial_accumulator_value", 0.0, _OLD),
        Default("keras.optimizers.Adadelta", "learning_rate", 1.0, _OLD),
        Default("keras.optimizers.Adamax", "learning_rate", 0.002, _OLD),
        Default("keras.optimizers.Nadam", "learning_rate", 0.002, _OLD),
        Behavior(
            "keras.optimizers.Optimizer",
            "compat.runtime.optimizer_formulas:install",
            "give learning_rate, and global_clipnorm instead of clipnorm; epsilon under the root moves small gradients",
        ),
    ),
)
