"""Deep Q-learning on a toy track: replay memory, a target network by set_weights, fit on batches of one."""
import random
from collections import deque

import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD


class Track:
    def reset(self):
        self.position = 0.
        return np.array([[self.position, 1.]])

    def step(self, action):
        self.position += .3 if action else -.2
        done = abs(self.position) > 1
        return np.array([[self.position, 1.]]), (1. if self.position > 1 else -.1), done


class DQNAgent:
    def __init__(self, state_size, action_size):
        self.memory = deque(maxlen=100)
        self.action_size, self.gamma = action_size, 0.95
        self.epsilon, self.epsilon_decay = 1.0, 0.9
        self.model, self.target_model = self._build_model(state_size), self._build_model(state_size)
        self.update_target_model()

    def _build_model(self, state_size):
        model = Sequential()
        model.add(Dense(8, input_dim=state_size, activation='relu'))
        model.add(Dense(self.action_size, activation='linear'))
        model.compile(loss='mse', optimizer=SGD(0.05))
        return model

    def update_target_model(self):
        self.target_model.set_weights(self.model.get_weights())

    def act(self, state):
        if random.random() <= self.epsilon:
            return random.randrange(self.action_size)
        return int(np.argmax(self.model.predict(state, verbose=0)[0]))

    def replay(self, batch_size):
        for state, action, reward, next_state, done in random.sample(self.memory, batch_size):
            target = self.model.predict(state, verbose=0)
            if done:
                target[0][action] = reward
            else:
                target[0][action] = reward + self.gamma * np.amax(self.target_model.predict(next_state, verbose=0)[0])
            self.model.fit(state, target, epochs=1, verbose=0)
        self.epsilon *= self.epsilon_decay


random.seed(3)
env, agent = Track(), DQNAgent(2, 2)
for episode in range(4):
    state = env.reset()
    for t in range(8):
        action = agent.act(state)
        next_state, reward, done = env.step(action)
        agent.memory.append((state, action, reward, next_state, done))
        state = next_state
        if done:
            agent.update_target_model()
            break
    if len(agent.memory) > 6:
        agent.replay(4)
    print('episode %d steps %d e %.2f' % (episode, t + 1, agent.epsilon))
