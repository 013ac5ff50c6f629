from keras.distribution import *
