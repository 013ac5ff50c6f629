"""TensorFlow's functions in a program of Keras 2, on tensors of the backend and on Keras tensors: plain TensorFlow's values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import tensorflow_cases as cases
from processes import Process

import compat

pytestmark = pytest.mark.only(keras=3)

_stored = np.load(cases.RECORDED)
VALUES = {str(name): _stored[str(index)] for index, name in enumerate(_stored["names"])}


@pytest.fixture(scope="module")
def tf() -> Iterator[Any]:
    compat.install()
    import tensorflow

    yield tensorflow
    compat.uninstall()


def expected(expression: str) -> list[Any]:
    return [found for name, found in VALUES.items() if name.rpartition("#")[0] == expression]


def assert_equal(found: list[Any], wanted: list[Any]) -> None:
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted):
        one = np.asarray(one)
        assert one.shape == other.shape
        assert (one.dtype.kind == "f") == (other.dtype.kind == "f")
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


def numbers(tensors: list[Any]) -> list[Any]:
    from keras import ops

    return [np.asarray(each) if isinstance(each, (int, tuple)) else ops.convert_to_numpy(each) for each in tensors]


@pytest.mark.parametrize("expression", [*cases.GRAPH, *cases.EAGER])
def test_of_tensors(tf: Any, expression: str) -> None:
    """On tensors of the backend."""
    from keras import ops

    tensors = {name: ops.convert_to_tensor(array) for name, array in cases.arrays().items()}
    assert_equal(numbers(_one(cases.value(expression, tf, tensors), expression)), expected(expression))


def _one(found: list[Any], expression: str) -> list[Any]:
    """The sizes of ``tf.shape`` are one value."""
    return [np.array([int(each) for each in found])] if expression == "tf.shape(x)" and len(found) > 1 else found


@pytest.mark.parametrize("expression", cases.GRAPH)
def test_in_a_model(tf: Any, expression: str) -> None:
    """On Keras tensors: the model predicts the values, saves and loads again with them."""
    import re

    import keras

    arrays = cases.arrays()
    used = sorted(
        name for name in arrays if re.search(rf"(?<![\w.\"]){name}(?![\w=\"])", expression) and name not in _CONSTANTS
    )
    inputs = {name: keras.Input(arrays[name].shape[1:], dtype=str(arrays[name].dtype), name=name) for name in used}
    constants = {name: arrays[name] for name in _CONSTANTS}
    outputs = cases.value(expression, tf, {**constants, **inputs})
    given = {name: arrays[name] for name in used}
    model, wanted = keras.Model(inputs, outputs), expected(expression)
    assert_equal(numbers(_listed(model(given))), wanted)
    assert_equal(_listed(model.predict(given, verbose=0)), wanted)


def test_an_array_as_the_left_operand() -> None:
    compat.install()
    import keras

    x = keras.Input((4,))
    model = keras.Model(x, np.full((4,), 3.0, "float32") / (np.float32(1) + x))
    assert_equal([model.predict(np.ones((2, 4)), verbose=0)], [np.full((2, 4), 1.5, "float32")])


#: Weights are no inputs: they have no samples.
_CONSTANTS = {"m", "k", "dk", "pk", "s"}


def _listed(found: Any) -> list[Any]:
    return list(found) if isinstance(found, (list, tuple)) else [found]


def test_a_layer_with_a_variable_of_tensorflow(process: Process) -> None:
    """It is tracked, trained, saved and loaded."""
    process("""
        import compat; compat.install()
        import numpy as np
        import tensorflow as tf
        from tensorflow import keras

        class Scale(keras.layers.Layer):
            def build(self, shape):
                self.scale = tf.Variable(tf.ones((shape[-1],)), name="scale")
                self.count = tf.Variable(0.0, trainable=False)
                super().build(shape)

            def call(self, x):
                return x * self.scale + tf.zeros((tf.shape(x)[0], 1))

        model = keras.Sequential([Scale(), keras.layers.Dense(1)])
        model.compile(keras.optimizers.SGD(0.1), "mse")
        x = np.ones((4, 3), "float32")
        model.fit(x, np.ones((4, 1)), verbose=0)
        layer = model.layers[0]
        assert len(layer.trainable_weights) == 1 and len(layer.weights) == 2, layer.weights
        assert np.abs(np.asarray(layer.get_weights()[0]) - 1).max() > 1e-4
        model.save("model.keras")
        again = keras.models.load_model("model.keras", custom_objects={"Scale": Scale})
        assert np.array_equal(again.predict(x, verbose=0), model.predict(x, verbose=0))
    """)


@pytest.mark.only(backend=("tensorflow", "torch"))
def test_a_loop_with_a_gradient_tape(process: Process) -> None:
    """A custom training loop gives the loss and the weights of train_on_batch()."""
    process("""
        import compat; compat.install()
        import numpy as np
        import tensorflow as tf
        from tensorflow import keras

        x = np.random.RandomState(0).normal(size=(8, 3)).astype("float32")
        y = x.sum(1, keepdims=True)

        def made():
            model = keras.Sequential([keras.layers.Dense(4, activation="tanh", input_shape=(3,)), keras.layers.Dense(1)])
            for index, weight in enumerate(model.weights):
                weight.assign(np.random.RandomState(index).normal(size=weight.shape))
            model.compile(keras.optimizers.SGD(0.1), "mse")
            return model

        one, other = made(), made()

        @tf.function
        def step(x, y):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(one(x, training=True) - y))
            gradients = tape.gradient(loss, one.trainable_variables)
            one.optimizer.apply_gradients(zip(gradients, one.trainable_variables))
            return loss

        for _ in range(5):
            mine = float(step(tf.constant(x), tf.constant(y)))
            its = float(other.train_on_batch(x, y))
            assert abs(mine - its) < 1e-6, (mine, its)
        for a, b in zip(one.get_weights(), other.get_weights()):
            np.testing.assert_allclose(a, b, atol=1e-6)
    """)


@pytest.mark.only(backend="jax")
def test_a_gradient_tape_on_jax(tf: Any) -> None:
    with pytest.raises(NotImplementedError, match=r"(?s)tf\.GradientTape\(\) needs a backend .* K2C802 gradient_tape"):
        tf.GradientTape()


@pytest.mark.only(backend=("jax", "torch"), package="tensorflow")
def test_a_function_without_an_answer(tf: Any) -> None:
    import keras

    with pytest.raises(NotImplementedError, match=r"tf\.math\.bessel_i0 got a Keras tensor, and Keras runs on"):
        tf.math.bessel_i0(keras.Input((3,)))


@pytest.mark.only(backend=("jax", "torch"), package="tensorflow")
def test_pipelines_and_text_stay_tensorflows(tf: Any) -> None:
    """A program on another backend may prepare its data with TensorFlow."""
    data = tf.data.Dataset.from_tensor_slices(np.arange(4)).map(lambda n: tf.cast(n, tf.float32) * tf.constant(2.0))
    assert [float(each) for each in data] == [0.0, 2.0, 4.0, 6.0]
    assert tf.strings.length(tf.constant("abc")).numpy() == 3


def test_native_code_keeps_tensorflows_functions(process: Process) -> None:
    """Nothing is widened where nobody speaks Keras 2."""
    process("""
        import compat; compat.install()
        try:
            import tensorflow as tf
        except ImportError:
            tf = None
        compat.uninstall()
        import keras
        x = keras.Input((3,))
        if tf is not None and hasattr(tf, "__internal__"):
            try:
                tf.nn.relu(x)
            except (TypeError, ValueError):
                pass
            else:
                raise AssertionError("still widened")
    """)
