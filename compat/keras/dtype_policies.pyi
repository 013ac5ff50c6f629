from keras.dtype_policies import *
