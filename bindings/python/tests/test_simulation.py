"""The simulation through Python: columns in, columns out, and the engine's promises kept on the way."""

import math

import numpy as np
import pytest

import entente

HOUR = 3_600_000_000


def demand(rates=(40_000, 80_000), weeks=4, **columns):
    n = len(rates)
    given = {"week_us": 40 * HOUR, "weeks": weeks, "requests_per_1000_weeks": np.array(rates), "service_mean_us": np.full(n, HOUR),
             "priority_ppm": np.full(n, 100_000), "called_ppm": np.full(n, 500_000)}
    return entente.Demand(**given | columns)


def simulation(contract, wanted=None, policies=(entente.Policy.FIFO, entente.Policy.TRUST_CONTRACT), agents=4, **options):
    return entente.Simulation(contract, demand() if wanted is None else wanted, policies=np.array(policies, np.int32),
                              slots=np.ones(agents, np.int32), **options)


def test_departments_are_numbered_as_a_scheduler_numbers_them(contract):
    assert simulation(contract).departments == entente.Scheduler(contract).departments == ["Accounting", "Sales"]


def test_figures_are_those_of_the_requests_of_each_run(contract):
    played = simulation(contract, seeds=3, threads=2, seed=11)
    played.run()
    for seed in range(3):
        for place, policy in enumerate((entente.Policy.FIFO, entente.Policy.TRUST_CONTRACT)):
            run = played.play(seed, place)
            wait = run.start_us - run.arrival_us
            for number in (0, 1, 2):
                mine = np.ones(len(run), dtype=bool) if number == 2 else run.department == number
                expected = {
                    "requests": mine.sum(), "called": (mine & (run.urgency > 0)).sum(),
                    "promised": (mine & (run.kept != entente.NO_VALUE_INT32)).sum(), "breached": (mine & (run.kept == 0)).sum(),
                    "wait_mean_us": wait[mine].sum() // mine.sum(),
                    "wait_p50_us": np.quantile(wait[mine], 0.5, method="inverted_cdf"),
                    "wait_p90_us": np.quantile(wait[mine], 0.9, method="inverted_cdf"),
                    "ordinary_wait_p90_us": np.quantile(wait[mine & (run.urgency == 0)], 0.9, method="inverted_cdf"),
                    "backlog": (mine & (run.start_us >= 160 * HOUR)).sum()}
                got = {name: played.figures(name)[seed, place, number] for name in expected}
                assert got == expected
            assert (run.backed.sum() > 0) == (policy is entente.Policy.TRUST_CONTRACT)
            assert (np.diff(run.arrival_us) >= 0).all()
            assert (run.end_us - run.start_us == run.work_us).all()


def test_estimates_are_means_with_student_t_intervals_and_pairs_are_subtracted_first(contract):
    played = simulation(contract, seeds=8)
    played.run()
    waits = played.figures("wait_mean_us").astype(float)
    mean, half_width, runs = played.estimate("wait_mean_us")
    assert np.allclose(mean, waits.mean(axis=0)) and (runs == 8).all()
    assert np.allclose(half_width, 2.364624 * waits.std(axis=0, ddof=1) / math.sqrt(8), rtol=1e-4)
    mean, half_width, _ = played.estimate("wait_mean_us", minus=0)
    pairs = waits - waits[:, :1]
    assert np.allclose(mean, pairs.mean(axis=0)) and (half_width[0] == 0).all()
    assert np.allclose(half_width, 2.364624 * pairs.std(axis=0, ddof=1) / math.sqrt(8), rtol=1e-4)


def test_the_bytes_do_not_depend_on_threads(contract):
    one, many = simulation(contract, seeds=5), simulation(contract, seeds=5, threads=8)
    one.run()
    many.run()
    for figure in entente.FIGURES:
        assert (one.figures(figure) == many.figures(figure)).all()


def test_progress_is_told_and_an_exception_from_it_ends_the_call_and_loses_nothing(contract):
    told = []
    played = simulation(contract, seeds=6)

    def stop(done, total):
        told.append((done, total))
        raise KeyError("enough")

    with pytest.raises(KeyError):
        played.run(stop)
    assert told == [(1, 12)]
    with pytest.raises(entente.Error) as unfinished:
        played.figures("requests")
    assert unfinished.value.status == "E_STATE"
    played.run(lambda done, total: told.append((done, total)))
    assert told[-1] == (12, 12)
    whole = simulation(contract, seeds=6)
    whole.run()
    assert (played.figures("wait_p90_us") == whole.figures("wait_p90_us")).all()


