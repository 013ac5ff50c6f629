"""Twenty training steps of every kind of model end where Keras 2 ends: within 1e-5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from model_kinds import KINDS, trained
from number_tables import read

import compat

pytestmark = pytest.mark.only(keras=3, since=(3, 15))


@pytest.fixture(scope="module")
def keras() -> Iterator[Any]:
    compat.install(dialect="2.15")
    import keras

    yield keras
    compat.uninstall()


@pytest.mark.parametrize("kind", KINDS)
def test_ends_where_keras_2_ends(keras: Any, kind: str) -> None:
    np.testing.assert_allclose(trained(keras, kind), read("kinds")[kind], rtol=0, atol=1e-5)
