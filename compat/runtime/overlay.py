"""Old names and paths on ``keras`` and ``tf.keras``, for Keras 2 code.

``sys.modules["keras"]`` stays what it is. The existing modules get a class that answers only names they do not have, and a
finder makes the old module paths. Module dictionaries are not edited.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from . import callers, names, without_tensorflow

ROOTS = ("tensorflow.keras", "keras._tf_keras.keras", "keras")
_made: set[str] = set()


def where(name: str) -> str | None:
    """``"tensorflow.keras.layers"`` -> ``"layers"``; None for what is not a public module of Keras."""
    for root in ROOTS:
        if name == root:
            return ""
        if name.startswith(root + "."):
            path = name[len(root) + 1 :]
            return None if path.partition(".")[0] in ("src", "_tf_keras", "api", "protobuf") else path
    return None


class Overlay(ModuleType):
    """A module of Keras that also answers old names, to Keras 2 code."""

    def __getattr__(self, name: str) -> Any:
        path = where(self.__name__)
        frame = sys._getframe(1)
        if path is not None and (name == "__all__" or name[:2] != "__"):
            if name == "__all__":
                if callers.keras2_code(frame):
                    return names.public(path, self.__dict__)
            elif names.is_known(path, name):
                if callers.keras2_code(frame):
                    value = names.answer(path, name, frame)
                    if value is not names.MISSING:
                        return value
                    if f"{path}.{name}".lstrip(".") in names.modules():
                        return importlib.import_module(f"{self.__name__}.{name}")
                else:
                    raise AttributeError(_hint(f"module {self.__name__!r} has no attribute {name!r}", frame))
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system binds a module to its parent; an old path stays out of the parent's dictionary.
        if not (isinstance(value, Overlay) and value.__name__ in _made):
            super().__setattr__(name, value)


class Shared(Overlay):
    """A module with a name of two meanings."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name[:1] != "_" or name == "__version__":
            path = where(super().__getattribute__("__name__"))
            if path is not None and name in names.two_meanings().get(path, ()):
                if _is_native(path, name, value) and callers.keras2_code(sys._getframe(1)):
                    return names.meant(path, name)
        return value


def _is_native(path: str, name: str, value: Any) -> bool:
    """Whether a value is what Keras 3 put there; where the user patched it, that wins."""
    if name == "__version__":
        return value == importlib.import_module("keras.src.version").__version__
    return value is vars(importlib.import_module(f"keras.src.{path}")).get(name)


def _hint(message: str, frame: Any) -> str:
    caller = callers.caller(frame)
    if caller is None or callers.kind_of(caller) is not callers.PACKAGE:
        return message
    package = (caller.f_globals.get("__name__") or "").partition(".")[0]
    return (
        f"{message}. Hint: {package} is installed code, which gets plain Keras 3; if it was written for Keras 2, "
        f"compat.install(packages=[{package!r}])."
    )


def _lay(module: ModuleType) -> None:
    path = where(module.__name__)
    if path is not None and type(module) is ModuleType:
        module.__class__ = Shared if path in names.two_meanings() else Overlay


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lays the overlay on Keras when it is first imported, and finds the old module paths."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != "tensorflow" and where(name) is None:
            return None
        real = self._real(name, path, target)
        if real is not None:
            self._after(real, name)
            return real
        frame = sys._getframe(1)
        if name == "tensorflow" or (name.startswith("tensorflow.keras") and without_tensorflow.answers()):
            return without_tensorflow.find_spec(name, frame)
        return self._old_path(name, frame)

    def _real(self, name: str, path: Any, target: Any) -> importlib.machinery.ModuleSpec | None:
        for other in sys.meta_path:
            if other is not self and hasattr(other, "find_spec"):
                found = other.find_spec(name, path, target)
                if found is not None:
                    return found
        return None

    def _after(self, spec: importlib.machinery.ModuleSpec, name: str) -> None:
        loader = spec.loader
        execute = getattr(loader, "exec_module", None)
        if execute is None:
            return

        def exec_module(module: ModuleType) -> None:
            execute(module)
            if name == "keras":
                _activate()
            elif name == "tensorflow":
                _answer_tf_keras()
            else:
                _lay(module)

        loader.exec_module = exec_module  # type: ignore[union-attr, method-assign]

    def _old_path(self, name: str, frame: Any) -> importlib.machinery.ModuleSpec | None:
        path = where(name)
        if path is None or path not in names.modules():
            return None
        if not callers.keras2_code(frame):
            message = f"No module named {name!r}"
            hinted = _hint(message, frame)
            if hinted != message:
                raise ModuleNotFoundError(hinted, name=name)
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        _made.add(spec.name)
        return Overlay(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


_finder = _Finder()


def install() -> None:
    """Answer old names from now on; on Keras itself as soon as it is loaded."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    if "keras" in sys.modules:
        _activate()


def _activate() -> None:
    from . import native

    native.widen_keras()
    for name, module in list(sys.modules.items()):
        if where(name) is not None and isinstance(module, ModuleType):
            _lay(module)
    if "tensorflow" in sys.modules:
        _answer_tf_keras()


def _answer_tf_keras() -> None:
    """``tf.keras`` is a lazy loader that copies a dictionary; let it be the module itself, which has the overlay."""
    tensorflow, keras = sys.modules.get("tensorflow"), sys.modules.get("keras._tf_keras.keras")
    lazy = vars(tensorflow).get("keras") if tensorflow is not None else None
    if keras is not None and lazy is not None and hasattr(type(lazy), "_initialize"):
        from .widen import put

        put(tensorflow, "keras", keras)


def uninstall() -> None:
    """Take the overlay back: classes, finder, and the modules that stand for old paths."""
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
    for name, module in list(sys.modules.items()):
        if isinstance(module, Overlay):
            if name in _made:
                del sys.modules[name]
            else:
                module.__class__ = ModuleType
    _made.clear()
    without_tensorflow.uninstall()
