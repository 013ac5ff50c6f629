"""``Model(inputs=[x], outputs=[y])(x)``: the tensor, where Keras 3 gives a list of one."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C255",
    name="list_of_one_output",
    title="A model made of lists of one input and one output returns a list, and its input and output are lists",
    entries=(
        Behavior(
            "keras.Model", "compat.runtime.single_outputs:install", "Model(inputs=x, outputs=y), without brackets"
        ),
    ),
    errors=(r"'list' object has no attribute '(shape|dtype)'",),
)
