"""The choice of what to hide, on made-up tables; recovery is tried with the null space, which the choice does not use."""

import random

import numpy as np
import pytest

from entente.report.category import Category
from entente.report.figures import Figure, Figures
from entente.report.people import People, Tickets
from entente.report.suppression import Identity, Unknown, fixed_columns, suppress

MIN_GROUP = 4


def random_table(rng):
    """Cells (lists of tickets) and who each ticket is about."""
    rows, columns = rng.randint(1, 6), rng.randint(1, 5)
    cells, person = [], []
    for _ in range(rows):
        cells.append([])
        for _ in range(columns):
            count = rng.choice([0, 0, 1, 2, 3, 5, 8, 20])
            cells[-1].append(list(range(len(person), len(person) + count)))
            person += [rng.randrange(rng.choice([2, 40])) for _ in range(count)]
    return cells, person


def closed(cells, person, min_group=MIN_GROUP):
    """The figures of a table with its totals, decided."""
    names = Category()
    for each in person:
        names.append(f"P{each}")
    people = (People("side", names, np.zeros(len(person), np.int32), {}),)
    figures = Figures(min_group)
    full = [[*row, sum(row, [])] for row in cells]
    full.append([sum(column, []) for column in zip(*full)])
    grid = [[figures.count(np.array(cell, np.int64), people) for cell in row] for row in full]
    for *parts, total in [*grid, *zip(*grid)]:
        figures.sum(total, parts)
    figures.close()
    return figures, grid, [[{person[ticket] for ticket in cell} for cell in row] for row in full]


def null_space(rows, columns, hidden):
    """A basis of what the hidden cells may change by without any visible change."""
    lines = [[(r, c) for c in range(columns)] for r in range(rows)] + [[(r, c) for r in range(rows)] for c in range(columns)]
    at = {cell: i for i, cell in enumerate(hidden)}
    matrix = np.zeros((len(lines), len(hidden)))
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            if cell in at:
                matrix[number, at[cell]] = -1 if place == len(line) - 1 else 1
    _, sizes, vectors = np.linalg.svd(matrix)
    return vectors[int((sizes > 1e-9).sum()):]


@pytest.mark.parametrize("seed", range(200))
def test_no_small_cell_of_a_table_is_shown_or_follows(seed):
    figures, grid, people = closed(*random_table(random.Random(seed)))
    hidden = [(r, c) for r, row in enumerate(grid) for c, cell in enumerate(row) if not figures.is_shown(cell)]
    null = null_space(len(grid), len(grid[0]), hidden)
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if 0 < len(people[r][c]) < MIN_GROUP:
                assert (r, c) in hidden
                assert np.abs(null[:, hidden.index((r, c))]).max() > 1e-7, (r, c)
            assert cell.value or figures.is_shown(cell)


@pytest.mark.parametrize("seed", range(200))
def test_no_sum_of_hidden_cells_beside_a_shown_total_is_about_few_people(seed):
    figures, grid, people = closed(*random_table(random.Random(seed)))
    lines = list(zip(grid, people)) + list(zip(zip(*grid), zip(*people)))
    for cells, who in lines:
        gone = [i for i, cell in enumerate(cells[:-1]) if not figures.is_shown(cell)]
        every = [i for i, cell in enumerate(cells[:-1]) if cell.value]
        small = any(len(who[i]) < MIN_GROUP for i in gone)
        if small and figures.is_shown(cells[-1]) and gone != every:
            assert len(set().union(*[who[i] for i in gone])) >= MIN_GROUP


@pytest.mark.parametrize("seed", range(100))
def test_nothing_is_hidden_where_every_cell_is_large_or_the_smallest_group_is_one(seed):
    cells, person = random_table(random.Random(seed))
    figures, grid, _ = closed(cells, person, 1)
    assert all(figures.is_shown(cell) for row in grid for cell in row)
    figures, grid, people = closed(cells, [f"{i}" for i in range(len(person))])
    if all(not 0 < len(who) < MIN_GROUP for row in people for who in row):
        assert all(figures.is_shown(cell) for row in grid for cell in row)


