"""The shape of a first layer in every Keras 2 spelling: where Keras 2 built the model at once, so does Keras 3."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from processes import Process

import compat
from compat import keras

layers = keras.layers
FRAMES, STEPS, WIDE, ROW = (2, 4, 6, 6, 1), (2, 4, 3), (2, 6, 6, 1), (2, 3)

#: name -> (the layer, given more keywords; the batch shape that it gets; the output's shape)
FIRST: dict[str, tuple[Callable[..., Any], tuple[int, ...], tuple[int, ...]]] = {
    "LSTM": (lambda **k: layers.LSTM(5, stateful=True, **k), STEPS, (2, 5)),
    "GRU": (lambda **k: layers.GRU(5, return_sequences=True, stateful=True, **k), STEPS, (2, 4, 5)),
    "SimpleRNN": (lambda **k: layers.SimpleRNN(5, stateful=True, **k), STEPS, (2, 5)),
    "RNN": (lambda **k: layers.RNN(layers.GRUCell(5), stateful=True, **k), STEPS, (2, 5)),
    "RNN of cells": (
        lambda **k: layers.RNN([layers.LSTMCell(5), layers.SimpleRNNCell(2)], stateful=True, **k),
        STEPS,
        (2, 2),
    ),
    "Bidirectional": (lambda **k: layers.Bidirectional(layers.LSTM(5, stateful=True), **k), STEPS, (2, 10)),
    "TimeDistributed": (lambda **k: layers.TimeDistributed(layers.Dense(5), **k), STEPS, (2, 4, 5)),
    "ConvLSTM1D": (lambda **k: layers.ConvLSTM1D(2, 3, stateful=True, **k), (2, 3, 6, 1), (2, 4, 2)),
    "ConvLSTM2D": (lambda **k: layers.ConvLSTM2D(2, 3, stateful=True, **k), FRAMES, (2, 4, 4, 2)),
    "ConvLSTM3D": (lambda **k: layers.ConvLSTM3D(2, 2, stateful=True, **k), (2, 2, 3, 3, 3, 1), (2, 2, 2, 2, 2)),
    "Dense": (lambda **k: layers.Dense(5, **k), ROW, (2, 5)),
    "Masking": (lambda **k: layers.Masking(**k), STEPS, STEPS),
    "Dropout": (lambda **k: layers.Dropout(0.5, **k), ROW, ROW),
    "SpatialDropout1D": (lambda **k: layers.SpatialDropout1D(0.5, **k), STEPS, STEPS),
    "SpatialDropout2D": (lambda **k: layers.SpatialDropout2D(0.5, **k), WIDE, WIDE),
    "SpatialDropout3D": (lambda **k: layers.SpatialDropout3D(0.5, **k), FRAMES, FRAMES),
    "GaussianNoise": (lambda **k: layers.GaussianNoise(0.5, **k), ROW, ROW),
    "GaussianDropout": (lambda **k: layers.GaussianDropout(0.5, **k), ROW, ROW),
    "Activation": (lambda **k: layers.Activation("tanh", **k), ROW, ROW),
    "LeakyReLU": (lambda **k: layers.LeakyReLU(**k), ROW, ROW),
    "PReLU": (lambda **k: layers.PReLU(**k), ROW, ROW),
    "ELU": (lambda **k: layers.ELU(**k), ROW, ROW),
    "ReLU": (lambda **k: layers.ReLU(**k), ROW, ROW),
    "Softmax": (lambda **k: layers.Softmax(**k), ROW, ROW),
    "Reshape": (lambda **k: layers.Reshape((3, 1), **k), ROW, (2, 3, 1)),
    "Permute": (lambda **k: layers.Permute((2, 1), **k), STEPS, (2, 3, 4)),
    "Flatten": (lambda **k: layers.Flatten(**k), STEPS, (2, 12)),
    "RepeatVector": (lambda **k: layers.RepeatVector(2, **k), ROW, (2, 2, 3)),
    "ActivityRegularization": (lambda **k: layers.ActivityRegularization(0.1, **k), ROW, ROW),
    "BatchNormalization": (lambda **k: layers.BatchNormalization(**k), STEPS, STEPS),
    "LayerNormalization": (lambda **k: layers.LayerNormalization(**k), STEPS, STEPS),
    "Conv1D": (lambda **k: layers.Conv1D(5, 2, **k), STEPS, (2, 3, 5)),
    "Conv2D": (lambda **k: layers.Conv2D(5, 2, **k), WIDE, (2, 5, 5, 5)),
    "Conv3D": (lambda **k: layers.Conv3D(5, 2, **k), FRAMES, (2, 3, 5, 5, 5)),
    "Conv2DTranspose": (lambda **k: layers.Conv2DTranspose(5, 2, **k), WIDE, (2, 7, 7, 5)),
    "SeparableConv2D": (lambda **k: layers.SeparableConv2D(5, 2, **k), WIDE, (2, 5, 5, 5)),
    "DepthwiseConv2D": (lambda **k: layers.DepthwiseConv2D(2, **k), WIDE, (2, 5, 5, 1)),
    "MaxPooling1D": (lambda **k: layers.MaxPooling1D(2, **k), STEPS, (2, 2, 3)),
    "AveragePooling2D": (lambda **k: layers.AveragePooling2D(2, **k), WIDE, (2, 3, 3, 1)),
    "GlobalMaxPooling1D": (lambda **k: layers.GlobalMaxPooling1D(**k), STEPS, ROW),
    "ZeroPadding1D": (lambda **k: layers.ZeroPadding1D(1, **k), STEPS, (2, 6, 3)),
    "Cropping1D": (lambda **k: layers.Cropping1D(1, **k), STEPS, (2, 2, 3)),
    "UpSampling1D": (lambda **k: layers.UpSampling1D(2, **k), STEPS, (2, 8, 3)),
    "Embedding": (lambda **k: layers.Embedding(9, 5, **k), (2, 4), (2, 4, 5)),
    "Lambda": (lambda **k: layers.Lambda(double, output_shape=(3,), **k), ROW, ROW),
}


def double(x: Any) -> Any:
    return x * 2.0


def sequential(*members: Any) -> Any:
    model = keras.models.Sequential()
    for member in members:
        model.add(member)
    return model


def shapes(model: Any) -> tuple[Any, Any]:
    assert model.built
    return tuple(model.input_shape), tuple(model.output_shape)


@pytest.mark.parametrize("name", FIRST)
def test_batch_input_shape(name: str) -> None:
    make, shape, out = FIRST[name]
    model = sequential(make(batch_input_shape=shape))
    assert shapes(model) == (shape, out)
    assert len(model.layers) == 1
    assert tuple(model.layers[0].input_shape) == shape
    assert tuple(model.layers[0].output_shape) == out


@pytest.mark.parametrize("name", FIRST)
def test_other_spellings(name: str) -> None:
    make, shape, out = FIRST[name]
    assert shapes(sequential(make(batch_size=shape[0], input_shape=shape[1:]))) == (shape, out)
    listed = keras.models.Sequential([make(batch_input_shape=list(shape)), layers.Activation("relu")])
    assert shapes(listed) == (shape, out)
    assert shapes(sequential(listed)) == (shape, out)


@pytest.mark.parametrize("name", FIRST.keys() - {"LSTM", "GRU", "SimpleRNN", "RNN", "RNN of cells", "Bidirectional"})
def test_input_shape_without_a_batch_size(name: str) -> None:
    make, shape, out = FIRST[name]
    if "ConvLSTM" in name:
        with pytest.raises(ValueError, match="batch size"):
            sequential(make(input_shape=shape[1:]))
    else:
        assert shapes(sequential(make(input_shape=shape[1:]))) == ((None, *shape[1:]), (None, *out[1:]))


@pytest.mark.parametrize("name", FIRST.keys() - {"Lambda"})
def test_from_config_with_the_old_key(name: str) -> None:
    """As in every configuration and file that Keras 2 wrote."""
    make, shape, out = FIRST[name]
    config = {**make().get_config(), "batch_input_shape": list(shape)}
    assert shapes(sequential(type(make()).from_config(config))) == (shape, out)


@pytest.mark.parametrize("name", FIRST)
def test_ignored_where_keras_2_ignored_it(name: str) -> None:
    """On a layer that is not the first, and on one that is called on a tensor."""
    make, shape, out = FIRST[name]
    other = tuple(size + 1 for size in shape)
    inputs = layers.Input(batch_shape=shape, dtype="int32" if name == "Embedding" else "float32")
    assert tuple(make(batch_input_shape=other)(inputs).shape) == out
    assert shapes(sequential(layers.InputLayer(batch_input_shape=shape), make(batch_input_shape=other))) == (shape, out)


SPELLINGS = {
    "batch_size, input_dim, input_length": ({"batch_size": 2, "input_dim": 3, "input_length": 4}, (2, 4, 3)),
    "input_dim, input_length": ({"input_dim": 3, "input_length": 4}, (None, 4, 3)),
    "input_dim": ({"input_dim": 3}, (None, None, 3)),
    "input_shape": ({"input_shape": (4, 3)}, (None, 4, 3)),
    "input_shape as a list": ({"input_shape": [4, 3]}, (None, 4, 3)),
    "input_shape without a length": ({"input_shape": (None, 3)}, (None, None, 3)),
    "batch_input_shape without a length": ({"batch_input_shape": (2, None, 3)}, (2, None, 3)),
    "both: the batch shape wins": ({"batch_input_shape": (2, 4, 3), "input_shape": (9, 9)}, (2, 4, 3)),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("cls", [layers.LSTM, layers.GRU, layers.SimpleRNN], ids=lambda cls: cls.__name__)
def test_spellings_of_recurrent_layers(cls: Any, spelling: str) -> None:
    options, shape = SPELLINGS[spelling]
    assert tuple(sequential(cls(5, **options)).input_shape) == shape


EMBEDDINGS = {
    "nothing": ({}, (None, None)),
    "input_length": ({"input_length": 4}, (None, 4)),
    "input_length and batch_size": ({"input_length": 4, "batch_size": 2}, (2, 4)),
    "batch_size": ({"batch_size": 2}, (2, None)),
    "batch_input_shape": ({"batch_input_shape": [2, None]}, (2, None)),
    "input_shape": ({"input_shape": (4,)}, (None, 4)),
}


@pytest.mark.parametrize("spelling", EMBEDDINGS)
def test_spellings_of_a_first_embedding(spelling: str) -> None:
    """It is built at once, so its weights can be set and read."""
    options, shape = EMBEDDINGS[spelling]
    model = sequential(layers.Embedding(9, 5, **options), layers.GRU(2))
    assert tuple(model.input_shape) == shape
    assert len(model.get_weights()) == 4
    model.layers[0].set_weights([np.ones((9, 5))])


def test_dense_with_input_dim() -> None:
    model = keras.models.Sequential([layers.Dense(5, input_dim=3), layers.Dense(1)])
    assert shapes(model) == ((None, 3), (None, 1))
    assert model.count_params() == 26


def test_large_tokens_stay_whole() -> None:
    """A token above 2**24 does not fit a float; the look-up must not go through one."""
    model = sequential(layers.Embedding(3, 2, input_length=2, weights=[np.arange(6.0).reshape(3, 2)]))
    assert np.array_equal(model.predict_on_batch(np.array([[0, 2]], "int64"))[0], [[0, 1], [4, 5]])


def test_initial_weights() -> None:
    kernel, bias = np.full((3, 2), 0.5, "float32"), np.ones(2, "float32")
    model = sequential(layers.Dense(2, weights=[kernel, bias], input_shape=(3,)))
    assert np.array_equal(model.get_weights()[0], kernel)
    assert np.array_equal(model.get_weights()[1], bias)


def test_a_shape_inside_a_wrapper_is_ignored() -> None:
    for wrapper in (
        layers.Bidirectional(layers.LSTM(5, batch_input_shape=STEPS)),
        layers.TimeDistributed(layers.Dense(5, batch_input_shape=ROW)),
    ):
        assert not sequential(wrapper).built


@pytest.mark.parametrize("cls", ["LSTM", "GRU", "SimpleRNN", "Dense", "Masking", "Flatten"])
def test_no_shape_no_build(cls: str) -> None:
    assert not sequential(getattr(layers, cls)(*([5] if cls not in ("Masking", "Flatten") else []))).built


def test_input_layers_in_both_spellings() -> None:
    for options in (
        {"batch_input_shape": STEPS},
        {"batch_shape": STEPS},
        {"input_shape": STEPS[1:], "batch_size": 2},
    ):
        assert shapes(sequential(layers.InputLayer(**options), layers.LSTM(5))) == (STEPS, (2, 5))
    assert shapes(sequential(layers.InputLayer(STEPS[1:]), layers.LSTM(5))) == ((None, 4, 3), (None, 5))
    assert tuple(layers.Input(batch_shape=STEPS).shape) == STEPS
    assert tuple(layers.Input(STEPS[1:], batch_size=2).shape) == STEPS
    assert tuple(keras.Input(shape=STEPS[1:]).shape) == (None, 4, 3)


def test_a_first_layer_in_two_models() -> None:
    layer = layers.LSTM(5, stateful=True, batch_input_shape=STEPS)
    one, two = sequential(layer), sequential(layer, layers.Dense(1))
    assert shapes(one) == (STEPS, (2, 5))
    assert shapes(two) == (STEPS, (2, 1))


def test_layers_taken_away_and_put_back() -> None:
    model = sequential(layers.Dense(5, input_shape=(3,)), layers.Dense(2))
    model.pop()
    assert shapes(model) == ((None, 3), (None, 5))
    model.add(layers.Dense(4))
    assert shapes(model) == ((None, 3), (None, 4))


class Scaled(layers.Layer):
    """A user's layer with arguments of its own."""

    def __init__(self, factor: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs: Any) -> Any:
        return inputs * self.factor

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "factor": self.factor}


