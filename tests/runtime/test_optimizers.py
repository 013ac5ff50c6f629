"""Ten steps with each optimizer give Keras 2's weights: the present generation, the legacy one, and that of Keras 2.2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from optimizer_cases import GROUPS, OLD_GROUPS, dense, trajectory

import compat

pytestmark = pytest.mark.only(keras=3)

RECORDED = Path(__file__).parent / "recorded"


@pytest.fixture(params=["2.15", "2.2"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def keras_2_code(dialect: str) -> Iterator[Any]:
    compat.install(dialect=dialect)
    import keras

    yield keras
    compat.uninstall()


def _cases(groups: dict[str, Any]) -> list[tuple[str, str]]:
    return [(group, name) for group, (makes, _) in groups.items() for name in makes]


def _compare(keras: Any, group: str, name: str, file: str) -> None:
    makes, program = {**GROUPS, **OLD_GROUPS}[group]
    with np.load(RECORDED / file) as numbers:
        expected = numbers[f"{group}/{name}"]
    np.testing.assert_allclose(trajectory(keras, makes[name], program), expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("dialect", ["2.15"], indirect=True)
@pytest.mark.parametrize(("group", "name"), _cases(GROUPS))
def test_weights_are_those_of_keras_2_15(keras_2_code: Any, group: str, name: str) -> None:
    _compare(keras_2_code, group, name, "optimizers.npz")


@pytest.mark.parametrize("dialect", ["2.2"], indirect=True)
@pytest.mark.parametrize(("group", "name"), _cases(OLD_GROUPS))
def test_weights_are_those_of_keras_2_2(keras_2_code: Any, group: str, name: str) -> None:
    _compare(keras_2_code, group, name, "optimizers_2.2.npz")


@pytest.mark.parametrize("dialect", ["2.15"], indirect=True)
@pytest.mark.parametrize("name", ["SGD decay", "RMSprop centered", "Nadam", "Adagrad"])
@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_a_saved_model_trains_on_with_the_same_numbers(
    keras_2_code: Any, name: str, suffix: str, tmp_path: Path
) -> None:
    keras = keras_2_code
    model, x, y = dense(keras)
    model.compile(optimizer=GROUPS["legacy"][0][name](keras.optimizers), loss="mse")
    for _ in range(3):
        model.train_on_batch(x, y)
    path = str(tmp_path / f"model{suffix}")
    model.save(path)
    loaded = keras.models.load_model(path)
    # The same class by name; on torch Keras has one of its own behind it.
    assert type(loaded.optimizer).__name__ == type(model.optimizer).__name__
    for _ in range(3):
        for each in (model, loaded):
            each.train_on_batch(x, y)
    for ours, theirs in zip(loaded.get_weights(), model.get_weights()):
        # torch's own class steps through all variables in one call: another rounding in the last bit of a float32.
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)


@pytest.mark.parametrize("dialect", ["2.15"], indirect=True)
def test_what_is_saved_of_a_decay_is_a_schedule_of_any_keras_3(keras_2_code: Any) -> None:
    keras = keras_2_code
    optimizer = keras.optimizers.SGD(lr=0.5, decay=0.25)
    rate = optimizer.get_config()["learning_rate"]
    assert rate["class_name"] == "InverseTimeDecay"
    schedule = keras.saving.deserialize_keras_object(rate)
    assert abs(float(schedule(4)) - 0.25) < 1e-6
    again = keras.optimizers.SGD.from_config(optimizer.get_config())
    assert float(keras.backend.get_value(again.lr)) == 0.5
    assert float(keras.backend.get_value(again.decay)) == 0.25


@pytest.mark.parametrize("dialect", ["2.15"], indirect=True)
def test_callbacks_set_the_rate_of_an_optimizer_that_decays(keras_2_code: Any) -> None:
    keras = keras_2_code
    model, x, y = dense(keras)
    model.compile(optimizer=keras.optimizers.SGD(lr=0.1, decay=1e-3, momentum=0.9), loss="mse")
    plateau = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=0, min_delta=10)
    history = model.fit(x, y, epochs=3, callbacks=[plateau], verbose=0)
    np.testing.assert_allclose(history.history["lr"], [0.1, 0.1, 0.05], rtol=1e-6)
    assert abs(float(keras.backend.get_value(model.optimizer.lr)) - 0.025) < 1e-8


def test_numbers_that_are_no_floats_are_rates(keras_2_code: Any) -> None:
    optimizers = keras_2_code.optimizers
    for rate in (1, np.float32(1), np.array(1.0)):
        assert float(keras_2_code.backend.get_value(optimizers.SGD(lr=rate).lr)) == 1.0


@pytest.mark.parametrize("dialect", ["2.15"], indirect=True)
def test_legacy_classes_refuse_what_they_refused(keras_2_code: Any) -> None:
    keras = keras_2_code
    with pytest.raises(ValueError, match="schedule"):
        keras.optimizers.legacy.Nadam(keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.5))
    with pytest.raises(ValueError, match="non-negative"):
        keras.optimizers.legacy.Adagrad(initial_accumulator_value=-1.0)


@pytest.mark.parametrize("dialect", ["2.15"], indirect=True)
def test_optimizers_of_keras_3_keep_their_formulas(keras_2_code: Any) -> None:
    keras = keras_2_code
    assert keras.optimizers.legacy.Adam is keras.optimizers.Adam
    assert issubclass(keras.optimizers.legacy.SGD, keras.optimizers.SGD)
    assert keras.optimizers.legacy.RMSprop is not keras.optimizers.RMSprop
    assert issubclass(keras.optimizers.legacy.RMSprop, keras.optimizers.RMSprop)


def test_one_optimizer_trains_two_models_with_slots_for_each(keras_2_code: Any) -> None:
    keras = keras_2_code
    optimizer = keras.optimizers.Adam(lr=0.1)
    models, weights = [], [1.0, 2.0]
    for weight in weights:
        model = keras.models.Sequential([keras.layers.Dense(1, input_shape=(1,), use_bias=False)])
        model.set_weights([np.full((1, 1), weight)])
        model.compile(optimizer, "mse")
        models.append(model)
    first, second, step = [0.0, 0.0], [0.0, 0.0], 0
    for _ in range(4):
        for index, model in enumerate(models):
            model.train_on_batch(np.ones((2, 1)), np.zeros((2, 1)))
            step, gradient = step + 1, 2 * weights[index]
            first[index] = 0.9 * first[index] + 0.1 * gradient
            second[index] = 0.999 * second[index] + 0.001 * gradient**2
            rate = 0.1 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            weights[index] -= rate * first[index] / (np.sqrt(second[index]) + 1e-7)
            np.testing.assert_allclose(model.get_weights()[0].item(), weights[index], atol=1e-5)
    keras.backend.set_value(optimizer.lr, 0.0)
    before = models[1].get_weights()[0]
    models[1].train_on_batch(np.ones((2, 1)), np.zeros((2, 1)))
    np.testing.assert_array_equal(models[1].get_weights()[0], before)
