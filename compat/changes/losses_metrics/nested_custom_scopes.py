"""``with custom_object_scope(a): with custom_object_scope(b): ...``: the inner scope hides the outer one."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C616",
    name="nested_custom_scopes",
    title="A custom_object_scope inside another one hides its objects, also from load_model(custom_objects=...)",
    entries=(
        Behavior(
            "keras.saving.CustomObjectScope",
            "compat.runtime.custom_scopes:install",
            "give all objects to the inner scope, or register them with keras.saving.register_keras_serializable",
        ),
    ),
)
