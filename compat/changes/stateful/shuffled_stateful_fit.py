"""``model.fit(x, y)`` of a stateful model: the default ``shuffle=True`` mixes the samples that a state would join."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C111",
    name="shuffled_stateful_fit",
    title="fit() shuffles by default, for stateful models too (as Keras 2 did): a notice says so",
    entries=(Behavior("keras.Model", "compat.runtime.state.batches:install", "pass shuffle=False to fit()"),),
)
