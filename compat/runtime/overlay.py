"""Old names and paths on ``keras`` and ``tf.keras``, for Keras 2 code.

``sys.modules["keras"]`` stays what it is. The existing modules get a class that answers only names they do not have, and
a finder makes the old module paths. Module dictionaries are not edited.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

from . import callers, names, notices, without_tensorflow

#: Where programs find the modules of Keras; each holds the same paths.
ROOTS = (
    "tensorflow.python.keras",
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.keras",
    "keras._tf_keras.keras",
    "keras.api._v1.keras",
    "keras.api._v2.keras",
    "keras.src",
    "keras",
)
#: Roots that are another Keras 2 of TensorFlow's own, or nothing: to Keras 2 code they are ``keras``.
_COPIES = ("tensorflow.python.keras", "tensorflow.compat.", "keras.api._v")
_BACKSTAGE = ("_tf_keras", "protobuf")
_made: set[str] = set()


@cache
def where(name: str) -> str | None:
    """``"tensorflow.keras.layers"`` -> ``"layers"``; None for what is not a module of Keras that has old names."""
    for root in ROOTS:
        if name == root:
            return ""
        if name.startswith(root + "."):
            path = name[len(root) + 1 :]
            if root == "keras.src":
                return path if path in _private() else None
            return None if path.partition(".")[0] in _BACKSTAGE else path
    return None


@cache
def _private() -> frozenset[str]:
    """The modules of ``keras.src`` that have old names or old modules in them."""
    return frozenset({*names.modules(), *names.folders(), *names.added()})


class Overlay(ModuleType):
    """A module of Keras that also answers old names, to Keras 2 code."""

    def __getattr__(self, name: str) -> Any:
        path = where(self.__name__)
        frame = sys._getframe(1)
        if path is not None and (name == "__all__" or name[:2] != "__") and _answers(self.__name__, frame):
            if name == "__all__":
                if callers.keras2_code(frame):
                    return names.public(path, self.__dict__)
            elif names.is_known(path, name):
                if not callers.keras2_code(frame):
                    raise AttributeError(_hint(f"module {self.__name__!r} has no attribute {name!r}", frame))
                if name not in names.added().get(path, ()) and f"{path}.{name}".lstrip(".") in names.modules():
                    return importlib.import_module(f"{self.__name__}.{name}")
                value = names.answer(path, name, frame)
                if value is not names.MISSING:
                    return value
            if f"keras.src.{path}.{name}" in sys.modules and names.is_import(frame) and callers.keras2_code(frame):
                # `import keras.src.backend.common as x` asks what `keras.src.backend` is to old code.
                return sys.modules[f"keras.src.{path}.{name}"]
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system binds a module to its parent; an old path stays out of the parent's dictionary.
        if not (isinstance(value, Overlay) and value.__name__ in _made):
            super().__setattr__(name, value)


def _answers(module: str, frame: Any) -> bool:
    """Private modules do not answer what Keras's own code asks them, whoever called it, nor TensorFlow's copy its own."""
    return not module.startswith(("keras.src", *_COPIES)) or callers.kind_of(frame) is not callers.TRANSPARENT


class Shared(Overlay):
    """A module that has a name which means something else to Keras 2 code."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name[:1] != "_" or name == "__version__":
            path = where(super().__getattribute__("__name__"))
            if path is not None and names.overrules(path, name, value):
                frame = sys._getframe(1)
                if callers.keras2_code(frame):
                    return names.meant(path, name, frame)
        return value


