import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.normalising import an_original, dataset_with, rules_of, rules_with

from terra_catalog.dates import instants, is_duration
from terra_harvest.normalise.dates import read_date
from terra_harvest.original import Period, Texts


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1993", "1993"),
        ("1993-05", "1993-05"),
        ("1993-5-7", "1993-05-07"),
        ("2012-07-11T17:59:59Z", "2012-07-11T17:59:59Z"),
        ("2020-08-15T00:52:51.024000Z", "2020-08-15T00:52:51Z"),
        ("2012-07-11T00:00:00Z", "2012-07-11"),
        ("2004-11-03T00:00:00+01:00", "2004-11-03"),
        ("2004-11-03T01:30:00+02:00", "2004-11-02T23:30:00Z"),
        ("2015-09-13T08:02:56.029+00:00", "2015-09-13T08:02:56Z"),
        ("2012-01-03T15:01:00", "2012-01-03"),
        ("2005-01-01T0000+00", "2005-01-01"),
        ("2002-09-01T063000+00", "2002-09-01T06:30:00Z"),
        ("1921-01-01 08:00:00", "1921-01-01"),
        ("2017-01-26Z", "2017-01-26"),
        ("20170322", "2017-03-22"),
        ("2021/12/31", "2021-12-31"),
        ("8 juillet 1974", "1974-07-08"),
        ("1er août 2003", "2003-08-01"),
        ("July 8, 1974", "1974-07-08"),
        ("8 Jul 1974", "1974-07-08"),
        ("février 1999", "1999-02"),
        ("Mon Apr 14 13:27:47 UTC 2025", "2025-04-14T13:27:47Z"),
        (" 2001 ", "2001"),
    ],
)
def test_a_date_with_one_reading_is_read(written: str, read: str) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2018", "2015-14-12", "2021/12-31", "2023-02-29", "36526", "12032017", "99999999", "9999", "0000",
        "-10000-01-01T00:00:00", "Unknown", "now", "", "1990s", "ca. 1850", "summer 2003", "8 brumaire 1799",
        "2015-01-01T25:00Z", "2015-01-01T10:00:00+99:00", "0001-01-01T00:30:00+01:00", "x" * 5000, "１９９３",
    ],
)  # fmt: skip
def test_a_date_with_no_sure_reading_is_not_read(written: str) -> None:
    assert read_date(written) is None


_clock = [st.integers(0, most) for most in (9999, 13, 32, 25, 61, 61)]
_zone = st.sampled_from(["", "Z", "+02:00", "-23:59", "+24:00", ".5Z"])
_month = st.sampled_from(["mai", "mars", "May", "août", "sept."])
dateish = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789-/T:Z+. ", max_size=26),
    st.builds("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}{}".format, *_clock, _zone),
    st.builds("{} {} {}".format, st.integers(0, 40), _month, st.integers(0, 9999)),
)


@settings(max_examples=4000, deadline=None)
@given(dateish)
def test_whatever_is_read_is_a_date_of_the_record(written: str) -> None:
    found = read_date(written)
    assert found is None or instants(found)


def periods(*written: tuple[str | None, str | None]) -> tuple[Period, ...]:
    return tuple(Period(start=start, end=end) for start, end in written)


def intervals(*written: tuple[str | None, str | None], about: str = "Sea level") -> list[tuple[str | None, str | None]]:
    found = dataset_with(periods=periods(*written), title=Texts(en=about)).intervals
    return [(interval.start, interval.end) for interval in found]


def test_a_period_of_days_written_with_midnights_is_one_of_days() -> None:
    assert intervals(("2012-07-11T00:00:00Z", "2015-07-09T00:00:00Z")) == [("2012-07-11", "2015-07-09")]


def test_a_midnight_beside_an_exact_start_is_an_instant() -> None:
    assert intervals(("2012-07-11T06:00:00Z", "2012-07-12T00:00:00Z")) == [
        ("2012-07-11T06:00:00Z", "2012-07-12T00:00:00Z")
    ]


def test_the_last_second_of_a_day_is_that_day() -> None:
    assert intervals(("2012-01-01", "2012-12-31T23:59:59Z")) == [("2012-01-01", "2012-12-31")]


@pytest.mark.parametrize("word", ["now", "present", "ongoing", "en cours", "aujourd’hui", "à ce jour", "9999-12-31"])
def test_an_end_that_goes_on_is_open(word: str) -> None:
    assert intervals(("1993", word)) == [("1993", None)]


