"""What ``compile`` and the loops of Keras 2 took, and in which form.

``compile``: metrics for every output, losses for some of them, ``target_tensors`` and ``sample_weight_mode``. Up to Keras 2.2
(the dialect) the loops made a list of arrays of what they were given, by the names of inputs and outputs, and refused what
did not fit; tensors, given as data or as ``Input(tensor=...)``, were the same in every step.
"""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

from . import asked, callers, trees
from .state import batches
from .widen import put, wide, wrap

_PLAN, _FED, _TRAINED = "_compat_plan", "_compat_fed", "_compat_trained"
_LOOPS = ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch")


class Plan:
    """What ``compile`` said about the data.

    Attributes:
        dialect: Of the code that compiled.
        targets: For each output: a tensor that is its target in every step, or None.
        modes: For each output: ``"temporal"`` or None.
        lost: For each output: whether it has a loss.
    """

    def __init__(self, dialect: str, targets: list[Any], modes: list[Any], lost: list[bool]) -> None:
        self.dialect = dialect
        self.targets = targets
        self.modes = modes
        self.lost = lost


def install() -> None:
    """Widen what makes inputs, and ``summary``."""
    import keras

    wrap(keras.Model, "summary", _summary)
    wrap(keras.layers.InputLayer, "__init__", _input_layer)
    native: Any = keras.models.clone_model
    clone = wide(native, _clone_model(native))
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get("clone_model") is native:
            put(module, "clone_model", clone)


def install_loops() -> None:
    """Widen ``compile`` and the loops, outside of all that reads their arguments."""
    import keras

    wrap(keras.Model, "compile", _compile)
    for name in _LOOPS:
        wrap(keras.Model, name, partial(_loop, name))


# ---- inputs that are given their data once ----


def _input_layer(native: Callable[..., None]) -> Callable[..., None]:
    import keras

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        tensor = kwargs.get("input_tensor")
        if tensor is None or isinstance(tensor, keras.KerasTensor):
            native(self, *args, **kwargs)
            return
        del kwargs["input_tensor"]
        for name in ("shape", "batch_size", "input_shape", "batch_input_shape", "batch_shape"):
            kwargs.pop(name, None)
        kwargs["batch_shape"] = tuple(tensor.shape)
        kwargs["dtype"] = keras.backend.standardize_dtype(tensor.dtype)
        native(self, **kwargs)
        self.__dict__[_FED] = [tensor]

    return __init__


