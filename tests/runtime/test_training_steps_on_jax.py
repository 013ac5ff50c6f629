"""A step of the program's own, and members of Keras 2's graph, are refused with their page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.only(keras=3)


def _fitted(keras: Any, cls: type) -> Any:
    x = keras.layers.Input((1,))
    model = cls(x, keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")(x))
    model.compile(keras.optimizers.SGD(0.25), "mse")
    model.fit(np.ones((1, 1)), np.zeros((1, 1)), verbose=0)
    return model.get_weights()[0].tolist()


def test_a_step_of_keras_2(keras: Any) -> None:
    class Own(keras.Model):
        def train_step(self, data: Any) -> Any:
            return super().train_step(data)

    if keras.backend.backend() == "jax":
        with pytest.raises(TypeError, match=r"Own\.train_step\(self, data\) cannot run on jax.*\n.*K2C811"):
            _fitted(keras, Own)
    else:
        assert _fitted(keras, Own) == [[0.5]]


def test_any_arguments_are_a_step_of_keras_3(keras: Any) -> None:
    class Own(keras.Model):
        def train_step(self, *args: Any, **kwargs: Any) -> Any:
            return super().train_step(*args, **kwargs)

    assert _fitted(keras, Own) == [[0.5]]


@pytest.mark.parametrize("name", ["_set_inputs", "op"])
def test_members_of_the_graph(keras: Any, name: str) -> None:
    x = keras.layers.Input((1,))
    owner = keras.models.Model(x, x) if name == "_set_inputs" else x
    with pytest.raises(AttributeError, match="K2C628"):
        getattr(owner, name)
    assert not hasattr(owner, name)
