"""``install()``: a whole process speaks Keras 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import FrameType

from .. import config, versions
from . import callers, overlay


def install(packages: Iterable[str], dialect: str | None, frame: FrameType) -> None:
    """See :func:`compat.install`; ``frame`` is the caller's."""
    scope = callers.SCOPE
    named = [packages] if isinstance(packages, str) else [*packages]
    meant = versions.dialect(dialect) if dialect is not None or not scope.installed else scope.dialect
    which = versions.which_keras()
    if which.generation == 2:
        from . import keras2

        keras2.install(which)
    else:
        _refuse_tf_keras_in_its_place()
        os.environ.setdefault("KERAS_BACKEND", which.backend)
    scope.packages.update(named, config.read().get("packages", ()), _own_package(frame))
    scope.dialect = meant
    scope.installed = True
    if which.generation == 3:
        overlay.install()


def uninstall() -> None:
    """See :func:`compat.uninstall`."""
    from . import keras2, native

    overlay.uninstall()
    native.restore_keras()
    keras2.uninstall()
    callers.SCOPE.clear()


def _own_package(frame: FrameType) -> list[str]:
    caller = callers.caller(frame)
    if caller is None or callers.kind_of(caller) is not callers.PACKAGE:
        return []
    return [(caller.f_globals.get("__name__") or "").partition(".")[0]]


def _refuse_tf_keras_in_its_place() -> None:
    loaded = sys.modules.get("keras")
    if loaded is not None and getattr(loaded, "__name__", "keras") == "tf_keras":
        raise ImportError(
            "Keras 3 is asked for, but `import keras` was answered with tf_keras before.\n"
            "Hint: choose with COMPAT_KERAS before the first import of Keras."
        )
