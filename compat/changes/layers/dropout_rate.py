"""``Dropout(3)``: a rate outside of 0 and 1."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C231",
    name="dropout_rate",
    title="Up to Keras 2.2 a Dropout rate over 1 was 1 and one under 0 was 0; Keras 3 refuses them",
    entries=(Behavior("keras.layers.Dropout", "compat.runtime.dropout_rate:install", "give a rate between 0 and 1"),),
    errors=(r"Invalid value received for argument `rate`\. Expected a float value between 0 and 1",),
)