def test_one_small_cell_takes_a_cycle_with_it_and_no_more():
    sizes = [[50, 51, 52], [53, 2, 54], [55, 56, 57]]
    start = iter(range(0, 10_000, 100))
    cells = [[list(range(first, first + size)) for size, first in zip(row, start)] for row in sizes]
    figures, grid, _ = closed(cells, list(range(10_000)))
    hidden = np.array([[not figures.is_shown(cell) for cell in row] for row in grid])
    assert hidden[1, 1] and hidden.sum() == 4 and all(line.sum() in (0, 2) for line in (*hidden, *hidden.T))


def test_bounds_give_nothing_back():
    """Three people with one ticket each would be 1 + 1 + 1 beside a shown 3."""
    figures, grid, _ = closed([[[0], [1], [2], list(range(3, 40))]], list(range(40)), 3)
    assert not any(figures.is_shown(cell) for cell in grid[0][:3])
    assert not figures.is_shown(grid[0][3]) or not figures.is_shown(grid[0][4])


def test_a_total_that_both_sides_share_is_small_where_either_is():
    unknowns = [Unknown(9, True, {"a": frozenset(range(9)), "b": frozenset({1})}), Unknown(9, True, {"a": frozenset(range(9))})]
    assert suppress(unknowns, [], 2) == {0}


def test_the_same_tickets_are_one_figure_wherever_they_are_counted():
    figures = Figures(2)
    some, none = np.array([3, 1]), np.zeros(0, np.int64)
    one, other = figures.count(some, ()), figures.count(np.array([False, True, False, True]), ())
    assert one == other and figures.count(none, ()) == Figure(0, None)
    assert figures.count(np.array([1, 1, 3]), ()) != one


def test_an_identity_that_does_not_hold_is_a_mistake_of_the_program():
    figures = Figures(2)
    with pytest.raises(AssertionError):
        figures.sum(figures.count(np.arange(3), ()), [figures.count(np.arange(2), ())])


@pytest.mark.parametrize("seed", range(100))
def test_fixed_columns_are_those_on_which_the_null_space_vanishes(seed):
    rng = np.random.default_rng(seed)
    matrix = rng.integers(-1, 2, (rng.integers(1, 8), rng.integers(1, 9)))
    _, sizes, vectors = np.linalg.svd(matrix)
    null = vectors[int((sizes > 1e-9).sum()):]
    assert sorted(fixed_columns(matrix)) == [
        i for i in range(matrix.shape[1]) if np.abs(null[:, i]).max(initial=0) < 1e-7]


def test_a_remainder_that_stands_in_no_table_is_protected_too():
    """24 tickets, 23 of them with a verdict: the one without is somebody's."""
    unknowns = [Unknown(24, True, {"a": frozenset(range(24))}), Unknown(23, True, {"a": frozenset(range(23))}),
                Unknown(1, False, {"a": frozenset({23})})]
    hidden = suppress(unknowns, [Identity(((-1, 0), (1, 1), (1, 2)), True)], 3)
    assert 2 in hidden and len(hidden) == 2


def test_people_of_a_side_that_the_log_does_not_name_are_the_headcount_of_its_party():
    party = np.array([0, 0, 0, 0, 1, 1])
    people = People("team", None, party, {0: 3})
    assert len(people.behind(np.arange(4))) == 3 and len(people.behind(np.arange(2))) == 2
    assert len(people.behind(np.array([4, 5]))) == 1 and len(people.behind(np.arange(6))) == 4
    assert len(Tickets(6).behind(np.arange(6) > 2)) == 3


def test_automation_accounts_are_nobody_and_blank_cells_one_person():
    column = Category()
    for name in ("Robot", "Ann", "", "Robot", ""):
        column.append(name)
    people = People("team", column, np.zeros(5, np.int32), {}, frozenset({"Robot"}))
    assert len(people.behind(np.arange(5))) == 1 and len(people.behind(np.array([0, 3]))) == 0
    assert len(people.behind(np.array([2, 4]))) == 1 and len(people.behind(np.array([0, 2]))) == 1
