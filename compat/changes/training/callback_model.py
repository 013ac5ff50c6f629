"""``callback.model = model``: set by programs that call a callback's methods themselves."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C540",
    name="callback_model",
    title="A callback's model is set by set_model() alone",
    entries=(
        Behavior("keras.callbacks.Callback", "compat.runtime.callback_models:install", "callback.set_model(model)"),
    ),
    errors=(r"property 'model' of '\w+' object has no setter",),
)
