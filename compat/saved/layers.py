"""Layers: a dict of Keras 2 in, a dict of Keras 3 and the tree of its variables out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..changes import _classes as classes
from ..changes._keras2 import INPUT_DTYPES
from . import bytecode, conversions, entries, layouts
from .document import Config, Place
from .errors import Refused
from .objects import Objects, built_in, check_accepted, family_of, function, is_object, names, of_the_user
from .variables import Part, Variables, numbered

#: What an entry of ``changes`` may leave in the arguments for the model that holds the layer.
_LEFT = ("batch_shape", "input_shape", "swap_batch_and_time", "initial_weights")
_ACTIVATIONS = ("activation", "recurrent_activation")
_BIDIRECTIONAL = "keras.layers.Bidirectional"


@dataclass
class Layer:
    """A translated layer.

    Attributes:
        data: Keras 3's full form.
        variables: What it owns.
        batch_shape: The shape of its input that it carried, batch included.
        input_dtype: The dtype of an input made from that shape.
        time_major: Whether its sequences have time before batch.
        owner: Its Keras 3 class; empty for a class of the user's.
    """

    data: Config
    variables: Variables
    batch_shape: list[int | None] | None = None
    input_dtype: str = "float32"
    time_major: bool = False
    owner: str = ""

    @property
    def name(self) -> str:
        return str(self.data["config"].get("name") or self.data["name"])

    def is_a(self, owner: str) -> bool:
        """Whether its class is ``owner`` or derives from it."""
        return bool(self.owner) and classes.is_a(self.owner, owner)


def describe(value: Config) -> str:
    """How a message names a layer."""
    config = value.get("config")
    name = value.get("name") or (config.get("name") if isinstance(config, dict) else None)
    return f"layer {name!r} ({names(value)[0]})" if name else f"a {names(value)[0]}"


def is_model(value: Config) -> bool:
    """Whether a serialized object is a model made of layers."""
    config = value.get("config")
    if names(value)[0] == "Sequential":
        return isinstance(config, (dict, list))
    return isinstance(config, dict) and {"layers", "input_layers", "output_layers"} <= config.keys()


class Layers:
    """Translates layers; ``models`` is what translates the models among them.

    Args:
        objects: For everything that is no layer.
        functions: Names of Lambda layers for which the user gave a function.
    """

    def __init__(self, objects: Objects, functions: frozenset[str] = frozenset()) -> None:
        self.objects = objects
        self.functions = functions
        self.models: Any = None

    def translate(self, value: Config, frozen: bool = False) -> Layer:
        """Translate a layer, whatever its class.

        Args:
            value: Its serialized form.
            frozen: Whether something that holds it is not trained.

        Raises:
            Refused: It has no exact form in Keras 3.
        """
        name = value["config"].get("name") if isinstance(value.get("config"), dict) else None
        if name is not None and not isinstance(name, str):
            raise Refused(f"a {names(value)[0]} has the name {name!r}, which is no text", "the config seems damaged.")
        try:
            if is_model(value):
                found: Layer = self.models.translate(value, frozen)
                return found
            return self._layer(value, frozen)
        except Refused as refusal:
            raise refusal.at(describe(value)) from None

    def _layer(self, value: Config, frozen: bool) -> Layer:
        class_name = names(value)[0]
        if not self.objects.is_the_users(value):
            by = entries.provided(f"keras.layers.{class_name}")
            if by is not None:
                return self._provided(by, dict(value["config"]), frozen)
            owner, arguments = entries.class_named(f"keras.layers.{class_name}", dict(value["config"]))
            if owner:
                return self._built_in(class_name, owner, arguments, frozen)
        return self._of_the_user(value, frozen)

    def _built_in(self, class_name: str, owner: str, arguments: Config, frozen: bool) -> Layer:
        if owner == "keras.layers.Lambda":
            arguments = self._lambda(arguments)
        arguments = entries.translated(owner, arguments, self.objects.dialect)
        if owner == _BIDIRECTIONAL and self.objects.dialect == "2.2":
            arguments = self._without_carried_states(arguments)
        left = {name: arguments.pop(name) for name in _LEFT if name in arguments} if not _is_input(owner) else {}
        frozen = self._common(arguments, frozen)
        if "trainable" not in classes.accepted(owner):
            arguments.pop("trainable", None)  # such a layer has no weights
        check_accepted(owner, arguments)
        variables = Variables(arguments.get("name", class_name), not frozen)
        config = {
            name: self._argument(name, argument, variables, frozen, owner) for name, argument in arguments.items()
        }
        _lay_out(owner, config, variables)
        known = conversions.OF_KERAS_1 if self.objects.keras_1 else conversions.OF_CLASS
        if class_name in known:
            _convert(variables, known[class_name])
        time_major = bool(left.get("swap_batch_and_time"))
        if owner == _BIDIRECTIONAL:
            time_major = self._both_ways(arguments, variables, frozen)
        shape = config.get("batch_shape") if _is_input(owner) else left.get("batch_shape")
        if shape is None and "input_shape" in left:
            shape = [None, *left["input_shape"]]
        return Layer(
            built_in(owner, config),
            variables,
            None if shape is None else list(shape),
            INPUT_DTYPES.get(owner) or str(config.get("dtype") or "float32"),
            time_major,
            owner,
        )

    def _provided(self, by: str, arguments: Config, frozen: bool) -> Layer:
        """A layer that Keras 3 lost: a class of this library's stands for it, registered under its name."""
        module, _, class_name = by.partition(":")
        arguments = entries.translated("", arguments, self.objects.dialect)
        shape = arguments.pop("batch_shape", None)
        frozen = self._common(arguments, frozen)
        variables = Variables(str(arguments.get("name", "")), not frozen, own=None)
        config = {name: self._argument(name, value, variables, frozen, by) for name, value in arguments.items()}
        ours = not module.startswith("keras.")
        if ours:
            self.objects.provided[f"compat>{class_name}"] = by
        data = {
            "module": module,
            "class_name": class_name,
            "config": config,
            "registered_name": f"compat>{class_name}" if ours else class_name,
        }
        return Layer(data, variables, None if shape is None else list(shape))

    def _of_the_user(self, value: Config, frozen: bool) -> Layer:
        config = entries.translated("", dict(value["config"]), self.objects.dialect)
        shape = config.pop("batch_shape", None)
        frozen = self._common(config, frozen)
        self.objects.needed[names(value)[1]] = None
        variables = Variables(str(config.get("name", "")), not frozen, own=None)
        config = {name: self._inside_the_users(argument) for name, argument in config.items()}
        return Layer(of_the_user(value, config), variables, None if shape is None else list(shape))

    def _inside_the_users(self, value: Any) -> Any:
        """A layer in the config of a user's class: its form is translated, its variables stay where they are."""
        if is_object(value) and entries.class_named(f"keras.layers.{names(value)[0]}", {})[0]:
            return self.translate(value).data
        return [self._inside_the_users(each) for each in value] if isinstance(value, list) else value

    def _common(self, config: Config, frozen: bool) -> bool:
        """The arguments that every layer has; returns whether the layer is frozen, by its own flag or an owner's."""
        frozen = frozen or config.get("trainable") is False
        if frozen and "trainable" in config:
            config["trainable"] = False
        if isinstance(config.get("dtype"), dict):
            config["dtype"] = (config["dtype"].get("config") or {}).get("name")
        if config.get("dtype", "") is None:
            del config["dtype"]
        return frozen

    def _argument(self, name: str, value: Any, owner: Variables, frozen: bool, class_name: str) -> Any:
        if name in _ACTIVATIONS:
            return self._activation(name, value, owner, frozen)
        family = family_of(name)
        if family is not None:
            return self.objects.translate(family, value)
        if class_name == "keras.layers.Lambda":
            return value
        if is_object(value):
            child = self.translate(value, frozen)
            if child.time_major and class_name != _BIDIRECTIONAL:
                raise Refused(
                    f"a time_major layer as the {name} of another layer",
                    "build the model without time_major.",
                    "K2C201 time_major",
                )
            owner.parts.append(Part(name, name, child.variables))
            return child.data
        if isinstance(value, list) and value and all(map(is_object, value)):
            children = [self.translate(each, frozen) for each in value]
            old = numbered([names(each)[0] for each in value])
            new = numbered([each.data["class_name"] for each in children])
            for number, (child, old_name, new_name) in enumerate(zip(children, old, new)):
                place = Place(number, len(children))
                owner.parts.append(Part(f"{name}/{old_name}", f"{name}/{new_name}", child.variables, place))
            return [child.data for child in children]
        return value

    def _activation(self, name: str, value: Any, owner: Variables, frozen: bool) -> Any:
        if isinstance(value, str) or (is_object(value) and names(value)[0] == "function"):
            return self.objects.translate("activations", value)
        if is_object(value):
            child = self.translate(value, frozen)
            owner.parts.append(Part(name, name, child.variables))
            return child.data
        return value

    def _without_carried_states(self, arguments: Config) -> Config:
        """Keras up to 2.2 copied the layer and then updated the states of the one that was copied: none was ever carried."""
        inner: Any = arguments.get("layer")
        if not is_object(inner) or not inner["config"].get("stateful"):
            return arguments
        self.models.remarks.append(
            f"layer {arguments.get('name')!r} is not stateful: Keras up to 2.2 carried no state through a Bidirectional"
        )
        return {**arguments, "layer": {**inner, "config": {**inner["config"], "stateful": False}}}

    def _both_ways(self, arguments: Config, variables: Variables, frozen: bool) -> bool:
        """The two layers inside; returns whether they are time_major."""
        forward = self.translate(arguments["layer"], frozen)
        backward = self.translate(arguments.get("backward_layer") or arguments["layer"], frozen)
        variables.parts = [
            Part("forward_layer", "forward_layer", forward.variables),
            Part("backward_layer", "backward_layer", backward.variables),
        ]
        return forward.time_major

    def _lambda(self, arguments: Config) -> Config:
        """A Lambda's code is byte code of one Python version and runs whatever it says: it is not looked into, never run."""
        name, code = arguments.get("name", ""), arguments.get("function")
        known: Config = {key: arguments[key] for key in entries.LAYER_CONFIG if key in arguments}
        if arguments.get("arguments"):
            known["arguments"] = arguments["arguments"]
        if arguments.get("output_shape_type", "raw") == "raw" and arguments.get("output_shape") is not None:
            known["output_shape"] = arguments["output_shape"]
        named = code if isinstance(code, str) else bytecode.name_of(code)
        for given in (name, named):
            if given and given in self.functions:
                self.objects.needed[given] = None
                return {**known, "function": function(given)}
        what = "its function is stored as byte code, which is never run"
        if isinstance(code, str):
            raise Refused(what, f"pass the function by its name: custom_objects={{{code!r}: function}}.")
        raise Refused(
            f"{what}; it was called {named!r}" if named else what,
            f"pass the function under the layer's name: custom_objects={{{name!r}: function}}"
            + (f", or under its own: {{{named!r}: {named}}}." if named else "."),
        )


def _is_input(owner: str) -> bool:
    return owner == "keras.layers.InputLayer"


def _convert(variables: Variables, conversion: conversions.Conversion) -> None:
    holder = variables.parts[0].variables if variables.parts else variables
    holder.stored = [True] * conversion.stored if conversion.stored else None
    holder.convert = conversion.convert


def _lay_out(owner: str, config: Config, variables: Variables) -> None:
    """Add what the tables say that a class owns."""
    class_name = owner.rpartition(".")[2]
    if class_name in layouts.CELLS:
        cell = Variables(variables.name, variables.trainable, layouts.own(layouts.CELLS[class_name], config))
        cell.parts, variables.parts = variables.parts, [Part("cell", "cell", cell)]
        return
    variables.own = layouts.own(layouts.OWN.get(class_name, ""), config)
    for old, new, row in layouts.PARTS.get(class_name, ()):
        part = Variables(f"{variables.name}/{new}", variables.trainable, layouts.own(row, config))
        variables.parts.append(Part(old, new, part))
