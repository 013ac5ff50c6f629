"""Models made of layers: Sequential and functional ones, nested to any depth."""

from __future__ import annotations

from typing import Any

from . import operations
from .document import Config, Place
from .errors import Refused
from .graph import Call, Calls, Ref, keras3_order, mapped, read_call, read_ends, refs
from .layers import Layer, Layers, is_model
from .objects import built_in, names, of_the_user
from .variables import Part, Variables, numbered

_FUNCTIONAL, _SEQUENTIAL, _INPUT = (
    "keras.src.models.functional.Functional",
    "keras.Sequential",
    "keras.layers.InputLayer",
)
_MASKS = ("keras.layers.Masking",)


class Models:
    """Translates models; ``remarks`` is told what a user should know."""

    def __init__(self, layers: Layers, remarks: list[str]) -> None:
        self.layers, self.remarks = layers, remarks
        #: What the models were trained with that Keras 3 has no form for.
        self.lost: list[str] = []
        layers.models = self

    def translate(self, value: Config, frozen: bool = False) -> Layer:
        """Translate a model.

        Args:
            value: Its serialized form.
            frozen: Whether something that holds it is not trained.

        Raises:
            Refused: Something in it has no exact form in Keras 3.
        """
        config = value["config"]
        if isinstance(config, list):
            config = {"name": value.get("name") or "sequential", "layers": config}
        frozen = frozen or config.get("trainable") is False
        if names(value)[0] == "Sequential":
            return self._sequential(config, frozen)
        return self._functional(value, config, frozen)

    def _sequential(self, config: Config, frozen: bool) -> Layer:
        found = [self.layers.translate(each, frozen) for each in config["layers"]]
        given = config.get("build_input_shape")
        if found and found[0].owner != _INPUT:
            first = _input_in_front(found[0], given)
            found = [first, *found] if first is not None else found
        if any(each.time_major for each in found):
            return self._as_functional(config, found, frozen)
        used = _Names(self.remarks)
        for each in found:
            used.give(each)
        variables = Variables(config["name"], not frozen)
        members = [each for each in found if each.owner != _INPUT]
        old = [names(each)[0] for each in config["layers"] if names(each)[0] != "InputLayer"]
        variables.parts = _members(members, old, [Place(number, len(members)) for number in range(len(members))])
        data = built_in(_SEQUENTIAL, {"name": config["name"], "layers": [each.data for each in found]})
        return Layer(data, variables, found[0].batch_shape if found else None, _dtype(found), owner=_SEQUENTIAL)

    def _as_functional(self, config: Config, found: list[Layer], frozen: bool) -> Layer:
        """A chain of layers as a graph, for what a Sequential cannot hold."""
        if found[0].owner != _INPUT:
            raise Refused(
                "a time_major layer in a model that does not say the shape of its input",
                "give the first layer batch_input_shape and save the model again.",
            )
        used = _Names(self.remarks)
        for each in found:
            used.give(each)
        calls: Calls = {found[0].name: []}
        for before, each in zip(found, found[1:]):
            calls[each.name] = [Call([Ref(before.name, 0, 0)])]
        old = [names(each)[0] for each in config["layers"] if names(each)[0] != "InputLayer"]
        return self._assemble(
            built_in(_FUNCTIONAL, {"name": config["name"]}),
            config["name"],
            found,
            calls,
            Ref(found[0].name, 0, 0),
            Ref(found[-1].name, 0, 0),
            ["InputLayer", *old],
            frozen,
            first_place=1,
        )

    def _functional(self, value: Config, config: Config, frozen: bool) -> Layer:
        found: list[Layer] = []
        calls: Calls = {}
        first_call: dict[str, int] = {}
        used = _Names(self.remarks)
        old_names = frozenset(str(_name(each)) for each in config["layers"])
        functions = operations.Operations()
        for each in config["layers"]:
            name = str(_name(each))
            nodes = [read_call(node, old_names) for node in each.get("inbound_nodes") or ()]
            operation = functions.translate(each, nodes)
            made, nodes = operation or (self.layers.translate(each, frozen), nodes)
            if names(each)[0] in operations.TRAINING_ONLY:
                self.lost.append(operations.TRAINING_ONLY[names(each)[0]])
            first_call[name] = 1 if is_model(each) else 0
            used.give(made, name)
            found.append(made)
            calls[made.name] = [self._with_states(made, node) for node in nodes]

        def new(ref: Ref) -> Ref:
            if ref.layer not in used.given:
                raise Refused(f"layer {ref.layer!r} is used but is not in the model", "the config seems damaged.")
            return Ref(used.given[ref.layer], ref.call - first_call[ref.layer], ref.output)

        calls = {
            name: [Call(mapped(each.args, new), mapped(each.kwargs, new)) for each in made]
            for name, made in calls.items()
        }
        class_names = [names(each)[0] for each in config["layers"]]
        inputs, outputs = (
            mapped(read_ends(config["input_layers"]), new),
            mapped(read_ends(config["output_layers"]), new),
        )
        own = names(value)[0] in ("Functional", "Model") and not self.layers.objects.is_the_users(value)
        data = built_in(_FUNCTIONAL, {"name": config["name"]}) if own else of_the_user(value, {"name": config["name"]})
        return self._assemble(data, config["name"], found, calls, inputs, outputs, class_names, frozen)

    def _with_states(self, layer: Layer, call: Call) -> Call:
        """A recurrent layer's list of inputs is its sequence and the states it starts from."""
        if layer.is_a("keras.layers.RNN") or layer.is_a("keras.layers.Bidirectional"):
            inputs = call.args[0]
            if isinstance(inputs, list):
                if layer.data["config"].get("num_constants"):
                    raise Refused("its cell takes constants", "Keras 3 cells take none.", where=f"layer {layer.name!r}")
                return Call([inputs[0]], {**call.kwargs, "initial_state": inputs[1:]})
        return call

    def _assemble(
        self,
        data: Config,
        name: str,
        found: list[Layer],
        calls: Calls,
        inputs: Any,
        outputs: Any,
        class_names: list[str],
        frozen: bool,
        first_place: int = 0,
    ) -> Layer:
        layers = {each.name: each for each in found}
        outputs = self._swap_axes(layers, calls, outputs)
        order = keras3_order(calls, list(refs(inputs)), list(refs(outputs)))
        for used in order:
            if operations.stands_for_nothing(layers[used]):
                raise Refused(
                    f"tf.{layers[used].data['class_name']} in the graph of a functional model",
                    "a size that is not known when the graph is built can only be used in a reshape.",
                    where=f"layer {used!r}",
                )
        variables = Variables(name, not frozen)
        members = [each for each in found if not operations.is_operation(each)]
        old = [class_name for each, class_name in zip(found, class_names) if not operations.is_operation(each)]
        kept = [each for each in members if each.name in order]
        count = len(found) - first_place
        places = [Place(at - first_place, count) for at, each in enumerate(found) if not operations.is_operation(each)]
        parts = _members(members, old, places)
        position = {each.name: number for number, each in enumerate(members)}
        in_order = [layers[each] for each in order if each in position]
        for path, each in zip(numbered([each.data["class_name"] for each in in_order]), in_order):
            parts[position[each.name]].keras3_path = f"layers/{path}"
        variables.parts = [part for part, each in zip(parts, members) if each.name in order]
        at = {each.name: number for number, each in enumerate(kept)}
        variables.keras3_order = [at[each.name] for each in in_order]
        if len(kept) < len(members):
            lost = ", ".join(repr(each.name) for each in members if each.name not in order)
            self.remarks.append(f"model {name!r}: {lost} lead to no output of the model and are left out")
        functional = {each for each, layer in layers.items() if layer.data["class_name"] == "Functional"}
        data["config"].update(
            layers=[_layer_in_graph(layers[each], calls.get(each, [])) for each in order],
            input_layers=mapped(inputs, lambda ref: _end(ref, functional)),
            output_layers=mapped(outputs, lambda ref: _end(ref, functional)),
        )
        if frozen:
            data["config"]["trainable"] = False
        ends = [layers[ref.layer] for ref in refs(inputs)]
        shape = ends[0].batch_shape if len(ends) == 1 else None
        return Layer(data, variables, shape, _dtype(ends), owner=_FUNCTIONAL)

    def _swap_axes(self, layers: dict[str, Layer], calls: Calls, outputs: Any) -> Any:
        """Put a swap of the first two axes in front of and behind each ``time_major`` layer; returns the outputs."""
        for layer in [each for each in layers.values() if each.time_major]:
            _check_can_swap(layer, layers)
            config = layer.data["config"]
            inner = config["layer"]["config"] if "layer" in config else config
            # A Bidirectional that merges nothing gives two sequences.
            sequences = (2 if config.get("merge_mode", "") is None else 1) if inner.get("return_sequences") else 0
            swap = operations.transpose(f"{layer.name}_batch_first")
            back = operations.transpose(f"{layer.name}_time_first")
            made = calls[layer.name]
            calls[swap.name] = [Call([call.args[0]]) for call in made]
            calls[layer.name] = [Call([Ref(swap.name, number, 0)], call.kwargs) for number, call in enumerate(made)]
            layers[swap.name] = swap
            if not sequences:
                continue

            def behind(ref: Ref, layer: Layer = layer, back: Layer = back, sequences: int = sequences) -> Ref:
                if ref.layer == layer.name and ref.output < sequences:
                    return Ref(back.name, ref.call * sequences + ref.output, 0)
                return ref

            for name in calls:
                calls[name] = [Call(mapped(call.args, behind), mapped(call.kwargs, behind)) for call in calls[name]]
            outputs = mapped(outputs, behind)
            calls[back.name] = [
                Call([Ref(layer.name, number, output)]) for number in range(len(made)) for output in range(sequences)
            ]
            layers[back.name] = back
        return outputs


