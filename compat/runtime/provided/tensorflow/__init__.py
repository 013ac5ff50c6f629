"""TensorFlow's functions by ``keras.ops``, for programs of ``tf.keras`` on another backend and for Keras tensors on any.

A function has the name and the call of TensorFlow's public one; dots become underscores where two would share a name
(``tf.nn.dropout``, ``tf.random.normal``). Shapes, dtypes and meaning are those that TensorFlow 2 documents.
"""

from __future__ import annotations

import functools
import importlib
from typing import Any

#: Modules of functions, and the namespaces of TensorFlow that they answer for: the first that knows a name does.
_MODULES: dict[str, tuple[str, ...]] = {
    "math": ("", "math.", "linalg.", "compat.v1."),
    "arrays": ("", "linalg.", "math.", "compat.v1."),
    "control": ("", "debugging.", "autograph.", "compat.v1."),
    "types": ("", "dtypes.", "errors.", "compat.v1."),
    "nn": ("nn.", "compat.v1.nn."),
    "random": ("random.", "compat.v1.random."),
    "image": ("image.",),
    "nest": ("nest.",),
}

#: Public names that another one answers for.
_SAME = {
    "nn.sigmoid": "math.sigmoid",
    "nn.tanh": "math.tanh",
    "nn.l2_normalize": "math.l2_normalize",
    "nn.zero_fraction": "math.zero_fraction",
    "nn.softplus": "math.softplus",
    "nn.softsign": "math.softsign",
    "nn.top_k": "math.top_k",
    "nn.in_top_k": "math.in_top_k",
    "nn.swish": "nn.silu",
    "math.softmax": "nn.softmax",
    "math.log_softmax": "nn.log_softmax",
    "random_normal": "random.normal",
    "random_uniform": "random.uniform",
    "truncated_normal": "random.truncated_normal",
    "random_shuffle": "random.shuffle",
}


@functools.cache
def find(name: str) -> Any:
    """The function for a public name below ``tf``, such as ``"nn.relu"``.

    Raises:
        LookupError: There is none.
    """
    name = _SAME.get(name, name)
    for module, spaces in _MODULES.items():
        for space in sorted(spaces, key=len, reverse=True):
            inner = name[len(space) :]
            if not name.startswith(space) or "." in inner or not inner or inner.startswith("_"):
                continue
            found = importlib.import_module(f"{__name__}.{module}")
            if inner in found.NAMES:
                return getattr(found, found.NAMES[inner])
    raise LookupError(name)


def names() -> list[str]:
    """Every public name below ``tf`` that has an answer, in its shortest spelling first."""
    found = []
    for module, spaces in _MODULES.items():
        held = importlib.import_module(f"{__name__}.{module}").NAMES
        found += [space + name for space in spaces for name in held]
    return [*found, *_SAME]


def public(namespace: dict[str, Any], module: str, **also: str) -> dict[str, str]:
    """``{public name: attribute}`` of a module of functions: what it defines, but for names with an underscore.

    Args:
        namespace: The module's ``globals()``.
        module: Its ``__name__``.
        also: More public names, and the attributes that answer for them.
    """
    own = {
        name: name
        for name, value in namespace.items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module
    }
    return {**own, **also}
