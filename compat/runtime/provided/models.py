"""Models from text: ``model_from_config``, ``model_from_json`` and ``model_from_yaml`` of what a Keras 2 wrote."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from ...changes._kinds import RELEASES
from .. import callers
from ..widen import put


def model_from_config(config: Any, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """A new model from its config, untrained and not compiled.

    Args:
        config: ``{"class_name": ..., "config": ...}``, as a Keras 2 or Keras 3 wrote it.
        custom_objects: Classes and functions of the program by their names.

    Raises:
        TypeError: A list, the config of a Sequential alone.
        ValueError: Something in it has no Keras 3 form; the message says what.
    """
    import keras

    if isinstance(config, list):
        raise TypeError(
            "`model_from_config` expects a dictionary, not a list. Maybe you meant to use `Sequential.from_config(config)`?"
        )
    objects = dict(custom_objects or {})
    if "module" not in config:
        config = _translated(config, objects)
    with callers.file_speaks_keras3():
        return keras.saving.deserialize_keras_object(config, custom_objects=objects)


def _translated(config: Any, objects: dict[str, Any]) -> Any:
    from ...saved.document import SavedModel
    from ...saved.load import _by_registered_name
    from ...saved.translation import translate

    version = str(config.get("keras_version") or RELEASES[callers.SCOPE.dialect])
    found = translate(SavedModel("the config", "h5", version, json.loads(json.dumps(config))), objects)
    _by_registered_name(found.needed, objects)
    return found.config


def model_from_json(json_string: str, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """A new model from what ``to_json`` returned, see :func:`model_from_config`."""
    return model_from_config(json.loads(json_string), custom_objects)


def model_from_yaml(yaml_string: str, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """A new model from what ``to_yaml`` returned, see :func:`model_from_config`; only plain data is read.

    Raises:
        ImportError: PyYAML is not installed.
    """
    return model_from_config(_yaml().safe_load(yaml_string), custom_objects)


def to_yaml(model: Any, **kwargs: Any) -> str:
    """The config of a model as YAML; ``model_from_yaml`` reads it.

    Raises:
        ImportError: PyYAML is not installed.
    """
    text: str = _yaml().safe_dump(json.loads(model.to_json()), **kwargs)
    return text


def _yaml() -> Any:
    try:
        import yaml
    except ImportError:
        raise ImportError("YAML needs the package PyYAML.\nHint: pip install pyyaml, or use to_json().") from None
    return yaml


def install() -> None:
    """Let ``model_from_json`` read what a Keras 2 wrote, which Keras 3 does not know."""
    import keras

    native = keras.models.model_from_json
    wide = _reading_keras_2(native)
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get("model_from_json") is native:
            put(module, "model_from_json", wide)


def _reading_keras_2(native: Callable[..., Any]) -> Callable[..., Any]:
    import functools

    @functools.wraps(native)
    def wide(json_string: str, custom_objects: Mapping[str, Any] | None = None) -> Any:
        config = json.loads(json_string)
        if isinstance(config, dict) and "module" not in config and "class_name" in config:
            return model_from_config(config, custom_objects)
        return native(json_string, custom_objects)

    return wide
