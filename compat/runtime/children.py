"""``compat run``: the process of the program, and the Python processes that it starts.

A child finds a ``sitecustomize`` of ours on ``PYTHONPATH``; it runs the one that it hides, and only sets a finder, so a child
that never imports Keras pays nothing.

A project may have a ``compat.py`` of its own. Then this package is loaded under another name, and the project's
``import compat`` gets the project's file.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from types import ModuleType

from .. import versions

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_HOOK = os.path.join(_HOME, "runtime", "startup")
PRIVATE_NAME = "_keras_compat"


def prepare(folder: str, dialect: str | None, packages: list[str]) -> ModuleType:
    """Make this process and its children speak Keras 2, for a program in ``folder``.

    Returns:
        This package, under the name that leaves ``compat`` to the program where it has one.

    Raises:
        ImportError, ValueError: See :func:`compat.install`.
    """
    package = under_private_name() if has_own_compat(folder) else sys.modules[__package__.rpartition(".")[0]]
    if versions.switched_off():
        return package
    if dialect is not None:
        os.environ["COMPAT_DIALECT"] = versions.dialect(dialect)
    if packages:
        os.environ["COMPAT_PACKAGES"] = ",".join(packages)
    paths = [_HOOK, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
    importlib.import_module(".api", package.__name__).install(packages=packages)
    return package


def has_own_compat(folder: str) -> bool:
    """Whether ``import compat`` from a file in ``folder`` would find a module of the project."""
    for name in ("compat.py", os.path.join("compat", "__init__.py")):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.path.dirname(os.path.abspath(path)) != _HOME:
            return True
    return False


def under_private_name() -> ModuleType:
    """Load this package as ``_keras_compat`` and forget it as ``compat``."""
    if PRIVATE_NAME in sys.modules:
        return sys.modules[PRIVATE_NAME]
    spec = importlib.util.spec_from_file_location(
        PRIVATE_NAME, os.path.join(_HOME, "__init__.py"), submodule_search_locations=[_HOME]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[PRIVATE_NAME] = module
    spec.loader.exec_module(module)
    for name in [each for each in sys.modules if each == "compat" or each.startswith("compat.")]:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(_HOME):
            del sys.modules[name]
    return module
