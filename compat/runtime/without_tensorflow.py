"""``tensorflow.keras`` on a machine without TensorFlow: a program that uses nothing else of it runs on jax or torch."""

from __future__ import annotations

import importlib.machinery
import sys
from types import ModuleType
from typing import Any

from . import callers, view

_ROOT = "tensorflow.keras"


class _NoTensorFlow(ModuleType):
    """Stands for ``tensorflow`` in the user's modules; only ``keras`` is here."""

    __version__ = "2.15.0"

    def __getattr__(self, name: str) -> Any:
        if name == "keras":
            return importlib.import_module(_ROOT)
        raise AttributeError(
            f"tensorflow.{name} is not there: TensorFlow is not installed, and only tensorflow.keras is answered, by Keras 3.\n"
            "Hint: pip install tensorflow, or replace that use."
        )


def answers() -> bool:
    """Whether the stand-in is in place."""
    return isinstance(sys.modules.get("tensorflow"), _NoTensorFlow)


def find_spec(name: str, frame: Any) -> importlib.machinery.ModuleSpec | None:
    """A spec for ``tensorflow`` where a file of the user imports it, and for ``tensorflow.keras`` below it.

    Keras and other packages probe for TensorFlow by importing it: to them it stays missing.
    """
    if name == "tensorflow":
        return importlib.machinery.ModuleSpec(name, _LOADER, is_package=True) if _imported_by_user(frame) else None
    if name == _ROOT:
        return importlib.machinery.ModuleSpec(name, _LOADER, is_package=True)
    return view.Finder(_ROOT).find_spec(name)


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
        if spec.name == "tensorflow":
            return _NoTensorFlow(spec.name)
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