def _check_can_swap(layer: Layer, layers: dict[str, Layer]) -> None:
    why = ""
    if any(_makes_masks(each) for each in layers.values()):
        why = "time_major=True with masks: Keras 3 drops a mask where axes are swapped"
    elif any(layer.is_a(f"keras.layers.ConvLSTM{rank}D") for rank in (1, 2, 3)):
        why = "time_major=True of a ConvLSTM, which Keras 2 took and did not follow"
    if why:
        raise Refused(why, "build the model without time_major.", "K2C201 time_major", f"layer {layer.name!r}")


def _makes_masks(layer: Layer) -> bool:
    return layer.owner in _MASKS or bool(layer.data["config"].get("mask_zero"))


class _Names:
    """Keras 3 allows no ``/`` in a name, and no name twice in a model."""

    def __init__(self, remarks: list[str]) -> None:
        self.given: dict[str, str] = {}
        self._remarks = remarks

    def give(self, layer: Layer, old: str | None = None) -> None:
        """Settle a layer's name; ``given`` remembers it by the old one."""
        old = layer.name if old is None else old
        new, number = old.replace("/", "_"), 1
        while new in self.given.values():
            new, number = f"{old.replace('/', '_')}_{number}", number + 1
        if new != old:
            self._remarks.append(f"layer {old!r} is called {new!r}: Keras 3 allows no '/' in a name")
        self.given[old] = new
        (layer.data if operations.is_operation(layer) else layer.data["config"])["name"] = new


