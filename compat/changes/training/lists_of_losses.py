"""``model.updates``, ``layer.get_losses_for(x)``: the lists of losses and updates that a layer was told of."""

from .._kinds import Behavior, Change, Member

CHANGE = Change(
    code="K2C511",
    name="lists_of_losses",
    title="Layers have no updates, get_updates_for() and get_losses_for(); losses hold no activity losses before a call",
    entries=(
        Member("keras.layers.Layer", "updates", "compat.runtime.recorded:listed_updates", "leave it out; calls update"),
        Member(
            "keras.layers.Layer",
            "get_updates_for",
            "compat.runtime.recorded:get_updates_for",
            "leave it out; calls update",
        ),
        Member("keras.layers.Layer", "get_losses_for", "compat.runtime.recorded:get_losses_for", "layer.losses"),
        Behavior(
            "keras.Model",
            "compat.runtime.recorded:install",
            "call the model on data before you read its losses",
        ),
    ),
    errors=(r"object has no attribute '(updates|get_updates_for|get_losses_for)'",),
)
