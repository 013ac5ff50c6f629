"""``Embedding(50, 8, input_length=10)``: a first embedding had a shape, given or not, and its model was built at once."""

from .._kinds import Change, Default, Rewritten
from .._shapes import embedding_input_shape

CHANGE = Change(
    code="K2C104",
    name="embedding_input_length",
    title="A first Embedding built its model at once; Keras 3 ignores input_length and waits for data",
    entries=(
        Rewritten("keras.layers.Embedding", ("input_length",), embedding_input_shape, "input_in_front"),
        Default("keras.layers.Embedding", "input_shape", (None,)),
    ),
    errors=(
        r"Sequential model '\w+' has no defined input shape yet",
        r"Argument `input_length` is deprecated",
        r"You called `?set_weights\(weights\)`? on layer .* (the layer was )?expecting 0 weights",
    ),
)
