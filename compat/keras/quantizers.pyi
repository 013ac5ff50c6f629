from keras.quantizers import *
