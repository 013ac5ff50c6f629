"""Precision, recall and F1 as functions of keras.backend, a Dice loss, R squared; compiled by list."""
import numpy as np
import keras.backend as K
from keras.layers import Dense
from keras.models import Sequential, load_model


def precision(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    predicted_positives = K.sum(K.round(K.clip(y_pred, 0, 1)))
    return true_positives / (predicted_positives + K.epsilon())


def recall(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    possible_positives = K.sum(K.round(K.clip(y_true, 0, 1)))
    return true_positives / (possible_positives + K.epsilon())


def fbeta_score(y_true, y_pred, beta=1):
    if beta < 0:
        raise ValueError('The lowest choosable beta is zero (only precision).')
    p, r = precision(y_true, y_pred), recall(y_true, y_pred)
    bb = beta ** 2
    return (1 + bb) * (p * r) / (bb * p + r + K.epsilon())


def dice_coef(y_true, y_pred, smooth=1.):
    y_true_f, y_pred_f = K.flatten(y_true), K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2. * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_coef_loss(y_true, y_pred):
    return -dice_coef(y_true, y_pred)


def r_square(y_true, y_pred):
    SS_res = K.sum(K.square(y_true - y_pred))
    SS_tot = K.sum(K.square(y_true - K.mean(y_true)))
    return 1 - SS_res / (SS_tot + K.epsilon())


def mean_pred(y_true, y_pred):
    return K.mean(y_pred)


rng = np.random.RandomState(9)
x = rng.normal(0, 1, (24, 5))
y = (x.sum(axis=1) > 0).astype('float32').reshape(-1, 1)
model = Sequential([Dense(6, activation='elu', input_dim=5), Dense(1, activation='sigmoid')])
model.compile(loss=dice_coef_loss, optimizer='adagrad',
              metrics=[precision, recall, fbeta_score, dice_coef, r_square, mean_pred, 'binary_accuracy', 'mae'])
history = model.fit(x, y, epochs=3, batch_size=8, validation_split=.25, shuffle=False, verbose=0)
print(sorted(history.history))
print(model.metrics_names)
model.save('dice.h5')
objects = {f.__name__: f for f in (precision, recall, fbeta_score, dice_coef, dice_coef_loss, r_square, mean_pred)}
again = load_model('dice.h5', custom_objects=objects)
print(np.allclose(model.evaluate(x, y, verbose=0), again.evaluate(x, y, verbose=0)))
