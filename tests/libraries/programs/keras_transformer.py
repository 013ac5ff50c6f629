import numpy as np
from keras_transformer import decode, get_model

tokens = 'all work and no play makes jack a dull boy'.split(' ')
token_dict = {'<PAD>': 0, '<START>': 1, '<END>': 2}
for token in tokens:
    if token not in token_dict:
        token_dict[token] = len(token_dict)
encoder_inputs_no_padding = []
encoder_inputs, decoder_inputs, decoder_outputs = [], [], []
for i in range(1, len(tokens) - 1):
    encode_tokens, decode_tokens = tokens[:i], tokens[i:]
    encode_tokens = ['<START>'] + encode_tokens + ['<END>'] + ['<PAD>'] * (len(tokens) - len(encode_tokens))
    output_tokens = decode_tokens + ['<END>', '<PAD>'] + ['<PAD>'] * (len(tokens) - len(decode_tokens))
    decode_tokens = ['<START>'] + decode_tokens + ['<END>'] + ['<PAD>'] * (len(tokens) - len(decode_tokens))
    encode_tokens = [token_dict[x] for x in encode_tokens]
    encoder_inputs_no_padding.append(encode_tokens[:i + 2])
    encoder_inputs.append(encode_tokens)
    decoder_inputs.append([token_dict[x] for x in decode_tokens])
    decoder_outputs.append([[token_dict[x]] for x in output_tokens])
model = get_model(token_num=len(token_dict), embed_dim=6, encoder_num=1, decoder_num=1, head_num=2, hidden_dim=8,
                  attention_activation='relu', feed_forward_activation='relu', dropout_rate=0.0)
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit([np.array(encoder_inputs), np.array(decoder_inputs)], np.array(decoder_outputs), epochs=2, batch_size=4,
          shuffle=False, verbose=0)
decoded = decode(model, encoder_inputs_no_padding[:1], start_token=1, end_token=2, pad_token=0, max_len=4)
print(len(decoded), model.count_params())
