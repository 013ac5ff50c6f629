"""The moving statistics of BatchNormalization, and weights of sequences: numbers of real Keras 2.2.4 and tf_keras 2.21."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from processes import Process

#: Two training steps of one batch; ``batch(shape)`` below: real Keras 2.2.4, and tf_keras 2.21 (Keras 2.15 has its code).
MOVING_VARIANCE = {
    "2.2": {
        (6, 3): [2.35187, 2.7481778, 3.085155],
        (4, 5, 3): [5.068907, 3.8215802, 2.9206014],
        (4, 5, 6, 3): [3.7724144, 4.0834723, 3.7932155],
        (2, 3, 4, 5, 3): [4.4599113, 4.022366, 3.6550534],
    },
    "2.15": {
        (6, 3): [1.1823051, 1.2450413, 1.2983853],
        (4, 5, 3): [1.7248899, 1.4997592, 1.3371409],
        (4, 5, 6, 3): [1.52078, 1.5793878, 1.524699],
        (2, 3, 4, 5, 3): [1.6573764, 1.5742435, 1.5044544],
    },
}


@pytest.mark.only(keras=3)
@pytest.mark.parametrize("dialect", ["2.2", "2.15"])
def test_moving_variance(process: Process, dialect: str) -> None:
    process(f"""
        import compat; compat.install(dialect={dialect!r})
        import numpy as np
        from keras.models import Sequential
        from keras.layers import BatchNormalization

        random = np.random.RandomState(0)
        for shape, expected in {MOVING_VARIANCE[dialect]!r}.items():
            model = Sequential([BatchNormalization(input_shape=shape[1:], momentum=0.9)])
            model.compile("sgd", "mse")
            x = random.normal(size=shape).astype("float32") * 2
            model.train_on_batch(x, x)
            model.train_on_batch(x, x * 0)
            weights = model.get_weights()
            assert len(weights) == 4
            np.testing.assert_allclose(weights[3], expected, rtol=1e-6)
    """)


@pytest.mark.only(keras=3)
def test_native_code_keeps_its_variance(process: Process) -> None:
    """A layer that Keras 3 code built, and one of a file that Keras 3 wrote."""
    process("""
        import keras, numpy as np
        before = keras.Sequential([keras.Input((5, 6, 3)), keras.layers.BatchNormalization(momentum=0.9)])
        before.save("native.keras")
        import compat; compat.install()
        loaded = keras.models.load_model("native.keras")
        x = np.random.RandomState(0).normal(size=(4, 5, 6, 3)).astype("float32")
        for model in (before, loaded):
            model.compile("sgd", "mse")
            model.train_on_batch(x, x)
            np.testing.assert_allclose(model.get_weights()[3], 0.9 + 0.1 * x.var(axis=(0, 1, 2)), rtol=1e-5)
    """)


def _losses(keras: Any) -> list[float]:
    layers, random = keras.layers, np.random.RandomState(1)
    found = []
    for first in ([layers.Masking(input_shape=(4, 2))], []):
        shape = {} if first else {"input_shape": (4, 2)}
        model = keras.models.Sequential([*first, layers.LSTM(3, return_sequences=True, **shape)])
        model.set_weights([np.full(each.shape, 0.1) for each in model.get_weights()])
        model.compile("sgd", "mse")
        x, y = random.normal(size=(4, 4, 2)), random.normal(size=(4, 4, 3))
        x[0, 2:] = 0
        weights = np.array([1.0, 2.0, 0.5, 5.0])
        found.append(model.test_on_batch(x, y, sample_weight=weights))
        found.append(model.train_on_batch(x, y, sample_weight=weights))
        found.append(model.evaluate(x, y, sample_weight=weights, batch_size=2, verbose=0))
    return [float(each) for each in found]


#: ``_losses`` of tf_keras 2.21.
WEIGHTED = [2.3739982, 2.3739982, 2.1970282, 2.3162966, 2.3162966, 2.3154716]


def test_a_weight_for_each_sample_of_a_sequence() -> None:
    """Also where there are as many steps as samples, and with a mask."""
    from compat import keras

    np.testing.assert_allclose(_losses(keras), WEIGHTED, rtol=1e-5)


@pytest.mark.only(keras=3)
def test_dilation_of_a_transposed_convolution() -> None:
    from compat import keras

    layer = keras.layers.Conv3DTranspose(2, 2, dilation_rate=2, input_shape=(3, 3, 3, 1))
    assert tuple(keras.models.Sequential([layer]).output_shape) == (None, 4, 4, 4, 2)


#: tf_keras 2.21, the first six numbers of ``layer(x)``, x drawn as below.
OF_LAYERS = {
    "keras.layers.AveragePooling2D(3, 2, padding='same')": [
        0.4709732,
        0.4896582,
        -0.5813541,
        0.6428015,
        0.02468152,
        -0.5029572,
    ],
    "keras.layers.AveragePooling1D(3, 2, padding='same')": [
        2.002473,
        1.133858,
        0.0007300675,
        1.200527,
        0.6200815,
        0.1245922,
    ],
    "keras.layers.LayerNormalization(axis=1)": [1.986498, 0.4772538, 1.48205, 1.860169, 2.060007, -0.00548315],
    "keras.layers.LayerNormalization(axis=[1, 2])": [1.45891, 0.2677224, 1.312987, 1.884553, 1.771728, -0.7788466],
}


@pytest.mark.parametrize("expression", OF_LAYERS)
def test_layers_of_other_numbers_on_torch(expression: str) -> None:
    from compat import keras

    assert _first(keras, expression) == pytest.approx(OF_LAYERS[expression], rel=1e-5)


def _first(keras: Any, expression: str) -> list[float]:
    layer = eval(expression, {"keras": keras})
    shape = (2, 7, 3) if "1D" in expression else (2, 6, 5, 3)
    x = np.random.RandomState(0).normal(size=shape).astype("float32")
    model = keras.models.Sequential([keras.layers.Input(shape[1:]), layer])
    return [float(each) for each in model.predict(x, verbose=0).ravel()[:6]]
