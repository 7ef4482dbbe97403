"""Whether extraction has become slower: ratios beside those recorded.

    python -m benchmarks.check [--long] [--record] [--times N]

A ratio is CPU time beside plain pdfplumber's ``extract_words`` on the same file in the same run, so the
machine does not matter much: of the stages on the sample report, and of ``fortschritt run`` as a whole, all
of its processes together (`benchmarks.command`). Fails when one is worse than recorded by more than 20
percent; ``--record`` writes what was measured to ``benchmarks/recorded.json``. Small stages are printed but
not judged: their times are noise. ``--long`` adds what takes minutes: 968 pages, a table of 300 pages, 60
reports.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.command import CASES, measure_case, sample
from benchmarks.measuring import PEERS, WHOLE
from benchmarks.run import measure, ratios

RECORDED = Path(__file__).resolve().parent / "recorded.json"
ALLOWED = 1.2
JUDGED = ("read", "layout", "reports", WHOLE, *(case.name for case in CASES))
_RUNS = 3
"""Of the command for each case; of what takes minutes, one."""


def worse(now: dict[str, float], recorded: dict[str, float]) -> list[str]:
    """Sentences about ratios that are worse than recorded by more than a fifth."""
    return [
        f"{name}: {now[name]:.3f}, recorded {recorded[name]:.3f}"
        for name in JUDGED
        if name in now and name in recorded and now[name] > ALLOWED * recorded[name]
    ]


def commands(*, long: bool) -> dict[str, float]:
    """Ratios of the command as a whole; what it took is printed."""
    found = {}
    print(f"{'':36}{'CPU s':>9}{'ratio':>9}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            if long or not case.is_long:
                run = measure_case(case, Path(folder), times=1 if case.is_long else _RUNS)
                print(run.line(case.name), flush=True)
                found[case.name] = round(run.ratio, 4)
    return found


def main() -> int:
    """Command line; 1 when slower."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--record", action="store_true", help="these are the ratios from now on")
    parser.add_argument("--long", action="store_true", help="cases that take minutes, too")
    parser.add_argument("--times", type=int, default=5, help="measurements of each; the least counts")
    options = parser.parse_args()
    now = {
        name: ratio
        for name, ratio in ratios(measure(sample(), times=options.times)).items()
        if name not in PEERS
    }
    now |= commands(long=options.long)
    recorded: dict[str, float] = json.loads(RECORDED.read_text(encoding="utf-8"))
    if options.record:
        recorded |= now
        RECORDED.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")
    for name, ratio in now.items():
        print(f"{name:36}{ratio:8.3f}   recorded {recorded.get(name, float('nan')):.3f}")
    slower = worse(now, recorded)
    for sentence in slower:
        print(f"slower by more than a fifth: {sentence}", file=sys.stderr)
    return 1 if slower else 0


if __name__ == "__main__":
    raise SystemExit(main())
