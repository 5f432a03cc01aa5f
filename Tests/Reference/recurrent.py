"""Darknet's recurrent layers, which keep a state from step to step.

Of each gate's letter, w stands for the layer that reads the state, u for the one that reads the input, v for the one
that reads the cell.
"""

import numpy as np

from activations import activate, logistic
from linear import binary_convolution, correlate, dense, normalized, padding_of, read_kernels


def initial(net, *shape):
    """The state of the layer at work: zeros before the first step."""
    return net.states.get(net.index, np.zeros(shape))


# Layers of sums over all values


def rnn(net, section):
    x, outputs = net.before, section.integer("output", 1)
    hidden, normalize = section.integer("hidden", outputs), section.integer("batch_normalize", 0)
    name = section.text("activation", "logistic")
    own_name = {1: "logistic", 2: "loggy"}.get(section.integer("logistic", 0), name)
    of_input = dense(net.weights, x.size, hidden, normalize)
    of_state = dense(net.weights, hidden, hidden, normalize)
    to_output = dense(net.weights, hidden, outputs, normalize)
    before = initial(net, hidden)
    state = activate(of_input(x), name) + activate(of_state(before), own_name)
    if section.integer("shortcut", 0):
        state = state + before
    net.states[net.index] = state
    return activate(to_output(state), name)[:, None, None]


def read_gates(net, section, words, inputs):
    """A function for each of the words, which come in the order of the file."""
    outputs, normalize = section.integer("output", 1), section.integer("batch_normalize", 0)
    return {
        word: dense(net.weights, inputs if word[0] == "u" else outputs, outputs, normalize)
        for word in words}


def gru(net, section):
    x, outputs = net.before, section.integer("output", 1)
    words = ["wz", "wr", "wh", "uz", "ur", "uh"]
    if net.weights.dialect == "alexeyab":
        words = words[3:] + words[:3]
    gate = read_gates(net, section, words, x.size)
    h = initial(net, outputs)
    z = logistic(gate["uz"](x) + gate["wz"](h))
    r = logistic(gate["ur"](x) + gate["wr"](h))
    squash = np.tanh if section.integer("tanh", 0) else logistic
    candidate = squash(gate["uh"](x) + gate["wh"](r * h))
    net.states[net.index] = z * h + (1 - z) * candidate
    return net.states[net.index][:, None, None]


def lstm(net, section):
    x, outputs = net.before, section.integer("output", 1)
    letters = "figo" if net.weights.dialect == "alexeyab" else "ifog"
    gate = read_gates(net, section, ["w" + each for each in letters] + ["u" + each for each in letters], x.size)
    h, c = initial(net, 2, outputs)
    f, i, o = (logistic(gate["w" + each](h) + gate["u" + each](x)) for each in "fio")
    g = np.tanh(gate["wg"](h) + gate["ug"](x))
    c = i * g + f * c
    h = o * np.tanh(c)
    net.states[net.index] = h, c
    return h[:, None, None]


# Layers of convolutions


def convolution(net, section, channels, filters, activation, stride=1, original=False):
    """A convolution inside a layer, as a function; its parameters are the next of the file."""
    size = 3 if original else section.integer("size", 3)
    padding = 1 if original else padding_of(section, size)
    dilation = 1 if original or size == 1 else section.integer("dilation", 1)
    binary = not original and section.integer("xnor", 0)
    groups = 1 if original or binary else section.integer("groups", 1)
    biases, normalization, kernels = read_kernels(
        net.weights, filters, channels // groups, size, section.integer("batch_normalize", 0))

    def sums(x):
        if binary:
            parameters = biases, normalization, kernels
            return activate(binary_convolution(x, parameters, (stride, stride), padding, dilation), activation)
        y = correlate(x, kernels, groups, (stride, stride), padding, dilation)
        y = normalized(y, *normalization) if normalization else y
        return activate(y + biases[:, None, None], activation)

    return sums


def crnn(net, section):
    x = net.before
    original = "output_filters" in section.options
    outputs = section.integer("output_filters" if original else "output", 1)
    hidden = section.integer("hidden_filters" if original else "hidden", 1)
    name = section.text("activation", "logistic")
    of_input = convolution(net, section, len(x), hidden, name, original=original)
    of_state = convolution(net, section, hidden, hidden, name, original=original)
    to_output = convolution(net, section, hidden, outputs, name, original=original)
    before = initial(net, hidden, *x.shape[1:])
    state = of_input(x) + of_state(before)
    if section.integer("shortcut", 0):
        state = state + before
    net.states[net.index] = state
    return to_output(state)


def conv_lstm(net, section):
    x, outputs, stride = net.before, section.integer("output", 1), section.integer("stride", 1)
    name, peephole = section.text("activation", "linear"), section.integer("peephole", 0)
    words = (["vf", "vi", "vo"] if peephole else []) + ["wf", "wi", "wg", "wo", "uf", "ui", "ug", "uo"]
    gate = {
        word: convolution(net, section, len(x), outputs, name, stride) if word[0] == "u"
        else convolution(net, section, outputs, outputs, name) for word in words}
    h, c = initial(net, 2, outputs, *((extent - 1) // stride + 1 for extent in x.shape[1:]))

    def sums(letter, cell):
        seen = gate["v" + letter](cell) if peephole and cell is not None else 0
        return gate["w" + letter](h) + gate["u" + letter](x) + seen

    f, i, g = logistic(sums("f", c)), logistic(sums("i", c)), np.tanh(sums("g", None))
    c = f * c + i * g
    h = logistic(sums("o", c)) * np.tanh(c)
    limit = section.integer("state_constrain", 32)
    net.states[net.index] = h, np.clip(c, -limit, limit)
    return h


def history(net, section):
    x = net.before
    count = section.integer("history_size", 4)
    before = initial(net, count * len(x), *x.shape[1:])
    net.states[net.index] = np.concatenate([x, before])[:count * len(x)]
    return net.states[net.index]


RECURRENT_LAYERS = {
    "rnn": rnn, "gru": gru, "lstm": lstm, "crnn": crnn, "conv_lstm": conv_lstm, "history": history,
}
