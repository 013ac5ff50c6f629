from keras.tree import *
