"""``model.reset_states()``: every stateful layer of a model starts from zero again."""

from .._kinds import Change, Helper, Member

HELPER = Helper(
    ("reset_states", "reset_model_states"),
    '''def {name}(model):
    """Start every stateful layer of a model from zero, those of the models in it too."""
    if hasattr(model, "reset_states"):  # Keras 2
        model.reset_states()
        return
    for layer in model.layers:
        if hasattr(layer, "layers"):
            {name}(layer)
        elif isinstance(getattr(layer, "cell", None), {keras}.layers.StackedRNNCells) and layer.stateful:
            for states in layer.states or ():  # nested, which Keras 3's own reset does not expect
                for state in states if isinstance(states, (list, tuple)) else [states]:
                    state.assign({keras}.ops.zeros(state.shape))
        elif getattr(layer, "stateful", False):
            layer.reset_states()
''',
)

CHANGE = Change(
    code="K2C105",
    name="model_reset_states",
    title="Models have no reset_states(); every stateful layer is asked, nested models included",
    entries=(
        Member(
            "keras.Model",
            "reset_states",
            "compat.runtime.state.reset:reset_model",
            "reset every stateful layer of the model, nested models included",
            helper=HELPER,
        ),
        Member("keras.Model", "reset_state", "compat.runtime.state.reset:reset_model", "", helper=HELPER),
        Member("keras.Model", "stateful", "compat.runtime.state.reset:is_stateful", "ask the layers for .stateful"),
        Member(
            "keras.layers.Layer",
            "stateful",
            "compat.runtime.state.reset:is_stateful",
            'getattr(layer, "stateful", False)',
            kept_by=("keras.Model", "keras.layers.RNN", "keras.layers.Bidirectional"),
        ),
    ),
    errors=(r"'\w+' object has no attribute 'reset_states?'", r"'list' object has no attribute 'assign'"),
    telling=("reset_states",),
)
