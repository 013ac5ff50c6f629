"""KerasClassifier and KerasRegressor the scikit-learn way: parameters of build_fn and of fit, searched by hand."""
import itertools

import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential
from keras.wrappers.scikit_learn import KerasClassifier, KerasRegressor


def make_model(dense_layer_sizes=(4,), optimizer='adam', init='glorot_uniform'):
    model = Sequential()
    model.add(Dense(dense_layer_sizes[0], input_dim=3, kernel_initializer=init))
    model.add(Activation('relu'))
    for layer_size in dense_layer_sizes[1:]:
        model.add(Dense(layer_size))
        model.add(Activation('relu'))
    model.add(Dense(3))
    model.add(Activation('softmax'))
    model.compile(loss='categorical_crossentropy', optimizer=optimizer, metrics=['accuracy'])
    return model


rng = np.random.RandomState(11)
X = rng.normal(0, 1, (30, 3))
y = X.argmax(axis=1)

param_grid = {'dense_layer_sizes': [(4,), (6, 4)], 'epochs': [2, 3], 'batch_size': [10], 'optimizer': ['rmsprop', 'adam']}
names = sorted(param_grid)
results = []
for values in itertools.product(*[param_grid[name] for name in names]):
    params = dict(zip(names, values))
    classifier = KerasClassifier(build_fn=make_model, verbose=0, shuffle=False)
    classifier.set_params(**params)
    classifier.fit(X[:20], y[:20])
    results.append((classifier.score(X[20:], y[20:]), sorted(classifier.get_params())))
    print('%.3f' % results[-1][0], classifier.predict(X[20:]).shape, classifier.predict_proba(X[20:]).shape)
print(results[0][1])


def baseline_model():
    model = Sequential()
    model.add(Dense(5, input_dim=3, kernel_initializer='normal', activation='relu'))
    model.add(Dense(1, kernel_initializer='normal'))
    model.compile(loss='mean_squared_error', optimizer='adam')
    return model


estimator = KerasRegressor(build_fn=baseline_model, epochs=2, batch_size=5, verbose=0, shuffle=False)
estimator.fit(X, X.sum(axis=1))
print('%.5f' % estimator.score(X, X.sum(axis=1)), estimator.predict(X).shape)
