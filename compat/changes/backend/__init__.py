"""``keras.backend`` of Keras 2, which Keras 3 lost: a table a page."""

from __future__ import annotations

from .._kinds import Behavior, Change, Entry
from .._tables import rows


def _change(code: str, name: str, title: str, *errors: str, more: tuple[Entry, ...] = ()) -> Change:
    return Change(code, name, title, (*rows(__file__, name), *more), errors)


_MISSING = r"(module 'keras\.backend' has no attribute|cannot import name) '({})'"

CHANGES: tuple[Change, ...] = (
    _change(
        "K2C711",
        "backend_functions",
        "K.sum, K.dot, K.concatenate, K.conv2d and 100 more: tensors in, tensors out",
        _MISSING.format(
            "sum|mean|dot|square|sqrt|clip|concatenate|cast|shape|int_shape|flatten|expand_dims|abs|exp|log"
        ),
        r"A KerasTensor cannot be used as input to a TensorFlow function",
    ),
    _change(
        "K2C712",
        "backend_variables",
        "K.variable, K.get_value, K.set_value, K.eval, K.update: variables and their values",
        _MISSING.format(
            "variable|get_value|set_value|batch_get_value|batch_set_value|eval|update|update_add|zeros|ones"
        ),
        more=(
            Behavior(
                "keras.Variable",
                "compat.runtime.provided.backend._operators:install",
                "write keras.ops.add(variable, x): Keras 3 does not add a Keras tensor to a variable",
            ),
        ),
    ),
    _change(
        "K2C713",
        "backend_graph",
        "K.placeholder, K.function, K.gradients and sessions: Keras 3 computes at once",
        _MISSING.format("placeholder|function|gradients|get_session|set_session"),
    ),
    _change(
        "K2C714",
        "learning_phase",
        "K.learning_phase and K.in_train_phase: Keras 3 knows only the training argument of call",
        _MISSING.format("learning_phase|set_learning_phase|learning_phase_scope|in_train_phase|in_test_phase"),
    ),
    _change(
        "K2C715",
        "backend_random",
        "K.random_normal and other random numbers: Keras 3 draws the same ones for the same seed",
        _MISSING.format("random_normal|random_uniform|random_bernoulli|random_binomial|truncated_normal|dropout"),
        r"\[JAX RNG\] When tracing a JAX function",
        more=(
            Behavior(
                "keras.layers.Lambda",
                "compat.runtime.provided.backend._lambdas:install",
                "draw in a layer that has a keras.random.SeedGenerator",
                argument="output_shape",
                backends=("jax",),
            ),
        ),
    ),
    _change(
        "K2C716",
        "backend_loops",
        "K.rnn, K.switch, K.map_fn, K.foldl, K.foldr: choices and loops",
        _MISSING.format("rnn|switch|map_fn|foldl|foldr"),
    ),
    _change(
        "K2C717",
        "backend_ctc",
        "K.ctc_batch_cost and K.ctc_decode: probabilities, and the blank is the last class",
        _MISSING.format("ctc_batch_cost|ctc_decode|ctc_label_dense_to_sparse"),
    ),
    _change(
        "K2C718",
        "backend_config",
        "K.image_dim_ordering, K.reset_uids, K.name_scope and other settings",
        _MISSING.format("image_dim_ordering|set_image_dim_ordering|normalize_data_format|reset_uids|name_scope"),
    ),
)
