"""The public functions of the package, imported by ``compat`` when one is first used."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from . import versions
from .versions import Which, which_keras

__all__ = [
    "Which",
    "get_states",
    "install",
    "load_ipython_extension",
    "load_model",
    "reset_states",
    "set_states",
    "uninstall",
    "unload_ipython_extension",
    "which_keras",
]


def install(packages: Iterable[str] = (), dialect: str | None = None) -> None:
    """Make this process speak Keras 2: ``keras`` and ``tf.keras`` answer in its spelling, with its numbers.

    Keras itself is loaded by the program's own import. Calling it again adds packages; it never does anything twice.

    Args:
        packages: Names of installed packages that were written for Keras 2. The user's own files always count, other
            installed packages keep plain Keras 3. The package that calls this function counts as named.
        dialect: ``"2.15"`` (the default) or ``"2.2"``: which Keras 2 decides where defaults differed between them. Also
            ``COMPAT_DIALECT`` or ``[tool.compat] dialect`` in ``pyproject.toml``.

    Raises:
        ValueError: An unknown dialect.
        ImportError: The Keras asked for by ``COMPAT_KERAS`` is not installed, or another one was imported before.
    """
    if versions.switched_off():
        return
    from .runtime import process

    process.install(packages, dialect, sys._getframe(1))


def uninstall() -> None:
    """Take back everything that :func:`install` changed; objects that were built keep working."""
    if "runtime.process" in _loaded():
        from .runtime import process

        process.uninstall()


def reset_states(model: Any) -> None:
    """Set every state of every stateful layer of a model to zero, under any Keras.

    Nested models are entered and layers that are not stateful are passed over, as Keras 2's ``model.reset_states()`` did.

    Args:
        model: A model or a layer of the Keras in use.
    """
    _states().reset_states(model)


def get_states(model: Any) -> dict[str, Any]:
    """Return the carried states of a model as arrays.

    Args:
        model: A model of the Keras in use.

    Returns:
        ``{layer name: [array, ...]}`` for every stateful layer that has states, arrays of shape ``(batch, ...)`` in the
        layer's own order and nesting; a nested model's entry is such a dict itself, a Bidirectional's is
        ``{"forward": [...], "backward": [...]}``.
    """
    return _states().get_states(model)


def set_states(model: Any, states: dict[str, Any]) -> None:
    """Set the carried states of a model to what :func:`get_states` returned.

    Raises:
        ValueError: A layer is missing or unknown, or the number or the shape of its states is another. Nothing is set then.
    """
    _states().set_states(model, states)


def load_model(path: str | os.PathLike[str], custom_objects: dict[str, Any] | None = None, **options: Any) -> Any:
    """Load a model file that any Keras 2 wrote as a trainable model of the installed Keras 3.

    Args:
        path: A whole-model ``.h5`` or ``.keras`` file, a SavedModel folder, or an architecture in JSON or YAML; what Keras 3
            wrote is loaded by Keras 3 itself.
        custom_objects: Classes and functions of the program by their names.
        options: ``compile`` and ``safe_mode``, as in ``keras.models.load_model``; ``weights`` for an architecture.

    Raises:
        ValueError: The file holds something that has no Keras 3 form; the message says what.
        OSError: The file cannot be read.
    """
    from .saved import load_model as load

    return load(path, custom_objects=custom_objects, **options)


def load_weights(
    model: Any, path: str | os.PathLike[str], *, by_name: bool = False, skip_mismatch: bool = False
) -> None:
    """Load weights that any Keras 2 saved into a built model of Keras 3.

    Args:
        model: The model.
        path: Weights in HDF5 of either kind, a checkpoint of TensorFlow (its prefix, its ``.index`` or its folder), a
            SavedModel folder, or a whole model.
        by_name: Whether layers find their weights by name, as far as they are there; of HDF5 by layers only.
        skip_mismatch: Whether weights that do not fit are left out.

    Raises:
        ValueError: The weights are not those of the model. No weight is set then.
        OSError: The file cannot be read.
    """
    from .saved import load_weights as saved

    source = os.fspath(path)
    if not saved.is_layers(source):
        if by_name:
            raise ValueError(f"{source} has no layers by name.\nHint: only HDF5 in the layout of Keras 2 has.")
        saved.load_tree(model, source, skip_mismatch)
        return
    from .runtime.provided import h5_weights

    load = h5_weights.load_weights_from_hdf5_group_by_name if by_name else h5_weights.load_weights_from_hdf5_group
    with saved.layers(source) as group:
        load(group, model, skip_mismatch=skip_mismatch)


def load_tokenizer(path: str | os.PathLike[str]) -> Any:
    """Load a ``Tokenizer`` of Keras 2 that was pickled, or written with ``to_json()``; nothing else in a pickle is run.

    Args:
        path: The file.

    Returns:
        A ``Tokenizer``, as :mod:`compat.keras` has it.

    Raises:
        OSError: The file cannot be read, or holds something else.
    """
    from .runtime.provided.preprocessing import tokenizer_from_json
    from .saved import tokenizers

    return tokenizer_from_json(tokenizers.json_of(os.fspath(path)))


def load_ipython_extension(shell: object) -> None:
    """``%load_ext compat``: :func:`install` for a notebook."""
    install()


def unload_ipython_extension(shell: object) -> None:
    """``%unload_ext compat``."""
    uninstall()


def _states() -> Any:
    from .runtime import states

    return states


def _loaded() -> set[str]:
    prefix = __package__ + "."
    return {name[len(prefix) :] for name in sys.modules if name.startswith(prefix)}
