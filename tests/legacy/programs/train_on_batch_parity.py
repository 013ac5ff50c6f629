"""The loop of the forum answers: one time step a batch, train_on_batch, reset after each sequence, mean accuracy."""
from __future__ import print_function
import numpy as np
from keras.layers import Dense, LSTM
from keras.models import Sequential
from keras.optimizers import Adam

np.random.seed(1)
n_seq, max_len = 8, 6
X = np.zeros((n_seq, max_len, 1))
y = np.zeros(n_seq)
ones = np.random.choice(n_seq, n_seq // 2, replace=False)
X[ones, 0, 0] = 1
y[ones] = 1
X_train, y_train, X_test, y_test = X[:6], y[:6], X[4:], y[4:]

model = Sequential()
model.add(LSTM(5, batch_input_shape=(1, 1, 1), return_sequences=False, stateful=True))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer=Adam(lr=0.005, clipvalue=0.5), metrics=['acc'])

print('Train...')
for epoch in range(2):
    mean_tr_acc, mean_tr_loss = [], []
    for i in range(len(X_train)):
        y_true = y_train[i]
        for j in range(max_len):
            tr_loss, tr_acc = model.train_on_batch(np.expand_dims(np.expand_dims(X_train[i][j], axis=1), axis=1),
                                                   np.array([[y_true]]))
            mean_tr_acc.append(tr_acc)
            mean_tr_loss.append(tr_loss)
        model.reset_states()
    print('accuracy training = {:.4f}'.format(np.mean(mean_tr_acc)))
    print('loss training = {:.4f}'.format(np.mean(mean_tr_loss)))

    mean_te_acc, mean_te_loss = [], []
    for i in range(len(X_test)):
        for j in range(max_len):
            te_loss, te_acc = model.test_on_batch(X_test[i][j].reshape(1, 1, 1), np.array([[y_test[i]]]))
            mean_te_acc.append(te_acc)
            mean_te_loss.append(te_loss)
        model.reset_states()
        for j in range(max_len):
            y_pred = model.predict_on_batch(X_test[i][j].reshape(1, 1, 1))
        model.reset_states()
    print('accuracy testing = {:.4f}'.format(np.mean(mean_te_acc)))
    print('loss testing = {:.4f}'.format(np.mean(mean_te_loss)))
    print('last answer = {:.4f}'.format(float(y_pred[0, 0])))
    print('_' * 35)
