"""Every parameter, default, order, member and string of Keras 2 has an answer: it means here what it meant there, or is
refused with an error that names its page. What is recorded came of real calls under real Keras 2, and each is made here.
"""

from __future__ import annotations

import inspect
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

import built
import calls
import known
import pytest
import samples
from objects import objects
from surface import VERSIONS, Surface, failure, is_refusal, reached, recorded

import compat

pytestmark = pytest.mark.only(keras=3)
PAIRS = [(version, name) for version in VERSIONS for name in recorded(version).default if name not in known.UNUSABLE]


@pytest.fixture(scope="module", autouse=True)
def keras_2_code() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


@pytest.fixture
def surface(request: pytest.FixtureRequest) -> Iterator[Surface]:
    """What a test is about, in the dialect that speaks it."""
    found = recorded(request.param)
    compat.install(dialect=found.dialect)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield found
    compat.install(dialect="2.15")


#: Layers that Keras 3 makes only where TensorFlow is installed, on every backend.
OF_TENSORFLOW = {"Hashing", "HashedCrossing", "IntegerLookup", "StringLookup", "TextVectorization"}


def every(names: list[tuple[str, str]]) -> Any:
    marked = [
        pytest.param(*each, marks=pytest.mark.only(package="tensorflow"))
        if each[1].rpartition(".")[2] in OF_TENSORFLOW
        else pytest.param(*each)
        for each in names
    ]
    return pytest.mark.parametrize(("surface", "name"), marked, indirect=["surface"])


def make(name: str, arguments: dict[str, Any]) -> Any:
    return reached(name)(**arguments)


def base(surface: Surface, name: str) -> dict[str, Any]:
    """New values for the required arguments, as they were given under Keras 2."""
    import keras

    found = built.needed(keras, name, surface.classes[name])
    assert found is not None
    return found


def is_gone(name: str) -> bool:
    """Whether the class itself is refused with its page."""
    try:
        reached(name)
    except (AttributeError, ImportError) as error:
        return is_refusal(error)
    return False


def differences(mine: Any, theirs: Any, where: str) -> list[str]:
    """What two configs say differently, of what both say."""
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return [
            each
            for key in theirs.keys() & mine.keys()
            for each in differences(mine[key], theirs[key], f"{where}{key}")
            if not known.says_the_same(key, mine[key], theirs[key])
        ]
    return [] if mine == theirs else [f"{where}: Keras 2 says {theirs!r}, here it is {mine!r}"]


@every(PAIRS)
def test_every_parameter(surface: Surface, name: str) -> None:
    failures = {"": failure(lambda: make(name, base(surface, name)))}
    taken = [each.partition("=")[0] for each in surface.takes[name].split("; ") if each]
    values = dict(built.others(surface.classes[name]))
    for parameter in taken:
        if not is_gone(name):
            given = {**base(surface, name), parameter: values[parameter]}
            failures[parameter] = failure(lambda given=given: make(name, given))  # type: ignore[misc]
    assert {parameter: said for parameter, said in failures.items() if said} == {}


@every(PAIRS)
def test_defaults(surface: Surface, name: str) -> None:
    if not is_gone(name):
        mine = built.config(make(name, base(surface, name)))
        assert differences(mine, json.loads(surface.default[name]), "") == []


@every([pair for pair in PAIRS if pair[1] in recorded(pair[0]).ordered])
def test_order(surface: Surface, name: str) -> None:
    if is_gone(name):
        return
    names, theirs = surface.ordered[name]
    taken = dict(built.others(surface.classes[name]))
    takes = {each.partition("=")[0] for each in surface.takes[name].split("; ")}
    taken = {parameter: value for parameter, value in taken.items() if parameter in takes}
    pairs = built.positional(base(surface, name), taken, surface.classes[name])[: len(names.split())]
    assert [parameter for parameter, _ in pairs] == names.split()
    while True:
        try:
            one = reached(name)(*[value for _, value in pairs])
            break
        except Exception as error:
            # A value that is refused by position is refused for what it says: it is left out, as its default says it.
            refused = [parameter for parameter, _ in pairs if re.search(rf"\b{parameter}=", str(error))]
            assert is_refusal(error), f"{type(error).__name__}: {error}"
            assert refused, error
            defaults = dict(built.parameters(surface.classes[name]))
            pairs = [
                (parameter, samples.literal(defaults[parameter] or "") if parameter == refused[0] else value)
                for parameter, value in pairs
            ]
            assert samples.NOTHING not in [value for _, value in pairs]
            theirs = json.dumps({k: v for k, v in json.loads(theirs).items() if k != refused[0]})
    theirs = {key: value for key, value in json.loads(theirs).items() if f"{name}({key})" not in known.IGNORED}
    assert differences(built.config(one), theirs, "") == []


