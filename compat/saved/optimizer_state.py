"""An optimizer's arrays: from the order of any Keras 2 into that of Keras 3.

| writer | order |
|---|---|
| Keras 2.0 to 2.2, and ``legacy`` optimizers | the step (not for all), then each kind of slot for all variables |
| other optimizers of 2.11 to 2.15 | the step, averages, then the kinds of a group in turn for each variable |
| Keras 3 | the same with the learning rate, where it is a number, behind the step |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .document import Config, InMemory, Stored
from .variables import Variables, trained, walk

_PAIR = (("momentum", "velocity"), ("velocity_hat?amsgrad",))

#: For each optimizer the groups of its slots; ``?key`` marks a kind that exists only where the config has a true ``key``.
SLOTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "SGD": (("momentum?momentum",),),
    "Adam": _PAIR,
    "AdamW": _PAIR,
    "Nadam": (("momentum", "velocity"),),
    "Adamax": (("momentum", "norm"),),
    "Adagrad": (("accumulator",),),
    "Adadelta": (("accumulated_grad", "accumulated_delta_var"),),
    "RMSprop": (("velocity",), ("momentum?momentum",), ("average_gradient?centered",)),
    "Ftrl": (("accumulator", "linear"),),
    "Lion": (("momentum",),),
}

#: The learning rate of an optimizer given by its name, where it is not 0.001.
_RATES = {"SGD": 0.01}

#: Slots that Keras 2 wrote whatever the config said.
_ALWAYS_WRITTEN = {"SGD": frozenset({"momentum"})}

#: Arrays by kind and the name of the variable.
Slots = Mapping[tuple[str, str], Stored]
State = dict[tuple[str, int], Stored]
#: Variables by the path of the optimizer that owns them.
Paths = dict[str, list[Stored]]


class Unsettled(Exception):
    """The state of an optimizer cannot be told apart; it is left out. The message says why."""


def keras3_state(
    optimizer: Config, stored: Sequence[Stored], root: Variables, path: str = "optimizer", slots: Slots | None = None
) -> Paths:
    """The optimizer's variables as Keras 3 numbers them; slots that the file lacks are as in a new optimizer.

    Args:
        optimizer: Keras 3's full form.
        stored: The arrays of the file.
        root: The model's variables, with their arrays found.
        path: Where the optimizer sits in the file.
        slots: Arrays by kind and by the name of the variable, where the file keeps them so.

    Raises:
        Unsettled: The optimizer is not known here, or the arrays are not those of the model.
    """
    name, config = optimizer["class_name"], optimizer["config"]
    if name == "LossScaleOptimizer":
        inner = keras3_state(config["inner_optimizer"], stored, root, f"{path}/inner_optimizer", slots)
        return _around(config, inner, path)
    if name not in SLOTS or not str(optimizer["module"]).startswith("keras."):
        raise Unsettled(f"the state of {name} is not known here")
    step, rest, by_variable = _split(stored)
    old, new = list(trained(root, keras3=False)), list(trained(root, keras3=True))
    if slots:
        rest = _in_order(slots, [owner.arrays[number].name for owner, number in old])
    position = {(id(owner), number): at for at, (owner, number) in enumerate(old)}
    state = _read(name, config, rest, len(old), by_variable)
    if state and any(owner.convert is not None for owner, _ in old):
        raise Unsettled("the layout of a layer's weights has changed, its optimizer slots cannot follow")
    if _kinds(name, config) and any(owner.own is None and owner.parts for _, owner in walk(root)):
        raise Unsettled("the order of the weights inside a class of the user's is not in the file")
    found: list[Stored] = [InMemory("iteration", np.asarray(step, "int64"))]
    if not isinstance(config.get("learning_rate"), dict):
        rate = config.get("learning_rate", _RATES.get(name, 0.001))
        found.append(InMemory("learning_rate", np.asarray(rate, "float32")))
    for kinds in _kinds(name, config):
        for owner, number in new:
            shape = owner.final()[number].shape
            for kind in kinds:
                kept = state.get((kind, position.get((id(owner), number), -1)))
                found.append(kept if kept is not None else InMemory(kind, _initial(kind, shape, config)))
    if name == "Nadam":
        found.append(InMemory("u_product", _momentum_product(config, step)))
    return {path: found}


def _momentum_product(config: Config, step: int) -> np.ndarray:
    """Nadam's product of the momenta so far, which Keras 2 keeps in no file: ``prod(beta_1 * (1 - 0.5 * 0.96 ** t))``."""
    momenta = config.get("beta_1", 0.9) * (1.0 - 0.5 * 0.96 ** np.arange(1, step + 1, dtype="float32"))
    return np.prod(momenta, dtype="float32")


