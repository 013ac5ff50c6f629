"""Metrics: functions and classes, after one batch, after two with weights, and with their arguments."""

from __future__ import annotations

from typing import Any

from number_case import Case, evaluated, tensor, value

_BINARY = ("BINARY", "SCORES")
_ROWS = ("ONE_HOT", "PROBABILITIES")
_SPARSE = ("CLASSES", "PROBABILITIES")
_PLACES = ("CLASSES", "np.roll(CLASSES, 1)")
_ONE = ("PROBABILITIES[:, 0]",)

_CLASSES: dict[tuple[str, ...], tuple[str, ...]] = {
    _BINARY: (
        "AUC()",
        "AUC(curve='PR')",
        "AUC(summation_method='majoring')",
        "AUC(summation_method='minoring')",
        "AUC(num_thresholds=20)",
        "AUC(thresholds=[0.2, 0.5, 0.7])",
        "AUC(from_logits=True)",
        "BinaryAccuracy()",
        "BinaryAccuracy(threshold=0.3)",
        "BinaryCrossentropy()",
        "BinaryCrossentropy(label_smoothing=0.1)",
        "BinaryIoU()",
        "BinaryIoU(target_class_ids=[1], threshold=0.3)",
        "FalseNegatives()",
        "FalsePositives()",
        "FalsePositives(thresholds=[0.1, 0.5])",
        "TrueNegatives()",
        "TruePositives()",
        "Precision()",
        "Precision(thresholds=[0.2, 0.5])",
        "Precision(0.7)",
        "Recall()",
        "Recall(thresholds=[0.2, 0.5])",
        "SensitivityAtSpecificity(0.5)",
        "SensitivityAtSpecificity(0.5, num_thresholds=10)",
        "SpecificityAtSensitivity(0.5)",
        "PrecisionAtRecall(0.5)",
        "RecallAtPrecision(0.5)",
        "Accuracy()",
        "Hinge()",
        "SquaredHinge()",
        "MeanSquaredError()",
        "RootMeanSquaredError()",
        "LogCoshError()",
    ),
    _ROWS: (
        "AUC(multi_label=True)",
        "AUC(multi_label=True, num_labels=5)",
        "Accuracy()",
        "BinaryAccuracy()",
        "BinaryCrossentropy()",
        "CategoricalAccuracy()",
        "CategoricalCrossentropy()",
        "CategoricalCrossentropy(label_smoothing=0.1)",
        "CategoricalHinge()",
        "CosineSimilarity()",
        "CosineSimilarity(axis=0)",
        "F1Score()",
        "F1Score(average='macro')",
        "F1Score(average='micro', threshold=0.3)",
        "F1Score(average='weighted')",
        "FBetaScore()",
        "FBetaScore(beta=2.0, threshold=0.2)",
        "Hinge()",
        "KLDivergence()",
        "LogCoshError()",
        "MeanAbsoluteError()",
        "MeanAbsolutePercentageError()",
        "MeanSquaredError()",
        "MeanSquaredLogarithmicError()",
        "MeanRelativeError(np.ones((6, 5), 'float32'))",
        "OneHotIoU(5, [0, 1])",
        "OneHotIoU(num_classes=5, target_class_ids=[0, 3, 4])",
        "OneHotMeanIoU(5)",
        "Poisson()",
        "Precision(top_k=1)",
        "Precision(class_id=1)",
        "Precision(top_k=2, class_id=0)",
        "Recall(top_k=1)",
        "Recall(class_id=1)",
        "R2Score()",
        "R2Score(class_aggregation=None)",
        "RootMeanSquaredError()",
        "SquaredHinge()",
        "TopKCategoricalAccuracy()",
        "TopKCategoricalAccuracy(k=2)",
        "MeanMetricWrapper(losses.mean_absolute_error)",
    ),
    _SPARSE: (
        "SparseCategoricalAccuracy()",
        "SparseCategoricalCrossentropy()",
        "SparseTopKCategoricalAccuracy()",
        "SparseTopKCategoricalAccuracy(k=2)",
        "IoU(5, [0, 1], sparse_y_pred=False)",
        "MeanIoU(5, sparse_y_pred=False)",
    ),
    _PLACES: (
        "Accuracy()",
        "IoU(5, [0, 1])",
        "IoU(num_classes=5, target_class_ids=[2])",
        "IoU(5, [1, 2], ignore_class=1)",
        "MeanIoU(5)",
        "MeanIoU(num_classes=5)",
        "MeanIoU(5, ignore_class=0)",
    ),
    _ONE: ("Mean()", "Sum()", "MeanTensor()"),
}

_FUNCTIONS = (
    "metrics.binary_accuracy(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.binary_accuracy(tensor(ONE_HOT), tensor(PROBABILITIES), threshold=0.2)",
    "metrics.binary_accuracy(tensor(BINARY[:, None]), tensor(SCORES[:, None]))",
    "metrics.categorical_accuracy(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.categorical_accuracy(tensor(ONE_HOT.reshape(2, 3, 5)), tensor(PROBABILITIES.reshape(2, 3, 5)))",
    "metrics.sparse_categorical_accuracy(tensor(CLASSES), tensor(PROBABILITIES))",
    "metrics.sparse_categorical_accuracy(tensor(CLASSES[:, None]), tensor(PROBABILITIES))",
    "metrics.sparse_categorical_accuracy(tensor(CLASSES.reshape(2, 3)), tensor(PROBABILITIES.reshape(2, 3, 5)))",
    "metrics.top_k_categorical_accuracy(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.top_k_categorical_accuracy(tensor(ONE_HOT), tensor(PROBABILITIES), k=2)",
    "metrics.sparse_top_k_categorical_accuracy(tensor(CLASSES), tensor(PROBABILITIES), k=3)",
    "metrics.mean_squared_error(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.mse(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.mae(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.binary_crossentropy(tensor(HARD), tensor(SATURATED))",
    "metrics.kullback_leibler_divergence(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.hinge(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "metrics.get('mse')(tensor(ONE_HOT), tensor(PROBABILITIES))",
)

#: Those that take no weights of samples, or not the weights of this table.
_UNWEIGHTED = ("R2Score(class_aggregation=None)",)


def _metric(expression: str, data: tuple[str, ...], weighted: bool) -> Case:
    def run(keras: Any) -> Any:
        found = evaluated(keras, f"metrics.{expression}")
        given = [tensor(keras, evaluated(keras, each)) for each in data]
        if not weighted:
            found.update_state(*given)
        else:
            weights = tensor(keras, evaluated(keras, "WEIGHTS"))
            found.update_state(*given, sample_weight=weights)
            found.update_state(
                *given[:-1], given[-1] * 0.5 if data[-1] != _PLACES[-1] else given[-1], sample_weight=weights
            )
        return found.result()

    return Case(f"metric: {expression} of {', '.join(data)}{' twice, weighted' if weighted else ''}", run)


CASES = [
    *(value("metric", each) for each in _FUNCTIONS),
    *(
        _metric(each, data, weighted)
        for data, found in _CLASSES.items()
        for each in found
        for weighted in (False, True)
        if not weighted or each not in _UNWEIGHTED
    ),
]
