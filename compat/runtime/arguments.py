"""Arguments of constructors: Keras 2's spelling in, Keras 3's out, by the entries of ``changes``.

An argument that Keras 3 would refuse is translated for everybody. An argument or a missing one that it accepts with
another meaning is translated for Keras 2 code only.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from functools import cache, partial
from types import FrameType
from typing import Any, cast

from ..changes._kinds import Arguments, Default, Dropped, Entry, Renamed, Rewritten, put_argument
from . import callers, entries, notices
from .widen import put, wide, wrap

_ORDER = (Renamed, Dropped, Rewritten, Default)
#: What ``Layer.__init__`` takes in Keras 3. It pops ``input_shape`` and ``input_dim`` too, with a warning.
_ACCEPTED = frozenset({"activity_regularizer", "trainable", "dtype", "autocast", "name"})
_MEANS_ANOTHER = frozenset({"input_shape", "input_dim"})
_NOTHING = object()

#: What a translation may leave for the layer itself, see :mod:`compat.runtime.first_layer` and ``time_major``.
LEFT_FOR_THE_LAYER = ("batch_shape", "initial_weights", "swap_batch_and_time")
_LEFT = frozenset(LEFT_FOR_THE_LAYER)


class Plan:
    """The entries on one owner, in the order in which they apply."""

    def __init__(self, owner: str, found: list[Entry]) -> None:
        self.owner = owner
        self.steps = sorted(found, key=lambda entry: _ORDER.index(type(entry)))
        self.defaults = [entry for entry in self.steps if isinstance(entry, Default)]
        self.reads = frozenset(name for entry in self.steps for name in _reads(entry))
        #: Whether the class's own constructor applies the plan; the others wait for what reaches ``Layer.__init__``.
        self.at_its_own = False

    def apply(self, arguments: Arguments, given: frozenset[str], frame: FrameType) -> None:
        """Translate ``arguments`` in place.

        Args:
            arguments: Those given by keyword.
            given: Names of those given by position.
            frame: Of the call; looked at where the meaning depends on who calls.
        """
        if not self.defaults and self.reads.isdisjoint(arguments):
            return
        for entry in self.steps:
            if isinstance(entry, Renamed):
                if entry.old in arguments:
                    arguments[entry.new] = arguments.pop(entry.old)
                    notices.translated(entry, frame)
            elif isinstance(entry, Dropped):
                if entry.argument in arguments:
                    _drop(entry, arguments.pop(entry.argument))
                    notices.translated(entry, frame)
            elif isinstance(entry, Rewritten):
                if any(name in arguments for name in entry.reads):
                    _rewrite(entry, arguments, frame)
            elif (
                isinstance(entry, Default)
                and entry.argument not in arguments
                and entry.argument not in given
                and callers.SCOPE.dialect in entry.dialects
                and callers.keras2_meaning(frame)
            ):
                arguments[entry.argument] = entry.value
                if entry.argument not in _MEANS_ANOTHER and _is_written_by_the_caller(frame):
                    notices.translated(entry, frame)


@cache
def _shapes_by_default() -> tuple[Any, ...]:
    """Shapes that a class of its own accord puts in front, which show where it is a model's first layer only."""
    return tuple(each.value for each in entries.of_kind(Default) if each.argument in _MEANS_ANOTHER)


def _is_written_by_the_caller(frame: FrameType) -> bool:
    """Not where Keras builds something for itself, such as the progress bar of fit(); a constructor hands on what it was given."""
    return frame.f_code.co_name == "__init__" or not callers.is_keras(frame)


def _rewrite(entry: Rewritten, arguments: Arguments, frame: FrameType) -> None:
    before = dict(arguments)
    try:
        changed = entry.function(dict(arguments))
    except (TypeError, ValueError) as error:
        raise type(error)(f"{error}.\nHint: see {entries.code_of(entry)} in the migration guide.") from None
    arguments.clear()
    arguments.update(changed)
    if any(before.get(name) is value for name in _MEANS_ANOTHER for value in _shapes_by_default()):
        return
    if before.keys() != changed.keys() or any(changed[name] is not value for name, value in before.items()):
        notices.translated(entry, frame)


def _reads(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Renamed):
        return (entry.old,)
    if isinstance(entry, Rewritten):
        return entry.reads
    return (entry.argument,) if isinstance(entry, Dropped) else ()


