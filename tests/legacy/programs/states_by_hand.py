"""Look at the states, keep them, put them back: two speakers share one stateful model."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K

rng = np.random.RandomState(12)
alice, bob = rng.normal(size=(5, 1, 3, 2)), rng.normal(size=(5, 1, 3, 2)) * 0.5

model = tf.keras.Sequential()
model.add(tf.keras.layers.LSTM(5, batch_input_shape=(1, None, 2), stateful=True, return_sequences=True, name="lstm"))
model.add(tf.keras.layers.GRU(3, stateful=True, name="gru"))


def get_states():
    return [[K.get_value(s) for s in layer.states] for layer in model.layers if getattr(layer, "stateful", False)]


def set_states(states):
    stateful = [layer for layer in model.layers if getattr(layer, "stateful", False)]
    for layer, values in zip(stateful, states):
        layer.reset_states(states=values)


print("built with zero states:", all((s == 0).all() for layer in get_states() for s in layer))
print("shapes:", [s.shape for layer in get_states() for s in layer])

memory = {"alice": get_states(), "bob": get_states()}
mixed = {"alice": [], "bob": []}
for turn in range(5):
    for name, talk in (("alice", alice), ("bob", bob)):
        set_states(memory[name])
        mixed[name].append(model.predict(talk[turn], verbose=0))
        memory[name] = get_states()
    print("turn %d  |h| alice %.4f  bob %.4f" % (turn, np.abs(memory["alice"][0][0]).sum(), np.abs(memory["bob"][0][0]).sum()))

# the same talks, each of them alone
for name, talk in (("alice", alice), ("bob", bob)):
    model.reset_states()
    alone = [model.predict(part, verbose=0) for part in talk]
    print(name, "undisturbed:", bool(np.allclose(alone, mixed[name], atol=1e-6)))

# states can be set one variable at a time, too
h, c = model.get_layer("lstm").states
K.set_value(h, np.ones((1, 5)))
K.set_value(c, np.zeros((1, 5)))
print("%.4f" % float(model.predict(alice[0], verbose=0).sum()))
