"""``model.reset_states()``: every stateful layer of a model starts from zero again."""

from .._kinds import Change, Member

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
        ),
        Member("keras.Model", "reset_state", "compat.runtime.state.reset:reset_model", ""),
        Member("keras.Model", "stateful", "compat.runtime.state.reset:is_stateful", "ask the layers for .stateful"),
    ),
    errors=(r"'\w+' object has no attribute 'reset_states?'", r"'list' object has no attribute 'assign'"),
)
