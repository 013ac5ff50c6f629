"""Weights from a tree, into a model of Keras 3 that the program made: each object finds its own by the names of attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .document import Place, Stored, TreeWeights
from .variables import numbered


class Misfit(ValueError):
    """The weights are not those of the model. Nothing was set."""


def pairs(model: Any, weights: TreeWeights, source: str, skip_mismatch: bool = False) -> list[tuple[Any, Stored]]:
    """Every variable of a built model with its array.

    Args:
        model: The model.
        weights: What a file holds.
        source: How a message calls the file.
        skip_mismatch: Whether objects whose weights are others are left as they are.

    Raises:
        Misfit: An object has other weights than the file holds for it, or none are there.
    """
    found: dict[int, tuple[Any, Stored]] = {}
    missing: list[str] = []
    for path, owner in _owners(model, weights, "", set(), _with_parents(weights.paths())):
        own = [*owner._trainable_variables, *owner._non_trainable_variables]
        stored = weights.variables(path)
        if [tuple(each.shape) for each in own] == [each.shape for each in stored]:
            found.update((id(variable), (variable, array)) for variable, array in zip(own, stored))
        elif own:
            missing.append(
                f"{owner.name!r} has weights of the shapes {[tuple(each.shape) for each in own]}, the file holds "
                f"{[each.shape for each in stored]} for it under {path!r}"
            )
    left = [each.path for each in model.weights if id(each) not in found and not _is_seed(each)]
    if (missing or left) and not skip_mismatch:
        what = missing[0] if missing else f"there are none for {', '.join(left[:3])}"
        raise Misfit(
            f"{source} does not hold the weights of the model {model.name!r}: {what}\n"
            "Hint: build the model as it was when they were saved; skip_mismatch=True leaves out what does not fit."
        )
    return list(found.values())


def _with_parents(paths: list[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in paths:
        names = path.split("/")
        found.update("/".join(names[:end]) for end in range(1, len(names) + 1))
    return frozenset(found)


def _is_seed(variable: Any) -> bool:
    return bool(variable.path.rpartition("/")[2] == "seed_generator_state")


def _owners(
    owner: Any, weights: TreeWeights, path: str, seen: set[int], known: frozenset[str]
) -> Iterator[tuple[str, Any]]:
    """Every layer of a model, itself among them, with its path in the file.

    Keras 2 went through attributes from Z to A, and named an object by the first that led to it: in a model of a class of the
    program's, layers in attributes before ``layers`` in the alphabet are numbered among the ``layers``.
    """
    seen.add(id(owner))
    yield path, owner
    if _is_made_of_layers(owner):
        members = [each for each in owner.layers if type(each).__name__ != "InputLayer" and id(each) not in seen]
        with_weights = [each for each in members if _counted(each)]
        for name, each in zip(_numbered(members), members):
            number = with_weights.index(each) if each in with_weights else -1
            yield from _owners(each, weights, weights.of_layer(path, name, number), seen, known)
        return
    values = dict(vars(owner))
    if hasattr(owner, "layers"):
        values["layers"] = owner.layers
    for attribute in sorted(values, reverse=True):
        for name, place, each in _objects(attribute, values[attribute], seen):
            below = weights.below(path, name, place)
            if below in known and id(each) not in seen:
                yield from _owners(each, weights, below, seen, known)


def _objects(attribute: str, value: Any, seen: set[int]) -> Iterator[tuple[str, Place | None, Any]]:
    """The layers that an attribute holds, with their names: itself, or the members of a list."""
    if _is_layer(value):
        yield attribute, None, value
    elif isinstance(value, (list, tuple)):
        places = {id(each): number for number, each in enumerate(value)}
        members = [each for each in value if _is_layer(each) and id(each) not in seen]
        for name, each in zip(_numbered(members), members):
            yield f"{attribute}/{name}", Place(places[id(each)], len(value)), each


def _counted(layer: Any) -> bool:
    """Whether Keras 2 counted a layer among those with weights."""
    return any(not _is_seed(each) for each in layer.variables)


def _numbered(layers: list[Any]) -> list[str]:
    return numbered([type(each).__name__ for each in layers])


def _is_layer(value: Any) -> bool:
    import keras

    return isinstance(value, keras.layers.Layer)


def _is_made_of_layers(value: Any) -> bool:
    import keras

    return isinstance(value, keras.Sequential) or (isinstance(value, keras.Model) and hasattr(value, "_operations"))
