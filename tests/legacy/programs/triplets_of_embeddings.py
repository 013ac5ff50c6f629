"""Triplet loss on a shared embedding with L2-normalized outputs, an identity loss, and bpr by Lambda."""
import numpy as np
from keras import backend as K
from keras.layers import Dense, Dot, Embedding, Flatten, Input, Lambda, concatenate
from keras.models import Model
from keras.optimizers import Adam


def identity_loss(y_true, y_pred):
    return K.mean(y_pred - 0 * y_true)


def bpr_triplet_loss(X):
    positive_item_latent, negative_item_latent, user_latent = X
    loss = 1.0 - K.sigmoid(
        K.sum(user_latent * positive_item_latent, axis=-1, keepdims=True) -
        K.sum(user_latent * negative_item_latent, axis=-1, keepdims=True))
    return loss


def triplet_loss(y_true, y_pred, alpha=0.2):
    total = K.int_shape(y_pred)[-1]
    third = total // 3
    anchor, positive, negative = y_pred[:, :third], y_pred[:, third:2 * third], y_pred[:, 2 * third:]
    pos_dist = K.sum(K.square(anchor - positive), axis=1)
    neg_dist = K.sum(K.square(anchor - negative), axis=1)
    return K.maximum(pos_dist - neg_dist + alpha, 0.0)


rng = np.random.RandomState(13)
users, positive, negative = rng.randint(0, 9, 32), rng.randint(0, 12, 32), rng.randint(0, 12, 32)

positive_item_input = Input((1,), name='positive_item_input')
negative_item_input = Input((1,), name='negative_item_input')
item_embedding_layer = Embedding(12, 6, name='item_embedding', input_length=1)
user_input = Input((1,), name='user_input')
positive_item_embedding = Flatten()(item_embedding_layer(positive_item_input))
negative_item_embedding = Flatten()(item_embedding_layer(negative_item_input))
user_embedding = Flatten()(Embedding(9, 6, name='user_embedding', input_length=1)(user_input))
loss = Lambda(bpr_triplet_loss, output_shape=(1,))([positive_item_embedding, negative_item_embedding, user_embedding])
model = Model(inputs=[positive_item_input, negative_item_input, user_input], outputs=loss)
model.compile(loss=identity_loss, optimizer='sgd')
X = {'user_input': users, 'positive_item_input': positive, 'negative_item_input': negative}
model.fit(X, np.ones(32), batch_size=8, epochs=3, verbose=0, shuffle=False)
user_vectors = model.get_layer('user_embedding').get_weights()[0]
item_vectors = model.get_layer('item_embedding').get_weights()[0]
print('%.4f' % np.dot(user_vectors, item_vectors.T).sum())

face = Input((5,))
hidden = Dense(7, activation='relu')(face)
normalized = Lambda(lambda t: K.l2_normalize(t, axis=1))(Dense(4)(hidden))
network = Model(face, normalized)
a, p, n = Input((5,)), Input((5,)), Input((5,))
merged = concatenate([network(a), network(p), network(n)], axis=-1)
training = Model([a, p, n], merged)
training.compile(loss=triplet_loss, optimizer=Adam(lr=0.01))
points = rng.normal(0, 1, (3, 24, 5))
points[1] = points[0] + .1 * points[1]
training.fit(list(points), np.zeros((24, 12)), batch_size=6, epochs=2, verbose=0, shuffle=False)
print(np.round(np.linalg.norm(network.predict(points[0][:3]), axis=1), 5))
cosine = Model([a, p], Dot(axes=1, normalize=True)([network(a), network(p)]))
print('%.3f' % cosine.predict([points[0], points[1]]).mean())