def test_a_load_above_one_says_by_how_much_the_queue_grows(contract):
    assert simulation(contract).load == (0.75, 0)
    assert simulation(contract, agents=2).load == (1.5, 160)  # 4 weeks of 120 requests, a third too many


def test_intensity_and_pools_reach_the_engine(contract):
    shaped = demand(intensity=np.array([[0, 1], [1, 0]], np.int32), pool=np.array([1, 0], np.int32))
    played = entente.Simulation(contract, shaped, policies=np.array([entente.Policy.FIFO], np.int32), slots=np.array([3, 2], np.int32),
                                pool=np.array([0, 1], np.int32), helper=np.array([0], np.int32), helped=np.array([1], np.int32))
    run = played.play()
    late = run.arrival_us % (40 * HOUR) >= 20 * HOUR
    assert (late == (run.department == 0)).all() and (run.pool == 1 - run.department).all()
    assert set(run.agent[run.pool == 0].tolist()) == {0} and set(run.agent[run.pool == 1].tolist()) == {0, 1}


def test_a_log_is_replayed_beside_what_happened(contract):
    log = entente.Demand.from_log(
        departments=2, end_us=10 * HOUR, arrival_us=np.array([HOUR, 0]), work_us=np.array([entente.NO_VALUE, 2 * HOUR]),
        start_us=np.array([5 * HOUR, entente.NO_VALUE]), department=np.array([1, 1], np.int32), urgency=np.array([2, 0], np.int32))
    played = simulation(contract, log, (entente.Policy.AS_LOGGED, entente.Policy.FIFO), agents=1)
    played.run()
    assert played.figures("wait_mean_us")[0, :, 1].tolist() == [4 * HOUR, HOUR // 2]
    assert played.figures("backlog")[0, :, 2].tolist() == [1, 0]
    assert played.play(0, 1).work_us.tolist() == [2 * HOUR, 2 * HOUR]  # drawn from the only known one


@pytest.mark.parametrize(("change", "status"), [
    ({"weeks": 0}, "E_RANGE"), ({"weeks": 5201}, "E_RANGE"), ({"week_us": 0}, "E_RANGE"), ({"rates": (-1, 0)}, "E_RANGE"),
    ({"rates": (10**12, 0)}, "E_LIMIT"), ({"service": np.array([0, 3], np.int32)}, "E_INVALID"),
    ({"intensity": np.zeros((2, 2), np.int32)}, "E_RANGE"), ({"warmup_weeks": -1}, "E_RANGE"),
])
def test_a_demand_out_of_range_is_refused(change, status):
    with pytest.raises(entente.Error) as refused:
        demand(**change)
    assert refused.value.status == status


@pytest.mark.parametrize("column", [np.array([1, 2], np.int32), np.array([[1, 2]]), np.array([1.0, 2.0]), [1, 2], np.array([1])])
def test_a_column_of_another_kind_is_a_type_error(column):
    with pytest.raises(TypeError, match="service_mean_us"):
        demand(service_mean_us=column)


def test_what_cannot_be_played_is_refused(contract, small_document):
    for given, status in (({"agents": 0}, "E_INVALID"), ({"policies": ()}, "E_INVALID"), ({"seeds": 0}, "E_INVALID"),
                          ({"policies": (entente.Policy.AS_LOGGED,)}, "E_INVALID"), ({"seeds": 100_001}, "E_LIMIT"),
                          ({"wanted": demand((1000,))}, "E_INVALID")):
        with pytest.raises(entente.Error) as refused:
            simulation(contract, **given)
        assert refused.value.status == status
    del small_document["quotas"]
    with pytest.raises(entente.Error) as refused:
        simulation(entente.Contract(small_document))
    assert refused.value.status == "E_STATE"
    with pytest.raises(ValueError, match="figure: expected one of requests"):
        simulation(contract).figures("nonsense")
    with pytest.raises(entente.Error):
        simulation(contract).play(1)


def test_a_run_outlives_its_simulation(contract):
    arrival = simulation(contract).play().arrival_us
    assert len(arrival) > 100 and (np.diff(arrival) >= 0).all()
