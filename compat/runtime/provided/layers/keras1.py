"""Layers of Keras 1 that Keras 2 still had: ``Highway``, ``MaxoutDense``, and ``merge``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
from keras import ops


class _KerasOneDense(keras.layers.Layer):
    """What both layers take: Keras 1's names for kernel (``W``) and bias (``b``)."""

    def __init__(
        self,
        init: Any,
        weights: Any,
        W_regularizer: Any,
        b_regularizer: Any,
        activity_regularizer: Any,
        W_constraint: Any,
        b_constraint: Any,
        bias: bool,
        input_dim: int | None,
        **kwargs: Any,
    ) -> None:
        if input_dim:
            kwargs["input_shape"] = (input_dim,)
        if weights is not None:
            kwargs["weights"] = weights
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.init = keras.initializers.get(init)
        self.W_regularizer = keras.regularizers.get(W_regularizer)
        self.b_regularizer = keras.regularizers.get(b_regularizer)
        self.W_constraint = keras.constraints.get(W_constraint)
        self.b_constraint = keras.constraints.get(b_constraint)
        self.bias = bias
        self.input_dim = input_dim
        self.input_spec = keras.layers.InputSpec(ndim=2)

    def _kernel(self, shape: tuple[int, ...]) -> Any:
        return self.add_weight(
            shape=shape, initializer=self.init, name="W", regularizer=self.W_regularizer, constraint=self.W_constraint
        )

    def _bias(self, shape: tuple[int, ...]) -> Any:
        return self.add_weight(
            shape=shape, initializer="zeros", name="b", regularizer=self.b_regularizer, constraint=self.b_constraint
        )

    def get_config(self) -> dict[str, Any]:
        return {
            **super().get_config(),
            "init": keras.initializers.serialize(self.init),
            "W_regularizer": keras.regularizers.serialize(self.W_regularizer),
            "b_regularizer": keras.regularizers.serialize(self.b_regularizer),
            "activity_regularizer": keras.regularizers.serialize(self.activity_regularizer),
            "W_constraint": keras.constraints.serialize(self.W_constraint),
            "b_constraint": keras.constraints.serialize(self.b_constraint),
            "bias": self.bias,
            "input_dim": self.input_dim,
        }


@keras.saving.register_keras_serializable(package="compat")
class MaxoutDense(_KerasOneDense):
    """The largest of ``nb_feature`` linear functions: ``(batch, n)`` -> ``(batch, output_dim)``.

    Weights: W ``(nb_feature, n, output_dim)``, b ``(nb_feature, output_dim)``.
    """

    def __init__(
        self,
        output_dim: int,
        nb_feature: int = 4,
        init: Any = "glorot_uniform",
        weights: Any = None,
        W_regularizer: Any = None,
        b_regularizer: Any = None,
        activity_regularizer: Any = None,
        W_constraint: Any = None,
        b_constraint: Any = None,
        bias: bool = True,
        input_dim: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            init,
            weights,
            W_regularizer,
            b_regularizer,
            activity_regularizer,
            W_constraint,
            b_constraint,
            bias,
            input_dim,
            **kwargs,
        )
        self.output_dim = output_dim
        self.nb_feature = nb_feature

    def build(self, input_shape: Any) -> None:
        self.W = self._kernel((self.nb_feature, input_shape[1], self.output_dim))
        self.b = self._bias((self.nb_feature, self.output_dim)) if self.bias else None
        self.built = True

    def call(self, x: Any) -> Any:
        output = ops.einsum("bi,fio->bfo", x, self.W)
        return ops.max(output if self.b is None else output + self.b, axis=1)

    def compute_output_shape(self, input_shape: Any) -> tuple[Any, ...]:
        return (input_shape[0], self.output_dim)

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "output_dim": self.output_dim, "nb_feature": self.nb_feature}


@keras.saving.register_keras_serializable(package="compat")
class Highway(_KerasOneDense):
    """``t * activation(x W + b) + (1 - t) * x`` with ``t = sigmoid(x W_carry + b_carry)``: ``(batch, n)`` -> ``(batch, n)``.

    Weights: W ``(n, n)``, W_carry ``(n, n)``, b ``(n,)``, b_carry ``(n,)``.
    """

    def __init__(
        self,
        init: Any = "glorot_uniform",
        activation: Any = None,
        weights: Any = None,
        W_regularizer: Any = None,
        b_regularizer: Any = None,
        activity_regularizer: Any = None,
        W_constraint: Any = None,
        b_constraint: Any = None,
        bias: bool = True,
        input_dim: int | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.pop("transform_bias", None)
        super().__init__(
            init,
            weights,
            W_regularizer,
            b_regularizer,
            activity_regularizer,
            W_constraint,
            b_constraint,
            bias,
            input_dim,
            **kwargs,
        )
        self.activation = keras.activations.get(activation)

    def build(self, input_shape: Any) -> None:
        size = input_shape[1]
        self.W = self._kernel((size, size))
        self.W_carry = self.add_weight(shape=(size, size), initializer=self.init, name="W_carry")
        self.b = self.b_carry = None
        if self.bias:
            self.b = self._bias((size,))
            self.b_carry = self.add_weight(shape=(size,), initializer="ones", name="b_carry")
        self.built = True

    def call(self, x: Any) -> Any:
        carry, linear = ops.matmul(x, self.W_carry), ops.matmul(x, self.W)
        if self.b is not None:
            carry, linear = carry + self.b_carry, linear + self.b
        transform = ops.sigmoid(carry)
        return self.activation(linear) * transform + (1.0 - transform) * x

    def compute_output_shape(self, input_shape: Any) -> Any:
        return input_shape

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "activation": keras.activations.serialize(self.activation)}


_MODES: dict[str, str] = {"sum": "Add", "mul": "Multiply", "ave": "Average", "max": "Maximum"}


def merge(
    inputs: Any,
    mode: str | Callable[..., Any] = "sum",
    concat_axis: int = -1,
    dot_axes: Any = -1,
    output_shape: Any = None,
    output_mask: Any = None,
    arguments: dict[str, Any] | None = None,
    name: str | None = None,
) -> Any:
    """Keras 1's way to join tensors.

    Args:
        inputs: A list of Keras tensors.
        mode: ``"sum"``, ``"mul"``, ``"ave"``, ``"max"``, ``"concat"``, ``"dot"``, ``"cos"``, or a function of the list.
        concat_axis: Of ``"concat"``.
        dot_axes: Of ``"dot"`` and ``"cos"``.

    Raises:
        ValueError: Another mode.
    """
    layers = keras.layers
    if callable(mode):
        return layers.Lambda(mode, output_shape=output_shape, mask=output_mask, arguments=arguments, name=name)(inputs)
    if mode in _MODES:
        return getattr(layers, _MODES[mode])(name=name)(inputs)
    if mode == "concat":
        return layers.Concatenate(axis=concat_axis, name=name)(inputs)
    if mode in ("dot", "cos"):
        return layers.Dot(axes=dot_axes, normalize=mode == "cos", name=name)(inputs)
    raise ValueError(f"Invalid merge mode: {mode}")
