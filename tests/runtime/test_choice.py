"""Which Keras answers: what is installed, what the environment asks for, and what cannot be had."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from processes import Process

import compat
from compat import versions

Installed = Callable[..., None]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Installed:
    """Pretend that these versions are what is installed, in an environment that asks for nothing."""
    for name in ("COMPAT_KERAS", "COMPAT_DIALECT", "TF_USE_LEGACY_KERAS", "KERAS_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def pretend(keras: str | None = None, tf_keras: str | None = None, **environment: str) -> None:
        monkeypatch.setattr(versions, "_installed", {"keras": keras, "tf_keras": tf_keras}.get)
        monkeypatch.setattr(versions, "_first_backend", lambda: "jax")
        monkeypatch.setattr(versions, "_is_importable", lambda package: package != "torch")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

    return pretend


CHOICES: dict[str, tuple[dict[str, str], versions.Which]] = {
    "Keras 3": ({"keras": "3.15.1"}, versions.Which("keras", "3.15.1", 3, "jax", "2.15")),
    "Keras 3, its backend chosen": (
        {"keras": "3.0.5", "KERAS_BACKEND": "torch"},
        versions.Which("keras", "3.0.5", 3, "torch", "2.15"),
    ),
    "Keras 2": ({"keras": "2.15.0"}, versions.Which("keras", "2.15.0", 2, "tensorflow", "2.15")),
    "tf_keras alone": ({"tf_keras": "2.21.0"}, versions.Which("tf_keras", "2.21.0", 2, "tensorflow", "2.15")),
    "both": ({"keras": "3.15.1", "tf_keras": "2.21.0"}, versions.Which("keras", "3.15.1", 3, "jax", "2.15")),
    "both, 2 asked for": (
        {"keras": "3.15.1", "tf_keras": "2.21.0", "COMPAT_KERAS": "2"},
        versions.Which("tf_keras", "2.21.0", 2, "tensorflow", "2.15"),
    ),
    "both, as TensorFlow is told": (
        {"keras": "3.15.1", "tf_keras": "2.21.0", "TF_USE_LEGACY_KERAS": "1"},
        versions.Which("tf_keras", "2.21.0", 2, "tensorflow", "2.15"),
    ),
    "both, 3 asked for against TensorFlow": (
        {"keras": "3.15.1", "tf_keras": "2.21.0", "TF_USE_LEGACY_KERAS": "1", "COMPAT_KERAS": "3"},
        versions.Which("keras", "3.15.1", 3, "jax", "2.15"),
    ),
    "Keras 2 beside tf_keras": (
        {"keras": "2.15.0", "tf_keras": "2.15.1", "COMPAT_KERAS": "2"},
        versions.Which("keras", "2.15.0", 2, "tensorflow", "2.15"),
    ),
    "a dialect": (
        {"keras": "3.15.1", "COMPAT_DIALECT": "2.2"},
        versions.Which("keras", "3.15.1", 3, "jax", "2.2"),
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_choice(installed: Installed, name: str) -> None:
    options, expected = CHOICES[name]
    installed(**options)
    assert compat.which_keras() == expected


REFUSED: dict[str, tuple[dict[str, str], type[Exception], str]] = {
    "no Keras": (
        {},
        ImportError,
        "No Keras is installed.\nHint: pip install 'keras-compat[jax]', or keras and one of its backends.",
    ),
    "2 asked for, not installed": (
        {"keras": "3.15.1", "COMPAT_KERAS": "2"},
        ImportError,
        "Keras 2 is asked for (COMPAT_KERAS=2), but keras 3.15.1 is installed and tf_keras is not.\n"
        "Hint: pip install tf-keras",
    ),
    "3 asked for, not installed": (
        {"keras": "2.15.0", "COMPAT_KERAS": "3"},
        ImportError,
        "COMPAT_KERAS=3 asks for Keras 3, but keras 2.15.0 is installed.\nHint: pip install 'keras>=3'",
    ),
    "3 asked for, nothing installed": (
        {"tf_keras": "2.21.0", "COMPAT_KERAS": "3"},
        ImportError,
        "COMPAT_KERAS=3 asks for Keras 3, but no keras is installed.\nHint: pip install 'keras>=3'",
    ),
    "another number": (
        {"keras": "3.15.1", "COMPAT_KERAS": "2.15"},
        ValueError,
        "COMPAT_KERAS is '2.15'; expected '2' or '3'.\nHint: leave it unset to use what is installed.",
    ),
    "too old": (
        {"keras": "3.0.4"},
        ImportError,
        "keras 3.0.4 is installed, the oldest Keras 3 that compat supports is 3.0.5.\nHint: pip install --upgrade keras",
    ),
    "another dialect": (
        {"keras": "3.15.1", "COMPAT_DIALECT": "1"},
        ValueError,
        "Unknown dialect '1'; expected one of '2.2', '2.15'.",
    ),
    "a backend that is gone": (
        {"keras": "3.15.1", "KERAS_BACKEND": "theano"},
        ValueError,
        "KERAS_BACKEND names the backend 'theano', which Keras 3 does not have; expected one of tensorflow, jax, torch.\n"
        "Hint: set KERAS_BACKEND to one of them.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(installed: Installed, name: str) -> None:
    """In the same words by which_keras() and install(), which leaves everything as it was."""
    options, kind, message = REFUSED[name]
    installed(**options)
    for call in (compat.which_keras, compat.install):
        with pytest.raises(kind) as refused:
            call()
        assert str(refused.value) == message
    assert not installed_now()


def installed_now() -> bool:
    from compat.runtime import callers

    return callers.SCOPE.installed


@pytest.mark.parametrize("backend", ["theano", "cntk"])
def test_keras_json_of_old(installed: Installed, tmp_path: Path, backend: str) -> None:
    installed(keras="3.15.1")
    (tmp_path / "keras.json").write_text(json.dumps({"backend": backend, "floatx": "float32"}))
    with pytest.raises(
        ValueError, match=rf"^{re.escape(str(tmp_path))}.keras\.json names the backend '{backend}', which"
    ):
        compat.install()
    with pytest.raises(ValueError, match=r"Hint: set KERAS_BACKEND to one of them, or change that file\.$"):
        compat.which_keras()
    installed(keras="3.15.1", KERAS_BACKEND="torch")
    assert compat.which_keras().backend == "torch"
    installed(keras="2.15.0")
    assert compat.which_keras().generation == 2


def test_a_keras_json_that_is_none_of_our_business(installed: Installed, tmp_path: Path) -> None:
    installed(keras="3.15.1")
    for text in ("{}", "[]", "not json", '{"backend": "tensorflow"}', '{"backend": "torch"}'):
        (tmp_path / "keras.json").write_text(text)
        assert compat.which_keras().backend == ("tensorflow" if "tensorflow" in text else "jax")


def test_a_dialect_in_the_project(installed: Installed, tmp_path: Path) -> None:
    from compat import config

    installed(keras="3.15.1")
    (tmp_path / "pyproject.toml").write_text('[tool.compat]\ndialect = "2.2"\n')
    config._read.cache_clear()
    assert compat.which_keras().dialect == "2.2"
    (tmp_path / "pyproject.toml").write_text("[tool.compat\n")
    config._read.cache_clear()
    with pytest.raises(ValueError, match=r"pyproject\.toml is not valid TOML"):
        compat.which_keras()
    config._read.cache_clear()


@pytest.mark.only(keras=3)
def test_keras_2_asked_for_too_late(installed: Installed) -> None:
    import keras

    installed(keras=keras.__version__, tf_keras="2.21.0", COMPAT_KERAS="2")
    with pytest.raises(ImportError) as refused:
        compat.install()
    assert str(refused.value) == (
        f"Keras 2 is asked for (COMPAT_KERAS=2), but keras {keras.__version__} was imported before.\n"
        "Hint: set COMPAT_KERAS=2 and call compat.install() before the first import of Keras or TensorFlow, "
        "or run the program with `python -m compat run`."
    )
    assert not installed_now()


@pytest.mark.only(keras=2)
def test_install_answers_with_keras_2(process: Process) -> None:
    """``import keras`` and ``tf.keras`` are the same Keras 2, with the newer spellings; and all of it is taken back."""
    process("""
        import sys
        import compat
        compat.install()
        import keras
        from keras.layers import LSTM, InputLayer
        from keras.models import Sequential
        import tensorflow as tf
        which = compat.which_keras()
        assert keras.__name__ == which.package and keras.__version__ == which.version and which.generation == 2
        assert tf.keras.layers.LSTM is LSTM is keras.layers.LSTM
        assert sys.modules[which.package] is keras
        model = Sequential([InputLayer(batch_shape=(2, 4, 3)), LSTM(2, stateful=True, name="memory")], name="net")
        model.reset_state()
        model.layers[0].reset_state()
        try:
            import numpy as np
            model.predict(np.zeros((3, 4, 3)), batch_size=2)
        except ValueError as error:
            assert "hold the states of exactly 2 samples" in str(error)
        else:
            raise AssertionError("not refused")
        compat.uninstall()
        assert not hasattr(Sequential, "reset_state")
        assert not any("compat" in type(each).__module__ for each in sys.meta_path)
    """)


@pytest.mark.only(keras=3)
def test_switched_off(process: Process) -> None:
    """``COMPAT_OFF=1``: every way in gives plain Keras."""
    code = """
        import sys
        import keras
        plain = {name: dict(vars(getattr(keras.layers, name))) for name in ("Layer", "LSTM", "RNN")}
        import compat
        compat.install()
        compat.load_ipython_extension(None)
        from compat import keras as viewed
        from compat.keras.layers import LSTM
        assert LSTM is keras.layers.LSTM is viewed.layers.LSTM
        try:
            LSTM(2, batch_input_shape=(2, 4, 3))
        except ValueError as error:
            assert "Unrecognized keyword arguments" in str(error) or "batch_input_shape" in str(error), error
        else:
            raise AssertionError("translated")
        try:
            import keras.layers.recurrent
        except ImportError:
            pass
        else:
            raise AssertionError("an old path")
        assert plain == {name: dict(vars(getattr(keras.layers, name))) for name in plain}
        assert not any("compat" in type(each).__module__ and each.__class__.__name__ == "_Finder" for each in sys.meta_path)
        compat.uninstall()
        print("plain")
    """
    assert process(code, COMPAT_OFF="1").stdout == "plain\n"
    assert process(None, "-m", "compat", "run", "users_program.py", COMPAT_OFF="1").stdout == "plain\n"


def test_which_of_the_command_line(process: Process) -> None:
    which: Any = compat.which_keras()
    said = process(None, "-m", "compat", "which").stdout
    assert said.startswith(f"{which.package} {which.version} (Keras {which.generation}), backend {which.backend}")
    assert (
        process(None, "-m", "compat", "which", status=2, COMPAT_KERAS="4").stderr
        == REFUSED["another number"][2].replace("2.15", "4") + "\n"
    )