def _name(value: Config) -> Any:
    return value.get("name") or value["config"].get("name")


def _members(layers: list[Layer], old: list[str], places: list[Place]) -> list[Part]:
    new = numbered([each.data["class_name"] for each in layers])
    return [
        Part(f"layers/{old_path}", f"layers/{new_path}", each.variables, place)
        for each, old_path, new_path, place in zip(layers, numbered(old), new, places)
    ]


def _dtype(layers: list[Layer]) -> str:
    return layers[0].input_dtype if layers else "float32"


def _input_in_front(first: Layer, given: Any) -> Layer | None:
    shape = first.batch_shape
    if shape is None and isinstance(given, list) and all(each is None or type(each) is int for each in given):
        shape = given
    if shape is None:
        return None
    return input_layer(f"{first.name}_input".replace("/", "_"), shape, first.input_dtype)


def input_layer(name: str, shape: list[int | None], dtype: str) -> Layer:
    """An input of a model; ``shape`` counts the batch."""
    config = {"batch_shape": shape, "dtype": dtype, "sparse": False, "name": name}
    return Layer(built_in(_INPUT, config), Variables(name), shape, dtype, owner=_INPUT)


def _layer_in_graph(layer: Layer, calls: list[Call]) -> Config:
    nodes = [{"args": mapped(each.args, _tensor), "kwargs": mapped(each.kwargs, _tensor)} for each in calls]
    return {**layer.data, "name": layer.name, "inbound_nodes": nodes}


def _tensor(ref: Ref) -> Config:
    """A tensor in Keras 3's form. Its shape and dtype stand for nothing: Keras takes them from the layer that makes it."""
    config = {"shape": [None], "dtype": "float32", "keras_history": list(ref)}
    return {"class_name": "__keras_tensor__", "config": config}


def _end(ref: Ref, functional: set[str]) -> list[Any]:
    """An input or output of a model; here alone Keras 3 counts a functional model's calls from 1."""
    return [ref.layer, ref.call + (1 if ref.layer in functional else 0), ref.output]
