"""Ratings: user and item embeddings with biases, Dot, Add, Reshape; regularized; predict on pairs."""
import numpy as np
from keras.constraints import non_neg
from keras.layers import Add, Concatenate, Dense, Dot, Embedding, Flatten, Input, Lambda, Reshape, Subtract
from keras.models import Model
from keras.regularizers import l2

rng = np.random.RandomState(21)
n_users, n_items, n_latent = 7, 9, 3
user, item = rng.randint(0, n_users, 60), rng.randint(0, n_items, 60)
rating = np.clip(np.round(2.5 + rng.normal(0, 1, n_users)[user] + rng.normal(0, 1, n_items)[item]), 1, 5)


class EmbeddingLayer:
    def __init__(self, n_items, n_factors):
        self.n_items, self.n_factors = n_items, n_factors

    def __call__(self, x):
        x = Embedding(self.n_items, self.n_factors, embeddings_initializer='he_normal', embeddings_regularizer=l2(1e-4))(x)
        return Reshape((self.n_factors,))(x)


u_in, i_in = Input(shape=(1,), name='User'), Input(shape=(1,), name='Item')
u, ub = EmbeddingLayer(n_users, n_latent)(u_in), EmbeddingLayer(n_users, 1)(u_in)
m, mb = EmbeddingLayer(n_items, n_latent)(i_in), EmbeddingLayer(n_items, 1)(i_in)
x = Dot(axes=1)([u, m])
x = Add()([x, ub, mb])
x = Lambda(lambda x: x * (5 - 1) + 1)(Dense(1, activation='sigmoid')(x))
model = Model([u_in, i_in], x)
model.compile(loss='mean_squared_error', optimizer='sgd', metrics=['mae'])
model.fit([user, item], rating, batch_size=12, epochs=3, verbose=0, shuffle=False, validation_split=.2)
print(model.predict([user[:5], item[:5]]).shape, len(model.losses))

item_path = Flatten()(Embedding(n_items, 4, embeddings_constraint=non_neg(), name='NonNegItem')(i_in))
user_path = Flatten()(Embedding(n_users, 4, embeddings_constraint=non_neg(), name='NonNegUser')(u_in))
deep = Dense(8, activation='relu')(Concatenate()([item_path, user_path, Subtract()([item_path, user_path])]))
ncf = Model([u_in, i_in], Dense(1)(deep))
ncf.compile('sgd', 'mean_absolute_error')
ncf.fit([user, item], rating, batch_size=12, epochs=2, verbose=0, shuffle=False)
print((ncf.get_layer('NonNegUser').get_weights()[0] >= 0).all())
