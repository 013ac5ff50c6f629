"""Layers and models stay Keras's own objects: types, pickles, subclasses and mixins work as without the library."""

from __future__ import annotations

import abc
import copy
import functools
import pickle
from typing import Any, Generic, TypeVar

import numpy as np
import pytest

from compat import keras
from compat.keras.layers import LSTM, Dense
from compat.keras.models import Sequential

layers = keras.layers
SHAPE = (2, 4, 3)


@pytest.fixture(autouse=True)
def view() -> None:
    """Names that a module holds know nothing of an ``uninstall()`` that another test called; the view does."""
    assert keras.layers.LSTM is LSTM


def x() -> Any:
    return np.random.RandomState(1).uniform(-1, 1, SHAPE).astype("float32")


def test_types() -> None:
    layer = LSTM(2, stateful=True, batch_input_shape=SHAPE)
    assert type(layer) is LSTM
    assert isinstance(layer, layers.RNN)
    assert isinstance(layer, layers.Layer)
    assert type(Sequential([layer])) is Sequential
    assert type(keras.models.clone_model(Sequential([layer])).layers[0]) is LSTM
    assert LSTM.__name__ == "LSTM"
    assert LSTM.__module__.partition(".")[0] in ("keras", "tf_keras")


@pytest.mark.only(keras=3, since=(3, 1))
def test_pickles() -> None:
    """A model goes to another process and back; its states start from zero there."""
    model = Sequential([LSTM(2, stateful=True, batch_input_shape=SHAPE), Dense(1, activation="hard_sigmoid")])
    first = model.predict_on_batch(x())
    other = pickle.loads(pickle.dumps(model))
    assert np.allclose(other.predict_on_batch(x()), first, rtol=0, atol=1e-6)
    assert not np.allclose(other.predict_on_batch(x()), first, rtol=0, atol=1e-4)
    assert pickle.loads(pickle.dumps(LSTM)) is LSTM


@pytest.mark.only(keras=3, since=(3, 1))
def test_deep_copies() -> None:
    model = Sequential([LSTM(2, stateful=True, batch_input_shape=SHAPE)])
    first = model.predict_on_batch(x())
    assert np.allclose(copy.deepcopy(model).predict_on_batch(x()), first, rtol=0, atol=1e-6)


class Configured(LSTM):
    """Arguments of its own, in the old spelling of super()."""

    def __init__(self, units: int, factor: float = 1.0, **kwargs: Any) -> None:
        super(Configured, self).__init__(units, stateful=True, **kwargs)  # noqa: UP008
        self.factor = factor

    def call(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        return self.factor * super().call(inputs, *args, **kwargs)

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        config["factor"] = self.factor
        del config["stateful"]
        return config


class Mixin:
    """First among the bases, with a constructor that hands on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mixed = True


class Mixed(Mixin, LSTM):
    pass


class Direct(LSTM):
    """Calls the base's constructor by name."""

    def __init__(self) -> None:
        LSTM.__init__(self, 2, stateful=True, batch_input_shape=SHAPE)


class Made(LSTM):
    """Makes its instances itself."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        return super().__new__(cls, *args, **kwargs)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def describe(self) -> str: ...


class Concrete(LSTM, Abstract):
    def describe(self) -> str:
        return "concrete"


T = TypeVar("T")


class Typed(LSTM, Generic[T]):
    pass


MAKERS = {
    "subclass": lambda: Configured(2, factor=0.5, batch_input_shape=SHAPE),
    "mixin": lambda: Mixed(2, stateful=True, batch_input_shape=SHAPE),
    "by name": lambda: Direct(),
    "__new__": lambda: Made(2, stateful=True, batch_input_shape=SHAPE),
    "abstract base": lambda: Concrete(2, stateful=True, batch_input_shape=SHAPE),
    "generic": lambda: Typed(2, stateful=True, batch_input_shape=SHAPE),
    "functools.partial": lambda: functools.partial(LSTM, stateful=True)(2, batch_input_shape=SHAPE),
    "keywords in a dict": lambda: LSTM(**{"units": 2, "stateful": True, "batch_input_shape": SHAPE}),
}


@pytest.mark.parametrize("how", MAKERS)
def test_layers_of_users_carry(how: str) -> None:
    layer = MAKERS[how]()
    model = Sequential([layer])
    assert tuple(model.input_shape) == SHAPE
    first, second = model.predict_on_batch(x()), model.predict_on_batch(x())
    assert not np.allclose(first, second, rtol=0, atol=1e-4)
    model.reset_states()
    assert np.allclose(model.predict_on_batch(x()), first, rtol=0, atol=1e-6)


def test_a_subclass_goes_through_its_configuration() -> None:
    model = Sequential([Configured(2, factor=0.5, batch_input_shape=SHAPE)])
    first = model.predict_on_batch(x())
    again = Sequential.from_config(model.get_config(), custom_objects={"Configured": Configured})
    again.set_weights(model.get_weights())
    assert again.layers[0].factor == 0.5
    assert np.allclose(again.predict_on_batch(x()), first, rtol=0, atol=1e-6)
    wrapped = layers.Bidirectional(Configured(2, factor=0.5), batch_input_shape=SHAPE)
    both = Sequential([wrapped])
    assert not np.allclose(both.predict_on_batch(x()), both.predict_on_batch(x()), rtol=0, atol=1e-4)


class Cell(layers.Layer):
    """A user's cell, registered nowhere."""

    def __init__(self, units: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.units = self.state_size = self.output_size = units

    def build(self, input_shape: Any) -> None:
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], self.units), initializer="ones")
        self.built = True

    def call(self, inputs: Any, states: Any) -> Any:
        out = inputs[:, :1] * self.kernel[:1] + 0.5 * states[0]
        return out, [out]

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "units": self.units}


