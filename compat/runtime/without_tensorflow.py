"""``tensorflow.keras`` on a machine without TensorFlow: a program that uses nothing else of it runs on jax or torch."""

from __future__ import annotations

import functools
import importlib
import importlib.machinery
import sys
from types import ModuleType
from typing import Any

from ..changes._kinds import RELEASES
from . import callers, view

_ROOT = "tensorflow.keras"


class _Namespace(ModuleType):
    """Stands for ``tensorflow``, or a namespace below it, in the user's modules: ``keras`` and what ``keras.ops`` can say."""

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            if name == "__version__":
                return RELEASES["2.15"]
            raise AttributeError(name)
        path = f"{self.__name__}.{name}".partition(".")[2]
        if path in ("keras", "compat.v1.keras", "compat.v2.keras"):
            return importlib.import_module(_ROOT)
        if path in _namespaces():
            return importlib.import_module(f"tensorflow.{path}")
        from .provided.tensorflow import find

        try:
            return find(path.removeprefix("compat.v2."))
        except LookupError:
            raise AttributeError(
                f"tensorflow.{path} is not there: TensorFlow is not installed, and compat answers tensorflow.keras and the "
                "functions that keras.ops has too.\n"
                "Hint: pip install tensorflow, or replace that use. See K2C801 tensorflow_functions in the migration guide."
            ) from None


@functools.cache
def _namespaces() -> frozenset[str]:
    """Paths below ``tensorflow`` that hold functions with an answer."""
    from .provided.tensorflow import names

    spaces = {name.rpartition(".")[0] for name in names()} - {""}
    return frozenset({*spaces, "compat", "compat.v2", "compat.v1"})


def answers() -> bool:
    """Whether the stand-in is in place."""
    return isinstance(sys.modules.get("tensorflow"), _Namespace)


def find_spec(name: str, frame: Any) -> importlib.machinery.ModuleSpec | None:
    """A spec for ``tensorflow`` where a file of the user imports it, and for ``tensorflow.keras`` below it.

    Keras and other packages probe for TensorFlow by importing it: to them it stays missing.
    """
    if name == "tensorflow":
        return importlib.machinery.ModuleSpec(name, _LOADER, is_package=True) if _imported_by_user(frame) else None
    if name == _ROOT or name.partition(".")[2] in _namespaces():
        return importlib.machinery.ModuleSpec(name, _LOADER, is_package=True)
    return view.Finder(_ROOT).find_spec(name)  # None for what is not below it


def _imported_by_user(frame: Any) -> bool:
    while frame is not None and (frame.f_globals.get("__name__") or "").partition(".")[0] in (
        "importlib",
        "_frozen_importlib",
    ):
        frame = frame.f_back
    while frame is not None and frame.f_code.co_filename.startswith("<frozen"):
        frame = frame.f_back
    return frame is not None and callers.kind_of(frame) is callers.USER and callers.keras2_code(frame)


class _Loader:
    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        if spec.name != _ROOT:
            return _Namespace(spec.name)
        view.prepare()
        return view.make(spec.name, _ROOT)

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ == "tensorflow":
            _tell_keras()


_LOADER: Any = _Loader()


def _tell_keras() -> None:
    """Keras asks a lazy module whether TensorFlow can be imported; the stand-in must not look like a yes."""
    import keras  # noqa: F401

    lazy = sys.modules["keras.src.utils.module_utils"].tensorflow
    lazy._available = False


def uninstall() -> None:
    """Take the stand-in back."""
    if answers():
        for name in [each for each in sys.modules if each == "tensorflow" or each.startswith("tensorflow.")]:
            del sys.modules[name]