class Source(Overlay):
    """``keras.src``: to Keras 2 code that of 2.13 to 2.15, whose modules were those of ``keras``."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if isinstance(value, ModuleType) and name[:1] != "_" and f"keras.{name}" in sys.modules:
            frame = sys._getframe(1)
            if callers.kind_of(frame) is not callers.TRANSPARENT and callers.keras2_code(frame):
                return sys.modules[f"keras.{name}"]
        return value


class Copy(Overlay):
    """A module of the Keras 2 that TensorFlow keeps for itself: to Keras 2 code it is the module of Keras."""

    def __getattribute__(self, name: str) -> Any:
        if name[:1] != "_":
            frame = sys._getframe(1)
            if callers.kind_of(frame) is not callers.TRANSPARENT and callers.keras2_code(frame):
                path = where(super().__getattribute__("__name__"))
                if path is not None:
                    value = _of_copy(path, name, frame)
                    if value is not names.MISSING:
                        return value
        return super().__getattribute__(name)


def _of_copy(path: str, name: str, frame: Any) -> Any:
    inner = f"{path}.{name}".lstrip(".")
    if path not in names.modules() and f"keras.{path}".rstrip(".") not in sys.modules:
        return names.MISSING
    if inner in names.modules() and name not in names.added().get(path, ()):
        return names.MISSING
    return names.member(path, name, frame)


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
    if path is None or type(module) is not ModuleType:
        return
    if module.__name__.startswith(_COPIES):
        module.__class__ = Copy
    elif module.__name__ == "keras.src":
        module.__class__ = Source
    elif not module.__name__.startswith("keras.src") and names.meanings().get(path, {}).keys() & vars(module).keys():
        module.__class__ = Shared
    else:
        module.__class__ = Overlay


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lays the overlay on Keras when it is first imported, and finds the old module paths."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != "tensorflow" and where(name) is None:
            below = name.startswith("tensorflow.") and without_tensorflow.answers()
            return without_tensorflow.find_spec(name, sys._getframe(1)) if below else None
        # Below a module that stands for another the path finder would load a second copy of Keras.
        real = self._real(name, path, target) if name.rpartition(".")[0] not in _aliases else None
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
        if path is None:
            return None
        same = _same(name, path)
        removed = names.removed(path)
        if not (same or removed or path in names.modules() or path in names.folders()):
            return None
        if not callers.keras2_code(frame):
            message = f"No module named {name!r}"
            hinted = _hint(message, frame)
            if hinted != message:
                raise ModuleNotFoundError(hinted, name=name)
            return None
        if removed:
            raise ModuleNotFoundError(names.refused(removed), name=name)
        if path in names.module_entries():
            notices.translated(names.module_entries()[path], frame)
        return importlib.machinery.ModuleSpec(name, _Same(same) if same else self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        _made.add(spec.name)
        return Overlay(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def _same(name: str, path: str) -> str:
    """The module of Keras 3 that a module of a copy is, or an empty string."""
    if not name.startswith((*_COPIES, "keras.src.")) or path in names.modules():
        return ""
    native = f"keras.{path}".rstrip(".")
    try:
        importlib.import_module(native)
    except ModuleNotFoundError:
        return ""
    return native


class _Same(importlib.abc.Loader):
    """Answers an import with a module that is there under another name."""

    def __init__(self, native: str) -> None:
        self.native = native
        self.spec: Any = None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        module = sys.modules[self.native]
        self.spec = module.__spec__
        _aliases.add(spec.name)
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self.spec


_aliases: set[str] = set()
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
    keras = sys.modules.get("keras._tf_keras.keras")
    for name in ("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2"):
        tensorflow = sys.modules.get(name)
        lazy = vars(tensorflow).get("keras") if tensorflow is not None else None
        if keras is not None and lazy is not None and hasattr(type(lazy), "_initialize"):
            from .widen import put

            put(tensorflow, "keras", keras)
    _widen_tensorflow()


def _widen_tensorflow() -> None:
    """TensorFlow's functions take Keras tensors, and those of another backend."""
    keras = sys.modules.get("keras")
    if keras is not None and getattr(keras.__spec__, "_initializing", False):
        return  # Keras is loading TensorFlow; it is widened when Keras is there.
    from .tensorflow import dispatch

    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None and not without_tensorflow.answers() and hasattr(tensorflow, "keras"):
        dispatch.install(tensorflow)


def uninstall() -> None:
    """Take the overlay back: classes, finder, and the modules that stand for old paths."""
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
    for name, module in list(sys.modules.items()):
        if name in _aliases:
            del sys.modules[name]
        elif isinstance(module, Overlay):
            if name in _made:
                del sys.modules[name]
            else:
                module.__class__ = ModuleType  # type: ignore[assignment]
    _made.clear()
    _aliases.clear()
    without_tensorflow.uninstall()
