"""Every recorded file loads, predicts and goes on training as under the Keras 2 that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import record_files as record
import recorded
from recorded import Recorded

import compat
from compat import saved

FILES = recorded.files()


@pytest.fixture(autouse=True)
def keras2_program() -> Iterator[None]:
    """A program that speaks Keras 2: on jax and torch the run time carries the state."""
    compat.install()
    yield
    compat.uninstall()


def load(file: Recorded) -> Any:
    import keras

    objects: dict[str, Any] = {}
    if file.case in recorded.NEEDS_THE_PROGRAM:
        objects = record.program(keras)
    if file.case == "lambda_layer":
        objects = {"twice": lambda t: t * 2.0 + 1.0}
    if file.case == "names_with_slashes":
        with pytest.warns(UserWarning, match="layer 'block1/dense' is called 'block1_dense'"):
            return saved.load_model(file.path)
    return saved.load_model(file.path, custom_objects=objects)


def predict(model: Any, x: list[np.ndarray]) -> list[np.ndarray]:
    found = model.predict(recorded.one(x), batch_size=len(x[0]), verbose=0)
    return [np.asarray(each) for each in record.items(found)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_a_file_predicts_and_trains_as_before(file: Recorded) -> None:
    model, x, y = load(file), file.series("x"), file.series("y")
    recorded.assert_equal(predict(model, x), file.series("first"))
    if "second0" in file:
        recorded.assert_equal(predict(model, x), file.series("second"))
    if "loss1" in file:
        model.reset_states()
        for step in (1, 2):
            loss = record.items(model.train_on_batch(recorded.one(x), recorded.one(y)))[0]
            np.testing.assert_allclose(loss, file.one(f"loss{step}"), rtol=1e-5, atol=1e-5)
            recorded.assert_equal(record.weights(model), file.series(f"step{step}_"))