def test_an_indeterminate_position_is_read() -> None:
    assert dataset_with(periods=(Period(start="1993", end_word="now"),)).intervals[0].end is None
    assert not dataset_with(periods=(Period(start="1993", end_word="unknown"),)).intervals


@pytest.mark.parametrize(
    ("period", "rule"),
    [
        (("1993", "31/12/2003"), "period-unusable"),
        (("1993", "unknown"), "period-unusable"),
        (("2003", "1993"), "period-unusable"),
        (("2015-14-12", None), "date-unreadable"),
    ],
)
def test_a_period_that_is_not_sure_is_left_out_and_said(period: tuple[str, str | None], rule: str) -> None:
    assert intervals(period) == []
    assert rules_with(periods=periods(period)) == [rule]


def test_an_unreadable_start_leaves_the_end() -> None:
    assert intervals(("-10000-01-01T00:00:00", "2021-12-31")) == [(None, "2021-12-31")]


def test_observations_do_not_end_in_the_future_but_projections_do() -> None:
    assert intervals(("2014-01-01", "2100-12-31"), about="IASI ozone") == [("2014-01-01", None)]
    assert intervals(("2014-01-01", "2100-12-31"), about="RCP 4.5 scenario") == [("2014-01-01", "2100-12-31")]
    assert "period-open" in rules_of(an_original(periods=periods(("2014", "2100"))))


def test_periods_come_once_and_in_order() -> None:
    assert intervals(("2003", "2004"), ("1993", "1995"), ("2003", "2004")) == [("1993", "1995"), ("2003", "2004")]


def test_the_periods_of_a_hundred_stations_become_one() -> None:
    many = [(f"19{n:02d}", f"{2000 + n % 20}") for n in range(99)]
    assert intervals(*many) == [("1900", "2019")]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), dateish), st.one_of(st.none(), dateish)), max_size=4))
def test_no_interval_ends_before_it_starts(written: list[tuple[str | None, str | None]]) -> None:
    for start, end in intervals(*written):
        assert start or end
        if start and end:
            assert instants(end)[1] >= instants(start)[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "metres", "step"),
    [
        (("30 m", "10 m"), 10.0, None),
        (("1 km",), 1000.0, None),
        (("5 urn:ogc:def:uom:EPSG::9001",), 5.0, None),
        (("P0Y0M7DT0H0M0S",), None, "P7D"),
        (("PT1M",), None, "PT1M"),
        (("1 h",), None, "PT1H"),
        (("1:5000", "0.25 degree", "0.0 seconds", "777 distanceUnits", "-- Valeur -- m"), None, None),
    ],
)
def test_resolutions_are_lengths_and_durations(words: tuple[str, ...], metres: float | None, step: str | None) -> None:
    found = dataset_with(resolution=words).resolution
    assert (found.metres if found else None, found.step if found else None) == (metres, step)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="P0123456789YMDTHS. mkd", max_size=20))
def test_a_time_step_is_a_duration(written: str) -> None:
    found = dataset_with(resolution=(written,)).resolution
    assert not found or not found.step or is_duration(found.step)


@pytest.mark.parametrize(
    ("code", "frequency"),
    [("continual", "continuous"), ("ANNUAL", "annual"), ("notPlanned", "never"), ("http://x.org/freq/DAILY", "daily"),
     ("asNeeded", "as-needed"), ("fortnightly", None), ("unknown", None), (None, None)],
)  # fmt: skip
def test_update_frequencies_are_those_of_the_record(code: str | None, frequency: str | None) -> None:
    assert dataset_with(update=code).update == frequency
    assert ("frequency-unknown" in rules_with(update=code)) == (code == "fortnightly")


@pytest.mark.parametrize(
    ("code", "status"),
    [("onGoing", "ongoing"), ("completed", "completed"), ("obsolete", "superseded"), ("draft", None)],
)
def test_statuses_are_those_of_the_record(code: str, status: str | None) -> None:
    assert dataset_with(status=code).status == status


def test_an_unreadable_date_of_change_is_left_out_and_said() -> None:
    assert dataset_with(modified="Unknown").provenance.modified is None  # type: ignore[union-attr]
    assert rules_with(modified="12/11/2020") == ["date-unreadable"]
