"""How a model was compiled: optimizer, losses and metrics in Keras 3's words."""

from __future__ import annotations

from typing import Any

from . import entries
from .document import Config, Training
from .errors import Refused
from .objects import Objects, is_object, names

#: Arguments of ``compile()`` that Keras 3 takes as they are. None means what a missing one means.
_AS_THEY_ARE = ("loss_weights", "run_eagerly", "steps_per_execution")
#: How a step is run, never a matter of numbers.
_WITHOUT_MEANING = ("jit_compile", "auto_scale_loss")

_ACCURACY = ("acc", "accuracy")


def compile_config(training: Training, outputs: list[str], objects: Objects) -> Config:
    """The arguments of ``compile()`` as Keras 3 saves them.

    Args:
        training: Those of Keras 2.
        outputs: Names of the model's outputs.
        objects: Translates what they hold.

    Raises:
        Refused: One of them has no exact form in Keras 3.
    """
    given = dict(training.arguments)
    found: Config = {"optimizer": optimizer(training.optimizer, objects)}
    found["loss"] = _loss(given.pop("loss", None), outputs, objects)
    for name in ("metrics", "weighted_metrics"):
        metrics = _metrics(given.pop(name, None), outputs, objects)
        if metrics is not None:
            found[name] = metrics
    for name in _AS_THEY_ARE:
        if given.get(name) is not None:
            found[name] = given[name]
        given.pop(name, None)
    for name, value in given.items():
        if name == "sample_weight_mode" and _is_any(value, ("temporal", None)):
            continue  # Keras 3 takes weights of any rank as they are
        if name not in _WITHOUT_MEANING and value is not None:
            raise Refused(
                f"compile({name}={value!r}) has no counterpart in Keras 3", "compile the loaded model again without it."
            )
    return found


def _is_any(value: Any, known: tuple[Any, ...]) -> bool:
    """Whether a value, or each of them for several outputs, is one that is known."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return all(each in known for each in values)


def optimizer(value: Config | None, objects: Objects) -> Any:
    """An optimizer in Keras 3's full form.

    Raises:
        Refused: It, or one of its arguments, has no counterpart.
    """
    if value is None:
        raise Refused("the optimizer was not saved", "compile the loaded model again.")
    if isinstance(value, str):
        value = {"class_name": entries.new_name("optimizers", value.lower()), "config": {}}
    return objects.translate("optimizers", value)


def _loss(value: Any, outputs: list[str], objects: Objects) -> Any:
    if isinstance(value, dict) and not is_object(value):
        return {name: objects.translate("losses", each) for name, each in value.items()}
    if isinstance(value, list):
        return [objects.translate("losses", each) for each in value]
    found = objects.translate("losses", value)
    return [found] * len(outputs) if len(outputs) > 1 and found is not None else found


def _metrics(value: Any, outputs: list[str], objects: Objects) -> Any:
    """Keras 2 gives each output every metric of a flat list; its HDF5 files hold a list of metrics per output."""
    if not value:
        return None
    if isinstance(value, dict) and not is_object(value):
        return {
            name: [_metric(item, name, objects) for item in (each if isinstance(each, list) else [each])]
            for name, each in value.items()
        }
    value = value if isinstance(value, list) else [value]
    nested = any(isinstance(each, list) for each in value)
    if len(outputs) > 1:
        per_output = value if nested else [value] * len(outputs)
        return [
            [_metric(item, name, objects) for item in (each if isinstance(each, list) else [each])]
            for name, each in zip(outputs, per_output)
        ]
    flat = [item for each in value for item in (each if isinstance(each, list) else [each])]
    return [_metric(item, outputs[0] if outputs else "", objects) for item in flat]


def _metric(value: Any, output: str, objects: Objects) -> Any:
    if is_object(value) and names(value)[0] == "MeanMetricWrapper" and not objects.is_the_users(value):
        return _wrapped(value["config"], output, objects)
    return objects.translate("metrics", value)


def _wrapped(config: Config, output: str, objects: Objects) -> Any:
    """A metric given by name or function: Keras 2 saved a mean around a function, with the output's name before its own."""
    function = config["fn"] if isinstance(config["fn"], str) else str(config["fn"]["config"])
    name = str(config.get("name") or function)
    name = name[len(output) + 1 :] if output and name.startswith(f"{output}_") else name
    if name in _ACCURACY and function.endswith("accuracy"):
        return name
    if function not in objects.custom and entries.new_name("metrics", name) == function:
        return objects.translate("metrics", name)
    return objects.translate("metrics", function)
