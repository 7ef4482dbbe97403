"""What extraction costs beside plain readers, stage by stage and from PDF to published Parquet.

    python -m benchmarks.run [--quick] [--times N] [--json FILE] [FILE ...]

Without files: the sample report, the first report of ``../shared/reports`` where there is one, and a report
of 1,000 pages made from the sample. ``--quick`` takes the sample only. Each figure is the least of N
measurements, each in a process of its own; ratios are to plain pdfplumber on the same file in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.command import ROOT, sample
from benchmarks.long_report import make_long_report
from benchmarks.measuring import PEERS, PLAIN, Cost, apart, best, by_processes, peer, stages, whole

RESULTS = ROOT / "benchmarks" / "results"
LONG_PAGES = 1000

Costs = dict[str, Cost]


def measure(path: Path, *, times: int) -> Costs:
    """All measurements of one file."""
    costs: Costs = {}
    for name in PEERS:
        costs |= best(peer, name, str(path), times=times)
    costs |= best(stages, str(path), times=times)
    return costs | best(whole, str(path), times=times)


def ratios(costs: Costs) -> dict[str, float]:
    """CPU time of each beside plain pdfplumber's."""
    return {name: round(cost.seconds / costs[PLAIN].seconds, 4) for name, cost in costs.items()}


def table(title: str, costs: Costs) -> str:
    """As text."""
    lines = [title, f"{'':28}{'CPU s':>9}{'ratio':>9}{'peak MB':>9}"]
    for name, ratio in ratios(costs).items():
        lines.append(f"{name:28}{costs[name].seconds:9.3f}{ratio:9.3f}{costs[name].peak_mb:9.0f}")
    return "\n".join(lines)


def shared() -> list[Path]:
    """A real report, where one lies beside the repository."""
    folder = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared")) / "reports"
    return sorted(folder.glob("*-20[0-9][0-9].pdf"))[:1]


def measure_all(files: list[Path], *, times: int, quick: bool) -> dict[str, Costs]:
    """Measurements by name of file; the long report only when none is named."""
    found: dict[str, Costs] = {}
    for path in files or ([sample()] if quick else [sample(), *shared()]):
        found[path.name] = measure(path, times=times)
        print(table(path.name, found[path.name]), end="\n\n", flush=True)
    if not files and not quick:
        with tempfile.TemporaryDirectory() as folder:
            name = f"{LONG_PAGES} pages"
            path = make_long_report(sample(), Path(folder) / "long.pdf", LONG_PAGES)
            found[name] = measure(path, times=1)
            print(table(name, found[name]), end="\n\n", flush=True)
            for count in (1, 2):
                seconds = apart(by_processes, str(path), count)
                print(f"{name} by {count} process(es): {seconds:.1f} s by the clock", flush=True)
    return found


def as_json(found: dict[str, Costs]) -> dict[str, dict[str, dict[str, float]]]:
    """For files: seconds, memory and ratio by file and by what was measured."""
    return {
        title: {name: {**asdict(cost), "ratio": ratios(costs)[name]} for name, cost in costs.items()}
        for title, costs in found.items()
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--quick", action="store_true", help="the sample report only, less than a minute")
    parser.add_argument("--times", type=int, default=3, help="measurements of each")
    parser.add_argument("--json", type=Path, help="where to write; benchmarks/results/TIME.json otherwise")
    options = parser.parse_args()
    found = measure_all(options.files, times=options.times, quick=options.quick)
    target = options.json or RESULTS / f"{datetime.now(tz=UTC):%Y%m%dT%H%M%SZ}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(as_json(found), indent=1) + "\n", encoding="utf-8")
    print(f"written: {target}")


if __name__ == "__main__":
    main()