def _drop(entry: Dropped, value: Any) -> None:
    if entry.harmless is not None and not any(value is each or value == each for each in entry.harmless):
        raise ValueError(
            f"{entry.argument}={value!r} has no counterpart in Keras 3: {entry.why}.\n"
            f"Hint: see {entries.code_of(entry)} in the migration guide."
        )


def plan_of(path: str) -> Plan | None:
    """The plan of an owner, by its public name."""
    return _plans.get(path)


def plan_paths() -> tuple[str, ...]:
    """The owners that have a plan."""
    return tuple(_plans)


_plans: dict[str, Plan] = {}
_owners: dict[type, Plan] = {}
_of_class: dict[type, tuple[Plan, ...]] = {}


def _read_plans() -> None:
    _plans.clear()
    _owners.clear()
    _of_class.clear()
    found: dict[str, list[Entry]] = {}
    for kind in _ORDER:
        each: Any
        for each in entries.of_kind(kind):
            found.setdefault(each.owner, []).append(each)
    for path, steps in found.items():
        owner = entries.native(path)
        _plans[path] = Plan(path, steps)
        if isinstance(owner, type) and path.rpartition(".")[2][:1].isupper():  # not l1_l2, a function in Keras 2
            _owners[owner] = _plans[path]


def plans(cls: type) -> tuple[Plan, ...]:
    """The plans that hold for a class, the most derived owner first, without those its constructors apply themselves."""
    try:
        return _of_class[cls]
    except KeyError:
        found = tuple(_owners[base] for base in cls.__mro__ if base in _owners and not _owners[base].at_its_own)
        _of_class[cls] = found
        return found


def translate(cls: type, arguments: Arguments, frame: FrameType) -> Arguments:
    """Translate the keywords that reached ``Layer.__init__``; return those that are left for the layer itself."""
    given = {name: arguments.pop(name) for name in LEFT_FOR_THE_LAYER if name in arguments}
    for plan in plans(cls):
        plan.apply(arguments, frozenset(), frame)
    left = {name: arguments.pop(name) for name in LEFT_FOR_THE_LAYER if name in arguments}
    for name, value in given.items():
        if isinstance(value, _Left):
            left[name] = value.value
        else:  # A word of ours that the program said: no Keras knows it, and Keras refuses it.
            arguments[name] = value
    return left


class _Left:
    """What a constructor's own plan left for the layer itself, on its way to ``Layer.__init__``."""

    def __init__(self, value: Any) -> None:
        self.value = value


def install(keep: Callable[[Any, Arguments], None]) -> None:
    """Widen the constructors of layers.

    Args:
        keep: Told of a layer and of the arguments that are left for it.
    """
    import keras

    _read_plans()
    wrap(keras.layers.Layer, "__init__", partial(_layer_init, keep))
    for cls in _layer_classes(keras.layers):
        if "__init__" not in vars(cls):
            continue
        if not _is_open(vars(cls)["__init__"]):
            wrap(cls, "__init__", partial(_closed_init, keep))
        if cls in _owners:
            _owners[cls].at_its_own = True
            wrap(cls, "__init__", partial(_own_init, _owners[cls]))


def install_defaults(base: type) -> None:
    """Widen the constructors of classes other than layers whose defaults changed."""
    for cls, plan in _owners.items():
        if issubclass(cls, base) and plan.defaults:
            wrap(cls, "__init__", partial(_own_init, plan))


def install_others() -> None:
    """Widen the constructors of callbacks, metrics, initializers, schedules, ...: what no common base sees."""
    import keras

    seen = (keras.layers.Layer, keras.optimizers.Optimizer)
    owners = [cls for cls in _owners if not issubclass(cls, seen) and cls is not keras.losses.Loss]
    classes: dict[type, None] = {}
    for owner in owners:
        classes.update(dict.fromkeys(_and_derived(owner)))
    for each in classes:
        if "__init__" in vars(each):
            found = [_owners[base] for base in each.__mro__ if base in owners]
            wrap(each, "__init__", partial(_others_init, found))


