import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD
from swa.keras import SWA

rng = np.random.RandomState(16)
x = rng.standard_normal((40, 3))
y = np.eye(2)[(x.sum(axis=1) > 0).astype(int)]
model = Sequential()
model.add(Dense(8, input_dim=3, activation='relu'))
model.add(Dense(2, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer=SGD(lr=0.05))
swa = SWA(start_epoch=2, lr_schedule='constant', swa_lr=0.01, verbose=0)
model.fit(x, y, batch_size=8, epochs=4, verbose=0, shuffle=False, callbacks=[swa])
