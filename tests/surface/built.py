"""Classes built in every way that their signature allows, and the configs that come of it.

Runs under every Keras from 2.2.4 (Python 3.7) on.
"""

import json

import samples

#: What is no value of the constructor, or is another thing in each Keras.
UNTOLD = {"name", "dtype", "trainable", "fn", "registered_name", "module", "build_config", "batch_input_shape"}
#: Bases that are not built, and classes that reach for files, servers or TensorFlow.
UNBUILT = {
    "Layer",
    "Wrapper",
    "RemoteMonitor",
    "TensorBoard",
    "BackupAndRestore",
    "Model",
    "Optimizer",
    "Metric",
    "Loss",
}
FAMILIES = ("layers", "optimizers", "losses", "metrics", "callbacks", "initializers", "regularizers", "constraints")


def parameters(signature):
    """``[(name, default or None)]`` of those that have a name of their own."""
    parts = [each for each in signature.split("; ") if each and each[0] != "*"]
    return [(each.partition("=")[0], each.partition("=")[2] or None) for each in parts]


def is_built(name):
    parts = name.split(".")
    return len(parts) >= 3 and parts[1] in FAMILIES and parts[-1] not in UNBUILT and parts[-1][0].isupper()


def needed(keras, name, signature):
    """The arguments without which a class cannot be built, or None where no value is known for one."""
    found = {}
    for parameter, default in parameters(signature):
        if default is None:
            found[parameter] = samples.required(parameter, name.rpartition(".")[2], keras)
    return None if any(value is samples.NOTHING for value in found.values()) else found


def others(signature):
    """``[(parameter, value)]``: a value, not the default where one is known, for each that has a default."""
    pairs = [(name, samples.other(name, default)) for name, default in parameters(signature) if default is not None]
    return [(name, value) for name, value in pairs if value is not samples.NOTHING]


def config(value):
    """What an object says of its arguments: its config, or its public attributes where it has none."""
    if hasattr(value, "get_config"):
        found = value.get_config()
    else:
        found = {k: v for k, v in vars(value).items() if k[0] != "_"}
    return plain({k: v for k, v in found.items() if k not in UNTOLD})


def plain(value):
    """A config as JSON has it, without what only one Keras writes."""
    if isinstance(value, dict):
        if "class_name" in value and "config" in value:
            inner = value["config"]
            return [value["class_name"], plain(inner) if isinstance(inner, dict) else inner]
        return {str(k): plain(v) for k, v in value.items() if k not in UNTOLD}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (type(None), bool, int, str)):
        return value
    if isinstance(value, float) or hasattr(value, "dtype"):
        return round(float(value), 6) if not getattr(value, "shape", ()) else "<array>"
    return "<%s>" % (getattr(value, "__name__", None) or type(value).__name__)


def rows(keras, cls, name, signature):
    """``(kind, text)`` of one class."""
    if not is_built(name):
        return
    base = needed(keras, name, signature)
    if base is None:
        return
    try:
        first = config(cls(**needed(keras, name, signature)))
    except Exception:
        return
    yield "default", json.dumps(first, sort_keys=True)
    taken = []
    for parameter, value in others(signature):
        try:
            cls(**dict(needed(keras, name, signature), **{parameter: value}))
            taken.append((parameter, value))
        except Exception:
            continue
    yield "takes", "; ".join("{}={!r}".format(*pair) for pair in taken)
    every = positional(needed(keras, name, signature), taken, signature)
    while len(every) > len(base):
        try:
            made = cls(*[value for _, value in every])
        except Exception:
            every = every[:-1]
            continue
        yield "ordered", "{}\t{}".format(" ".join(each for each, _ in every), json.dumps(config(made), sort_keys=True))
        return


def positional(base, taken, signature):
    """``[(name, value)]`` of a call by position: as many as have a value."""
    taken, found = dict(taken), []
    for name, default in parameters(signature):
        value = base[name] if name in base else taken.get(name, samples.literal(default or ""))
        if value is samples.NOTHING:
            break
        found.append((name, value))
    return found
