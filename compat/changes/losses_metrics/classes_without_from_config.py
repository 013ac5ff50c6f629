"""A loss, or another object, of a class that has ``get_config`` and no ``from_config``."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C615",
    name="classes_without_from_config",
    title="A serialized object's class needs a from_config method; Keras 2 called the class with the config",
    entries=(
        Behavior(
            "keras.losses.Loss",
            "compat.runtime.plain_classes:install",
            "derive from Keras's own class, or write from_config(cls, config): return cls(**config)",
        ),
    ),
    errors=(r"Unable to reconstruct an instance of '\w+' because the class is missing a `from_config\(\)` method",),
)
