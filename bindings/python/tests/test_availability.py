"""Availability against a walk minute by minute."""

import numpy as np
import pytest

import entente

MINUTE = 60_000_000
DAY = 1440 * MINUTE
MONDAY = 1_767_571_200_000_000  # 2026-01-05T00:00Z


@pytest.fixture
def calendar():
    return entente.Calendar({"zone": "Etc/UTC", "weekly": {day: [["09:00", "12:30"], ["13:30", "18:00"]] for day in
                                                          ("mon", "tue", "wed", "thu", "fri")}})


def test_agrees_with_a_walk(calendar):
    chance = np.random.default_rng(995)
    minutes = np.arange(0, 14 * 1440)
    of_day, day = minutes % 1440, minutes // 1440
    is_open = (day % 7 < 5) & (((of_day >= 540) & (of_day < 750)) | ((of_day >= 810) & (of_day < 1080)))

    def rows(count, length):
        start = chance.integers(0, 14 * 1440, count)
        end = start + chance.integers(0, length, count)
        covered = np.zeros(len(minutes), bool)
        for a, b in zip(start, end):
            covered[a:b] = True
        return (MONDAY + start * MINUTE, MONDAY + end * MINUTE), covered

    for _ in range(50):
        outages, down = rows(20, 300)
        maintenance, window = rows(5, 900)
        bounds = np.array([0, 3, 7, 14])
        result = entente.availability(calendar, MONDAY + bounds * DAY, 900_000, outages, maintenance)
        for i in range(3):
            period = is_open & (day >= bounds[i]) & (day < bounds[i + 1])
            owed, lost = int((period & ~window).sum()), int((period & ~window & down).sum())
            assert result["service_us"][i] == period.sum() * MINUTE
            assert result["maintenance_us"][i] == (period & window).sum() * MINUTE
            assert result["downtime_us"][i] == lost * MINUTE
            assert result["ppm"][i] == (owed - lost) * 1_000_000 // owed
            assert result["met"][i] == (10 * (owed - lost) >= 9 * owed)


def test_without_rows_all_is_available_and_bad_rows_are_named(calendar):
    bounds = np.array([MONDAY, MONDAY + DAY, MONDAY + 5 * DAY, MONDAY + 7 * DAY])
    result = entente.availability(calendar, bounds, 1_000_000)
    assert result["ppm"].tolist() == [1_000_000, 1_000_000, entente.NO_VALUE_INT32]
    assert result["met"].tolist() == [1, 1, entente.NO_VALUE_INT32]
    bad = (np.array([5, -1, 7]), np.array([4, 5, entente.NO_VALUE]))
    result = entente.availability(calendar, bounds, 1, outages=bad)
    assert result["outage_status"].tolist() == [1, 3, 0] and result["ppm"].tolist()[:2] == [0, 0]
    assert len(entente.availability(calendar, bounds[:0], 1)["ppm"]) == 0


def test_wrong_arguments_are_refused(calendar):
    bounds = np.array([MONDAY, MONDAY + DAY])
    with pytest.raises(TypeError, match="outages: expected a tuple of two columns"):
        entente.availability(calendar, bounds, 1, outages=bounds)
    with pytest.raises(TypeError, match="maintenance: expected"):
        entente.availability(calendar, bounds, 1, maintenance=(bounds, bounds[:1]))
    for arguments, status in (((bounds[::-1].copy(), 1), "E_INVALID"), ((bounds, 1_000_001), "E_RANGE")):
        with pytest.raises(entente.Error) as failure:
            entente.availability(calendar, *arguments)
        assert failure.value.status == status
