"""The layers against the same computed word by word."""

from __future__ import annotations

import numpy as np
import pytest

from newsnlp.neural.layers import (
    LSTM,
    gated_window,
    gated_window_of_types,
    gelu,
    layer_norm,
    letter_vectors,
    lstm,
    pack,
    sigmoid,
)

Array = np.ndarray


def draw(seed: int, *shape: int) -> Array:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def logistic(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def one_lstm(x: Array, inputs: Array, bias: Array, recurrent: Array) -> Array:
    hidden = recurrent.shape[0]
    state, cell, states = np.zeros(hidden), np.zeros(hidden), []
    for row in x:
        into, forget, value, out = np.split(row @ inputs + bias + state @ recurrent, 4)
        cell = logistic(forget) * cell + logistic(into) * np.tanh(value)
        state = logistic(out) * np.tanh(cell)
        states.append(state)
    return np.array(states)


def test_packed_sentences_give_what_each_gives_alone() -> None:
    starts, lengths = np.array([0, 3, 4, 9]), np.array([3, 1, 5, 2])
    x = draw(0, 11, 6)
    inputs, bias, recurrent = draw(1, 6, 32), draw(2, 32), draw(3, 2, 4, 16)
    found = lstm(x, pack(starts, lengths), LSTM.ready(inputs, bias, recurrent))
    for start, length in zip(starts, lengths, strict=True):
        rows = slice(start, start + length)
        there = one_lstm(x[rows], inputs[:, :16], bias[:16], recurrent[0])
        back = one_lstm(x[rows][::-1], inputs[:, 16:], bias[16:], recurrent[1])[::-1]
        np.testing.assert_allclose(found[rows], np.hstack([there, back]), atol=1e-5)


def test_the_pack_takes_every_word_once_in_both_directions() -> None:
    packed = pack(np.array([0, 2, 6]), np.array([2, 4, 1]))
    assert packed.forwards.tolist() == [2, 0, 6, 3, 1, 4, 5]
    assert packed.backwards.tolist() == [5, 1, 6, 4, 0, 3, 2]
    assert packed.sizes == [3, 2, 1, 1]


def test_a_window_sees_its_neighbours_and_nothing_over_an_edge() -> None:
    x, weight, bias = draw(0, 7, 4), draw(1, 12, 8), draw(2, 8)
    edges = np.array([True, False, False, False, True, False, True])
    found = gated_window(x.copy(), edges, weight, bias)
    known = np.where(edges[:, None], 0, x)
    for row in (1, 2, 3, 5):
        parts = [known[row - 1 + step] @ weight[4 * step : 4 * step + 4] for step in range(3)]
        values, gates = np.split(sum(parts) + bias, 2)
        np.testing.assert_allclose(found[row], values * logistic(gates), atol=1e-5)


def test_a_window_over_rows_that_repeat_is_the_same() -> None:
    types, weight, bias = draw(0, 4, 3), draw(1, 9, 6), draw(2, 6)
    types[-1] = 0
    which = np.array([3, 0, 1, 0, 3, 2, 2, 3])
    found = gated_window_of_types(types, which, weight, bias)
    plain = gated_window(types[which], which == 3, weight, bias)
    np.testing.assert_allclose(found[which != 3], plain[which != 3], atol=1e-5)


def test_letters_are_read_by_the_filters_with_the_highest_window() -> None:
    spelled = np.array([[1, 2, 0], [2, 0, 0]])
    letters, filters, bias = draw(0, 3, 2), draw(1, 6, 5), draw(2, 5)
    letters[0] = 0
    found = letter_vectors(spelled, letters, filters, bias, 3)
    for word, row in zip(spelled, found, strict=True):
        padded = np.concatenate([[0], word, [0]])
        windows = [np.concatenate([letters[n] for n in padded[at : at + 3]]) @ filters + bias for at in range(3)]
        np.testing.assert_allclose(row, np.maximum(np.max(windows, axis=0), 0), atol=1e-5)


def test_rows_are_normed() -> None:
    found = layer_norm(draw(0, 3, 50), np.ones(50, dtype=np.float32), np.zeros(50, dtype=np.float32))
    np.testing.assert_allclose(found.mean(axis=1), 0, atol=1e-5)
    np.testing.assert_allclose(found.std(axis=1), 1, atol=1e-3)


@pytest.mark.parametrize(("value", "expected"), [(0.0, 0.0), (1.0, 0.841345), (-1.0, -0.158655), (9.0, 9.0)])
def test_gelu_is_close_to_its_definition(value: float, expected: float) -> None:
    assert gelu(np.array([value], dtype=np.float32))[0] == pytest.approx(expected, abs=1e-3)


def test_the_logistic_function_does_not_overflow() -> None:
    found = sigmoid(np.array([-1e4, 0, 1e4], dtype=np.float32))
    np.testing.assert_allclose(found, [0, 0.5, 1])
