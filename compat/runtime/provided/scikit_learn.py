"""``keras.wrappers.scikit_learn``: models as estimators of scikit-learn, built by a function."""

from __future__ import annotations

import copy
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from .backend.config import has_arg
from .training import predict_classes, predict_proba
from .utils import to_list


def _loops() -> tuple[Callable[..., Any], ...]:
    import keras

    return keras.Model.fit, keras.Model.predict, predict_classes, keras.Model.evaluate


class BaseWrapper:
    """What both wrappers share.

    Args:
        build_fn: A function, or an object that is called, which returns a compiled model; None for a subclass that is
            called itself.
        sk_params: Arguments of ``build_fn`` and of ``fit``, ``predict`` and ``evaluate``, which scikit-learn may search.

    Raises:
        ValueError: An argument that none of these takes.
    """

    _estimator_type = ""

    def __init__(self, build_fn: Any = None, **sk_params: Any) -> None:
        self.build_fn = build_fn
        self.sk_params = sk_params
        self.check_params(sk_params)

    @property
    def _builder(self) -> Any:
        return self if self.build_fn is None else self.build_fn

    @property
    def _signature(self) -> Any:
        builder = self._builder
        return builder if isinstance(builder, (types.FunctionType, types.MethodType)) else builder.__call__

    def check_params(self, params: dict[str, Any]) -> None:
        """Raise ``ValueError`` for a name that no function takes."""
        takers = (*_loops(), self._signature)
        for name in params:
            if name != "nb_epoch" and not any(has_arg(each, name) for each in takers):
                raise ValueError(f"{name} is not a legal parameter")

    def get_params(self, **params: Any) -> dict[str, Any]:
        """All parameters, ``build_fn`` among them; copies."""
        return {**copy.deepcopy(self.sk_params), "build_fn": self.build_fn}

    def set_params(self, **params: Any) -> BaseWrapper:
        """Set some parameters; return the estimator."""
        self.check_params({name: value for name, value in params.items() if name != "build_fn"})
        self.build_fn = params.pop("build_fn", self.build_fn)
        self.sk_params.update(params)
        return self

    def fit(self, x: Any, y: Any, **kwargs: Any) -> Any:
        """Build a model and train it; return its ``History``."""
        self.model = self._builder(**self.filter_sk_params(self._signature))
        y = self._targets(y)
        return self.model.fit(x, y, **{**copy.deepcopy(self.filter_sk_params(_loops()[0])), **kwargs})

    def _targets(self, y: Any) -> Any:
        import keras

        loss = getattr(self.model.loss, "__name__", self.model.loss)
        is_one_hot = loss == "categorical_crossentropy" or isinstance(loss, keras.losses.CategoricalCrossentropy)
        return keras.utils.to_categorical(y) if is_one_hot and np.ndim(y) != 2 else y

    def filter_sk_params(self, fn: Any, override: dict[str, Any] | None = None) -> dict[str, Any]:
        """The parameters that ``fn`` takes, those of ``override`` on top."""
        return {**{name: value for name, value in self.sk_params.items() if has_arg(fn, name)}, **(override or {})}

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, RegressorTags, Tags, TargetTags

        is_classifier = self._estimator_type == "classifier"
        return Tags(
            estimator_type=self._estimator_type,
            target_tags=TargetTags(required=True),
            classifier_tags=ClassifierTags() if is_classifier else None,
            regressor_tags=None if is_classifier else RegressorTags(),
            input_tags=InputTags(),
        )


class KerasClassifier(BaseWrapper):
    """A model that gives a probability for each class; classes are any values that sort."""

    _estimator_type = "classifier"

    def fit(self, x: Any, y: Any, sample_weight: Any = None, **kwargs: Any) -> Any:
        """Train on ``y``: ``(samples,)``, ``(samples, 1)`` or one column for each class.

        Raises:
            ValueError: Another shape.
        """
        y = np.array(y)
        if y.ndim == 2 and y.shape[1] > 1:
            self.classes_ = np.arange(y.shape[1])
        elif y.ndim in (1, 2):
            self.classes_ = np.unique(y)
            y = np.searchsorted(self.classes_, y)
        else:
            raise ValueError(f"Invalid shape for y: {y.shape}")
        self.n_classes_ = len(self.classes_)
        if sample_weight is not None:
            kwargs["sample_weight"] = sample_weight
        return super().fit(x, y, **kwargs)

    def predict(self, x: Any, **kwargs: Any) -> Any:
        """The most probable class of each sample: ``(samples,)``, or ``(samples, 1)`` for one output."""
        classes = predict_classes(self.model, x, **self.filter_sk_params(predict_classes, kwargs))
        return self.classes_[classes]

    def predict_proba(self, x: Any, **kwargs: Any) -> Any:
        """``(samples, classes)``; one output gives two columns."""
        found = predict_proba(self.model, x, **self.filter_sk_params(predict_proba, kwargs))
        return np.hstack([1 - found, found]) if found.shape[1] == 1 else found

    def score(self, x: Any, y: Any, **kwargs: Any) -> Any:
        """The accuracy.

        Raises:
            ValueError: The model was compiled without it.
        """
        y = self._targets(np.searchsorted(self.classes_, y))
        options = {"verbose": 0, **self.filter_sk_params(_loops()[3], kwargs)}
        results = dict(zip(self.model.metrics_names, to_list(self.model.evaluate(x, y, **options))))
        for name in ("acc", "accuracy"):
            if name in results:
                return results[name]
        raise ValueError(
            "The model is not configured to compute accuracy. "
            'You should pass `metrics=["accuracy"]` to the `model.compile()` method.'
        )


class KerasRegressor(BaseWrapper):
    """A model that gives numbers."""

    _estimator_type = "regressor"

    def predict(self, x: Any, **kwargs: Any) -> Any:
        """The outputs, without axes of size 1."""
        return np.squeeze(self.model.predict(x, **self.filter_sk_params(_loops()[1], kwargs)), axis=None)

    def score(self, x: Any, y: Any, **kwargs: Any) -> float:
        """Minus the loss: larger is better."""
        loss = self.model.evaluate(x, y, **{"verbose": 0, **self.filter_sk_params(_loops()[3], kwargs)})
        return -to_list(loss)[0]