def _and_derived(owner: type) -> list[type]:
    """A class of Keras and those of Keras that derive from it."""
    found, below = [owner], cast("list[type]", owner.__subclasses__())
    for derived in below:
        if derived.__module__.startswith("keras."):
            found += _and_derived(derived)
    return found


def _others_init(found: list[Plan], native: Callable[..., None]) -> Callable[..., None]:
    positional = tuple(inspect.signature(native).parameters)[1:]
    reads = frozenset().union(*(plan.reads for plan in found))
    defaults = any(plan.defaults for plan in found)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        args = by_name(reads, positional, args, kwargs)
        if defaults or not reads.isdisjoint(kwargs):
            given, frame = frozenset(positional[: len(args)]), sys._getframe(1)
            for plan in found:
                plan.apply(kwargs, given, frame)
        native(self, *args, **kwargs)

    return __init__


def install_methods() -> None:
    """Widen the methods that have entries of their own (``keras.Model.fit``); after all that reads their arguments."""
    for path, plan in _plans.items():
        parent, _, name = path.rpartition(".")
        owner = entries.native(parent)
        if isinstance(owner, type) and hasattr(owner, name):
            native = getattr(owner, name)
            # On the class itself, not on the base that has the method: other classes keep theirs. But a model whose compile
            # is not the trainer's own has one of the program's to Keras, and is not compiled when it is loaded.
            home = owner if name != "compile" else next(base for base in owner.__mro__ if name in vars(base))
            put(home, name, wide(native, _method(plan, native)))


def _method(plan: Plan, native: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        plan.apply(kwargs, frozenset(), sys._getframe(1))
        return native(self, *args, **kwargs)

    return method


def _layer_classes(module: Any) -> list[type]:
    base = module.Layer
    found = {value for value in vars(module).values() if isinstance(value, type) and issubclass(value, base)}
    closed_bases = {each for cls in found for each in cls.__mro__ if issubclass(each, base)}
    return sorted(closed_bases - {base}, key=lambda cls: (len(cls.__mro__), cls.__qualname__))


def _is_open(init: Callable[..., None]) -> bool:
    return any(each.kind is each.VAR_KEYWORD for each in inspect.signature(init).parameters.values())


def _layer_init(keep: Callable[[Any, Arguments], None], native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if kwargs.keys() <= _ACCEPTED:
            return native(self, *args, **kwargs)
        frame = sys._getframe(1)
        if not kwargs.keys() <= _ACCEPTED | _MEANS_ANOTHER or callers.keras2_code(frame):
            left = translate(type(self), kwargs, frame)
            native(self, *args, **kwargs)
            if left:
                keep(self, left)
            return None
        return native(self, *args, **kwargs)

    return __init__


def by_name(
    reads: frozenset[str], positional: tuple[str, ...], args: tuple[Any, ...], kwargs: Arguments
) -> tuple[Any, ...]:
    """Give positional arguments their names in ``kwargs`` where an entry reads one of them; return those without."""
    if not args or len(args) > len(positional) or reads.isdisjoint(positional[: len(args)]):
        return args
    for name, value in zip(positional, args):
        put_argument(kwargs, name, value)
    return ()


def _own_init(plan: Plan, native: Callable[..., None]) -> Callable[..., None]:
    positional = tuple(inspect.signature(native).parameters)[1:]

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        args = by_name(plan.reads, positional, args, kwargs)
        before = kwargs.keys() & _LEFT
        plan.apply(kwargs, frozenset(positional[: len(args)]), sys._getframe(1))
        for name in kwargs.keys() & _LEFT - before:
            kwargs[name] = _Left(kwargs[name])
        native(self, *args, **kwargs)

    return __init__


def _closed_init(keep: Callable[[Any, Arguments], None], native: Callable[..., None]) -> Callable[..., None]:
    """A constructor without ``**kwargs``: what it lacks of a layer's common arguments is taken for it."""
    known = frozenset(inspect.signature(native).parameters)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if kwargs.keys() <= known:
            return native(self, *args, **kwargs)
        common = {name: kwargs.pop(name) for name in tuple(kwargs) if name not in known}
        left = translate(type(self), common, sys._getframe(1))
        trainable = common.pop("trainable", _NOTHING)
        native(self, *args, **kwargs, **common)
        if trainable is not _NOTHING:
            self.trainable = trainable
        if left:
            keep(self, left)
        return None

    return __init__
