"""``layers.experimental.RandomFourierFeatures``: a random map whose products approximate a kernel."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable(package="compat")
class RandomFourierFeatures(keras.layers.Layer):
    """``cos(x W / scale + b)`` with a random W and b: ``(batch, n)`` -> ``(batch, output_dim)``.

    Args:
        output_dim: Features out.
        kernel_initializer: ``"gaussian"`` or ``"laplacian"`` for the kernels of those names (Rahimi and Recht 2007), or an
            initializer for W.
        scale: Of the kernel; ``sqrt(n / 2)`` for the Gaussian one and 1 for others where it is None.
        trainable: Whether the scale is trained.
    """

    def __init__(
        self,
        output_dim: int,
        kernel_initializer: Any = "gaussian",
        scale: float | None = None,
        trainable: bool = False,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        if output_dim <= 0:
            raise ValueError(f"`output_dim` should be a positive integer. Received: {output_dim}")
        if isinstance(kernel_initializer, str) and kernel_initializer.lower() not in ("gaussian", "laplacian"):
            raise ValueError(
                f"Unsupported `kernel_initializer`: {kernel_initializer} Expected one of: gaussian, laplacian"
            )
        if scale is not None and scale <= 0.0:
            raise ValueError(f"When provided, `scale` should be a positive float. Received: {scale}")
        super().__init__(trainable=trainable, name=name, **kwargs)
        self.output_dim = output_dim
        self.kernel_initializer = kernel_initializer
        self.scale = scale

    def _initializer(self, shape: tuple[int, int]) -> Any:
        kind = self.kernel_initializer.lower() if isinstance(self.kernel_initializer, str) else ""
        if kind == "gaussian":
            return keras.initializers.RandomNormal(stddev=1.0)
        if kind == "laplacian":
            cauchy = np.tan(np.pi * (np.random.uniform(size=shape) - 0.5))
            return lambda shape, dtype: ops.convert_to_tensor(cauchy, dtype=dtype)
        return self.kernel_initializer

    def build(self, input_shape: Any) -> None:
        if len(input_shape) != 2 or input_shape[1] is None:
            raise ValueError(f"The rank of the input tensor should be 2, its last size known. Received: {input_shape}")
        size = input_shape[1]
        if self.scale is None:
            is_gaussian = isinstance(self.kernel_initializer, str) and self.kernel_initializer.lower() == "gaussian"
            self.scale = float(np.sqrt(size / 2.0)) if is_gaussian else 1.0
        shape = (size, self.output_dim)
        self.unscaled_kernel = self.add_weight(
            shape=shape, initializer=self._initializer(shape), trainable=False, name="unscaled_kernel"
        )
        uniform = keras.initializers.RandomUniform(0.0, 2 * np.pi)
        self.bias = self.add_weight(shape=(self.output_dim,), initializer=uniform, trainable=False, name="bias")
        self.kernel_scale = self.add_weight(
            shape=(1,), initializer=keras.initializers.Constant(self.scale), constraint="non_neg", name="kernel_scale"
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        return ops.cos(ops.matmul(inputs, self.unscaled_kernel / self.kernel_scale) + self.bias)

    def compute_output_shape(self, input_shape: Any) -> tuple[Any, ...]:
        return (input_shape[0], self.output_dim)

    def get_config(self) -> dict[str, Any]:
        initializer = self.kernel_initializer
        if not isinstance(initializer, str):
            initializer = keras.initializers.serialize(initializer)
        return {
            **super().get_config(),
            "output_dim": self.output_dim,
            "kernel_initializer": initializer,
            "scale": self.scale,
        }
