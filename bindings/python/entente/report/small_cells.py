"""Suppression of small cells, so that totals and differences do not give them back.

A cell is the set of people behind one figure. Hidden are cells with at least one and fewer than `min_group` people,
and as many further cells as it takes that
  (1) no hidden cell follows from the visible cells and totals, and
  (2) the hidden cells of a row or column whose total is visible have `min_group` people together: a difference is a
      figure about them too.
A cell without people is nobody's figure and stays visible. Tables with totals are networks: rows and columns (the
total ones included) are nodes, cells are edges, and a hidden cell is determined by the rest exactly if no cycle of
hidden cells runs through it (Cox, JASA 90 (1995), "Network models for complementary cell suppression"). So each small
cell gets a cycle: the cheapest, counted in people newly hidden.
"""

import heapq

People = frozenset[int]


def hide_in_list(cells: list[People], min_group: int) -> tuple[list[bool], bool]:
    """Which cells of a list with a published total to hide, and whether the total goes too. O(n^2) sets at worst."""
    if len(frozenset().union(*cells)) < min_group:
        return [True] * len(cells), True
    hidden = [_is_small(people, min_group) for people in cells]
    while any(hidden) and not _is_safe(cells, hidden, min_group):
        visible = [i for i, people in enumerate(cells) if people and not hidden[i]]
        if not visible:
            return hidden, True
        hidden[min(visible, key=lambda i: (len(cells[i]), i))] = True
    return hidden, False


def hide_in_lists(lists: list[list[People]], min_group: int) -> list[tuple[list[bool], bool]]:
    """Which cells to hide in lists that have one published total in common, though other people stand behind them: a
    total that is hidden in one is hidden in all, and no list adds up to it."""
    answers = [hide_in_list(cells, min_group) for cells in lists]
    if not any(total_hidden for _, total_hidden in answers):
        return answers
    result = []
    for cells, (hidden, _) in zip(lists, answers):
        open_cells = [i for i, people in enumerate(cells) if people and not hidden[i]]
        if open_cells and not any(gone and people for gone, people in zip(hidden, cells)):
            smallest = min(open_cells, key=lambda i: (len(cells[i]), i))
            hidden = [gone or i == smallest for i, gone in enumerate(hidden)]
        result.append((hidden, True))
    return result


def hide_in_table(cells: list[list[People]], min_group: int,
                  hidden_totals: frozenset[int] = frozenset()) -> list[list[bool]]:
    """Which cells of a table with row, column and grand totals to hide.

    Rows of `cells` without totals; the answer has one more row and one more column, for the totals. hidden_totals: rows
    whose total is hidden elsewhere and so must not stand here.
    """
    people = _with_totals(cells)
    hidden = [[_is_small(cell, min_group) for cell in row] for row in people]
    for row in hidden_totals:
        hidden[row][-1] = True
    if hidden[-1][-1]:
        return [[True] * len(row) for row in hidden]
    pending = [(r, c) for r, row in enumerate(hidden) for c, is_hidden in enumerate(row) if is_hidden]
    while pending:
        for r, c in pending:
            _close_cycle(people, hidden, r, c)
        pending = _widen_lines(people, hidden, min_group)
    return hidden


def _is_small(people: People, min_group: int) -> bool:
    return 0 < len(people) < min_group


def _is_safe(cells: list[People], hidden: list[bool], min_group: int) -> bool:
    chosen = [people for people, is_hidden in zip(cells, hidden) if is_hidden and people]
    return len(chosen) >= 2 and len(frozenset().union(*chosen)) >= min_group


def _with_totals(cells: list[list[People]]) -> list[list[People]]:
    rows = [[*row, frozenset().union(*row)] for row in cells]
    return [*rows, [frozenset().union(*column) for column in zip(*rows)]]


def _close_cycle(people: list[list[People]], hidden: list[list[bool]], row: int, column: int) -> None:
    """Hides the cheapest cells (fewest people) that close a cycle of hidden cells through one hidden cell."""
    rows, columns = len(people), len(people[0])
    start, goal = row, rows + column  # nodes: rows, then columns
    best: dict[int, int] = {start: 0}
    before: dict[int, int] = {}
    queue = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node == goal:
            break
        if cost > best[node]:
            continue
        is_row = node < rows
        for other in range(columns if is_row else rows):
            r, c = (node, other) if is_row else (other, node - rows)
            if not people[r][c] or (r, c) == (row, column):
                continue
            further = cost if hidden[r][c] else cost + len(people[r][c])
            target = rows + other if is_row else other
            if further < best.get(target, further + 1):
                best[target] = further
                before[target] = node
                heapq.heappush(queue, (further, target))
    node = goal
    while node in before and node != start:
        previous = before[node]
        r, c = (previous, node - rows) if previous < rows else (node, previous - rows)
        hidden[r][c] = True
        node = previous


def _widen_lines(people: list[list[People]], hidden: list[list[bool]], min_group: int) -> list[tuple[int, int]]:
    """Hides one more cell in each line whose hidden cells are too few people together; the cells newly hidden."""
    last_row, last_column = len(people) - 1, len(people[0]) - 1
    added = []
    lines = [[(r, c) for c in range(last_column)] + [(r, last_column)] for r in range(last_row + 1)]
    lines += [[(r, c) for r in range(last_row)] + [(last_row, c)] for c in range(last_column + 1)]
    for line in lines:
        cells = [people[r][c] for r, c in line[:-1]]
        chosen = [hidden[r][c] for r, c in line[:-1]]
        total_row, total_column = line[-1]
        if not any(chosen) or hidden[total_row][total_column] or _is_safe(cells, chosen, min_group):
            continue
        open_cells = [i for i, cell in enumerate(cells) if cell and not chosen[i]]
        r, c = line[min(open_cells, key=lambda i: (len(cells[i]), i))] if open_cells else line[-1]
        hidden[r][c] = True
        added.append((r, c))
    return added
