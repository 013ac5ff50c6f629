"""The arguments of the training loops, from the form of Keras 2.2 into that of Keras 3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

from ..training_data import Plan, _is_tensor, _names, _tensors
from . import training_steps

Call = dict[str, Any]


def prepared(model: Any, name: str, call: Call, plan: Plan | None, fed: list[Any]) -> Call:
    """The call of a loop as Keras 3 takes it; what has no arrays (generators, data sets) is left as it is.

    Args:
        model: The model.
        name: Of the method.
        call: Its arguments by name.
        plan: What ``compile`` said.
        fed: For each input: the tensor that it was made of, or None.

    Raises:
        ValueError: The data does not fit the model; the message is Keras 2's.
        TypeError: Sample weights of several outputs that are neither a list nor a dict.
    """
    data = Data(model, plan, fed)
    if not data.is_known and _is_one_array(call.get("x")):
        call = {**call, "x": call["x"][0]}
        if _is_one_array(call.get("y")):
            call["y"] = call["y"][0]
    if not data.is_known or (not _is_plain(call.get("x")) and not data.is_constant):
        return call
    training = "predict" not in name
    if name == "fit":
        _check_validation(call.get("validation_data"))
    if not _is_plain(call.get("x")):
        return {**call, "x": _completed(data, call["x"], training)}
    steps_name = "steps_per_epoch" if name == "fit" else "steps"
    x = data.inputs(call.get("x"))
    y = data.targets(call.get("y")) if training else []
    tensors = any(map(_is_tensor, [*x, *y])) or (not x and not y)
    if not name.endswith("on_batch") and tensors:
        return _of_tensors(data, name, call, x, y, steps_name)
    call = dict(call)
    if training:
        weights = data.weights(y, call.get("sample_weight"), call.pop("class_weight", None))
        if y:
            every = [target if each is None else each for each, target in zip(weights, y)]
            training_steps.check_array_length_consistency(x or y, y, every)
            data.check_losses(y)
        if any(each is not None for each in weights):
            call["sample_weight"] = data.packed(
                [_ones(target) if each is None else each for each, target in zip(weights, y)], data.lost_names
            )
        else:
            call.pop("sample_weight", None)
    elif len({each.shape[0] for each in x}) > 1:
        raise ValueError(
            "All input arrays (x) should have the same number of samples. "
            f"Got array shapes: {[tuple(each.shape) for each in x]}"
        )
    call["x"] = data.packed(data.with_fed(x), data.all_inputs)
    if training:
        call["y"] = data.packed(data.with_constant(y), data.lost_names) if data.lost_names else None
    if name == "fit" and call.get("validation_data") is not None:
        call["validation_data"] = data.validation(call["validation_data"])
    return call


def _is_plain(x: Any) -> bool:
    """Arrays, tensors, and lists and dicts of them: not what yields batches."""
    if x is None or isinstance(x, (list, dict, np.ndarray)) or _is_tensor(x):
        return True
    return hasattr(x, "shape") or type(x).__name__ in ("DataFrame", "Series")


def _is_one_array(x: Any) -> bool:
    return isinstance(x, list) and len(x) == 1 and len(getattr(x[0], "shape", ())) > 0


def _check_validation(data: Any) -> None:
    if isinstance(data, (list, tuple)) and len(data) not in (2, 3):
        raise ValueError(
            "When passing validation_data, it must contain 2 (x_val, y_val) or 3 (x_val, y_val, val_sample_weights) items, "
            f"however it contains {len(data)} items"
        )


def _ones(target: Any) -> Any:
    return np.ones((target.shape[0],), keras.config.floatx())


class Data:
    """What a model is fed with: its inputs and outputs by name, without those that have their tensor already."""

    def __init__(self, model: Any, plan: Plan | None, fed: list[Any]) -> None:
        self.fed, self.plan = fed, plan
        self.all_inputs = _names(model, "inputs") if _tensors(model, "inputs") else []
        struct = getattr(model, "_inputs_struct", None)
        if getattr(model, "_functional", None) is not None:
            struct = model._functional._inputs_struct
        self.is_list = isinstance(struct, (list, tuple))
        self.is_known = bool(self.all_inputs) and not isinstance(struct, dict)
        self.shapes = [tuple(each.shape) for each in _tensors(model, "inputs")]
        self.sparse = [bool(getattr(each, "sparse", False)) for each in _tensors(model, "inputs")]
        self.outputs = _tensors(model, "outputs")
        names = _names(model, "outputs")
        lost = plan.lost if plan is not None and plan.lost else [True for _ in names]
        self.lost = [index for index, counts in enumerate(lost) if counts]
        self.lost_names = [names[index] for index in self.lost]
        self.constants = plan.targets if plan is not None and plan.targets else [None for _ in names]
        self.fed_outputs = [index for index in self.lost if self.constants[index] is None]
        self.output_names = [names[index] for index in self.fed_outputs]
        self.modes = plan.modes if plan is not None and plan.modes else [None for _ in names]
        self.losses = _loss_functions(model, len(names))

    @property
    def is_constant(self) -> bool:
        """Whether an input or a target has its tensor already."""
        return any(each is not None for each in [*self.fed, *self.constants])

    def inputs(self, x: Any) -> list[Any]:
        """The arrays of the inputs that are fed."""
        open_ = [index for index, tensor in enumerate(self.fed) if tensor is None]
        names, shapes = [self.all_inputs[index] for index in open_], [self.shapes[index] for index in open_]
        x = _without_scipy(x, [self.sparse[index] for index in open_])
        found = training_steps.standardize_input_data(x, names, shapes, False, "input")
        if any(each is None for each in found):
            raise ValueError(f"No data provided for {names}: {x!r}")
        return found

    def targets(self, y: Any) -> list[Any]:
        """The arrays of the targets that are fed."""
        shapes = [self._target_shape(index) for index in self.fed_outputs]
        y = _without_scipy(y, [False for _ in self.fed_outputs])
        if y is None and self.output_names:
            return []
        found = training_steps.standardize_input_data(y, self.output_names, shapes, False, "target")
        return [_as_fed(each, self.outputs[index].dtype) for each, index in zip(found, self.fed_outputs)]

    def _target_shape(self, index: int) -> tuple[int | None, ...] | None:
        shape, name = tuple(self.outputs[index].shape), training_steps.loss_name(self.losses[index])
        if name is None:
            return None
        if name == "sparse_categorical_crossentropy":
            if keras.config.image_data_format() == "channels_first" and len(shape) in (4, 5):
                return (shape[0], 1, *shape[2:])
            return (*shape[:-1], 1)
        return shape

    def weights(self, y: list[Any], sample_weight: Any, class_weight: Any) -> list[Any]:
        """A weight array for each target that is fed, None where it is not weighted."""
        if not y:
            return []
        samples = training_steps.standardize_sample_weights(
            _of_names(sample_weight, self.output_names), self.output_names
        )
        classes = training_steps.standardize_class_weights(class_weight, self.output_names)
        found: list[Any] = []
        for index, target, sample, by_class in zip(self.fed_outputs, y, samples, classes):
            if sample is None and by_class is None:
                training_steps.check_weight_shape(target, None, self.modes[index])
                found.append(None)
            else:
                found.append(training_steps.standardize_weights(target, sample, by_class, self.modes[index]))
        return found

    def check_losses(self, y: list[Any]) -> None:
        """Refuse targets that a loss would misread."""
        shapes = [tuple(self.outputs[index].shape) for index in self.fed_outputs]
        training_steps.check_loss_and_target_compatibility(
            y, [self.losses[index] for index in self.fed_outputs], shapes
        )

    def with_fed(self, x: list[Any]) -> list[Any]:
        """All inputs: those given, and the tensors of the others."""
        given = iter(x)
        return [next(given) if tensor is None else _value(tensor) for tensor in self.fed]

    def with_constant(self, y: list[Any]) -> list[Any]:
        """The targets of all outputs that have a loss."""
        given = iter(y)
        return [next(given) if self.constants[index] is None else _value(self.constants[index]) for index in self.lost]

    def packed(self, arrays: list[Any], names: list[str]) -> Any:
        """One array as it is, several in a list."""
        return arrays[0] if len(arrays) == 1 and len(names) == 1 else arrays

    def validation(self, data: Any) -> Any:
        """``(x, y)`` or ``(x, y, weights)`` in the form of Keras 3; anything but arrays as it is."""
        if not isinstance(data, (list, tuple)) or not _is_plain(data[0]):
            return data
        x, y = self.inputs(data[0]), self.targets(data[1])
        weights = self.weights(y, data[2] if len(data) > 2 else None, None)
        training_steps.check_array_length_consistency(x or y, y, y)
        found = [self.packed(self.with_fed(x), self.all_inputs), self.packed(self.with_constant(y), self.lost_names)]
        if any(each is not None for each in weights):
            found.append(self.packed([_ones(t) if w is None else w for w, t in zip(weights, y)], self.lost_names))
        return tuple(found)


def _of_names(weights: Any, names: list[str]) -> Any:
    """A dict for outputs by name; other keys say nothing, as in Keras 2."""
    return weights if not isinstance(weights, dict) or len(names) == 1 else {n: weights.get(n) for n in names}


def _as_fed(target: Any, dtype: str) -> Any:
    """Numbers in the type of the output, which the placeholder of a target had."""
    numbers = isinstance(target, np.ndarray) and target.dtype.kind in "fiub"
    return target.astype(dtype, copy=False) if numbers else target


def _value(tensor: Any) -> Any:
    return keras.ops.convert_to_numpy(tensor)


def _without_scipy(data: Any, sparse: list[bool]) -> Any:
    """Sparse arrays made dense for inputs that are not sparse, as Keras 2 did in each batch."""

    def dense(x: Any, keep: bool) -> Any:
        return x.toarray() if hasattr(x, "toarray") and not keep else x

    if isinstance(data, list):
        return [dense(each, keep) for each, keep in zip(data, [*sparse, *(False for _ in data)])]
    if isinstance(data, dict):
        return {name: dense(each, any(sparse)) for name, each in data.items()}
    return dense(data, bool(sparse) and sparse[0])


def _loss_functions(model: Any, count: int) -> list[Any]:
    """The loss of each output as a function of Keras, None where it is something else."""
    loss = getattr(model, "loss", None)
    names = _names(model, "outputs")
    if isinstance(loss, dict):
        loss = [loss.get(name) for name in names]
    losses = list(loss) if isinstance(loss, (list, tuple)) else [loss for _ in range(count)]
    found = []
    for each in losses[:count]:
        function = keras.losses.get(each) if isinstance(each, str) else each
        found.append(getattr(function, "fn", function))
    return found


# ---- tensors: the same in every step ----


def _of_tensors(data: Data, name: str, call: Call, x: list[Any], y: list[Any], steps_name: str) -> Call:
    steps = call.get(steps_name)
    if call.get("validation_split"):
        raise ValueError("If your data is in the form of symbolic tensors, you cannot use `validation_split`.")
    if steps is None:
        raise ValueError(
            f"If your data is in the form of symbolic tensors, you should specify the `{steps_name}` argument "
            "(instead of the `batch_size` argument, because symbolic tensors are expected to produce batches of input data)."
        )
    call = dict(call)
    training = name != "predict"
    weights = data.weights(y, call.pop("sample_weight", None), call.pop("class_weight", None)) if training else []
    batch: tuple[Any, ...] = (data.packed([_value(each) for each in data.with_fed(x)], data.all_inputs),)
    if training:
        batch += (
            data.packed([_value(each) for each in data.with_constant(y)], data.lost_names) if data.lost else None,
        )
        if any(each is not None for each in weights):
            batch += (data.packed([_ones(t) if w is None else w for w, t in zip(weights, y)], data.lost_names),)
    call["x"] = _again(batch)
    call.pop("y", None)
    call.pop("batch_size", None)
    if name == "fit":
        call["shuffle"] = False
        held_out = call.get("validation_data")
        if held_out is None and call.get("validation_steps") and not x and not y:
            call["validation_data"] = _again(batch)
        elif isinstance(held_out, (list, tuple)):
            vx, vy = data.inputs(held_out[0]), data.targets(held_out[1])
            arrays = tuple(data.packed([_value(each) for each in part], names) for part, names in (
                (data.with_fed(vx), data.all_inputs), (data.with_constant(vy), data.lost_names)
            ))  # fmt: skip
            call["validation_data"] = _again(arrays) if call.get("validation_steps") else arrays
    return call


def _completed(data: Data, batches: Any, training: bool) -> Iterator[tuple[Any, ...]]:
    """The batches of a generator with the tensors that inputs and targets have already."""
    for batch in batches:
        x, y, *weights = batch if isinstance(batch, (list, tuple)) else (batch, None)
        found = [data.packed(data.with_fed(data.inputs(x)), data.all_inputs)]
        if training:
            found.append(data.packed(data.with_constant(data.targets(y)), data.lost_names) if data.lost else None)
        yield (*found, *weights)


def _again(batch: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    while True:
        yield batch