def _around(config: Config, inner: Paths, path: str) -> Paths:
    """A loss scale's own step, rate, count and scale, which Keras 2 does not save, in front of the optimizer's variables."""
    scale = np.asarray(config.get("initial_scale", 2.0**15), "float32")
    own = [np.asarray(0, "int32"), np.asarray(0.0, "float32"), np.asarray(0, "int32"), scale]
    stored: list[Stored] = [InMemory("loss_scale", value) for value in own]
    return {path: [*stored, *inner[f"{path}/inner_optimizer"]], **inner}


def _kinds(name: str, config: Config) -> list[list[str]]:
    """The kinds of slots that an optimizer of Keras 3 has under its config, group by group."""
    groups = (("average?use_ema",), *SLOTS[name])
    found = [
        [kind for kind, condition in map(_parse, group) if not condition or config.get(condition)] for group in groups
    ]
    return [kinds for kinds in found if kinds]


def _parse(kind: str) -> tuple[str, str]:
    name, _, condition = kind.partition("?")
    return name, condition


def _split(stored: Sequence[Stored]) -> tuple[int, list[Stored], bool]:
    """The step, the slots, and whether these run variable by variable."""
    if not stored:
        return 0, [], True
    first = stored[0]
    last = first.name.split("/")[-1].partition(":")[0]
    numbered_path = first.name.split("/")[-2:-1] == ["vars"]
    if numbered_path or last in ("iteration", "iterations", "iter"):
        return int(first.read()), list(stored[1:]), numbered_path or last == "iteration"
    return 0, list(stored), False


def _read(name: str, config: Config, rest: list[Stored], count: int, by_variable: bool) -> State:
    if not rest:
        return {}
    always = _ALWAYS_WRITTEN.get(name, frozenset())
    groups: list[list[str]] = [["average"]] if by_variable and config.get("use_ema") else []
    for group in SLOTS[name]:
        kinds = [
            kind for kind, condition in map(_parse, group) if not condition or config.get(condition) or kind in always
        ]
        groups.extend([kinds] if by_variable else [[kind] for kind in kinds])
    keys = [(kind, at) for kinds in groups for at in range(count) for kind in kinds]
    # Adam of Keras 2.2 wrote placeholders for the slots of amsgrad.
    placeholders = len(rest) - len(keys) == count and all(each.shape in ((), (1,)) for each in rest[len(keys) :])
    if len(keys) != len(rest) and not placeholders:
        raise Unsettled(f"the file holds {len(rest)} arrays for {name}, the model has {len(keys)} places for them")
    return dict(zip(keys, rest))


def _in_order(slots: Slots, variables: list[str]) -> list[Stored]:
    """Each kind for all variables, as ``legacy`` optimizers list them."""
    kinds = dict.fromkeys(kind for kind, _ in slots)
    missing = [f"{kind} of {name}" for kind in kinds for name in variables if (kind, name) not in slots]
    if missing:
        raise Unsettled(f"the file has no {missing[0]}")
    return [slots[kind, name] for kind in kinds for name in variables]


def _initial(kind: str, shape: tuple[int, ...], config: Config) -> np.ndarray:
    value: Any | None = config.get("initial_accumulator_value") if kind == "accumulator" else None
    return np.full(shape, 0.0 if value is None else value, "float32")