def test_a_users_cells_in_both_directions() -> None:
    for cell in (Cell(2), [Cell(2), layers.GRUCell(2)]):
        model = Sequential([layers.Bidirectional(layers.RNN(cell, stateful=True), batch_input_shape=SHAPE)])
        first = model.predict_on_batch(x())
        assert not np.allclose(model.predict_on_batch(x()), first, rtol=0, atol=1e-4)
        model.reset_states()
        assert np.allclose(model.predict_on_batch(x()), first, rtol=0, atol=1e-6)
        assert len(model.weights) == (2 if isinstance(cell, Cell) else 8)


class Guarded(keras.Model):
    """A user's model with a fit of its own around Keras's."""

    def __init__(self) -> None:
        super().__init__()
        self.memory = layers.GRU(2, stateful=True)
        self.fitted = 0

    def call(self, inputs: Any) -> Any:
        return self.memory(inputs)

    def fit(self, *args: Any, **kwargs: Any) -> Any:
        self.fitted += 1
        kwargs.setdefault("shuffle", False)
        return super().fit(*args, **kwargs)


def test_a_users_fit_wins() -> None:
    model = Guarded()
    model.compile(loss="mse", optimizer="sgd")
    model.fit(np.concatenate([x(), x()]), np.zeros((4, 2), "float32"), batch_size=2, verbose=0)
    assert model.fitted == 1
    with pytest.raises(ValueError, match="hold the states of exactly 2 samples"):
        model.fit(np.concatenate([x(), x()])[:3], np.zeros((3, 2), "float32"), batch_size=2, verbose=0)


def test_two_generations_of_functional_subclasses() -> None:
    """A functional subclass does not change what later models are."""

    class Functional(keras.Model):
        def __init__(self) -> None:
            inputs = keras.Input(batch_shape=SHAPE)
            super().__init__(inputs=inputs, outputs=layers.GRU(2, stateful=True)(inputs))

    model = Functional()
    assert not np.allclose(model.predict_on_batch(x()), model.predict_on_batch(x()), rtol=0, atol=1e-4)
    assert Guarded().fitted == 0


class Shaped(layers.Layer):
    """Sets shapes as attributes, as old layers did."""

    input_shape = "mine"

    def build(self, input_shape: Any) -> None:
        super().build(input_shape)

    def call(self, inputs: Any) -> Any:
        return inputs


@pytest.mark.only(keras=3)
def test_added_attributes_give_way_to_the_users() -> None:
    layer = Shaped()
    layer.output_shape = "mine too"
    layer.stateful = "also mine"
    assert (layer.input_shape, layer.output_shape, layer.stateful) == ("mine", "mine too", "also mine")


def test_shapes_of_layers() -> None:
    model = Sequential([LSTM(2, return_sequences=True, batch_input_shape=SHAPE), Dense(5)])
    assert [tuple(layer.input_shape) for layer in model.layers] == [SHAPE, (2, 4, 2)]
    assert [tuple(layer.output_shape) for layer in model.layers] == [(2, 4, 2), (2, 4, 5)]
    assert not hasattr(Dense(3), "input_shape")
    assert not hasattr(Dense(3), "output_shape")


def test_dispatch_and_matching_by_type() -> None:
    @functools.singledispatch
    def kind(layer: Any) -> str:
        return "other"

    kind.register(LSTM, lambda layer: "lstm")
    assert kind(LSTM(2, batch_input_shape=SHAPE)) == "lstm"
    assert kind(Dense(2, input_shape=(3,))) == "other"
    assert {LSTM: 1}[type(LSTM(2))] == 1


def test_shapes_of_keras_2_code() -> None:
    """They are compared with lists, added, and asked; Keras's own layers answer with them."""
    shape = layers.Dense(4).compute_output_shape((None, 2, 3))
    assert shape.as_list() == [None, 2, 4]
    assert shape == [None, 2, 4]
    assert shape == (None, 2, 4)
    assert shape != [2, 4]
    assert hash(shape) == hash((None, 2, 4))
    assert shape[:1].concatenate([7]).as_list() == [None, 7]
    assert shape.is_compatible_with((5, 2, None)) and not shape.is_compatible_with((5, 3, 4))
    assert shape.with_rank(3) is shape
    with pytest.raises(ValueError, match="rank 2"):
        shape.with_rank(2)
    both = layers.Bidirectional(LSTM(2, return_state=True)).compute_output_shape((None, 2, 3))
    assert [each.as_list() for each in both] == [[None, 4], *[[None, 2]] * 4]


def test_a_private_class_has_a_name_that_a_scope_may_have() -> None:
    class _Own(layers.Layer):  # type: ignore[misc,name-defined]
        def call(self, x: Any) -> Any:
            return x

    assert _Own().name.startswith("private__own")
    assert Sequential([keras.Input((2,)), _Own()]).predict(np.ones((1, 2)), verbose=0).tolist() == [[1.0, 1.0]]