class OwnLSTM(layers.LSTM):
    """A user's subclass that hands everything on."""

    def __init__(self, units: int, **kwargs: Any) -> None:
        super().__init__(units, stateful=True, **kwargs)


class ShapeOfItsOwn(layers.Layer):
    """A user's layer that makes its shape from an argument, as Keras 1 layers did."""

    def __init__(self, input_dim: int | None = None, **kwargs: Any) -> None:
        self.input_dim = input_dim
        if input_dim:
            kwargs["input_shape"] = (input_dim,)
        super().__init__(**kwargs)

    def call(self, inputs: Any) -> Any:
        return inputs


def test_users_layers() -> None:
    assert shapes(sequential(Scaled(2.0, batch_input_shape=ROW))) == (ROW, ROW)
    assert shapes(sequential(Scaled(2.0, input_shape=(3,)))) == ((None, 3), (None, 3))
    assert shapes(sequential(OwnLSTM(5, batch_input_shape=STEPS))) == (STEPS, (2, 5))
    assert shapes(sequential(ShapeOfItsOwn(input_dim=3))) == ((None, 3), (None, 3))
    copy = Scaled.from_config({**Scaled(2.0).get_config(), "batch_input_shape": list(ROW)})
    assert shapes(sequential(copy)) == (ROW, ROW)


