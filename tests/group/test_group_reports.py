"""Which reports stand together, whatever their order, and what cannot be grouped stands alone."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from checker import Report, Settings, read_reports
from checker.group import borderline_pairs, explain_pair, group_reports, model_card
from checker.group.candidates import partners_of_partners
from checker.group.embedding import embed
from checker.packaged import MODEL_SHA256

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2024, 5, 8, 12, tzinfo=UTC)
MARKET = (
    "A car bomb tore through the fish market in Basra on Wednesday, killing eleven people and wounding thirty,"
    " the governor's office said. Stalls near the Ashar bridge burnt for hours."
)
FERRY = (
    "A ferry with ninety people on board capsized off Zamboanga before dawn. The coast guard saved seventy-one;"
    " four bodies were recovered and fifteen passengers are missing."
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def story() -> list[Report]:
    return [
        Report("a1", MARKET, "Gulf Wire", NOON, title="Eleven dead in Basra market blast"),
        Report("a2", MARKET.replace("fish market", "market"), "Basra Post", NOON + timedelta(hours=2)),
        Report(
            "a3",
            "Basra hospitals received thirteen bodies after Wednesday's car bomb at the Ashar fish market.",
            "Health Directorate",
            NOON + timedelta(days=1),
            title="Toll of Basra market bomb rises to 13",
        ),
        Report("b1", FERRY, "Manila Desk", NOON, title="Ferry sinks off Zamboanga"),
        Report(
            "b2",
            "The Zamboanga coast guard ended its search for the ferry's passengers after finding six more bodies.",
            "Mindanao Star",
            NOON + timedelta(days=3),
            title="Search for Zamboanga ferry victims ends",
        ),
        Report("c", "", "Nobody"),
    ]


def test_reports_of_one_incident_stand_together_and_an_empty_one_alone(cache: Path) -> None:
    grouping = group_reports(story(), Settings(), cache_dir=cache)
    assert grouping.clusters == (("a1", "a2", "a3"), ("b1", "b2"), ("c",))


def test_a_wire_copy_is_marked_as_a_copy_of_the_earliest(cache: Path) -> None:
    assert group_reports(story(), Settings(), cache_dir=cache).copy_of == {"a2": "a1"}


def test_any_order_gives_the_same_grouping(cache: Path) -> None:
    reports = story()
    expected = group_reports(reports, Settings(), cache_dir=cache)
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        assert group_reports(reports, Settings(), cache_dir=cache) == expected


def test_a_progress_callback_hears_of_the_stages(cache: Path) -> None:
    heard: list[str] = []
    group_reports(story(), Settings(), cache_dir=cache, progress=lambda stage, done, total: heard.append(stage))
    assert "group" in heard


def test_given_incidents_are_taken_as_sorted() -> None:
    reports = [Report("r1", MARKET, incident="x"), Report("r2", FERRY, incident="x"), Report("r3", FERRY)]
    grouping = group_reports(reports, Settings(incidents="given"))
    assert grouping.clusters == (("r1", "r2"), ("r3",))


def test_a_higher_threshold_never_joins_more(cache: Path) -> None:
    sizes = [
        len(group_reports(story(), Settings(group_threshold=threshold), cache_dir=cache).clusters)
        for threshold in (0.05, 0.5, 0.95, 1.0)
    ]
    assert sizes == sorted(sizes)


def test_five_thousand_identical_reports_are_one_incident_and_one_voice(cache: Path) -> None:
    reports = [Report(f"r{n:04}", MARKET, published=NOON + timedelta(minutes=n)) for n in range(5000)]
    grouping = group_reports(reports, Settings(), cache_dir=cache)
    assert len(grouping.clusters) == 1
    assert set(grouping.copy_of.values()) == {"r0000"}
    assert len(grouping.copy_of) == 4999


@pytest.mark.parametrize(
    "reports",
    [
        [],
        [Report("only", MARKET)],
        [Report(f"e{n}", "") for n in range(5)],
        [
            Report("then", MARKET, published=datetime(1, 1, 1, tzinfo=UTC)),
            Report("end", FERRY, published=datetime.max.replace(tzinfo=UTC)),
        ],
        [
            Report("ru", "Взрыв на рынке в Басре, одиннадцать погибших."),
            Report("odd", "\ud800 broken \x00 text", title="\udfff"),
        ],
        [Report("long", "word " * 1_000_000), Report("blank", " \n" * 500_000), Report("names", "Aa Bb " * 300_000)],
    ],
    ids=["none", "one", "empty", "centuries", "languages", "million words"],
)
def test_bad_input_is_grouped_without_a_crash(reports: list[Report], cache: Path) -> None:
    grouping = group_reports(reports, Settings(), cache_dir=cache)
    assert sorted(name for cluster in grouping.clusters for name in cluster) == sorted(r.id for r in reports)


def test_reports_without_dates_are_grouped_by_what_they_say(cache: Path) -> None:
    undated = [Report(r.id, r.text[: r.body_end], title=r.title) for r in story()]
    clusters = group_reports(undated, Settings(), cache_dir=cache).clusters
    assert ("a1", "a2", "a3") in clusters
    assert not any({"a1", "b1"} <= set(cluster) for cluster in clusters)


def test_reports_that_all_have_one_date_are_grouped_by_what_they_say(cache: Path) -> None:
    same_day = [Report(r.id, r.text[: r.body_end], title=r.title, published=NOON) for r in story()]
    clusters = group_reports(same_day, Settings(), cache_dir=cache).clusters
    assert ("a1", "a2", "a3") in clusters
    assert not any({"a1", "b1"} <= set(cluster) for cluster in clusters)


def test_an_attack_the_day_after_stays_apart_where_a_report_says_so() -> None:
    market = [
        Report("m1", MARKET, "Gulf Wire", NOON, title="Eleven dead in Basra market blast"),
        Report("m2", MARKET.replace("tore through", "hit").replace("burnt", "smoked"), "Basra Post", NOON),
    ]
    zubair = Report(
        "z",
        "Two policemen died when a car bomb went off at a checkpoint in Zubair on Thursday, a day after eleven people"
        " were killed at the Ashar fish market of Basra.",
        "Gulf Wire",
        NOON + timedelta(days=1),
        title="Car bomb kills two in Zubair",
    )
    assert group_reports([*market, zubair], Settings(model="static")).clusters == (("m1", "m2"), ("z",))


def test_a_pair_is_explained_with_its_strongest_reason_first(cache: Path) -> None:
    verdict = explain_pair(story(), "a3", "a1", Settings(), cache_dir=cache)
    assert (verdict.left, verdict.right, verdict.together) == ("a1", "a3", True)
    pushes = [abs(reason.push) for reason in verdict.reasons]
    assert pushes == sorted(pushes, reverse=True)
    assert any("basra" in reason.detail for reason in verdict.reasons if reason.subject == "names")
    assert not explain_pair(story(), "a1", "b1", Settings(), cache_dir=cache).together
    with pytest.raises(KeyError):
        explain_pair(story(), "a1", "nowhere", Settings(), cache_dir=cache)


def test_borderline_pairs_come_nearest_first(cache: Path) -> None:
    pairs = borderline_pairs(story(), Settings(), cache_dir=cache, most=4)
    away = [abs(pair.chance - Settings().group_threshold) for pair in pairs]
    assert away == sorted(away)


def test_given_incidents_are_told_of_as_given() -> None:
    given = Settings(model="static", incidents="given")
    reports = [replace(report, incident="one" if report.id in ("a1", "b1") else report.id) for report in story()]
    assert explain_pair(reports, "a1", "b1", given).together
    assert not explain_pair(reports, "a1", "a2", given).together
    assert not any(
        pair.together for pair in borderline_pairs(reports, given) if {pair.left, pair.right} != {"a1", "b1"}
    )


def test_a_rule_beside_the_model_is_told_with_what_it_does() -> None:
    market = Report("m", MARKET, "Gulf Wire", NOON, title="Eleven dead in Basra market blast")
    zubair = Report(
        "z",
        "Two policemen died when a car bomb went off at a checkpoint in Zubair on Thursday, a day after eleven people"
        " were killed at the Ashar fish market of Basra.",
        "Gulf Wire",
        NOON + timedelta(days=1),
        title="Car bomb kills two in Zubair",
    )
    verdict = explain_pair([market, zubair], "m", "z", Settings(model="static"))
    assert (verdict.reasons[0].subject, verdict.reasons[0].push) == ("set apart", -math.inf)
    assert verdict.chance == 0


def test_the_default_model_is_named_with_its_digest() -> None:
    assert model_card(Settings()).sha256 == MODEL_SHA256


_CACHED_RUN = """
import sys
from pathlib import Path
from checker import Settings, read_reports
from checker.group import group_reports
print(group_reports(list(read_reports([sys.argv[1]])), Settings(), cache_dir=Path(sys.argv[2])))
print(sorted({"torch", "sentence_transformers", "transformers", "sklearn"} & set(sys.modules)))
"""


def test_a_cached_run_loads_no_model_and_no_hash_seed_changes_it(cache: Path) -> None:
    gold = ROOT / "fixtures" / "two-shootings"
    group_reports(list(read_reports([gold])), Settings(), cache_dir=cache)
    answers = []
    for seed in ("0", "7"):
        run = subprocess.run(
            [sys.executable, "-c", _CACHED_RUN, str(gold), str(cache)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        answers.append(run.stdout)
    assert answers[0] == answers[1]
    assert answers[0].splitlines()[-1] == "[]"


def test_a_spoilt_cache_is_mended(tmp_path: Path) -> None:
    first = embed(["a blast in Basra"], "all-MiniLM-L6-v2", cache_dir=tmp_path)
    (shard,) = (tmp_path / "embeddings").rglob("*.safetensors")
    shard.write_bytes(b"not a tensor")
    assert (embed(["a blast in Basra"], "all-MiniLM-L6-v2", cache_dir=tmp_path) == first).all()


def _shard(folder: Path, **arrays: np.ndarray) -> None:
    save_file(arrays, folder / f"{len(list(folder.iterdir())):016}.safetensors")


@pytest.mark.parametrize(
    "arrays",
    [
        {"vectors": np.zeros((1, 128), dtype=np.int16)},
        {"keys": np.zeros((1, 32), dtype=np.uint8), "vectors": np.zeros((1, 9), dtype=np.int16)},
        {"keys": np.zeros((1, 31), dtype=np.uint8), "vectors": np.zeros((1, 128), dtype=np.int16)},
    ],
    ids=["no keys", "other width", "other keys"],
)
def test_what_does_not_fit_is_dropped_from_the_cache(tmp_path: Path, arrays: dict[str, np.ndarray]) -> None:
    first = embed(["a blast in Basra"], "static", cache_dir=tmp_path)
    (home,) = (tmp_path / "embeddings").iterdir()
    for _ in range(30):
        _shard(home, **arrays)
    embed(["a ferry off Zamboanga"], "static", cache_dir=tmp_path)
    (kept,) = home.iterdir()
    assert load_file(kept)["vectors"].shape == (2, 128)
    assert (embed(["a blast in Basra"], "static", cache_dir=tmp_path) == first).all()


def test_a_name_whose_model_has_another_width_now_is_embedded_anew(tmp_path: Path) -> None:
    texts = ["a blast in Basra", "a ferry off Zamboanga"]
    expected = embed(texts, "static")
    embed(texts[:1], "static", cache_dir=tmp_path)
    (shard,) = (tmp_path / "embeddings").rglob("*.safetensors")
    held = load_file(shard)
    shard.unlink()
    _shard(shard.parent, keys=held["keys"], vectors=np.ones((1, 9), dtype=np.int16))
    assert (embed(texts, "static", cache_dir=tmp_path) == expected).all()
    (kept,) = shard.parent.iterdir()
    assert load_file(kept)["vectors"].shape == (2, 128)


def test_two_sure_partners_of_one_report_are_weighed_too() -> None:
    left, right = np.array([0, 0, 2]), np.array([1, 2, 3])
    chance = np.array([950_000, 900_000, 400_000])
    one, other = partners_of_partners(5, left, right, chance)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(1, 2)]
    known = np.array([1]), np.array([2])
    joined = (np.r_[left, known[0]], np.r_[right, known[1]], np.r_[chance, 0])
    assert partners_of_partners(5, *joined)[0].size == 0
    assert partners_of_partners(0, *(np.zeros(0, dtype=np.int64) for _ in range(3)))[0].size == 0
