"""Every case of the table gives Keras 2's numbers: 1e-6, relative 1e-5 above one."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import Any

import pytest
from all_cases import CASES
from number_case import Case, compute
from number_tables import TABLES, difference, read

import compat

#: What Keras 3 and its backends say of these calls: jax keeps whole numbers in 32 bits, a softmax of one class is odd, and an
#: old name of SciPy is used.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Explicitly requested dtype int64"),
    pytest.mark.filterwarnings("ignore:In loss categorical.*crossentropy, expected y_pred.shape:SyntaxWarning"),
    pytest.mark.filterwarnings("ignore:Please import .affine_transform. from the .scipy.ndimage. namespace"),
]

BACKEND = compat.which_keras().backend

#: What a backend cannot do is refused by name: part of the case's name, and of the error.
REFUSED: dict[str, dict[str, str]] = {"tensorflow": {}, "jax": {}, "torch": {}}


#: Layers that compute with TensorFlow on every backend.
NEEDS_TENSORFLOW = ("IntegerLookup", "StringLookup", "TextVectorization", "Hashing", "HashedCrossing")
TENSORFLOW_IS_HERE = importlib.util.find_spec("tensorflow") is not None


def belongs_here(case: Case, dialect: str) -> bool:
    """Values of random draws only where the generator of numbers is TensorFlow's, and its layers where it is installed."""
    if case.random == "values" and (BACKEND != "tensorflow" or dialect == "2.2"):
        return False
    return TENSORFLOW_IS_HERE or not any(each in case.name for each in NEEDS_TENSORFLOW)


def cases(dialect: str) -> list[Any]:
    """Those of a table."""
    table = read(TABLES[dialect])
    return [pytest.param(case, id=case.name) for case in CASES if case.name in table and belongs_here(case, dialect)]


@pytest.fixture(scope="module")
def keras_of_2_15() -> Iterator[Any]:
    compat.install(dialect="2.15")
    import keras

    yield keras
    compat.uninstall()


@pytest.mark.only(keras=3, since=(3, 15))
@pytest.mark.parametrize("case", cases("2.15"))
def test_numbers_are_those_of_keras_2_15(keras_of_2_15: Any, case: Case) -> None:
    refusal = next((error for part, error in REFUSED[BACKEND].items() if part in case.name), None)
    if refusal is not None:
        with pytest.raises(Exception, match=refusal):
            compute(keras_of_2_15, case)
        return
    assert difference(compute(keras_of_2_15, case), read(TABLES["2.15"])[case.name], case.random) == ""


def test_the_table_is_large_and_no_case_stands_twice() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert len(set(names) & set(read(TABLES["2.15"]))) >= 1500


@pytest.mark.only(keras=2, package="tf_keras")
@pytest.mark.parametrize(
    "case", [each for each in CASES if each.name in read(TABLES["2.15"])][::20], ids=lambda case: case.name
)
def test_the_record_is_what_keras_2_computes(case: Case) -> None:
    import keras

    assert difference(compute(keras, case), read(TABLES["2.15"])[case.name], case.random) == ""