def test_stateful_without_a_batch_size_is_refused() -> None:
    for options in ({"input_shape": (4, 3)}, {"input_dim": 3}, {"batch_input_shape": (None, 4, 3)}):
        with pytest.raises(ValueError, match="batch size"):
            sequential(layers.LSTM(5, stateful=True, **options))


def test_words_that_neither_keras_knows_are_refused() -> None:
    for options in ({"batch_shape": STEPS}, {"batch_input_size": STEPS}, {"input_shapes": (4, 3)}):
        with pytest.raises((TypeError, ValueError), match=next(iter(options))):
            layers.LSTM(5, **options)
    with pytest.raises((TypeError, ValueError)):
        layers.SpatialDropout1D(0.5, batch_input_size=STEPS)


SAVED = (
    "LSTM",
    "RNN of cells",
    "Bidirectional",
    "TimeDistributed",
    "ConvLSTM2D",
    "Dense",
    "Masking",
    "SpatialDropout1D",
    "Conv1D",
    "Embedding",
)


#: What a release of Keras 3 cannot save or load by itself: two variables of one name in a file; the gates that ConvLSTM
#: layers default to in Keras 2 are written as a keras.layers.Pipeline, which is newer.
CANNOT = {(3, 0, 5): ("RNN of cells", "Bidirectional", "ConvLSTM2D")}


