"""Write small models with a real Keras 2 in every format that it can write, with the numbers it computes.

    python recorder.py CASES_MODULE WRITER OUT [CASE ...]

WRITER names the environment that runs the script:
    k224    keras 2.2.4 on TensorFlow 1.15.5, Python 3.7
    k215    keras 2.15.0 on TensorFlow 2.15.1, Python 3.10
    tfk221  tf_keras 2.21.0 on TensorFlow 2.21.0, Python 3.11

Each case directory holds the files and `expected.npz`:
    x_i, y_i       inputs, targets (float32, int32 or unicode)
    pred_i         predict(x) of the saved model
    pred2_i        stateful models: predict(x) once more, without a reset in between
    w_i, wnames    get_weights() as saved, and their names
    loss           what train_on_batch(x, y) returned, first step after saving (states reset before it)
    after_i        get_weights() after that step
    after2_i       get_weights() after a second step on the same batch
"""

import json
import os
import pickle
import shutil
import sys
import traceback
import types
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
import numpy as np

LIMIT = 60000


class Kit:
    """One Keras, with the few spellings that differ between versions."""

    def __init__(self, writer):
        self.writer = writer
        if writer == "tfk221":
            import tf_keras as keras
        else:
            import keras
        if writer == "k3":
            self.tf = None
        else:
            import tensorflow as tf

            self.tf = tf
            if writer == "k224":
                tf.logging.set_verbosity(tf.logging.ERROR)
            else:
                tf.get_logger().setLevel("ERROR")
        self.keras, self.L = keras, keras.layers
        self.K = getattr(keras, "backend", None)
        self.Input, self.Model = keras.Input, keras.Model
        self.reg, self.init, self.con = keras.regularizers, keras.initializers, keras.constraints
        self.old, self.new3 = writer == "k224", writer == "k3"
        self._pending = None
        self.seed(0)

    def seed(self, n):
        self.rs = np.random.RandomState(n)

    def r(self, *shape):
        return self.rs.uniform(-1, 1, shape).astype("float32")

    def ri(self, high, *shape):
        return self.rs.randint(0, high, shape).astype("int32")

    def onehot(self, n, *shape):
        return np.eye(n, dtype="float32")[self.rs.randint(0, n, shape)]

    def first(self, *batch_shape):
        if self.new3:
            self._pending = ("batch", batch_shape)
            return {}
        return {"batch_input_shape": batch_shape}

    def ishape(self, *shape):
        if self.new3:
            self._pending = ("shape", shape)
            return {}
        return {"input_shape": shape}

    def Sequential(self, layers=None, name=None):
        if self.new3 and self._pending:
            kind, s = self._pending
            self._pending = None
            layers = [self.Input(batch_shape=s) if kind == "batch" else self.Input(shape=s), *list(layers)]
        return self.keras.Sequential(layers, name=name)

    def opt(self, cls, lr, legacy=False, **kw):
        mod = self.keras.optimizers
        if legacy and not self.old and not self.new3:
            mod = mod.legacy
        kw["lr" if self.old else "learning_rate"] = lr
        if self.new3:
            kw.pop("decay", None)
        return getattr(mod, cls)(**kw)


def variables(model):
    """In the order of get_weights(): layer by layer in Keras 2.2.4 (where model.weights is trainable first), model.weights later."""
    if "keras" in sys.modules and sys.modules["keras"].__version__.startswith("2.2"):
        return [w for layer in model.layers for w in layer.weights]
    return model.weights


def fill(model, seed):
    rs = np.random.RandomState(seed)
    if not all(hasattr(w, "name") for w in model.weights):  # lookup tables
        for var in model.trainable_weights:
            var.assign(rs.uniform(-0.5, 0.5, var.shape))
        return
    out = []
    for var, value in zip(variables(model), model.get_weights()):
        base = var.name.split("/")[-1].split(":")[0]
        if value.dtype.kind != "f" or base in ("mean", "variance", "count") or "seed" in base or "table" in base:
            out.append(value)
        elif "moving_variance" in base:
            out.append(rs.uniform(0.5, 1.5, value.shape).astype(value.dtype))
        else:
            out.append(rs.uniform(-0.5, 0.5, value.shape).astype(value.dtype))
    model.set_weights(out)


def as_list(v):
    return list(v) if isinstance(v, (list, tuple)) else [v]


def unwrap(v):
    return v[0] if len(v) == 1 else v


def eager(kit, on):
    """TF 2: run without tracing while numbers are computed (many small models), trace again while files are written."""
    if not kit.old:
        kit.tf.config.run_functions_eagerly(on)


def reset(model):
    if hasattr(model, "reset_states"):
        model.reset_states()


