"""Losses: functions, by name and as classes, with targets and weights of every shape."""

from __future__ import annotations

from number_case import value

_FUNCTIONS = [
    "mean_squared_error",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_logarithmic_error",
    "squared_hinge",
    "hinge",
    "categorical_hinge",
    "logcosh",
    "log_cosh",
    "huber_loss",
    "huber",
    "categorical_crossentropy",
    "binary_crossentropy",
    "kullback_leibler_divergence",
    "kl_divergence",
    "poisson",
    "cosine_proximity",
    "cosine_similarity",
    "binary_focal_crossentropy",
    "categorical_focal_crossentropy",
    "mse",
    "mae",
    "mape",
    "msle",
    "kld",
]

_CLASSES = [
    "MeanSquaredError",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredLogarithmicError",
    "SquaredHinge",
    "Hinge",
    "CategoricalHinge",
    "LogCosh",
    "Huber",
    "CategoricalCrossentropy",
    "BinaryCrossentropy",
    "KLDivergence",
    "Poisson",
    "CosineSimilarity",
    "BinaryFocalCrossentropy",
    "CategoricalFocalCrossentropy",
]

_PAIRS = (
    "tensor(ONE_HOT), tensor(PROBABILITIES)",
    "tensor(HARD), tensor(SATURATED)",
    "tensor(ONE_HOT.reshape(2, 3, 5)), tensor(PROBABILITIES.reshape(2, 3, 5))",
    "tensor(ONE_HOT[:, 0]), tensor(PROBABILITIES[:, :1])",
    "tensor(ONE_HOT[:, :1]), tensor(PROBABILITIES[:, :1])",
    "tensor(ONE_HOT.astype('int32')), tensor(PROBABILITIES)",
)

_WHOLE = "tensor(ONE_HOT), tensor(PROBABILITIES)"
_STEPS = "tensor(ONE_HOT.reshape(2, 3, 5)), tensor(PROBABILITIES.reshape(2, 3, 5))"
_CALLS = (
    f"()({_WHOLE})",
    f"()({_WHOLE}, sample_weight=tensor(WEIGHTS))",
    f"()({_WHOLE}, sample_weight=tensor(WEIGHTS[:, None]))",
    f"()({_WHOLE}, sample_weight=2.0)",
    f"(reduction='sum')({_WHOLE}, sample_weight=tensor(WEIGHTS))",
    f"(reduction='none')({_WHOLE}, sample_weight=tensor(WEIGHTS))",
    f"(reduction='none')({_WHOLE})",
    f"(reduction='auto')({_WHOLE})",
    f"()({_STEPS}, sample_weight=tensor(WEIGHTS.reshape(2, 3)))",
    f"()({_STEPS}, sample_weight=tensor(WEIGHTS[:2]))",
    "()(tensor(ONE_HOT[:, 0]), tensor(PROBABILITIES[:, :1]))",
    "()(tensor(ONE_HOT[:, :1]), tensor(PROBABILITIES[:, 0]))",
    "()(tensor(HARD), tensor(SATURATED), sample_weight=tensor([1.0, 0.5]))",
)

_SPARSE = (
    "losses.sparse_categorical_crossentropy(tensor(CLASSES), tensor(PROBABILITIES))",
    "losses.sparse_categorical_crossentropy(tensor(CLASSES[:, None]), tensor(PROBABILITIES))",
    "losses.sparse_categorical_crossentropy(tensor(CLASSES.astype('float32')), tensor(PROBABILITIES))",
    "losses.sparse_categorical_crossentropy(tensor(CLASSES), tensor(PROBABILITIES * 3))",
    "losses.sparse_categorical_crossentropy(tensor(CLASSES), tensor(floats(6, 5)), from_logits=True)",
    "losses.sparse_categorical_crossentropy(tensor(CLASSES), tensor(PROBABILITIES), ignore_class=1)",
    "losses.sparse_categorical_crossentropy(tensor(ints(4, 2, 3)), tensor(shares(2, 3, 4)))",
    "losses.sparse_categorical_crossentropy(tensor(ints(4, 2, 3)), tensor(shares(2, 3, 4)), ignore_class=0)",
    "losses.sparse_categorical_crossentropy(tensor(np.array([1, 2])), tensor(SATURATED))",
    *(
        f"losses.SparseCategoricalCrossentropy({arguments})(tensor(CLASSES), tensor(PROBABILITIES){weights})"
        for arguments in ("", "reduction='sum'", "reduction='none'", "ignore_class=2")
        for weights in ("", ", sample_weight=tensor(WEIGHTS)")
    ),
    "losses.SparseCategoricalCrossentropy(from_logits=True)(tensor(CLASSES), tensor(floats(6, 5)))",
    "losses.SparseCategoricalCrossentropy()(tensor(ints(4, 2, 3)), tensor(shares(2, 3, 4)), sample_weight=tensor(WEIGHTS[:2]))",
)

