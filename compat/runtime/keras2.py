"""Where Keras 2 is what is used: old programs pass through, and the newer spellings work too.

Added there, and nothing else: ``reset_state`` on layers and models, ``InputLayer(batch_shape=)``, a reset that passes over
layers that are not stateful, and the batch check of :mod:`compat.runtime.state.batches`.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from ..versions import Which
from . import dialects
from .widen import add, wrap

_widened = False


def widen(which: Which) -> Any:
    """Load this Keras 2 and add the newer spellings; return the module."""
    global _widened
    keras = importlib.import_module(which.package)
    if not _widened:
        _widened = True
        _resets(keras)
        wrap(keras.layers.InputLayer, "__init__", _input_layer)
        _batch_checks(keras, which)
    return keras


def _resets(keras: Any) -> None:
    layers, model = keras.layers, keras.models.Model
    for cls in _recurrent(keras):
        if "reset_states" in vars(cls):
            wrap(cls, "reset_states", _only_stateful)
    wrap(layers.Bidirectional, "reset_states", _only_stateful)
    for cls in (layers.RNN, layers.Bidirectional):
        add(cls, "reset_state", lambda self, states=None: self.reset_states(states))
    add(model, "reset_state", lambda self: self.reset_states())


def _only_stateful(native: Callable[..., None]) -> Callable[..., None]:
    def reset_states(self: Any, states: Any = None) -> None:
        if self.stateful or states is not None:
            native(self) if states is None else native(self, states)

    return reset_states


def _input_layer(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if "batch_shape" in kwargs:
            kwargs["batch_input_shape"] = kwargs.pop("batch_shape")
        native(self, *args, **kwargs)

    return __init__


def _batch_checks(keras: Any, which: Which) -> None:
    from .state import batches, layers

    def mark(native: Callable[..., None]) -> Callable[..., None]:
        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            native(self, *args, **kwargs)
            layers.changed()
            dialects.mark(self, which.dialect)

        return __init__

    def built(native: Callable[..., None]) -> Callable[..., None]:
        def build(self: Any, *args: Any, **kwargs: Any) -> None:
            native(self, *args, **kwargs)
            layers.changed()

        return build

    wrap(keras.layers.RNN, "__init__", mark)
    for cls in _recurrent(keras):
        if "build" in vars(cls):
            wrap(cls, "build", built)
    batches.install_on(keras.models.Model, None)


def _recurrent(keras: Any) -> list[type]:
    rnn = keras.layers.RNN
    found = [each for each in vars(keras.layers).values() if isinstance(each, type) and issubclass(each, rnn)]
    return list(dict.fromkeys(base for each in found for base in each.__mro__ if issubclass(base, rnn)))


# ---- tf_keras in the place of keras ----


class _Alias(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers ``import keras[.x]`` with ``tf_keras[.x]``."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != "keras" and not name.startswith("keras."):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return importlib.import_module("tf_" + spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


_alias = _Alias()


class _OnImport(importlib.abc.MetaPathFinder):
    """Adds the newer spellings when this Keras 2 has been loaded."""

    def __init__(self, which: Which) -> None:
        self.which = which

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.which.package:
            return None
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            sys.meta_path.insert(0, self)
        if spec is not None and spec.loader is not None:
            execute, which = spec.loader.exec_module, self.which

            def exec_module(module: ModuleType) -> None:
                execute(module)
                widen(which)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


_on_import: list[_OnImport] = []


def install(which: Which) -> None:
    """Make ``import keras`` and ``tf.keras`` mean this Keras 2.

    Raises:
        ImportError: Keras 3 was imported before.
    """
    if which.package == "tf_keras":
        _take_the_place_of_keras()
    if which.package in sys.modules:
        widen(which)
    elif not _on_import:
        _on_import.append(_OnImport(which))
        sys.meta_path.insert(0, _on_import[0])


def _take_the_place_of_keras() -> None:
    loaded = sys.modules.get("keras")
    if loaded is not None and loaded.__name__ != "tf_keras":
        raise ImportError(
            f"Keras 2 is asked for (COMPAT_KERAS=2), but keras {loaded.__version__} was imported before.\n"
            "Hint: set COMPAT_KERAS=2 and call compat.install() before the first import of Keras or TensorFlow, "
            "or run the program with `python -m compat run`."
        )
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    if _alias not in sys.meta_path:
        sys.meta_path.insert(0, _alias)


def uninstall() -> None:
    """Take it back; modules that hold tf_keras under the name keras stay theirs."""
    global _widened
    _widened = False
    for finder in [_alias, *_on_import]:
        if finder in sys.meta_path:
            sys.meta_path.remove(finder)
    _on_import.clear()
    if getattr(sys.modules.get("keras"), "__name__", "") == "tf_keras":
        for name in [each for each in sys.modules if each == "keras" or each.startswith("keras.")]:
            del sys.modules[name]
