"""``compat.keras``: the Keras in use as a package of its own, which answers old names to the modules that use it.

Every name is looked up in Keras when it is asked for, so ``compat.keras.layers.LSTM is keras.layers.LSTM``; asking marks
the module that asks as Keras 2 code. The tables and the widening are loaded when the first name is asked for.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from .. import versions
from . import callers, widen

_BACKSTAGE = ("src", "_tf_keras", "api")


class View(ModuleType):
    """One public module of the Keras in use; ``_compat_root`` is its full name without ``_compat_path``."""

    _compat_root: str
    _compat_path: str
    _compat_patched: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__" and name != "__all__" and name != "__version__":
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        frame = sys._getframe(1)
        callers.mark(frame)
        if not widen.is_in_place():  # it was taken back by uninstall()
            prepare()
        if name == "__all__":
            return [each for each in _public(self._compat_path) if not each.startswith("_")]
        from . import names

        inner = f"{self._compat_path}.{name}".lstrip(".")
        if _is_old_module(inner):
            return importlib.import_module(f"{self._compat_root}.{inner}")
        value = _look_up(self._compat_path, name, frame)
        if value is names.MISSING:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if isinstance(value, ModuleType):
            shown = inner if _module(inner) is not None else value.__name__.partition(".")[2]
            if value.__name__.partition(".")[0] == _package() and shown.partition(".")[0] not in _BACKSTAGE:
                return importlib.import_module(f"{self._compat_root}.{shown}".rstrip("."))
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        target = _module(self._compat_path)
        if name[:2] == "__" or name.startswith("_compat_") or isinstance(value, View) or target is None:
            super().__setattr__(name, value)
            return
        from . import names

        # Whoever patches a name of this module takes it back by deleting it: it is not in this module's dictionary.
        self._compat_patched.setdefault(name, vars(target).get(name, names.MISSING))
        setattr(target, name, value)

    def __delattr__(self, name: str) -> None:
        target = _module(self._compat_path)
        if name in self.__dict__ or target is None:
            super().__delattr__(name)
            return
        from . import names

        before = self._compat_patched.pop(name, names.MISSING)
        if before is names.MISSING:
            delattr(target, name)
        else:
            setattr(target, name, before)

    def __dir__(self) -> list[str]:
        return _public(self._compat_path)


_which: list[versions.Which] = []


def _in_use() -> versions.Which:
    """The Keras of this process; which one it is does not change once it is loaded."""
    if not _which:
        _which.append(versions.which_keras())
    return _which[0]


def load() -> None:
    """Import the Keras in use."""
    which = _in_use()
    if which.generation == 3:
        import os

        os.environ.setdefault("KERAS_BACKEND", which.backend)
    importlib.import_module(which.package)


def prepare() -> None:
    """Load the Keras in use and make it ready to be viewed."""
    load()
    which = _in_use()
    if versions.switched_off():
        return
    if which.generation == 2:
        from . import keras2

        keras2.widen(which)
        return
    from . import native

    if not callers.SCOPE.installed:
        callers.SCOPE.dialect = which.dialect
    native.widen_keras()


def _package() -> str:
    return _in_use().package


def _module(path: str) -> ModuleType | None:
    """The real module behind a path, None for an old path."""
    name = f"{_package()}.{path}".rstrip(".")
    if path.partition(".")[0] in _BACKSTAGE:
        return None
    try:
        return sys.modules.get(name) or importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            return None
        raise


def _translates() -> bool:
    return _in_use().generation == 3 and not versions.switched_off()


def _look_up(path: str, name: str, frame: Any) -> Any:
    from . import names

    translates = _translates()
    module = _module(path) if path not in names.modules() or not translates else None
    if module is not None:
        value = vars(module).get(name, names.MISSING) if translates else names.MISSING
        if value is not names.MISSING and names.overrules(path, name, value) and callers.keras2_code(frame):
            return names.meant(path, name, frame)
        try:
            return getattr(module, name)
        except AttributeError:
            inner = _module(f"{path}.{name}".lstrip("."))
            if inner is not None:
                return inner
    return names.answer(path, name, frame) if translates else names.MISSING


def _is_old_module(path: str) -> bool:
    from . import names

    parent, _, name = path.rpartition(".")
    return path in names.modules() and name not in names.added().get(parent, ()) and _translates()


def _public(path: str) -> list[str]:
    from . import names

    module = _module(path)
    native = dict.fromkeys(dir(module)) if module is not None else {}
    return names.public(path, native) if _translates() else [name for name in native if name[:1] != "_"]


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the submodules of one view."""

    def __init__(self, root: str) -> None:
        self.root = root

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not name.startswith(self.root + "."):
            return None
        from . import names

        inner = name[len(self.root) + 1 :]
        if (_translates() and (inner in names.modules() or inner in names.folders())) or _module(inner) is not None:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return make(spec.name, self.root)

    def exec_module(self, module: ModuleType) -> None:
        pass


def make(name: str, root: str) -> View:
    """A view under the full name ``name``."""
    module = View(name)
    vars(module).update(_compat_root=root, _compat_path=name[len(root) + 1 :], _compat_patched={})
    return module


def become(module: ModuleType) -> None:
    """Turn the package ``compat.keras`` into the view of the root."""
    load()
    vars(module).update(_compat_root=module.__name__, _compat_path="", _compat_patched={})
    module.__class__ = View
    if not any(isinstance(each, Finder) and each.root == module.__name__ for each in sys.meta_path):
        sys.meta_path.insert(0, Finder(module.__name__))
