"""``compat.keras``: the Keras in use itself, under another name."""

from __future__ import annotations

import importlib
import re
import textwrap
from types import ModuleType
from typing import Any

import pytest
from processes import Process

import compat
from compat import keras

NATIVE: Any = importlib.import_module(compat.which_keras().package)
MODULES = ("", "layers", "models", "optimizers", "losses", "metrics", "initializers", "callbacks", "utils", "datasets")


@pytest.mark.parametrize("path", MODULES)
def test_every_public_name_is_the_native_object(path: str) -> None:
    viewed, native = keras, NATIVE
    if path:
        viewed, native = getattr(keras, path), getattr(NATIVE, path)
    for name in dir(native):
        value = getattr(native, name)
        if not name.startswith("_") and not isinstance(value, ModuleType) and name != "version":
            assert name in dir(viewed), name
            found = getattr(viewed, name)
            if isinstance(value, type):
                assert found is value, name
            else:  # a function whose meaning changed is answered by Keras 2's
                assert found is value or found.__name__ == value.__name__, name


def test_imports() -> None:
    from compat.keras import backend, layers
    from compat.keras.layers import LSTM, Dense
    from compat.keras.models import Model, Sequential
    from compat.keras.utils import to_categorical

    assert LSTM is NATIVE.layers.LSTM is layers.LSTM is keras.layers.LSTM
    assert Dense is NATIVE.layers.Dense
    assert Model is NATIVE.Model is keras.Model
    assert Sequential is NATIVE.Sequential
    assert to_categorical is NATIVE.utils.to_categorical
    assert backend is keras.backend
    assert importlib.import_module("compat.keras.layers") is layers


def test_star_imports() -> None:
    names: dict[str, Any] = {"__name__": "star_imports", "__file__": __file__}
    exec("from compat.keras.layers import *", names)
    assert names["LSTM"] is NATIVE.layers.LSTM
    assert not any(name.startswith("_compat") for name in names)


@pytest.mark.parametrize(
    "path", ["compat.keras.nothing", "compat.keras.layers.nothing", "compat.keras.layers.core.nothing"]
)
def test_what_is_in_no_keras(path: str) -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(path)
    parent, _, name = path.rpartition(".")
    if parent != "compat.keras.layers.core":
        with pytest.raises(AttributeError, match=rf"^module '{parent}' has no attribute 'nothing'$"):
            getattr(importlib.import_module(parent), name)


def test_a_value_set_through_the_view_is_set_in_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    """``mock.patch("compat.keras.layers.LSTM")`` and the like."""
    fake = object()
    with monkeypatch.context() as patch:
        patch.setattr(keras.layers, "LSTM", fake)
        assert NATIVE.layers.LSTM is fake is keras.layers.LSTM
    assert NATIVE.layers.LSTM is keras.layers.LSTM is not fake


@pytest.mark.only(keras=3)
def test_signatures_are_keras_s_own(process: Process) -> None:
    """Editors ask for them, and Keras itself."""
    code = """
        import inspect
        for cls in (keras.layers.Layer, keras.layers.LSTM, keras.layers.RNN, keras.layers.Embedding, keras.layers.Dense,
                    keras.layers.SpatialDropout1D, keras.layers.ConvLSTM2D, keras.layers.Bidirectional, keras.Model,
                    keras.Sequential, keras.optimizers.Optimizer, keras.optimizers.Adam, keras.layers.TimeDistributed):
            for name in ("__init__", "call", "build", "compute_output_shape", "get_config", "fit", "predict", "add", "apply"):
                if hasattr(cls, name):
                    print(cls.__name__, name, inspect.signature(getattr(cls, name)))
            print(inspect.signature(cls), inspect.getdoc(cls)[:80])
    """
    plain = process("import keras\n" + textwrap.dedent(code)).stdout
    widened = process("from compat import keras\nkeras.layers\n" + textwrap.dedent(code)).stdout
    # One has an argument more: Keras passes a layer only the arguments that its call names.
    widened = re.sub(r"(: | -> )'Any'", "", widened).replace(" = ", "=").replace(", constants=None)", ")")
    assert plain == widened
    assert "LSTM call (self, sequences, initial_state=None, mask=None, training=False)" in plain
