"""``model.save("m")``, ``save_weights("w.h5")``, ``ModelCheckpoint("w.hdf5")``: Keras 3 wants other ends of file names."""

from .._kinds import Change, FileName

_WEIGHTS = (".weights.h5", ".weights.json")
_WHOLE = (".keras",)
#: Keras 3 does not load an .h5 of its own whose model is compiled with "mse", "mae" and the like.
_HALF = (".h5", ".hdf5")
#: Ends of names that said in Keras 2 how a file is written.
ENDINGS = (".h5", ".hdf5", ".hd5", ".hdf", ".ckpt", ".tf")
_CHECKPOINT = "keras.callbacks.ModelCheckpoint"

CHANGE = Change(
    code="K2C631",
    name="file_names",
    title="Names of saved files end in .keras, those of weights in .weights.h5",
    entries=(
        FileName("keras.Model.save", "filepath", 0, _WHOLE, half=_HALF),
        FileName("keras.models.save_model", "filepath", 1, _WHOLE, half=_HALF),
        FileName("keras.Model.save_weights", "filepath", 0, _WEIGHTS),
        FileName(_CHECKPOINT, "filepath", 0, _WHOLE, unless="save_weights_only", half=(".h5",)),
        FileName(_CHECKPOINT, "filepath", 0, _WEIGHTS, where="save_weights_only"),
        FileName("keras.models.load_model", "filepath", 0, _WHOLE, reads=True),
    ),
    errors=(
        r"The filename must end in `\.weights\.h5`",
        r"The filepath provided must end in `\.keras`",
        r"Invalid filepath extension for saving\. Please add either a `\.keras` extension",
        r"File format not supported: filepath=",
    ),
)
