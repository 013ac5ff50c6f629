"""Record the training steps that Keras 2.15 takes from files: `python steps.py [WRITER CASE]` under Keras 2.15.

Keras 2.2.4 on TensorFlow 1 updates the weights of a layer before the gradients of the layers below it have read them, so that the
steps in its archives repeat nowhere. Those of `custom_objects` of 2.15 were taken with a metric in the place of the loss.
"""

import os
import sys
import tempfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
import numpy as np
from recorder import Kit, as_list, load_cases, unwrap

HERE = os.path.dirname(os.path.abspath(__file__))


def series(numbers, name):
    return [numbers["%s_%d" % (name, i)] for i in range(20) if "%s_%d" % (name, i) in numbers.files]


def record(kit, writer, spec):
    import keras

    with (
        zipfile.ZipFile(os.path.join(HERE, writer, spec["name"] + ".zip")) as archive,
        tempfile.TemporaryDirectory() as folder,
    ):
        archive.extractall(folder)
        numbers = np.load(os.path.join(folder, "expected.npz"))
        path = os.path.join(folder, "model.h5")
        if not os.path.exists(path) or "loss" not in numbers.files:
            return "nothing to do"
        keras.backend.clear_session()
        custom = spec["custom"](kit) if spec.get("custom") else {}
        model = keras.models.load_model(path, custom_objects=custom)
    x, y = series(numbers, "x"), series(numbers, "y")
    model.run_eagerly = True
    found = as_list(model.predict(unwrap(x), batch_size=len(x[0]), verbose=0))
    for ours, theirs in zip(found, series(numbers, "pred")):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)
    weights = {"sample_weight": numbers["sw"]} if "sw" in numbers.files else {}
    data = {}
    for name in ("after", "after2"):
        model.reset_states()
        loss = model.train_on_batch(unwrap(x), unwrap(y) if y else None, **weights)
        data.setdefault("loss", np.asarray(loss, "float64"))
        data.update({"%s_%d" % (name, i): value for i, value in enumerate(model.get_weights())})
    np.savez_compressed(os.path.join(HERE, "steps", "%s_%s.npz" % (writer, spec["name"])), **data)
    return "recorded"


def main(only):
    kit = Kit("k215")
    for spec in load_cases("cases").CASES:
        for writer in ("k224", "k215"):
            wanted = [writer, spec["name"]] == only if only else writer == "k224" or spec["name"] == "custom_objects"
            if wanted and os.path.exists(os.path.join(HERE, writer, spec["name"] + ".zip")):
                try:
                    print(writer, spec["name"], record(kit, writer, spec), flush=True)
                except Exception as error:
                    print(writer, spec["name"], type(error).__name__, str(error).splitlines()[0], flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
