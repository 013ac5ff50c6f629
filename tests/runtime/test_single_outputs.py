"""Models made of lists of one input and one output."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)


def _model(keras: Any, **more: Any) -> Any:
    x = keras.layers.Input((2,))
    return keras.models.Model(inputs=[x], outputs=[keras.layers.Dense(3)(x)], **more)


def test_one_output_is_a_tensor(keras: Any) -> None:
    model = _model(keras)
    assert model.output.shape == (None, 3)
    assert model.input.shape == (None, 2)
    assert [len(model.inputs), len(model.outputs)] == [1, 1]
    y = keras.layers.Dense(4)(model(model.input))
    assert keras.models.Model(model.input, y).predict(np.ones((5, 2)), verbose=0).shape == (5, 4)
    assert keras.models.Model(model.inputs, model.outputs).predict([np.ones((5, 2))], verbose=0).shape == (5, 3)


def test_several_outputs_stay_a_list(keras: Any) -> None:
    x = keras.layers.Input((2,))
    model = keras.models.Model([x], [keras.layers.Dense(3)(x), keras.layers.Dense(1)(x)])
    assert isinstance(model.output, list)


def test_it_goes_through_a_config_and_a_file(keras: Any, tmp_path: Any) -> None:
    model = _model(keras)
    assert not isinstance(keras.models.Model.from_config(model.get_config()).output, list)
    model.save(tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras")
    x = np.ones((1, 2), "float32")
    assert np.array_equal(again.predict(x, verbose=0), model.predict(x, verbose=0))


def test_code_of_keras_3_keeps_its_lists() -> None:
    import keras

    compat.install()
    compat.uninstall()
    assert isinstance(_model(keras).output, list)


def test_a_string_is_an_object_of_the_program(keras: Any) -> None:
    class Own:
        pass

    with keras.utils.custom_object_scope({"Own": Own}):
        assert isinstance(keras.regularizers.get("Own"), Own)
    with pytest.raises(ValueError, match="Own"):
        keras.regularizers.get("Own")


def test_a_lambda_from_a_file_finds_custom_objects(keras: Any, tmp_path: Any) -> None:
    names: dict[str, Any] = {"square": lambda x: x * x}
    double = eval("lambda x: square(x)", names)
    model = keras.models.Sequential([keras.layers.Lambda(double, input_shape=(2,), output_shape=(2,))])
    model.save(str(tmp_path / "model.h5"))
    again = keras.models.load_model(str(tmp_path / "model.h5"), custom_objects={"square": names["square"]})
    assert again.predict(np.full((1, 2), 3.0), verbose=0).tolist() == [[9.0, 9.0]]


def test_updates_in_the_order_of_keras_1(keras: Any) -> None:
    variable = keras.Variable(0.0)
    optimizer = keras.optimizers.SGD()
    assert isinstance(optimizer.get_updates([variable], {}, keras.ops.mean(variable)), list)
