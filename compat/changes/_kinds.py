"""The vocabulary in which a breaking change between Keras 2 and Keras 3 is written down.

A :class:`Change` is one page of the guide and one code; its ``entries`` are values of the kinds below. Three readers act on
them: ``runtime`` (a running program), ``source`` (files of code) and ``saved`` (model files). An entry never says *how* a
reader does its work.

Owners are public Keras 3 names (``keras.layers.RNN``); an entry on a class holds for its subclasses too. Names of the
form ``package.module:attribute`` point at code that is imported on first use.

Order in which the entries on one call apply, most derived owner first: ``Renamed``, ``Dropped``, ``Rewritten``,
``Value``, ``Default``. A rewrite therefore sees Keras 3 names only, and writing a key that is already there is an error
(:func:`put_argument`): otherwise ``SGD(lr=0.1, decay=1e-3)`` would lose its decay without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Union

#: The release whose behaviour a dialect is, and what ``keras.__version__`` says in it.
RELEASES = {"2.2": "2.2.4", "2.15": "2.15.0"}
DIALECTS = tuple(RELEASES)
Arguments = dict[str, Any]


@dataclass(frozen=True)
class Helper:
    """A function that a rewritten module gets once, where the new form is no single expression.

    Attributes:
        names: Its name, and others for a module where that is taken.
        text: Its source, with ``{name}`` for its name and ``{keras}`` for the module in that file's spelling.
    """

    names: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Form:
    """How a call of Keras 2 is written in Keras 3, as an expression.

    Attributes:
        parameters: Its positional parameters in Keras 2, in their order: ``x``, ``axis?`` for one that may be missing,
            ``axis=-1`` where Keras 3 takes another value than Keras 2 took when it is missing.
        text: The expression; a parameter's name stands for what it is given, names that begin with ``keras.`` are spelled as
            the file spells them. In a call of one function with ``name=`` at each argument, these are the positional
            parameters of Keras 3 in their order, up to a ``_=...``. A parameter that is not in it goes.
        item: What it is where the result is subscripted at once.
        why_unsafe: When it may mean something else; empty: never.
    """

    parameters: str
    text: str
    item: str = ""
    why_unsafe: str = ""


@dataclass(frozen=True)
class Moved:
    """A public name that Keras 3 has elsewhere, or (``module``) a module whose names it has there.

    ``keras.layers.recurrent`` -> ``keras.layers``; ``keras.losses.mse`` -> ``keras.losses.mean_squared_error``.

    Attributes:
        by: What stands for the name while a program runs, ``module:attribute``, where Keras 3's own has its formulas and not
            all of its numbers.
    """

    old: str
    new: str
    module: bool = False
    by: str = ""


@dataclass(frozen=True)
class Removed:
    """A public name without a counterpart: using it is refused with ``why``."""

    old: str
    why: str


@dataclass(frozen=True)
class Provided:
    """A public name that Keras 3 lost and this library implements: ``keras.backend.dot``, by ``module:attribute``.

    ``form`` is how a call of it is written without this library.
    """

    old: str
    by: str
    advice: str = ""
    form: Form | None = None


@dataclass(frozen=True)
class Replaced:
    """A class that Keras 3 lost and whose objects are objects of ``new``: ``CuDNNLSTM`` is an ``LSTM`` with sigmoid gates.

    ``function`` is pure: it takes the arguments of ``old`` and returns those of ``new`` that say the same, the defaults of
    ``old`` included.
    """

    old: str
    new: str
    function: Callable[[Arguments], Arguments]


@dataclass(frozen=True)
class Renamed:
    """An argument of ``owner`` with a new name and the same meaning."""

    owner: str
    old: str
    new: str


@dataclass(frozen=True)
class Dropped:
    """An argument of ``owner`` that Keras 3 refuses.

    Where its value is among ``harmless`` (``None``: any value is) it meant nothing for the numbers and is left out; any
    other value is refused with ``why``. ``kept_by`` are the subclasses of ``owner`` that still take it.
    """

    owner: str
    argument: str
    harmless: tuple[Any, ...] | None = None
    why: str = ""
    kept_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Default:
    """What a missing argument meant in some dialects of Keras 2 (Keras 3 takes another value).

    ``beside`` names the argument without which the value has no effect: code that lacks both is left as it is.
    """

    owner: str
    argument: str
    value: Any
    dialects: tuple[str, ...] = DIALECTS
    beside: str = ""


@dataclass(frozen=True)
class Value:
    """A string that Keras 3 accepts with another meaning, wherever an identifier of ``family`` is looked up.

    ``by`` is the function with Keras 2's meaning; ``parts`` is the same meaning in the serialized form of native Keras 3
    objects, exact, for saved files that must load where this library is absent. In code the string stands in the
    ``arguments`` of layers; ``names`` are those of the function itself; ``helper`` is what takes their place.
    """

    family: str
    old: str
    by: str
    parts: Mapping[str, Any]
    arguments: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    helper: Helper | None = None


@dataclass(frozen=True)
class Order:
    """The positional parameters of ``owner`` in Keras 2's order, under Keras 2's names, where Keras 3 has another order.

    ``owner`` is this class, function or method alone, not what derives from it; ``first`` is the first place that Keras 3
    reads otherwise. A ``reading`` is asked before the order
    is: it takes the positional arguments and those by keyword and returns what the former are called, or None where it has
    no say.
    """

    owner: str
    parameters: tuple[str, ...]
    first: int = 0
    dialects: tuple[str, ...] = DIALECTS
    reading: Callable[[tuple[Any, ...], Mapping[str, Any]], Arguments | None] | None = None


@dataclass(frozen=True)
class Member:
    """An attribute or method that objects of ``owner`` lost (or whose call Keras 3 refuses): added by ``by``.

    Attributes:
        arguments: Where Keras 3 has the method: the positional parameters that it no longer takes.
        new: What stands in Keras 3 in the place of the name (``learning_rate``, ``input.shape``); empty: nothing does.
        helper: The function that takes the object, and the arguments, in Keras 3.
        kept_by: Subclasses of ``owner`` that still have it.
        why_unsafe: When ``new`` or ``helper`` may mean something else.
        keras2: Whether the new form runs on Keras 2.15 too.
        value: What ``by`` needs beside the name: the attribute in its place, or what it always was.
        form: How a call of the method is written: ``text`` is a call of the method that Keras 3 has.
        later: Keras 3 has it too, once the model is compiled or fitted: code that reads it is not reported.
    """

    owner: str
    name: str
    by: str
    advice: str
    arguments: tuple[str, ...] = ()
    new: str = ""
    helper: Helper | None = None
    kept_by: tuple[str, ...] = ()
    why_unsafe: str = ""
    keras2: bool = True
    value: Any = field(default=None, hash=False)
    form: Form | None = None
    later: bool = False


@dataclass(frozen=True)
class Rewritten:
    """Arguments of ``owner`` that need more than a new name.

    ``function`` is pure: it takes the dict of arguments, in which at least one of ``reads`` is present, and returns the
    dict that says the same without them. Runtime and saved files use the same function. The result may hold
    ``batch_shape``, which stands for an ``Input`` in front of the layer. ``operation`` names what the source side does
    with the expressions of such a call.

    Attributes:
        kept_by: Subclasses of ``owner`` that take these arguments in Keras 3 too, with the same or their own meaning.
        missing: ``{owner: arguments}`` that the function needs and that may be missing in code: a class's own defaults.
        disturbed_by: Names that, anywhere in a file, make the new form doubtful there: only an unsafe fix uses it.
    """

    owner: str
    reads: tuple[str, ...]
    function: Callable[[Arguments], Arguments]
    operation: str
    kept_by: tuple[str, ...] = ()
    missing: Mapping[str, Arguments] = field(default_factory=dict, hash=False)
    disturbed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileName:
    """How the name of a file has to end where it is given to ``owner``, a class, function or method.

    Attributes:
        argument: The argument that takes it, at ``position``.
        endings: What Keras 3 takes; the first is the one for new files.
        where: Only where this argument is true, and ``unless``: only where that one is not.
        reads: The file is read: it may be one that Keras 2 wrote, under the name that it has.
        half: Endings under which Keras 3 writes what it may not read again.
    """

    owner: str
    argument: str
    position: int
    endings: tuple[str, ...]
    where: str = ""
    unless: str = ""
    reads: bool = False
    half: tuple[str, ...] = ()


@dataclass(frozen=True)
class ByName:
    """The positional parameters of ``owner``, a method, that Keras 3 refuses where the first of them is text."""

    owner: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class LogName:
    """A name in the logs of training, in ``history.history``, ``logs`` and ``monitor=``, that Keras 3 does not write.

    ``beside`` is what a file must hold for ``new`` to be its name: the metric as ``compile`` was given it, or a callback.
    """

    old: str
    new: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Behavior:
    """The same spelling does something else: ``by`` is the function that mends it in a running program.

    ``argument`` and ``value`` say where it shows in code (``keras.layers.RNN`` built with ``stateful=True``); ``backends``
    names those that are touched. ``refused``: Keras 3 takes no such argument, so that a person has to change the file.
    ``assigned`` is an attribute that must not be set once the method ``after`` was called.
    """

    owner: str
    by: str
    advice: str
    argument: str = ""
    value: Any = None
    backends: tuple[str, ...] = ("tensorflow", "jax", "torch")
    refused: bool = False
    assigned: str = ""
    after: str = ""


Entry = Union[
    Moved, Removed, Provided, Replaced, Renamed, Dropped, Default, Value, Order, Member, Rewritten, FileName, ByName, LogName, Behavior
]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One breaking change: ``code`` and ``name`` are also those of its page, its finding and its test.

    Attributes:
        code: ``K2Cnxx``, n the family.
        name: The Keras 2 form, as a module stem (``batch_input_shape``).
        title: One line for tables.
        entries: What changed.
        errors: Regular expressions for what Keras 3 says when it meets the old form; ``compat explain`` matches them.
        telling: Names of arguments or methods that say Keras wherever they stand: they are reported in a file that uses
            Keras even where the object is not known.
    """

    code: str
    name: str
    title: str
    entries: tuple[Entry, ...]
    errors: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()


def put_argument(arguments: Arguments, name: str, value: Any) -> None:
    """Set ``arguments[name]``.

    Raises:
        TypeError: The argument is given already: two old spellings say it twice.
    """
    if name in arguments:
        raise TypeError(f"got two values for argument {name!r}: {arguments[name]!r} and {value!r}")
    arguments[name] = value