def _clone_model(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def clone_model(model: Any, input_tensors: Any = None, *args: Any, **kwargs: Any) -> Any:
        given = trees.flatten(input_tensors)
        if not any(map(_is_tensor, given)):
            return native(model, input_tensors, *args, **kwargs)
        symbols = [keras.Input(tensor=each) if _is_tensor(each) else each for each in given]
        clone = native(model, trees.pack_sequence_as(input_tensors, symbols), *args, **kwargs)
        # A Sequential makes inputs of its own.
        for symbol, tensor in zip(_tensors(clone, "inputs"), given):
            if _is_tensor(tensor):
                symbol._keras_history.operation.__dict__[_FED] = [tensor]
        return clone

    return clone_model


def _fed(model: Any) -> list[Any]:
    """For each input of a functional model: the tensor that it was made of, or None."""
    found = []
    for each in _tensors(model, "inputs"):
        layer = getattr(getattr(each, "_keras_history", None), "operation", None)
        found.append(getattr(layer, "__dict__", {}).get(_FED, [None])[0])
    return found


def _tensors(model: Any, what: str) -> list[Any]:
    try:
        found = getattr(model, what)
    except (AttributeError, ValueError):
        return []
    return list(found or []) if isinstance(found, (list, tuple)) else []


def _names(model: Any, what: str) -> list[str]:
    if what == "outputs" and getattr(model, "output_names", None):
        return list(model.output_names)
    return [each._keras_history.operation.name for each in _tensors(model, what)]


# ---- compile ----


def _compile(native: Callable[..., None]) -> Callable[..., None]:
    parameters = list(inspect.signature(native).parameters)[1:]

    def compile(self: Any, *args: Any, **kwargs: Any) -> None:
        if not callers.keras2_code(sys._getframe(1)):
            native(self, *args, **kwargs)
            return
        names = _names(self, "outputs")
        targets, mode = kwargs.pop("target_tensors", None), kwargs.pop("sample_weight_mode", None)
        if not names or len(args) > len(parameters):
            native(self, *args, **kwargs)
            self.__dict__[_PLAN] = Plan(callers.SCOPE.dialect, [], [], [])
            return
        kwargs.update(zip(parameters, args))
        if callers.SCOPE.dialect == "2.2":
            _check_compile(names, kwargs, mode)
        lost = _losses(names, kwargs)
        for name in ("metrics", "weighted_metrics"):
            _metrics(names, lost, kwargs, name)
        plan = Plan(callers.SCOPE.dialect, _targets(names, targets), _modes(names, mode), lost)
        native(self, **kwargs)
        self.__dict__[_PLAN] = plan
        self.__dict__[_TRAINED] = len(self.trainable_weights) if self.built else None

    return compile


def _warn_of_trainable(model: Any) -> None:
    """Keras 2 warned where ``trainable`` was changed after ``compile``; there the change did nothing before the next one."""
    trained = model.__dict__.get(_TRAINED)
    if trained is not None and len(model.trainable_weights) != trained:
        warnings.warn(
            "Discrepancy between trainable weights and collected trainable weights: `trainable` was changed without "
            "calling `model.compile` after it.",
            stacklevel=3,
        )


def _summary(native: Callable[..., Any]) -> Callable[..., Any]:
    def summary(self: Any, *args: Any, **kwargs: Any) -> Any:
        _warn_of_trainable(self)
        return native(self, *args, **kwargs)

    return summary


def _check_compile(names: list[str], kwargs: dict[str, Any], mode: Any) -> None:
    loss, weights = kwargs.get("loss"), kwargs.get("loss_weights")
    several = f"The model has {len(names)} outputs, but you passed"
    for what, value in (("loss", loss), ("loss_weights", weights), ("sample_weight_mode", mode)):
        if isinstance(value, dict):
            unknown = [name for name in value if name not in names]
            if unknown:
                raise ValueError(
                    f'Unknown entry in {what} dictionary: "{unknown[0]}". Only expected the following keys: {names}'
                )
        elif isinstance(value, list) and len(value) != len(names):
            raise ValueError(
                f"When passing a list as {what}, it should have one entry per model output. {several} {what}={value}"
            )
    if weights is not None and not isinstance(weights, (list, dict)):
        raise TypeError(f"Could not interpret loss_weights argument: {weights} - expected a list or a dict.")
    if isinstance(mode, dict) and mode and set(mode) != set(names):
        missing = next(name for name in names if name not in mode)
        raise ValueError(f'Output "{missing}" missing from sample_weight_modes dictionary')


def _losses(names: list[str], kwargs: dict[str, Any]) -> list[bool]:
    """Which outputs have a loss; a dict for some of them becomes a list."""
    loss, weights = kwargs.get("loss"), kwargs.get("loss_weights")
    if len(names) > 1:
        if isinstance(loss, dict) and (set(loss) < set(names) or weights is not None):
            loss = kwargs["loss"] = [loss.get(name) for name in names]
        elif loss is not None and weights is not None and not isinstance(loss, (list, tuple, dict)):
            loss = kwargs["loss"] = [loss for _ in names]
        if isinstance(weights, dict):
            kwargs["loss_weights"] = [weights.get(name, 1.0) for name in names]
    if isinstance(loss, (list, tuple)) and len(loss) == len(names):
        return [each is not None for each in loss]
    if isinstance(loss, dict):
        return [loss.get(name) is not None for name in names]
    return [loss is not None for _ in names]


def _metrics(names: list[str], lost: list[bool], kwargs: dict[str, Any], name: str) -> None:
    """Metrics of every output that has a loss: one list is for each of them."""
    metrics = kwargs.get(name)
    if not metrics or not isinstance(metrics, (list, dict)):
        return
    if not any(lost):
        kwargs[name] = None
    elif len(names) > 1:
        flat = isinstance(metrics, list) and not any(isinstance(each, (list, tuple, dict)) for each in metrics)
        if flat:
            kwargs[name] = [list(metrics) if counts else None for counts in lost]
        elif isinstance(metrics, dict):
            kwargs[name] = [metrics.get(each) if counts else None for each, counts in zip(names, lost)]


def _targets(names: list[str], tensors: Any) -> list[Any]:
    """For each output the value of its target, None where that is given to the loops."""
    import keras

    if tensors is None or (isinstance(tensors, (list, dict)) and not tensors):
        return [None for _ in names]
    if isinstance(tensors, dict):
        unknown = [name for name in tensors if name not in names]
        if unknown:
            raise ValueError(
                f'Unknown entry in `target_tensors` dictionary: "{unknown[0]}". Only expected the following keys: {names}'
            )
        tensors = [tensors.get(name) for name in names]
    elif isinstance(tensors, list):
        if len(tensors) != len(names):
            raise ValueError(
                "When passing a list as `target_tensors`, it should have one entry per model output. "
                f"The model has {len(names)} outputs, but you passed target_tensors={tensors}"
            )
    elif isinstance(tensors, keras.KerasTensor) or _is_tensor(tensors):
        if len(names) != 1:
            raise ValueError(
                f"The model has {len(names)} outputs, but you passed a single tensor as `target_tensors`. "
                "Expected a list or a dict of tensors."
            )
        tensors = [tensors]
    else:
        raise TypeError(
            f"Expected `target_tensors` to be a tensor, a list of tensors, or dict of tensors, but got: {tensors}"
        )
    return [None if isinstance(each, keras.KerasTensor) else each for each in tensors]


def _modes(names: list[str], mode: Any) -> list[Any]:
    if isinstance(mode, dict):
        return [mode.get(name) for name in names]
    if isinstance(mode, (list, tuple)):
        return list(mode)
    return [mode for _ in names]


def _is_tensor(x: Any) -> bool:
    import keras

    return bool(keras.ops.is_tensor(x)) or isinstance(x, keras.Variable)


# ---- loops ----


def _weights_of_outputs(model: Any, y: Any, weights: dict[str, Any]) -> Any:
    """Weights by the name of an output as a list, where the targets are one; Keras 3 wants both of one structure."""
    import numpy as np

    if not isinstance(y, (list, tuple)) or not set(weights) <= set(_names(model, "outputs")):
        return weights
    found = [weights.get(name) for name in _names(model, "outputs")]
    return [np.ones(len(target), "float32") if each is None else each for each, target in zip(found, y)]


def _loop(name: str, native: Callable[..., Any]) -> Callable[..., Any]:
    parameters = list(inspect.signature(native).parameters)[1:]

    def loop(self: Any, *args: Any, **kwargs: Any) -> Any:
        plan = self.__dict__.get(_PLAN)
        frame = sys._getframe(1)
        if "predict" not in name and not self.compiled and asked.by_keras2_code(frame):
            raise RuntimeError(
                "You must compile a model before training/testing. Use `model.compile(optimizer, loss)`."
            )
        if plan is not None and name in ("fit", "train_on_batch"):
            _warn_of_trainable(self)
        if isinstance(kwargs.get("sample_weight"), dict) and asked.by_keras2_code(frame):
            y = kwargs.get("y", args[1] if len(args) > 1 else None)
            kwargs["sample_weight"] = _weights_of_outputs(self, y, kwargs["sample_weight"])
        fed = _fed(self)
        constant = any(each is not None for each in fed) or (
            plan is not None and any(each is not None for each in plan.targets)
        )
        old = plan.dialect == "2.2" if plan is not None else callers.SCOPE.dialect == "2.2"
        if not (constant or old) or len(args) > len(parameters) or not asked.by_keras2_code(frame):
            return native(self, *args, **kwargs)
        call = dict(zip(parameters, args))
        call.update(kwargs)
        from .provided import training_calls

        call = training_calls.prepared(self, name, call, plan, fed)
        return native(self, **call) if name.endswith("on_batch") else batches.recovering(native, self, call)

    return wide(native, loop)