FUNCTIONS = [(version, name) for version in VERSIONS for name in recorded(version).functions]


@every(FUNCTIONS)
def test_functions_take_the_parameters(surface: Surface, name: str) -> None:
    if is_gone(name):
        return
    function = reached(name)
    theirs = [each for each in surface.functions[name].split("; ") if each and each[0] != "*"]
    missing = [each for each in theirs if not takes(function, name, each.partition("=")[0])]
    assert missing == []


def takes(function: Any, path: str, parameter: str) -> bool:
    """Whether a function names a parameter, has an entry that does, or takes it when it is called with it."""
    from compat.runtime import arguments

    parameters = inspect.signature(function).parameters
    plan = arguments.plan_of(path)
    if parameter in parameters or (plan is not None and parameter in plan.reads):
        return True
    call = calls.FUNCTIONS.get(f"{path}({parameter})")
    return call is not None and failure(lambda: call(function)) == ""


METHODS = [(version, name) for version in VERSIONS for name in recorded(version).methods]


@every(sorted({(version, name.rpartition(".")[0]) for version, name in METHODS}))
def test_methods_take_the_parameters(surface: Surface, name: str) -> None:
    if is_gone(name):
        return
    missing = []
    for path, signature in surface.methods.items():
        owner, _, method = path.rpartition(".")
        if owner != name or known.is_internal(path):
            continue
        function = getattr(reached(name), method, None)
        if function is None:
            missing.append(f"{method}()")
            continue
        theirs = [each.partition("=")[0] for each in signature.split("; ") if each and each[0] != "*"]
        missing += [f"{method}({each}=)" for each in theirs if not method_takes(reached(name), method, each)]
    assert missing == []


def method_takes(cls: type, method: str, parameter: str) -> bool:
    from compat.runtime import arguments, entries, positions

    function = getattr(cls, method)
    if not callable(function):
        return True
    parameters = inspect.signature(function).parameters
    if parameter in parameters or any(each.kind is each.VAR_KEYWORD for each in parameters.values()):
        return True
    for path in (*arguments.plan_paths(), *positions.orders()):
        owner, _, name = path.rpartition(".")
        if name == method and entries.native(owner) in getattr(cls, "__mro__", ()):
            plan = arguments.plan_of(path)
            if plan is not None and parameter in plan.reads:
                return True
            if any(parameter in each.parameters for each in positions.orders().get(path, ())):
                return True
    call = calls.METHODS.get(f"{method}({parameter})")
    return call is not None and failure(lambda: call(cls.__name__)) == ""


OBJECTS = [(version, label) for version in VERSIONS for label in recorded(version).objects]


@every(OBJECTS)
def test_members_of_objects(surface: Surface, name: str) -> None:
    import keras

    made = objects(keras)[name]()
    missing = []
    for member in surface.objects[name]:
        attribute = member.removesuffix("()")
        if known.is_internal(f"{name}.{attribute}"):
            continue
        try:
            value = getattr(made, attribute)
        except Exception as error:
            if not is_refusal(error):
                missing.append(member)
            continue
        if member.endswith("()") and not callable(value) and attribute not in known.CALLABLE_PROPERTIES:
            missing.append(f"{member} is no method")
    assert missing == []


@pytest.mark.parametrize("surface", VERSIONS, indirect=True)
@pytest.mark.parametrize("family", sorted({family for version in VERSIONS for family, _ in recorded(version).aliases}))
def test_strings(surface: Surface, family: str) -> None:
    get = reached(f"keras.{family}.get")
    failures = {name: failure(lambda name=name: get(name)) for each, name in surface.aliases if each == family}  # type: ignore[misc]
    assert {name: said for name, said in failures.items() if said} == {}
