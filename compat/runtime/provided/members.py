"""Attributes and methods of Keras 2's objects that say what Keras 3 says in another way.

Shapes and types are those of Keras 2.15.
"""

from __future__ import annotations

from typing import Any

from .. import tensor_masks
from ..widen import virtual


def nothing(self: Any, *args: Any, **kwargs: Any) -> None:
    """What Keras 2 did here Keras 3 does by itself."""


@virtual
def submodules(layer: Any) -> tuple[Any, ...]:
    """Every layer inside."""
    return tuple(layer._flatten_layers(include_self=False))


@virtual
def name_scope(layer: Any) -> Any:
    """A context in which names of variables begin with the layer's."""
    import keras

    return keras.name_scope(layer.name)


def with_name_scope(method: Any) -> Any:
    """A decorator; Keras 3 puts the name of a layer in front of those of its variables by itself."""
    return method


with_name_scope = staticmethod(with_name_scope)


def assert_input_compatibility(self: Any, inputs: Any) -> None:
    """Check inputs against the layer's ``input_spec``.

    Raises:
        ValueError: A shape or type does not fit.
    """
    if self.input_spec is not None:
        from keras.src.layers.input_spec import assert_input_compatibility as check

        check(self.input_spec, inputs, self.name)


def compute_output_signature(
    self: Any, input_signature: Any = None, input_spec: Any = None, input_specs: Any = None
) -> Any:
    """The shape and type that the layer returns, as Keras tensors, for inputs that have ``shape`` and ``dtype``.

    Args:
        input_signature: One such input, or a list of them.
        input_spec: The same, as preprocessing layers call it.
        input_specs: The same, as layers of several inputs call it.
    """
    import keras

    given = next(each for each in (input_signature, input_spec, input_specs) if each is not None)

    def symbolic(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [symbolic(each) for each in value]
        dtype = getattr(value.dtype, "name", value.dtype)
        return keras.KerasTensor(tuple(value.shape), dtype=dtype)

    return self.compute_output_spec(symbolic(given))


@virtual
def state_spec(layer: Any) -> Any:
    """The shapes that its states must have: a list of ``InputSpec``, for ConvLSTM layers with free sizes of the image."""
    import keras

    if not hasattr(layer.cell, "units"):  # a convolution: channels, behind the free sizes of the image
        free = (None,) * layer.cell.rank
        return [keras.layers.InputSpec(shape=(None, *free, layer.cell.filters)) for _ in range(2)]
    sizes = layer.state_size if isinstance(layer.state_size, (list, tuple)) else [layer.state_size]
    return [
        keras.layers.InputSpec(shape=(None, *(size if isinstance(size, (list, tuple)) else (size,)))) for size in sizes
    ]


@virtual
def time_major(layer: Any) -> bool:
    """Whether its inputs have the axes (time, batch, ...)."""
    from ..time_major import is_time_major

    return is_time_major(layer)


@virtual
def param_broadcast(layer: Any) -> list[bool]:
    """For each axis after the batch, whether it shares its slope."""
    shared = layer.shared_axes or ()
    return [axis in shared for axis in range(1, len(layer.alpha.shape) + 1)]


@virtual
def batch_input_shape(layer: Any) -> Any:
    """The shape with its batch axis that a first layer was given, or that an Embedding has by itself."""
    return layer.__dict__.get("_compat_batch_shape") or (None, None)


def dropout_mask(self: Any, inputs: Any, training: Any, count: int = 1) -> Any:
    """The mask on the inputs, kept until it is reset; a list of ``count`` of them where that is more than one."""
    return _counted(self.get_dropout_mask(inputs), count) if training else None


def recurrent_dropout_mask(self: Any, inputs: Any, training: Any, count: int = 1) -> Any:
    """The mask on the state, see :func:`dropout_mask`."""
    return _counted(self.get_recurrent_dropout_mask(inputs), count) if training else None


def _counted(mask: Any, count: int) -> Any:
    if mask is None or isinstance(mask, list) == (count > 1):
        return mask
    return [mask] * count if count > 1 else mask[0]


def layer_dropout_mask(self: Any, inputs: Any, training: Any, count: int = 1) -> Any:
    """That of the layer's cell."""
    return dropout_mask(self.cell, inputs, training, count)


def layer_recurrent_dropout_mask(self: Any, inputs: Any, training: Any, count: int = 1) -> Any:
    """That of the layer's cell."""
    return recurrent_dropout_mask(self.cell, inputs, training, count)


def layer_reset_dropout_mask(self: Any) -> None:
    """Let the layer's cell draw a new mask."""
    self.cell.reset_dropout_mask()


def layer_reset_recurrent_dropout_mask(self: Any) -> None:
    """Let the layer's cell draw a new mask."""
    self.cell.reset_recurrent_dropout_mask()


def get_weight_paths(self: Any) -> dict[str, Any]:
    """``{path: variable}`` of every weight."""
    return {variable.path: variable for variable in self.weights}


def _compiled(model: Any, name: str) -> Any:
    config = getattr(model, "_compile_config", None)
    if config is None:
        raise AttributeError(f"{type(model).__name__!r} object has no attribute {name!r}: it is not compiled")
    return config.config.get(name)


@virtual
def loss_weights(model: Any) -> Any:
    """What ``compile`` was given."""
    return _compiled(model, "loss_weights")


@virtual
def weighted_metrics(model: Any) -> Any:
    """What ``compile`` was given."""
    return _compiled(model, "weighted_metrics")


def metric_get_weights(self: Any) -> list[Any]:
    """The values of its variables as arrays."""
    import keras

    return [keras.ops.convert_to_numpy(variable) for variable in self.variables]


def metric_set_weights(self: Any, weights: Any) -> None:
    """Set the values of its variables.

    Raises:
        ValueError: There are more or fewer arrays than variables.
    """
    if len(weights) != len(self.variables):
        raise ValueError(f"Metric {self.name} has {len(self.variables)} weights, but {len(weights)} are given.")
    for variable, value in zip(self.variables, weights):
        variable.assign(value)


def metric_count_params(self: Any) -> int:
    """How many numbers its variables hold."""
    import numpy as np

    return int(sum(np.prod(variable.shape) for variable in self.variables))


def merge_state(self: Any, metrics: Any) -> Any:
    """Add the state of other metrics of the same class to this one's.

    Raises:
        ValueError: A metric has other variables.
    """
    for metric in metrics:
        if len(metric.variables) != len(self.variables):
            raise ValueError(f"Metric {metric} is not compatible with {self}")
        for variable, other in zip(self.variables, metric.variables):
            variable.assign_add(other)


@virtual
def metric_dtype_policy(metric: Any) -> Any:
    """The policy of its type."""
    import keras

    return keras.dtype_policies.get(metric.dtype)


def aggregate_gradients(self: Any, grads_and_vars: Any) -> list[Any]:
    """Gradients as they are: Keras 3 sums them over replicas when they are applied."""
    return list(grads_and_vars)


def compute_gradients(self: Any, loss: Any, var_list: Any, tape: Any = None) -> list[Any]:
    """``[(gradient, variable)]`` of a function without arguments, or of a tensor and the tape that saw it; on TensorFlow.

    Raises:
        RuntimeError: The backend is another one.
        ValueError: A tensor without its tape.
    """
    import keras

    if keras.backend.backend() != "tensorflow":
        raise RuntimeError(
            "An optimizer computes gradients by a tape of TensorFlow; the backend here is "
            f"{keras.backend.backend()}.\nHint: write a train_step(), or compile() and fit(). See K2C628 lost_members in "
            "the migration guide."
        )
    import tensorflow as tf

    if not callable(loss) and tape is None:
        raise ValueError("`tape` is required when a `Tensor` loss is passed.")
    tape = tf.GradientTape() if tape is None else tape
    if callable(loss):
        with tape:
            if not callable(var_list):
                tape.watch([getattr(each, "value", each) for each in var_list])
            loss = loss()
            var_list = var_list() if callable(var_list) else var_list
    variables = list(var_list)
    return list(zip(tape.gradient(loss, [getattr(each, "value", each) for each in variables]), variables))


def minimize(self: Any, loss: Any, var_list: Any, tape: Any = None) -> None:
    """Compute gradients and apply them, see :func:`compute_gradients`."""
    pairs = compute_gradients(self, loss, var_list, tape)
    self.apply_gradients(pairs)


def append_callback(self: Any, callback: Any) -> None:
    """Add one callback."""
    self.callbacks.append(callback)


def _masks(tensors: Any) -> Any:
    found = [tensor_masks.of(each) for each in tensors]
    return found[0] if len(found) == 1 else found


@virtual
def model_input_mask(model: Any) -> Any:
    """The mask of the model's input, None for none; a list for several inputs."""
    return _masks(model.inputs)


@virtual
def model_output_mask(model: Any) -> Any:
    """The mask of the model's output, None for none; a list for several outputs."""
    return _masks(model.outputs)
