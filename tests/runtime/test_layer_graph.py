"""What layers, tensors and nodes knew of their graph: inputs and outputs of each call, masks, losses and updates."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat
from compat import keras
from compat.keras import backend as K
from compat.keras import layers

pytestmark = [pytest.mark.only(keras=3), pytest.mark.usefixtures("standalone_keras")]


def test_a_node_names_its_layers_shapes_and_masks() -> None:
    x = keras.Input((4,), name="x")
    first, second = layers.Dense(3), layers.Dense(2)
    y = second(first(x))
    node = second._inbound_nodes[0]
    assert node.inbound_layers == [first]
    assert node.outbound_layer is second
    assert (node.input_shapes, node.output_shapes) == ([(None, 3)], [(None, 2)])
    assert (node.input_masks, node.output_masks) == ([None], [None])
    assert node.get_config()["inbound_layers"] == [first.name]
    assert x._keras_history[0]._inbound_nodes[0].input_tensors == [x]
    assert y._keras_shape == (None, 2)


def test_the_input_of_a_layer_that_was_called_twice_is_asked_for_by_number() -> None:
    a, b = keras.Input((4,)), keras.Input((4,))
    layer = layers.Dense(3)
    first, second = layer(a), layer(b)
    with pytest.raises(AttributeError):  # torch has its own words
        layer.input  # noqa: B018
    assert layer.get_input_at(0) is a
    assert layer.get_output_at(1) is second
    assert layer.get_output_at(-1) is second
    assert layer.get_output_at(0) is first
    with pytest.raises(ValueError, match="node 2"):
        layer.get_input_at(2)


def test_a_sequential_that_grows_calls_its_layers_once() -> None:
    model = keras.Sequential()
    for _ in range(4):
        model.add(layers.Dense(3, input_shape=(2,)) if not model.layers else layers.Dense(3))
    assert model.layers[1].input is model.layers[0].output
    assert model.layers[-1].output is model.output
    assert model.layers[2].get_output_at(0) is model.layers[2].output


def test_who_follows_the_learning_phase() -> None:
    a, b = keras.Input((4,)), keras.Input((4,))
    dense, dropped = layers.Dense(3)(a), layers.Dropout(0.5)(b)
    assert not dense._uses_learning_phase
    assert dropped._uses_learning_phase
    assert layers.concatenate([dense, dropped])._uses_learning_phase
    assert not layers.Dropout(0.5)(a, training=True)._uses_learning_phase
    inner = keras.models.Model([a, b], [dense, dropped])
    assert inner.uses_learning_phase
    assert all(each._uses_learning_phase for each in inner([keras.Input((4,)), keras.Input((4,))]))


@pytest.mark.parametrize("training", [True, False])
def test_what_a_call_says_of_training_holds(training: bool) -> None:
    x = keras.Input((400,))
    model = keras.models.Model(x, layers.Dropout(0.5)(x, training=training))
    outer_x = keras.Input((400,))
    outer = keras.models.Model(outer_x, model(outer_x))
    ones = np.ones((1, 400), "float32")
    for each in (model, outer):
        assert bool(np.mean(each.predict(ones, verbose=0) == 0) > 0.2) is training
        phase = K.function([each.input, K.learning_phase()], [each.output])
        assert bool(np.mean(phase([ones, not training])[0] == 0) > 0.2) is training


def test_losses_count_each_call_and_each_thing_told() -> None:
    dense = layers.Dense(2, kernel_regularizer="l1", activity_regularizer="l1")
    a, b = keras.Input((3,)), keras.Input((3,))
    model = keras.models.Model([a, b], layers.add([dense(a), dense(b)]))
    assert len(model.losses) == 3
    model.add_loss(K.mean(model.output))
    model.add_loss(1)
    assert len(model.losses) == 5
    assert len(dense.get_losses_for(None)) == 1
    assert len(dense.get_losses_for(a)) == 1


def test_losses_that_are_told_are_trained_on() -> None:
    x = keras.Input((1,))
    y = layers.Dense(1, use_bias=False, kernel_initializer="ones")(x)
    model = keras.models.Model(x, y)
    model.add_loss(K.mean(3 * y))
    model.add_loss(2)
    model.compile("sgd", None)
    assert float(model.train_on_batch(np.ones((2, 1)), None)) == pytest.approx(5.0)
    assert float(model.get_weights()[0][0, 0]) < 1.0


def test_updates_of_a_normalization_set_its_statistics() -> None:
    x = keras.Input((2,))
    layer = layers.BatchNormalization(momentum=0.5)
    model = keras.models.Model(x, layer(x))
    assert len(layer.updates) == len(model.updates) == 2
    assert len(layer.get_updates_for(x)) == 2
    assert layer.get_updates_for(None) == []
    K.function([x], [model.output], updates=model.updates)([np.array([[1.0, 2.0], [3.0, 4.0]])])
    np.testing.assert_allclose(layer.get_weights()[2], [1.0, 1.5])
    np.testing.assert_allclose(layer.get_weights()[3], [1.0, 1.0])
    model.trainable = False
    assert model.updates == []


def test_a_normalization_that_is_not_trained_has_no_updates() -> None:
    layer = layers.BatchNormalization()
    layer(keras.Input((2,)), training=False)
    assert layer.updates == []


def test_masks_of_every_step() -> None:
    model = keras.Sequential(
        [layers.TimeDistributed(layers.Masking(), input_shape=(None, 4)), layers.TimeDistributed(layers.Dense(2))]
    )
    data = np.random.RandomState(0).randint(1, 5, (5, 3, 4)).astype("float32")
    for row in range(3):
        data[row, row:] = 0
    first = model.layers[0].compute_mask(model.layers[0].input)
    second = model.layers[1].compute_mask(model.layers[1].input, first)
    found = K.function([model.input], [first, second])([data])
    for mask in found:
        np.testing.assert_array_equal(mask, data.any(axis=-1))


def test_a_layer_without_masks_refuses_one() -> None:
    layer = layers.Conv1D(1, 2)
    x = keras.Input((3, 1))
    layer(x)
    assert layer.compute_mask(x) is None
    with pytest.raises(TypeError, match="does not support masking"):
        layer.compute_mask(x, np.ones((1, 3)))


@pytest.mark.parametrize(("dialect", "expected"), [("2.2", 8.0), ("2.15", 2.0)])
def test_activity_regularizers_and_the_batch(dialect: str, expected: float) -> None:
    compat.install(dialect=dialect)
    for layer in (
        layers.Dense(1, use_bias=False, kernel_initializer="ones", activity_regularizer=keras.regularizers.l1(2.0)),
        layers.SimpleRNN(
            1, activation="linear", kernel_initializer="ones", activity_regularizer=keras.regularizers.l1(2.0)
        ),
    ):
        shape = (4, 1) if isinstance(layer, layers.Dense) else (4, 1, 1)
        layer(np.ones(shape, "float32"))
        assert float(K.eval(layer.losses[0])) == pytest.approx(expected)
        assert type(layer).from_config(layer.get_config()).activity_regularizer is not None


def test_a_regularizer_inside_time_distributed_counts() -> None:
    inner = layers.Dense(1, use_bias=False, kernel_initializer="ones", activity_regularizer=keras.regularizers.l1(1.0))
    model = keras.Sequential([layers.TimeDistributed(inner, input_shape=(3, 1))])
    model.compile("sgd", "mse")
    loss = model.evaluate(np.ones((2, 3, 1)), np.ones((2, 3, 1)), verbose=0)
    assert float(loss) == pytest.approx(6.0)


def test_functions_of_a_lambda_come_back_from_its_config() -> None:
    def double(x: Any) -> Any:
        return K.concatenate([x, 2 * x])

    for function in (double, lambda x: K.concatenate([x, 2 * x])):
        model = keras.Sequential([layers.Lambda(function, input_shape=(2,))])
        again = keras.Sequential.from_config(model.get_config())
        np.testing.assert_allclose(again.predict(np.ones((1, 2)), verbose=0), [[1, 1, 2, 2]])
        layer = layers.deserialize({"class_name": "Lambda", "config": model.layers[0].get_config()})
        assert layer.function is function


def test_a_variable_is_a_key() -> None:
    weight = layers.Dense(1)
    weight.build((None, 1))
    assert {weight.kernel: "kernel"}[weight.kernel] == "kernel"


def test_a_shape_that_cannot_be_inferred_stops_no_summary(capsys: pytest.CaptureFixture[str]) -> None:
    compat.install(dialect="2.15")

    class Pair(layers.Layer):
        def call(self, inputs: Any) -> Any:
            assert isinstance(inputs, list)
            return inputs

    model = keras.Sequential([Pair(name="pair")])
    model([np.ones((3, 2), "float32"), np.ones((3, 2), "float32")])
    model.summary()
    assert "pair" in capsys.readouterr().out
    with pytest.raises(NotImplementedError, match=r"cannot be inferred from its call(?s:.*)K2C238"):
        Pair().compute_output_shape((3, 2))


def test_keras_finds_each_layer_of_a_model_once_when_it_loads(tmp_path: Any) -> None:
    """A layer that cannot be loaded is told of by its own error, not by that of a second name for it."""
    path = str(tmp_path / "model.keras")
    keras.Sequential([keras.Input((3,)), layers.Dense(4), layers.Dense(5)]).save(path)
    other = keras.Sequential([keras.Input((3,)), layers.Dense(4), layers.Dense(6)])
    with pytest.raises(ValueError, match="must match"):
        other.load_weights(path)
    assert [layer.name for layer in other.output_layers] == [other.layers[-1].name]
