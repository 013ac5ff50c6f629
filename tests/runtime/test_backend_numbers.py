"""Every function of ``keras.backend`` gives the numbers of Keras 2: on tensors, on Keras tensors and in compiled code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from backend_cases import CASES, OLD_DIALECT, OTHERWISE_COMPILED, Case, Whole, evaluate, leaves

import compat

RECORDED = Path(__file__).parent / "recorded"
TENSORFLOW = compat.which_keras().backend == "tensorflow"
JAX = compat.which_keras().backend == "jax"


@pytest.fixture(scope="module", autouse=True)
def keras_2_code() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


def recorded(case: Case, file: str = "backend") -> list[Any]:
    with np.load(RECORDED / f"{file}.npz") as numbers:
        found = []
        while f"{case.name}|{len(found)}" in numbers:
            found.append(numbers[f"{case.name}|{len(found)}"])
        return found


def assert_recorded(values: list[Any], case: Case, file: str = "backend") -> None:
    expected = recorded(case, file)
    assert len(values) == len(expected)
    for value, number in zip(values, expected):
        assert value.shape == number.shape
        assert value.dtype == number.dtype or (JAX and number.dtype == np.int64 and value.dtype == np.int32)
        np.testing.assert_allclose(value, number, rtol=1e-5, atol=1e-6)


def names(cases: Any) -> list[str]:
    return [case.name for case in cases]


#: Keras 3 has a beam search from 3.4 on.
HERE = tuple(case for case in CASES if "of a beam" not in case.name or not (3,) < compat.which_keras().release < (3, 4))


@pytest.mark.only(keras=2)
@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_the_record_is_what_keras_2_computes(case: Case) -> None:
    import keras

    assert_recorded(evaluate(Whole(keras), case), case)


@pytest.mark.only(keras=3)
@pytest.mark.parametrize("case", HERE, ids=names(HERE))
def test_on_tensors(case: Case) -> None:
    from keras import backend as K

    assert_recorded(evaluate(K, case), case)


SYMBOLIC = tuple(case for case in HERE if case.symbolic)


@pytest.mark.only(keras=3)
@pytest.mark.parametrize("case", SYMBOLIC, ids=names(SYMBOLIC))
def test_on_keras_tensors(case: Case) -> None:
    from keras import backend as K

    inputs = [
        K.placeholder(shape=(None, *each.shape[1:]) if case.batch else each.shape, dtype=each.dtype.name)
        for each in case.inputs
    ]
    outputs = leaves(case.function(K, *inputs))
    assert_recorded([np.asarray(each) for each in K.function(inputs, outputs)(list(case.inputs))], case)


COMPILED = tuple(case for case in HERE if case.compiled)


def compiled(function: Callable[..., Any], case: Case) -> Callable[..., Any]:
    """The function as one compiled step of the backend; on tensorflow with an unknown first axis."""
    if JAX:
        import jax

        return jax.jit(function)
    if not TENSORFLOW:
        return function
    import tensorflow

    shapes = [[None, *each.shape[1:]] if case.batch and case.symbolic else each.shape for each in case.inputs]
    specs = [tensorflow.TensorSpec(shape, each.dtype) for shape, each in zip(shapes, case.inputs)]
    return tensorflow.function(function, input_signature=specs, autograph=False)


@pytest.mark.only(keras=3)
@pytest.mark.parametrize("case", COMPILED, ids=names(COMPILED))
def test_in_compiled_code(case: Case) -> None:
    from keras import backend as K

    def function(*inputs: Any) -> list[Any]:
        return [K.cast(each, K.dtype(each)) for each in leaves(case.function(K, *inputs))]

    inputs = [K.constant(each, dtype=each.dtype.name) for each in case.inputs]
    if case.name in OTHERWISE_COMPILED and (TENSORFLOW or JAX):
        case = case._replace(name=f"{case.name} compiled")
    assert_recorded([np.asarray(K.get_value(each)) for each in compiled(function, case)(*inputs)], case)


@pytest.mark.only(keras=3)
def test_the_loss_of_ctc_without_that_of_keras() -> None:
    import keras

    from compat.runtime.provided.backend import ctc

    case = next(case for case in CASES if case.name == "ctc_batch_cost")
    labels, probabilities, input_length, label_length = case.inputs
    logits = keras.ops.log(keras.ops.convert_to_tensor(probabilities + 1e-7))
    lengths = (keras.ops.convert_to_tensor(each[:, 0]) for each in (label_length, input_length))
    loss = ctc.forward(keras.ops.convert_to_tensor(labels), logits, *lengths, mask_index=3)
    assert_recorded([keras.backend.get_value(loss)[:, None]], case)


@pytest.mark.only(keras=3)
@pytest.mark.parametrize("case", OLD_DIALECT, ids=names(OLD_DIALECT))
def test_in_the_dialect_of_keras_2_2(case: Case) -> None:
    from keras import backend as K

    compat.install(dialect="2.2")
    try:
        assert_recorded(evaluate(K, case), case, "backend_2.2")
    finally:
        compat.install(dialect="2.15")