def write(kit, fmt, model, d):
    def p(n):
        return os.path.join(d, n)

    if fmt == "h5":
        model.save(p("model.h5"))
    elif fmt == "h5noopt":
        model.save(p("model_noopt.h5"), include_optimizer=False)
    elif fmt == "keras":
        model.save(p("model.keras"))
    elif fmt in ("sm", "smnoopt", "smnotrace"):
        name = {"sm": "savedmodel", "smnoopt": "savedmodel_noopt", "smnotrace": "savedmodel_notrace"}[fmt]
        kw = {"include_optimizer": False} if fmt == "smnoopt" else {}
        if fmt == "smnotrace":
            kw["save_traces"] = False
        model.save(p(name), save_format="tf", **kw)
        sizes = [os.path.getsize(os.path.join(a, f)) for a, _, fs in os.walk(p(name)) for f in fs]
        if max(sizes) > LIMIT:
            with (
                zipfile.ZipFile(p(name + ".zip"), "w", zipfile.ZIP_DEFLATED, compresslevel=9)
                if sys.version_info >= (3, 7)
                else zipfile.ZipFile(p(name + ".zip"), "w") as z
            ):
                for a, _, fs in os.walk(p(name)):
                    for f in sorted(fs):
                        full = os.path.join(a, f)
                        z.write(full, os.path.relpath(full, d))
            shutil.rmtree(p(name))
    elif fmt == "json":
        open(p("config.json"), "w").write(model.to_json())
    elif fmt == "yaml":
        open(p("config.yaml"), "w").write(model.to_yaml())
    elif fmt == "weights":
        model.save_weights(p("weights.h5"))
    elif fmt == "weights3":
        model.save_weights(p("model.weights.h5"))
    elif fmt == "ckpt":
        os.makedirs(p("ckpt"), exist_ok=True)
        model.save_weights(p("ckpt/w"))
    elif fmt == "pickle":
        pickle.dump(model, open(p("model.pkl"), "wb"), protocol=2)
    else:
        raise ValueError(fmt)


FILES = {
    "h5": "model.h5",
    "h5noopt": "model_noopt.h5",
    "keras": "model.keras",
    "sm": "savedmodel",
    "smnoopt": "savedmodel_noopt",
    "smnotrace": "savedmodel_notrace",
    "json": "config.json",
    "yaml": "config.yaml",
    "weights": "weights.h5",
    "weights3": "model.weights.h5",
    "ckpt": "ckpt",
    "pickle": "model.pkl",
}


def write_legacy_h5(path, model, values, config=True, version=b"2.2.4"):
    """The legacy HDF5 layout by hand, for models whose graph cannot be run here. values: layer name -> [(weight name, array)]."""
    import h5py

    with h5py.File(path, "w") as f:
        g = f
        if config:
            f.attrs["keras_version"], f.attrs["backend"] = version, b"tensorflow"
            f.attrs["model_config"] = json.dumps(
                {"class_name": type(model).__name__, "config": model.get_config()}
            ).encode()
            g = f.create_group("model_weights")
        g.attrs["layer_names"] = [l.name.encode() for l in model.layers]
        g.attrs["keras_version"], g.attrs["backend"] = version, b"tensorflow"
        for layer in model.layers:
            lg = g.create_group(layer.name)
            lg.attrs["weight_names"] = [n.encode() for n, _ in values[layer.name]]
            for n, v in values[layer.name]:
                lg.create_dataset(n, data=v)


def record_cudnn(kit, d, make, formats=("model.h5", "weights.h5")):
    """make(kit, cudnn: bool) -> model. A CuDNN kernel needs a GPU (with TF 1 the graph cannot even run), so the file is written from
    the layer's own config and weight shapes, and the numbers come from Keras 2's own conversion into the plain layers."""
    model = make(kit, True)
    values = {l.name: [(w.name, kit.r(*[int(n) for n in w.shape]) * 0.5) for w in l.weights] for l in model.layers}
    for name in formats:
        write_legacy_h5(os.path.join(d, name), model, values, config=name == "model.h5")
    with open(os.path.join(d, "config.json"), "w") as f:
        f.write(model.to_json())
    shape = [int(n) for n in model.inputs[0].shape.as_list()[1:]]
    kit.keras.backend.clear_session()
    eq = make(kit, False)
    if "weights.h5" in formats:
        eq.load_weights(os.path.join(d, "weights.h5"))
    else:
        eq.load_weights(os.path.join(d, "model.h5"))
    x = kit.r(2, *shape)
    reset(eq)
    data = {"x_0": x, "pred_0": eq.predict(x, batch_size=2)}
    if any(getattr(l, "stateful", False) for l in eq.layers):
        data["pred2_0"] = eq.predict(x, batch_size=2)
    flat = [nv for l in model.layers for nv in values[l.name]]
    data.update({"w_%d" % i: v for i, (_, v) in enumerate(flat)})
    data["wnames"] = np.array([n for n, _ in flat])
    data.update({"plain_%d" % i: v for i, v in enumerate(eq.get_weights())})
    np.savez_compressed(os.path.join(d, "expected.npz"), **data)
    return {"files": [*list(formats), "config.json"]}


