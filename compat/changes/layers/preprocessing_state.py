"""What Keras 2's preprocessing and random layers saved of their state: sizes of vocabularies, kinds of generators."""

from .._kinds import Change, Dropped

CHANGE = Change(
    code="K2C216",
    name="preprocessing_state",
    title="Lookup layers take no vocabulary_size, random layers no rng_type",
    entries=(
        *(
            Dropped(f"keras.layers.{name}", argument)
            for name in ("StringLookup", "IntegerLookup", "TextVectorization")
            for argument in ("vocabulary_size", "has_input_vocabulary")
        ),
        Dropped("keras.layers.Layer", "rng_type"),
        Dropped("keras.layers.Layer", "force_generator"),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'(rng_type|force_generator)'",),
)
