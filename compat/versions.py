"""Which Keras is here, which one to use, and in which dialect a program is read. Nothing here imports Keras."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

OLDEST_KERAS_3 = (3, 0, 5)
BACKENDS = ("tensorflow", "jax", "torch")
DEFAULT_DIALECT = "2.15"


@dataclass(frozen=True)
class Which:
    """The Keras that answers.

    Attributes:
        package: ``"keras"`` or ``"tf_keras"``.
        version: Its version, as its metadata says.
        generation: 2 or 3.
        backend: ``"tensorflow"``, ``"jax"`` or ``"torch"``; always ``"tensorflow"`` for Keras 2.
        dialect: The Keras 2 that decides where defaults differed, ``"2.15"`` or ``"2.2"``.
    """

    package: str
    version: str
    generation: int
    backend: str
    dialect: str

    @property
    def release(self) -> tuple[int, ...]:
        return release(self.version)


def release(version: str) -> tuple[int, ...]:
    """``"3.15.1.dev0"`` -> ``(3, 15, 1)``."""
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
    return tuple(numbers)


def switched_off() -> bool:
    """Whether ``COMPAT_OFF`` turns the library off."""
    return os.environ.get("COMPAT_OFF", "") not in ("", "0")


def which_keras() -> Which:
    """Return which Keras this process uses, from the environment and package metadata; Keras is not imported.

    ``COMPAT_KERAS=2`` or ``3`` chooses; without it ``TF_USE_LEGACY_KERAS=1`` chooses tf_keras where it is installed, and
    otherwise the installed ``keras`` is used.

    Raises:
        ImportError: The Keras asked for is not installed, or none is.
        ValueError: ``COMPAT_KERAS`` or ``COMPAT_DIALECT`` has another value.
    """
    package, version = _choose(os.environ.get("COMPAT_KERAS", ""))
    generation = 2 if release(version)[0] < 3 or package == "tf_keras" else 3
    if generation == 3 and release(version) < OLDEST_KERAS_3:
        raise ImportError(
            f"keras {version} is installed, the oldest Keras 3 that compat supports is "
            f"{'.'.join(map(str, OLDEST_KERAS_3))}.\nHint: pip install --upgrade keras"
        )
    return Which(package, version, generation, backend() if generation == 3 else "tensorflow", dialect())


def _choose(asked: str) -> tuple[str, str]:
    keras, tf_keras = installed("keras"), installed("tf_keras")
    if asked not in ("", "2", "3"):
        raise ValueError(
            f"COMPAT_KERAS is {asked!r}; expected '2' or '3'.\nHint: leave it unset to use what is installed."
        )
    if not asked and tf_keras and os.environ.get("TF_USE_LEGACY_KERAS") in ("true", "True", "1"):
        asked = "2"
    if keras is not None:
        generation = "2" if release(keras)[0] < 3 else "3"
        if asked in ("", generation):
            return "keras", keras
    if tf_keras is not None and asked == "2":
        return "tf_keras", tf_keras
    if asked == "3":
        raise ImportError(
            f"COMPAT_KERAS=3 asks for Keras 3, but {f'keras {keras}' if keras else 'no keras'} is installed.\n"
            "Hint: pip install 'keras>=3'"
        )
    if asked == "2":
        raise ImportError(
            f"Keras 2 is asked for (COMPAT_KERAS=2), but {f'keras {keras}' if keras else 'no keras'} is installed and "
            "tf_keras is not.\nHint: pip install tf-keras"
        )
    if tf_keras is not None:
        return "tf_keras", tf_keras
    raise ImportError(
        "No Keras is installed.\nHint: pip install 'keras-compat[jax]', or keras and one of its backends."
    )


def installed(package: str) -> str | None:
    """The installed version of ``keras`` or ``tf_keras``, or None."""
    return _installed(package)


@cache
def _installed(package: str) -> str | None:
    import sys

    # The folder's name says it; importlib.metadata alone costs more than the rest of this library.
    start, end = f"{package}-", ".dist-info"
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.startswith(start) and name.endswith(end):
                return name[len(start) : -len(end)]
    return _installed_by_metadata(package)


def _installed_by_metadata(package: str) -> str | None:
    import importlib.metadata

    try:
        return importlib.metadata.version(package.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return None


def dialect(asked: str | None = None) -> str:
    """The dialect: ``asked``, else ``COMPAT_DIALECT``, else ``[tool.compat] dialect``, else ``"2.15"``.

    Raises:
        ValueError: It is not a known dialect.
    """
    if asked is None:
        asked = os.environ.get("COMPAT_DIALECT") or _configured_dialect() or DEFAULT_DIALECT
    if asked == DEFAULT_DIALECT:
        return asked
    from .changes._kinds import DIALECTS

    if asked not in DIALECTS:
        raise ValueError(f"Unknown dialect {asked!r}; expected one of {', '.join(map(repr, DIALECTS))}.")
    return asked


def _configured_dialect() -> str | None:
    from . import config

    value = config.read().get("dialect")
    return value if value is None else str(value)


def backend() -> str:
    """The backend that Keras 3 uses or will use: ``KERAS_BACKEND``, else ``keras.json``, else the first one installed.

    Raises:
        ValueError: ``keras.json`` or ``KERAS_BACKEND`` names a backend that Keras 3 lacks (theano, cntk).
    """
    name, where = os.environ.get("KERAS_BACKEND"), "KERAS_BACKEND"
    if not name:
        name, where = _configured_backend()
    if not name:
        return _first_backend()
    if name not in (*BACKENDS, "openvino", "mlx", "numpy"):
        raise ValueError(
            f"{where} names the backend {name!r}, which Keras 3 does not have; expected one of {', '.join(BACKENDS)}.\n"
            f"Hint: set KERAS_BACKEND to one of them{'' if where == 'KERAS_BACKEND' else ', or change that file'}."
        )
    # Keras itself wrote "tensorflow" into that file when it was first imported, whatever is installed.
    if where != "KERAS_BACKEND" and name in BACKENDS and not _is_importable(name):
        return _first_backend()
    return name


def _configured_backend() -> tuple[str | None, str]:
    import json

    home = os.environ.get("KERAS_HOME") or os.path.join(os.path.expanduser("~"), ".keras")
    path = os.path.join(home, "keras.json")
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return None, path
    return (value.get("backend") if isinstance(value, dict) else None), path


def _first_backend() -> str:
    return next(filter(_is_importable, BACKENDS), BACKENDS[0])


def _is_importable(package: str) -> bool:
    import importlib.util
    import sys

    return package in sys.modules or importlib.util.find_spec(package) is not None