def record(kit, spec, out):
    d = os.path.join(out, kit.writer, spec["name"])
    shutil.rmtree(d, ignore_errors=True)
    os.makedirs(d)
    if hasattr(kit.keras.backend, "clear_session"):
        kit.keras.backend.clear_session()
    kit.seed(spec["seed"])
    np.random.seed(spec["seed"])
    if kit.old:
        kit.tf.set_random_seed(spec["seed"])
    else:
        kit.tf.random.set_seed(spec["seed"])
    if spec.get("direct"):
        notes = spec["build"](kit, d) or {}
        return [(f, "ok") for f in notes.get("files", [])]
    case = spec["build"](kit)
    model = case["model"]
    eager(kit, True)
    if case.get("fill", True):
        fill(model, spec["seed"])
    x, y = as_list(case["x"]), as_list(case.get("y", []))
    data = {"x_%d" % i: v for i, v in enumerate(x)}
    data.update({"y_%d" % i: v for i, v in enumerate(y)})
    if case.get("compile"):
        model.compile(**case["compile"])
        for _ in range(case.get("warm", 0)):
            reset(model)
            model.train_on_batch(unwrap(x), unwrap(y))
    reset(model)
    ref = case.get("reference")  # the layer cannot run here: an equal model can
    run = ref(kit, model) if ref else model
    pred = case["predict"](run, x) if case.get("predict") else run.predict(unwrap(x), batch_size=len(x[0]), verbose=0)
    data.update({"pred_%d" % i: np.asarray(v) for i, v in enumerate(as_list(pred))})
    if case.get("stateful"):
        pred = run.predict(unwrap(x), batch_size=len(x[0]), verbose=0)
        data.update({"pred2_%d" % i: np.asarray(v) for i, v in enumerate(as_list(pred))})
    reset(model)
    if all(hasattr(w, "name") for w in model.weights):
        data.update({"w_%d" % i: v for i, v in enumerate(model.get_weights())})
        data["wnames"] = np.array([w.name for w in variables(model)])
    done = []
    eager(kit, False)
    for fmt in spec["formats"]:
        try:
            write(kit, fmt, model, d)
            done.append((fmt, "ok"))
        except Exception as e:
            done.append((fmt, "{}: {}".format(type(e).__name__, str(e).replace("\n", " ")[:300])))
            half = os.path.join(d, FILES[fmt])
            if os.path.isfile(half):
                os.remove(half)
    eager(kit, True)
    if case.get("compile") and case.get("train", True):
        reset(model)
        kw = {"sample_weight": case["sw"]} if "sw" in case else {}
        if "sw" in case:
            data["sw"] = case["sw"]
        loss = model.train_on_batch(unwrap(x), unwrap(y) if y else None, **kw)
        data["loss"] = np.asarray(loss, dtype="float64")
        data["metrics_names"] = np.array(model.metrics_names)
        data.update({"after_%d" % i: v for i, v in enumerate(model.get_weights())})
        reset(model)
        model.train_on_batch(unwrap(x), unwrap(y) if y else None, **kw)
        data.update({"after2_%d" % i: v for i, v in enumerate(model.get_weights())})
    np.savez_compressed(os.path.join(d, "expected.npz"), **data)
    return done


def load_cases(name):
    """Under a relative file name: a saved Lambda carries the name of its source file."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".py")
    module = types.ModuleType(name)
    sys.modules[name] = module
    with open(path, encoding="utf8") as f:
        exec(compile(f.read(), name + ".py", "exec"), module.__dict__)
    return module


def main(argv):
    cases = load_cases(argv[0])
    writer, out, only = argv[1], argv[2], argv[3:]
    kit = Kit(writer)
    for spec in cases.CASES:
        formats = spec["writers"].get(writer)
        if formats is None or (only and spec["name"] not in only):
            continue
        spec = dict(spec, formats=formats.split())
        try:
            eager(kit, False)
            done = record(kit, spec, out)
            line = " ".join("{}={}".format(*fr) for fr in done)
        except Exception as e:
            line = f"FAIL {type(e).__name__}: {str(e)[:500]}"
            traceback.print_exc()
            done = [("case", line)]
        print("{} {}: {}".format(writer, spec["name"], line), flush=True)
        with open(os.path.join(out, f"log_{writer}.jsonl"), "a") as f:
            f.write(json.dumps([writer, spec["name"], done]) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    main(sys.argv[1:])
