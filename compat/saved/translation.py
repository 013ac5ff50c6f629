"""A whole model: from what a Keras 2 file says to what a Keras 3 file says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import layouts, optimizer_state, training
from .document import Config, SavedModel, Stored
from .errors import Refused
from .layers import Layer, Layers, is_model
from .models import Models, input_layer
from .objects import Objects, names, of_the_user
from .variables import Variables, keras3_paths, read_flat, read_tree, walk


@dataclass
class Translation:
    """What a Keras 3 file says.

    Attributes:
        config: ``config.json``.
        variables: The model's variables, with their arrays; these live in the file they were read from.
        optimizer: The optimizer's variables by their paths; empty where the model is not compiled.
        assets: Files that layers keep, by their paths.
        remarks: What a user should know, a sentence each.
        needed: Names of classes and functions that loading needs from the user.
        provided: Layers that Keras 3 lost, for which classes of this library stand.
    """

    config: Config
    variables: Variables
    optimizer: Mapping[str, Sequence[Stored]] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    provided: list[str] = field(default_factory=list)


def translate(saved: SavedModel, custom: Iterable[str] = ()) -> Translation:
    """Translate a model.

    Args:
        saved: The opened file.
        custom: Names under which the user gives classes and functions.

    Raises:
        Refused: Something in the model has no exact form in Keras 3.
        UnreadableFile: Config and weights do not fit each other.
    """
    custom = frozenset(custom)
    remarks: list[str] = []
    objects = Objects(saved.dialect, custom, saved.release < (2,))
    layers = Layers(objects, custom)
    models = Models(layers, remarks)
    if is_model(saved.config):
        model = layers.translate(saved.config)
    elif saved.tree is not None:
        model = _of_the_user(saved.config, objects)
    else:
        raise Refused(
            f"the model is a {names(saved.config)[0]}, a class of the user's: what its call() does is not in the file",
            "build it in code and load its weights.",
        )
    if saved.flat is not None:
        read_flat(model.variables, saved.flat)
    elif saved.tree is not None:
        read_tree(model.variables, saved.tree)
    found = Translation(model.data, model.variables, assets=_assets(saved, model.variables), remarks=remarks)
    _give_an_input(found)
    if models.lost:
        lost = " and ".join(dict.fromkeys(models.lost))
        remarks.append(f"the model is not compiled: {lost} on its tensors is left out, functional models have none")
    elif saved.training is not None:
        _compile(saved, found, objects, model.data)
    if found.optimizer and model.data.get("compile_config", {}).get("optimizer", {}).get("class_name") == "Nadam":
        remarks.append("Nadam's product of its momenta is in no file of Keras 2: it is that of its formula")
    found.needed = list(objects.needed)
    found.provided = [name.rpartition(">")[2] for name in objects.provided]
    return found


def arrays_by_layer(saved: SavedModel) -> dict[str, list[np.ndarray]]:
    """The arrays of each layer of the outermost model, as the file holds them."""
    variables = translate(dataclasses.replace(saved, training=None)).variables
    return {part.variables.name: [each.read() for each in _first_arrays(part.variables)] for part in variables.parts}


def _of_the_user(config: Config, objects: Objects) -> Layer:
    """A model of a class of the user's, which knows itself how to make its layers; their paths are its attributes' names."""
    objects.needed[names(config)[1]] = None
    data = of_the_user(config, config["config"])
    if config.get("build_config"):
        data["build_config"] = config["build_config"]
    return Layer(data, Variables(names(config)[0], own=None))


def _give_an_input(found: Translation) -> None:
    """An input for a Sequential whose file does not say its shape, as Keras up to 2.2 wrote one that starts with an InputLayer.

    The number of features is that of the first layer's weights.
    """
    layers = found.config["config"].get("layers")
    if found.config["class_name"] != "Sequential" or not layers or layers[0]["class_name"] == "InputLayer":
        return
    if not any(owner.arrays for _, owner in walk(found.variables)):
        return  # it waits for data, as it did
    first, arrays = layers[0], list(_first_arrays(found.variables.parts[0].variables))
    rank, axis = layouts.INPUTS.get(first["class_name"], (0, 0))
    if not rank or not arrays or first["config"].get("data_format") == "channels_first":
        raise Refused(
            "the shape of its input is not in the file",
            "give its first layer an input_shape and save the model again.",
            where=f"model {found.config['config']['name']!r}",
        )
    shape = [*[None] * (rank - 1), arrays[0].shape[axis]]
    found.remarks.append(f"the file does not say the shape of the input; {shape} is that of the first layer's weights")
    name = f"{first['config']['name']}_input"
    layers.insert(0, input_layer(name, shape, "float32").data)


def _first_arrays(owner: Variables) -> Iterator[Stored]:
    yield from owner.arrays
    for part in owner.parts:
        yield from _first_arrays(part.variables)


def _assets(saved: SavedModel, variables: Variables) -> dict[str, bytes]:
    new = dict(keras3_paths(variables))
    found = {}
    for name, content in saved.assets.items():
        folder, _, file = name.rpartition("/")
        found[f"{new[folder]}/{file}" if folder in new else name] = content
    return found


def _compile(saved: SavedModel, found: Translation, objects: Objects, model: Config) -> None:
    assert saved.training is not None
    try:
        config = training.compile_config(saved.training, _outputs(model), objects)
    except Refused as refusal:
        found.remarks.append(f"the model is not compiled, compile it again: {refusal.what}{_page(refusal)}")
        return
    model["compile_config"] = config
    if saved.format == "keras" and _is_legacy(saved.training.optimizer):
        found.remarks.append("the optimizer starts anew: a .keras file of Keras 2 holds no state of a legacy optimizer")
    try:
        found.optimizer = optimizer_state.keras3_state(
            config["optimizer"], saved.optimizer_state, found.variables, slots=saved.slots
        )
    except optimizer_state.Unsettled as reason:
        found.remarks.append(f"the optimizer starts anew: {reason}")
        found.optimizer = _fresh(config, found.variables)


def _is_legacy(optimizer: Any) -> bool:
    return isinstance(optimizer, dict) and "legacy" in str(optimizer.get("module", "")).split(".")


def _fresh(config: Config, variables: Variables) -> Mapping[str, Sequence[Stored]]:
    try:
        return optimizer_state.keras3_state(config["optimizer"], (), variables)
    except optimizer_state.Unsettled:
        return {}


def _page(refusal: Refused) -> str:
    return f" [{refusal.code}]" if refusal.code else ""


def _outputs(model: Config) -> list[str]:
    """The names of a model's outputs."""
    config = model["config"]
    if "output_layers" not in config:
        layers = config.get("layers")
        return [str(layers[-1]["config"].get("name"))] if layers else []
    found: list[str] = []

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            for key in sorted(value):
                visit(value[key])
        elif value and isinstance(value[0], str):
            found.append(value[0])
        else:
            for each in value:
                visit(each)

    visit(config["output_layers"])
    return found