_OPTIONS = (
    "losses.categorical_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES * 3))",
    "losses.categorical_crossentropy(tensor(ONE_HOT), tensor(floats(6, 5)), from_logits=True)",
    "losses.categorical_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES), label_smoothing=0.1)",
    "losses.categorical_crossentropy(tensor(HARD), tensor(SATURATED), label_smoothing=0.1)",
    "losses.categorical_crossentropy(tensor(ONE_HOT.T), tensor(PROBABILITIES.T), axis=0)",
    "losses.binary_crossentropy(tensor(ONE_HOT), tensor(floats(6, 5) * 10), from_logits=True)",
    "losses.binary_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES), label_smoothing=0.1)",
    "losses.binary_crossentropy(tensor(HARD), tensor(SATURATED), label_smoothing=0.2)",
    "losses.binary_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES), axis=0)",
    "losses.binary_focal_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES), gamma=3)",
    "losses.binary_focal_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES), apply_class_balancing=True, alpha=0.4)",
    "losses.binary_focal_crossentropy(tensor(ONE_HOT), tensor(floats(6, 5)), from_logits=True)",
    "losses.binary_focal_crossentropy(tensor(HARD), tensor(SATURATED), label_smoothing=0.1)",
    "losses.categorical_focal_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES), alpha=0.5, gamma=1.0)",
    "losses.categorical_focal_crossentropy(tensor(ONE_HOT), tensor(floats(6, 5)), from_logits=True)",
    "losses.huber(tensor(ONE_HOT), tensor(PROBABILITIES * 3), delta=0.5)",
    "losses.Huber(0.3)(tensor(ONE_HOT), tensor(PROBABILITIES * 3))",
    "losses.Huber(delta=2.0)(tensor(ONE_HOT * 9), tensor(PROBABILITIES))",
    "losses.cosine_similarity(tensor(ONE_HOT), tensor(PROBABILITIES), axis=0)",
    "losses.CosineSimilarity(axis=0)(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "losses.CosineSimilarity(axis=1)(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "losses.BinaryCrossentropy(from_logits=True)(tensor(ONE_HOT), tensor(floats(6, 5)))",
    "losses.BinaryCrossentropy(label_smoothing=0.1)(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "losses.CategoricalCrossentropy(from_logits=True)(tensor(ONE_HOT), tensor(floats(6, 5)))",
    "losses.CategoricalCrossentropy(label_smoothing=0.2)(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "losses.CategoricalFocalCrossentropy(alpha=0.5)(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "losses.BinaryFocalCrossentropy(apply_class_balancing=True)(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "losses.hinge(tensor(SIGNS), tensor(floats(6, 5)))",
    "losses.squared_hinge(tensor(SIGNS), tensor(floats(6, 5)))",
    "losses.categorical_hinge(tensor(ONE_HOT), tensor(floats(6, 5)))",
    "losses.poisson(tensor(ONE_HOT * 3), tensor(SATURATED[:1]))",
    "losses.log_cosh(tensor(ONE_HOT * 90), tensor(PROBABILITIES))",
    "losses.mean_squared_error(tensor(BINARY), tensor(SCORES))",
    "losses.mean_absolute_error(tensor(BINARY), tensor(SCORES))",
    "losses.binary_crossentropy(tensor(BINARY), tensor(SCORES))",
    "losses.mean_absolute_percentage_error(tensor(SATURATED), tensor(HARD))",
    "losses.mean_squared_logarithmic_error(tensor(HARD), tensor(floats(2, 5)))",
)

CASES = [
    *(value("loss", f"losses.get({name!r})({pair})") for name in _FUNCTIONS for pair in _PAIRS),
    *(value("loss", f"losses.{name}{call}") for name in _CLASSES for call in _CALLS),
    *(value("loss", each) for each in (*_SPARSE, *_OPTIONS)),
]
