"""Write down the public surface of the Keras 2 that runs this: ``python tests/surface/record.py keras > recorded/keras-2.15.tsv``.

Rows: ``class`` and ``function`` (name, parameters with defaults in order), ``method`` (of a class that defines it),
``object`` (label of :mod:`objects`, its public members; those that are methods end in ``()``), ``alias`` (family, string),
and what :mod:`built` builds: ``takes`` (the parameters that a class takes with the values of :mod:`samples`), ``default`` (the
config without any of them), ``ordered`` (with all of them, by position).
Runs on Python 3.7 and newer.
"""

import importlib
import inspect
import os
import pkgutil
import re
import sys
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
warnings.simplefilter("ignore")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import built  # noqa: E402
from objects import objects  # noqa: E402

PRIVATE = {"src", "api", "cntk_backend", "theano_backend", "protobuf", "experimental", "legacy", "dtensor"}
OWN = ("keras", "tf_keras", "keras_applications", "keras_preprocessing")
#: Functions of these modules that stand for no object.
HELPERS = ("get", "deserialize", "serialize", "clone_metric", "clone_metrics", "is_categorical_crossentropy")
FAMILIES = ("activations", "losses", "metrics", "optimizers", "initializers", "regularizers", "constraints")


def is_public(name):
    return name[0] != "_" and name not in PRIVATE


def is_own(value):
    return (getattr(value, "__module__", None) or "").partition(".")[0] in OWN


def shown(value):
    """A default, as a literal where it is one."""
    if isinstance(value, (type(None), bool, int, float, str, tuple, list)):
        return repr(value)
    return "<{}>".format(re.sub(r" at 0x\w+|[;\t<>]", "", getattr(value, "__name__", None) or repr(value))[:60])


def signature(function, bound=0):
    """``"units; activation='tanh'; *args; **kwargs"``, or None where Python knows none."""
    try:
        parameters = list(inspect.signature(function).parameters.values())[bound:]
    except (ValueError, TypeError):
        return None
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    return "; ".join(
        stars.get(each.kind, "") + each.name + ("" if each.default is each.empty else "=" + shown(each.default))
        for each in parameters
    )


def names(root):
    """``{object: its shortest public name}`` of classes and functions."""
    found, modules = {}, [root]
    while modules:
        name = modules.pop()
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        for attribute, value in sorted(vars(module).items()):
            if is_public(attribute) and is_own(value) and (isinstance(value, type) or inspect.isfunction(value)):
                old = found.get(value)
                new = "keras" + name[len(root) :] + "." + attribute
                rank = (new.count("."), attribute != value.__name__, len(new), new)
                if old is None or rank < (old.count("."), old.rpartition(".")[2] != value.__name__, len(old), old):
                    found[value] = new
        for each in pkgutil.iter_modules(getattr(module, "__path__", ())):
            if is_public(each.name):
                modules.append(name + "." + each.name)
    return found


def aliases(keras):
    """``(family, string)`` of all that ``get`` takes for a name."""
    for family in FAMILIES:
        module = getattr(keras, family)
        home = sys.modules[inspect.unwrap(module.get).__module__]
        seeds = {"mse", "mae", "mape", "msle", "kld", "cosine", "acc", "accuracy", "ce", "crossentropy", "bce"}
        seeds |= {"l1", "l2", "l1_l2", "logcosh", "log_cosh", "uniform", "normal", "zero", "one"}
        for source in (module, home):
            seeds |= set(vars(source))
            for held in list(vars(source).values()):
                if isinstance(held, dict) and "__name__" not in held:
                    seeds |= {each for each in held if isinstance(each, str)}
        for home_of_all in (getattr(home, "LOCAL", None), getattr(module, "_LOCAL", None)):
            seeds |= set(getattr(home_of_all, "ALL_OBJECTS", ()) or ())
        every = {form for seed in seeds if is_public(seed) for form in (seed, seed.lower(), seed.upper())}
        for name in sorted(every):
            try:
                value = module.get(name)
            except Exception:
                continue
            target = value if isinstance(value, type) or inspect.isfunction(value) else type(value)
            stem = {"losses": "loss|metric", "metrics": "loss|metric"}.get(family, family[:8])
            if is_own(target) and re.search(stem, target.__module__) and name not in HELPERS:
                yield family, name


def members(value):
    for name in sorted(dir(value)):
        if name[0] == "_":
            continue
        try:
            held = getattr(value, name)
        except Exception:
            continue
        yield name + ("()" if callable(held) and hasattr(type(value), name) else "")


def rows(root):
    keras = importlib.import_module(root)
    found = names(root)
    for value, name in sorted(found.items(), key=lambda pair: pair[1]):
        own = signature(value)
        if own is not None:
            yield ("class" if isinstance(value, type) else "function"), name, own
        if isinstance(value, type):
            for kind, text in built.rows(keras, value, name, own or ""):
                yield kind, name, text
            for method, function in sorted(vars(value).items()):
                function = getattr(function, "__func__", function)
                if is_public(method) and inspect.isfunction(function):
                    yield "method", name + "." + method, signature(function, 1) or ""
    for label, make in sorted(objects(keras).items()):
        try:
            yield "object", label, " ".join(members(make()))
        except Exception as error:
            print(f"{label}: {type(error).__name__}: {error}", file=sys.stderr)
    for family, name in aliases(keras):
        yield "alias", family, name


if __name__ == "__main__":
    for row in rows(sys.argv[1]):
        print("\t".join(row))
