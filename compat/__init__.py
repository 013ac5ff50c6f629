"""Programs written for Keras 2, on Keras 3.

``import compat`` touches nothing and loads neither Keras nor a backend. From then on:

* ``compat.install()``: this process speaks Keras 2 (``uninstall()`` takes it back);
* ``from compat import keras``: this module does;
* ``python -m compat run script.py``: that program does.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import keras as keras

    from .api import (
        get_states,
        install,
        load_ipython_extension,
        load_model,
        load_tokenizer,
        load_weights,
        reset_states,
        set_states,
        uninstall,
        unload_ipython_extension,
        which_keras,
    )

__version__ = "0.1.0"

__all__ = [
    "get_states",
    "install",
    "keras",
    "load_ipython_extension",
    "load_model",
    "load_tokenizer",
    "load_weights",
    "reset_states",
    "set_states",
    "uninstall",
    "unload_ipython_extension",
    "which_keras",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    if name == "keras":
        return importlib.import_module(".keras", __name__)
    value = getattr(importlib.import_module(".api", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
