"""Classes of tf.keras under TensorFlow 1, whose names say the generation of their API: ``GlorotUniformV2``."""

from .._kinds import Change, Dropped, Moved

_INITIALIZERS = [
    "Constant",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Identity",
    "LecunNormal",
    "LecunUniform",
    "Ones",
    "Orthogonal",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
    "Zeros",
]
_LAYERS = ("BatchNormalization", "GRU", "LSTM", "GRUCell", "LSTMCell")

CHANGE = Change(
    code="K2C609",
    name="tensorflow_1_names",
    title="Names of classes that end in V1 or V2, and dtype= of initializers",
    entries=(
        *(Moved(f"keras.initializers.{name}V2", f"keras.initializers.{name}") for name in _INITIALIZERS),
        *(Moved(f"keras.layers.{name}V{n}", f"keras.layers.{name}") for name in _LAYERS for n in (1, 2)),
        Dropped("keras.initializers.Initializer", "dtype"),
    ),
    errors=(
        r"(Zeros|Ones|Constant|Random\w+|TruncatedNormal|Orthogonal|Identity|VarianceScaling|Glorot\w+|He\w+|Lecun\w+)"
        r"\.__init__\(\) got an unexpected keyword argument 'dtype'",
    ),
)
