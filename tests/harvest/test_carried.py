"""The real records of three poles pass through the harvest, the checks and the build, and lose nothing on the way."""

import pytest
from tests.harvest import carried


@pytest.mark.slow
def test_the_records_of_three_poles_reach_the_site_without_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    if not carried.POLES.is_dir():
        pytest.skip(f"the records of the poles are not in {carried.POLES}")
    code = carried.main()
    printed = capsys.readouterr().out
    assert code == 0, printed
    lines = [line.split() for line in printed.splitlines() if line.startswith(("aeris", "formater", "theia"))]
    assert [int(line[1]) for line in lines] == [int(line[2]) + int(line[3]) for line in lines]
    assert f"{sum(int(line[2]) for line in lines)} records checked: 0 errors" in printed
