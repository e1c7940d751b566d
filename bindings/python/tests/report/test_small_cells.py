"""Recovery of suppressed cells is attempted here with linear algebra, which the suppression itself does not use."""

import random
from itertools import product

import numpy as np
import pytest

from entente.report.load import _hidden
from entente.report.small_cells import hide_in_list, hide_in_lists, hide_in_table

MIN_GROUP = 5


def people(rng, most):
    return frozenset(rng.sample(range(60), rng.choice([0, 0, 1, 2, 3, 4, 5, 8, most])))


def random_table(rng):
    rows, columns = rng.randint(1, 7), rng.randint(1, 5)
    return [[people(rng, 30) for _ in range(columns)] for _ in range(rows)]


def equations(rows, columns):
    """Each row and each column, the total ones included: its parts minus its total is zero."""
    def index(r, c):
        return r * (columns + 1) + c
    lines = [([index(r, c) for c in range(columns)], index(r, columns)) for r in range(rows + 1)]
    lines += [([index(r, c) for r in range(rows)], index(rows, c)) for c in range(columns + 1)]
    matrix = np.zeros((len(lines), (rows + 1) * (columns + 1)))
    for i, (parts, total) in enumerate(lines):
        matrix[i, parts] = 1
        matrix[i, total] = -1
    return matrix


def determined(matrix, hidden):
    """Hidden unknowns that the visible ones fix: their unit vector lies in the row space of the hidden columns."""
    unknown = matrix[:, hidden]
    rank = np.linalg.matrix_rank(unknown)
    units = np.eye(unknown.shape[1])
    return [i for i in range(unknown.shape[1]) if np.linalg.matrix_rank(np.vstack([unknown, units[i]])) == rank]


def with_totals(cells):
    rows = [[*row, frozenset().union(*row)] for row in cells]
    return [*rows, [frozenset().union(*column) for column in zip(*rows)]]


@pytest.mark.parametrize("seed", range(300))
def test_no_hidden_cell_of_a_table_follows_from_what_is_shown(seed):
    cells = random_table(random.Random(seed))
    hidden = np.array(hide_in_table(cells, MIN_GROUP))
    everyone = np.array([[len(cell) for cell in row] for row in with_totals(cells)])
    assert not ((everyone > 0) & (everyone < MIN_GROUP) & ~hidden).any()
    if hidden.all():
        return
    assert not (hidden & (everyone == 0)).any()
    matrix = equations(len(cells), len(cells[0]))
    assert determined(matrix, hidden.ravel()) == []


@pytest.mark.parametrize("seed", range(300))
def test_no_difference_of_a_line_is_about_fewer_people_than_the_smallest_group(seed):
    cells = random_table(random.Random(seed))
    hidden = hide_in_table(cells, MIN_GROUP)
    table = with_totals(cells)
    lines = [(table[r], hidden[r]) for r in range(len(table))]
    lines += [([row[c] for row in table], [row[c] for row in hidden]) for c in range(len(table[0]))]
    for line, is_hidden in lines:
        together = frozenset().union(*[cell for cell, gone in zip(line[:-1], is_hidden) if gone])
        assert is_hidden[-1] or not together or len(together) >= MIN_GROUP


@pytest.mark.parametrize("seed", range(300))
def test_a_list_with_its_total_gives_no_small_cell_back(seed):
    rng = random.Random(seed)
    cells = [people(rng, 12) for _ in range(rng.randint(1, 8))]
    hidden, total_hidden = hide_in_list(cells, MIN_GROUP)
    assert all(gone for cell, gone in zip(cells, hidden) if 0 < len(cell) < MIN_GROUP)
    gone = [cell for cell, is_hidden in zip(cells, hidden) if is_hidden and cell]
    assert total_hidden or not gone or (len(gone) >= 2 and len(frozenset().union(*gone)) >= MIN_GROUP)


@pytest.mark.parametrize("seed", range(100))
def test_a_total_that_is_hidden_elsewhere_is_hidden_and_not_given_back(seed):
    cells = random_table(random.Random(seed))
    everyone = np.array([[len(cell) for cell in row] for row in with_totals(cells)])
    row = seed % len(cells)
    if everyone[row].sum() == 0 or everyone[-1, -1] < MIN_GROUP:
        return
    hidden = np.array(hide_in_table(cells, MIN_GROUP, frozenset({row})))
    assert hidden[row, -1] and determined(equations(len(cells), len(cells[0])), hidden.ravel()) == []


@pytest.mark.parametrize("seed", range(60))
def test_tables_that_share_their_totals_hide_the_same_totals(seed):
    """Departments and teams are counted by different people; what one table hides the other must not tell."""
    rng = random.Random(seed)
    rows = rng.randint(1, 6)
    tables = [[[people(rng, 12) for _ in range(columns)] for _ in range(rows)] for columns in (2, 3)]
    hidden = _hidden(tables, MIN_GROUP)
    assert [row[-1] for row in hidden[0]] == [row[-1] for row in hidden[1]]


def test_nothing_is_hidden_where_every_group_is_large():
    cells = [[frozenset(range(10 * r, 10 * r + 9)) for _ in range(2)] for r in range(3)]
    assert not np.array(hide_in_table(cells, MIN_GROUP)).any()
    assert hide_in_list([row[0] for row in cells], MIN_GROUP) == ([False] * 3, False)


def test_a_single_small_cell_takes_a_whole_cycle_with_it():
    large = [frozenset(range(100 * i, 100 * i + 50 + i)) for i in range(9)]
    cells = [[large[3 * r + c] for c in range(3)] for r in range(3)]
    cells[1][1] = frozenset({1, 2})
    hidden = np.array(hide_in_table(cells, MIN_GROUP))
    assert hidden[1, 1] and hidden.sum() == 4
    assert all(line.sum() in (0, 2) for line in (*hidden, *hidden.T))


def test_without_the_complement_the_recovery_above_succeeds():
    """The attack is real: primary suppression alone is undone by it."""
    broken = 0
    for seed in range(40):
        cells = random_table(random.Random(seed))
        everyone = np.array([[len(cell) for cell in row] for row in with_totals(cells)])
        primary = (everyone > 0) & (everyone < MIN_GROUP)
        broken += bool(primary.any() and determined(equations(len(cells), len(cells[0])), primary.ravel()))
    assert broken > 20


@pytest.mark.parametrize("rows, columns", list(product([1, 2], [1, 2])))
def test_tiny_tables_end(rows, columns):
    hide_in_table([[frozenset({r, c}) for c in range(columns)] for r in range(rows)], MIN_GROUP)


@pytest.mark.parametrize("seed", range(100))
def test_lists_of_one_total_hide_it_together_and_none_adds_up_to_it(seed):
    rng = random.Random(seed)
    lists = [[people(rng, 12) for _ in range(rng.randint(1, 3))] for _ in range(3)]
    alone = [hide_in_list(cells, MIN_GROUP) for cells in lists]
    together = hide_in_lists(lists, MIN_GROUP)
    if not any(total for _, total in alone):
        assert together == alone
        return
    for cells, (before, _), (hidden, total_hidden) in zip(lists, alone, together):
        assert total_hidden and all(now for was, now in zip(before, hidden) if was)
        assert not any(cells) or any(gone for cell, gone in zip(cells, hidden) if cell)
