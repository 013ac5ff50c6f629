"""``keras.utils.test_utils``: the helpers by which Keras 2 and the libraries of its time tested their layers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from .backend._tensors import standard_dtype
from .backend.config import has_arg


def layer_test(
    layer_cls: Any,
    kwargs: dict[str, Any] | None = None,
    input_shape: tuple[int | None, ...] | None = None,
    input_dtype: str | None = None,
    input_data: Any = None,
    expected_output: Any = None,
    expected_output_dtype: str | None = None,
    fixed_batch_size: bool = False,
) -> Any:
    """Try a layer with one input and one output in every way that a program uses it.

    It is built, gets and sets its weights, says the shape of its output, is run in a functional model, made again from its
    config and the model's, trained for a batch where its ``call`` takes ``training``, and run as the first layer of a
    Sequential.

    Args:
        kwargs: Arguments of the layer.
        input_shape: With the batch; None for sizes that are drawn between 1 and 3.
        input_dtype: Of the input; floatx where it is None.
        input_data: The input itself, instead of random numbers between 0 and 10.
        expected_output: What the layer must return, within 0.1 %.
        expected_output_dtype: The dtype of the output; that of the input where it is None.
        fixed_batch_size: Whether the layer is told the batch size.

    Returns:
        The output for the input, a NumPy array.

    Raises:
        AssertionError: The layer does not do what it says.
    """
    kwargs = dict(kwargs or {})
    data, shape, dtype = _input(input_data, input_shape, input_dtype)
    layer = layer_cls(**kwargs)
    weights = layer.get_weights()
    layer.set_weights(weights)
    if weights and has_arg(layer_cls.__init__, "weights"):
        layer = layer_cls(**kwargs, weights=weights)
    said = layer.compute_output_shape(shape)

    if fixed_batch_size:
        x = keras.layers.Input(batch_shape=shape, dtype=dtype)
    else:
        x = keras.layers.Input(shape=shape[1:], dtype=dtype)
    y = layer(x)
    found_dtype, wanted_dtype = standard_dtype(y.dtype), standard_dtype(expected_output_dtype or dtype)
    assert found_dtype == wanted_dtype, f"dtype {found_dtype}, expected {wanted_dtype}"
    output = _in_a_model(keras.models.Model(x, y), layer, data, said, expected_output)

    config = layer.get_config()
    config["batch_input_shape"] = shape
    again = type(layer).from_config(config)
    if all(shape[1:]):
        sequential = keras.models.Sequential([again])
        if layer.weights:
            sequential.set_weights(layer.get_weights())
        if _repeats(sequential, data):
            _check_shape(sequential.predict(data, verbose=0), said)
    return output


def _input(data: Any, shape: Any, dtype: Any) -> tuple[Any, tuple[int | None, ...], str]:
    """The input, the shape that the layer is told, and the dtype."""
    if data is not None:
        return data, tuple(data.shape if shape is None else shape), str(data.dtype if dtype is None else dtype)
    assert shape, "layer_test() needs input_shape or input_data"
    sizes = [np.random.randint(1, 4) if size is None else size for size in shape]
    kind = dtype or keras.config.floatx()
    return (10 * np.random.random(sizes)).astype(kind), tuple(shape), kind


def _in_a_model(model: Any, layer: Any, data: Any, said: Any, expected: Any) -> Any:
    output = model.predict(data, verbose=0)
    _check_shape(output, said)
    if expected is not None:
        np.testing.assert_allclose(output, expected, rtol=1e-3)
    recovered = type(model).from_config(model.get_config())
    if model.weights:
        recovered.set_weights(model.get_weights())
        np.testing.assert_allclose(recovered.predict(data, verbose=0), output, rtol=1e-3)
    if has_arg(layer.call, "training"):
        model.compile("rmsprop", "mse")
        model.train_on_batch(data, output)
    return output


def _check_shape(output: Any, said: Any) -> None:
    for expected, found in zip(said, output.shape):
        assert expected is None or expected == found, f"output of shape {output.shape}, expected {said}"


def _repeats(model: Any, data: Any) -> bool:
    size = model.inputs[0].shape[0]
    return size is None or len(data) % size == 0


def keras_test(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator of a test: what the test made is forgotten when it has ended."""

    @functools.wraps(function)
    def test(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        finally:
            keras.backend.clear_session()

    return test
