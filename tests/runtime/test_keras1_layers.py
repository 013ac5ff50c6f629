"""Layers in the spellings of Keras 1 that need more than a new name, and what Keras 2 made though Keras 3 refuses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from compat.keras.utils.test_utils import layer_test

from compat import keras
from compat.keras import layers

pytestmark = [pytest.mark.only(keras=3), pytest.mark.usefixtures("standalone_keras")]


PAIRS: list[tuple[Callable[[], Any], Callable[[], Any]]] = [
    (lambda: layers.Convolution2D(5, 3, nb_col=4, name="x"), lambda: layers.Conv2D(5, (3, 4), name="x")),
    (lambda: layers.Convolution2D(5, nb_row=3, nb_col=4, name="x"), lambda: layers.Conv2D(5, (3, 4), name="x")),
    (lambda: layers.Convolution3D(5, 3, 4, kernel_dim3=5, name="x"), lambda: layers.Conv3D(5, (3, 4, 5), name="x")),
    (
        lambda: layers.Convolution3D(5, 3, kernel_dim2=4, kernel_dim3=5, name="x"),
        lambda: layers.Conv3D(5, (3, 4, 5), name="x"),
    ),
    (lambda: layers.Deconvolution2D(5, 3, 4, (6, 7, 5), name="x"), lambda: layers.Conv2DTranspose(5, (3, 4), name="x")),
    (
        lambda: layers.Deconvolution2D(5, 3, nb_col=4, output_shape=(6, 7, 5), name="x"),
        lambda: layers.Conv2DTranspose(5, (3, 4), name="x"),
    ),
    (
        lambda: layers.SeparableConv2D(5, 3, 3, init="normal", name="x"),
        lambda: layers.SeparableConv2D(
            5, (3, 3), depthwise_initializer="normal", pointwise_initializer="normal", name="x"
        ),
    ),
    (
        lambda: layers.GlobalMaxPooling3D(dim_ordering="th", name="x"),
        lambda: layers.GlobalMaxPooling3D(data_format="channels_first", name="x"),
    ),
    (
        lambda: layers.ZeroPadding2D(padding={"right_pad": 4, "top_pad": 1}, name="x"),
        lambda: layers.ZeroPadding2D(((1, 0), (0, 4)), name="x"),
    ),
    (lambda: layers.BatchNormalization(mode=0, name="x"), lambda: layers.BatchNormalization(name="x")),
    (lambda: layers.Embedding(4, 2, dropout=0.2, name="x"), lambda: layers.Embedding(4, 2, name="x")),
    (lambda: layers.LSTM(2, forget_bias_init="zero", name="x"), lambda: layers.LSTM(2, name="x")),
    (lambda: layers.Dropout(p=3, name="x"), lambda: layers.Dropout(1.0, name="x")),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_old_and_new_words_make_the_same_layer(before: Callable[[], Any], after: Callable[[], Any]) -> None:
    assert before().get_config() == after().get_config()


def test_the_shape_of_a_sequence_in_two_arguments() -> None:
    model = keras.models.Sequential([layers.Convolution1D(5, 2, input_dim=3, input_length=4)])
    assert model.input_shape == (None, 4, 3)
    assert model.output_shape == (None, 3, 5)


def test_a_normalization_of_each_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="keras_1_leftovers"):
        layers.BatchNormalization(mode=1)


def test_an_embedding_whose_length_and_shape_do_not_fit() -> None:
    with pytest.raises(ValueError, match="input_length"):
        layers.Embedding(10, 4, input_length=2, input_shape=(3,))


def test_layers_that_keras_3_refuses() -> None:
    assert layer_test(layers.Cropping1D, {"cropping": (2, 2)}, input_shape=(3, 4, 2)).shape == (3, 0, 2)
    data = np.array([[-2.0, 3.0]], "float32")
    np.testing.assert_allclose(layer_test(layers.LeakyReLU, {"alpha": -1.0}, input_data=data), [[2.0, 3.0]])
    assert layers.AveragePooling2D().pool_size == (2, 2)
    assert layers.AtrousConvolution2D(2, 3, 3, atrous_rate=2, subsample=2).dilation_rate == (2, 2)
    with pytest.raises(ValueError, match="channel"):
        layers.Conv2D(2, 3)(keras.Input((5, 5, None)))


def test_merge_layers_count_their_inputs() -> None:
    inputs = [keras.Input((2,)) for _ in range(3)]
    layer = layers.Subtract()
    layer(inputs[:2])
    for wrong in (inputs, inputs[:1]):
        with pytest.raises(ValueError, match="inputs"):
            layer(wrong)