@pytest.mark.only(keras=3)
def test_saved_models_load_in_plain_keras_3(tmp_path: Path, process: Process) -> None:
    """Nothing in the file needs this library, and its numbers are the same."""
    numbers = {}
    for index, name in enumerate(SAVED):
        make, shape, _ = FIRST[name]
        model = sequential(make(batch_input_shape=shape), layers.Activation("linear"))
        x = np.random.RandomState(index).randint(0, 3, shape).astype("int32" if name == "Embedding" else "float32")
        for suffix in ("keras", "h5") if name not in CANNOT.get(compat.which_keras().release, ()) else ():
            model.save(tmp_path / f"{index}.{suffix}")
            numbers[f"{index}.{suffix}"] = x
        numbers[f"{index}.y"] = np.asarray(model.predict_on_batch(x))
    np.savez(tmp_path / "numbers.npz", **numbers)
    process("""
        import sys
        import keras
        import numpy as np

        numbers = np.load("numbers.npz")
        for file in numbers.files:
            if not file.endswith(".y"):
                model = keras.models.load_model(file, compile=False)
                expected = numbers[file.split(".")[0] + ".y"]
                assert tuple(model.input_shape) == numbers[file].shape, file
                assert np.allclose(model.predict_on_batch(numbers[file]), expected, rtol=0, atol=1e-6), file
        assert "compat" not in sys.modules
    """)
