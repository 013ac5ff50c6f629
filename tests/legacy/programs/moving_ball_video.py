"""Frame prediction with stateful convolutional LSTMs: a ball crosses the picture in clips that follow each other."""
import numpy as np
from keras.layers.convolutional import Conv3D
from keras.layers.convolutional_recurrent import ConvLSTM2D
from keras.models import Sequential

SIZE, FRAMES, CLIPS, BATCH = 8, 4, 6, 2


def movie(row, speed):
    frames = np.zeros((FRAMES * CLIPS + 1, SIZE, SIZE, 1))
    for t in range(len(frames)):
        column = int(t * speed) % SIZE
        frames[t, row:row + 2, column, 0] = 1.0
        frames[t, row:row + 2, (column + 1) % SIZE, 0] = 0.5
    return frames


movies = np.array([movie(2, 1.0), movie(5, 0.5)])
x = np.concatenate([movies[:, c * FRAMES:(c + 1) * FRAMES] for c in range(CLIPS)])
y = np.concatenate([movies[:, c * FRAMES + 1:(c + 1) * FRAMES + 1] for c in range(CLIPS)])
print('clips %s -> %s' % (x.shape, y.shape))

seq = Sequential()
seq.add(ConvLSTM2D(filters=4, kernel_size=(3, 3), batch_input_shape=(BATCH, None, SIZE, SIZE, 1), padding='same',
                   return_sequences=True, stateful=True))
seq.add(ConvLSTM2D(filters=3, kernel_size=(3, 3), padding='same', return_sequences=True, stateful=True))
seq.add(Conv3D(filters=1, kernel_size=(3, 3, 3), activation='sigmoid', padding='same', data_format='channels_last'))
seq.compile(loss='binary_crossentropy', optimizer='adadelta')

for epoch in range(3):
    loss = seq.fit(x, y, batch_size=BATCH, epochs=1, shuffle=False, verbose=0).history['loss'][0]
    seq.reset_states()
    print('epoch %d loss %.4f' % (epoch + 1, loss))

# look at one clip, then invent the frames after it one by one
seen = movies[:, :FRAMES]
frame = seq.predict(seen, batch_size=BATCH, verbose=0)[:, -1:]
for step in range(3):
    frame = seq.predict(frame, batch_size=BATCH, verbose=0)
    print('invented frame %d: brightness %.4f' % (step + 1, frame.mean()))
