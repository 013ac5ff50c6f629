"""A melody model trained with teacher forcing on bars, then played one note at a time with its own output fed back."""
import numpy as np
from tensorflow.keras.layers import LSTM, Dense, Input
from tensorflow.keras.models import Model
from tensorflow.keras.optimizers import Adam
from tensorflow.keras.utils import to_categorical

NOTES = "C D E F G A B c".split()
tune = ("C D E C C D E C E F G G E F G G G A G F E C G A G F E C C G C C C G C C " * 2).split()
ids = np.array([NOTES.index(n) for n in tune])
one_hot = to_categorical(ids, num_classes=len(NOTES))

BAR = 4
bars = (len(ids) - 1) // BAR
x = one_hot[:bars * BAR].reshape(bars, BAR, len(NOTES))
y = one_hot[1:bars * BAR + 1].reshape(bars, BAR, len(NOTES))


def make_model(length):
    inputs = Input(batch_shape=(1, length, len(NOTES)), name="notes")
    hidden = LSTM(20, return_sequences=True, stateful=True, name="memory")(inputs)
    outputs = Dense(len(NOTES), activation="softmax", name="next_note")(hidden)
    return Model(inputs, outputs)


trainer = make_model(BAR)
trainer.compile(loss="categorical_crossentropy", optimizer=Adam(learning_rate=0.005), metrics=["accuracy"])
for epoch in range(6):
    h = trainer.fit(x, y, batch_size=1, epochs=1, shuffle=False, verbose=0)
    trainer.reset_states()
    if epoch % 2:
        print("epoch {:2d}  loss {:.4f}  accuracy {:.4f}".format(epoch + 1, h.history["loss"][0], h.history["accuracy"][0]))

player = make_model(1)
for layer in player.layers:
    if layer.get_weights():
        layer.set_weights(trainer.get_layer(layer.name).get_weights())
player.get_layer("memory").reset_states()

note, played = ids[0], [NOTES[ids[0]]]
for _ in range(15):
    step = to_categorical([note], num_classes=len(NOTES)).reshape(1, 1, -1)
    probabilities = player.predict(step, verbose=0)[0, 0]
    note = int(np.argmax(probabilities))
    played.append(NOTES[note])
print("played:", " ".join(played))
