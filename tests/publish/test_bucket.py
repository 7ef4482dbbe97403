"""Inbox and output in an object store: a real S3 interface on the loopback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.dataset as ds
import pytest
from tests.pdf.making import pdf_bytes, text
from tests.publish.states import Clock, prepared, seen

from extract.base.settings import Settings
from extract.cli import call
from extract.publish.bucket import Bucket, data_name, pull, push
from extract.publish.problems import OutputBusy
from extract.publish.publication import publish
from extract.publish.reading import read_table
from extract.run.remote import run_at
from extract.run.steps import RunResult
from extract.tables.contract import TABLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The address of an empty bucket."""
    import s3fs

    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"b{abs(hash(request.node.name))}"
    s3fs.S3FileSystem().mkdir(name)
    return f"s3://{name}"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence with which a command ends that can do nothing."""
    assert call(arguments) == 2
    sentence = capsys.readouterr().err.strip()
    assert "\n" not in sentence
    return sentence


def test_a_bucket_that_is_not_there(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = f"{store}-missing"
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(text("Stand vom 1. Mai 2021")))
    for arguments in (
        ("run", f"{missing}/inbox", "--output", str(tmp_path / "output")),
        ("run", str(tmp_path / "a.pdf"), "--output", f"{missing}/output"),
        ("query", "projects", "--output", missing),
    ):
        assert "there is no bucket" in told(capsys, *arguments)


def test_a_store_that_does_not_answer(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import s3fs

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    said = told(capsys, "run", f"{store}/inbox", "--output", str(tmp_path / "output"))
    assert "cannot be used (Could not connect" in said


@pytest.mark.parametrize("arguments", [("snapshots",), ("rollback", "1"), ("review",)])
def test_commands_for_folders_say_so(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert "works on folders only" in told(capsys, *arguments, "--output", "s3://bucket/output")


def go(inbox: str, output: str, **more: object) -> RunResult:
    return run_at(
        [inbox],
        output=output,
        settings=Settings(keep_snapshots=3),
        clock=Clock(),
        isolate=False,
        reader="tests.readers:read",
        **more,
    )


def drop(store: str, **files: str) -> None:
    for name, content in files.items():
        Bucket(f"{store}/inbox").write(f"{name}.pdf", content.encode())


def projects(output: str) -> dict[str, int]:
    """Projects per report as a reader finds them through the manifest."""
    content = Bucket(output).read("current.json")
    files = json.loads(content)["tables"]["projects"]
    system = Bucket(output)._system
    paths = [path.removeprefix("s3://") for path in files]
    rows = ds.dataset(paths, filesystem=system, partitioning="hive").to_table().to_pylist()
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["report_id"]] = counts.get(row["report_id"], 0) + 1
    return counts


def test_run_from_bucket_to_bucket(store: str) -> None:
    output = f"{store}/output"
    drop(store, a="2022 4", b="2023 2", c="no-text")
    result = go(f"{store}/inbox", output)
    assert result.exit_code == 1
    assert [item.file for item in result.set_aside] == [f"{store}/inbox/c.pdf"]
    assert projects(output) == {"seenland-2022": 4, "seenland-2023": 2}
    listed = Bucket(output).read("set_aside.md").decode()
    assert f"{store}/inbox/c.pdf: the file has no text layer" in listed
    names = Bucket(output).names("")
    assert len([name for name in names if name.startswith("data/")]) == 2 * len(TABLES)

    # Nothing is new: nothing is read, nothing is written.
    again = go(f"{store}/inbox", output)
    assert (again.done, again.set_aside) == ((), result.set_aside)
    assert Bucket(output).names("") == names

    # A re-issued report replaces its edition; the other is left alone.
    drop(store, a="2022 6")
    go(f"{store}/inbox", output)
    assert projects(output) == {"seenland-2022": 6, "seenland-2023": 2}
    assert Bucket(output).head().number == 2


def test_engines_read_the_files_that_the_manifest_names(store: str, endpoint: str) -> None:
    output = f"{store}/output"
    drop(store, a="2022 4", b="2023 2")
    go(f"{store}/inbox", output)
    tables = Bucket(output).tables()
    assert tables == json.loads(Bucket(output).read("current.json"))["tables"]
    options = {"aws_endpoint_url": endpoint, "aws_allow_http": "true", "aws_region": "us-east-1"}
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    frame = pl.scan_parquet(
        tables["amounts"], hive_partitioning=True, storage_options=options | keys
    ).collect()
    assert sorted(frame["report_id"].to_list()) == ["seenland-2022"] * 4 + ["seenland-2023"] * 2
    connection = duckdb.connect()
    connection.register_filesystem(Bucket(output)._system)
    found = connection.sql(f"from read_parquet({tables['amounts']}, hive_partitioning=true)").fetchall()
    assert len(found) == 6


def test_of_two_writers_one_wins_and_the_other_is_told(store: str, tmp_path: Path) -> None:
    bucket = Bucket(f"{store}/output")
    heads = {}
    for name, year in (("one", 2022), ("two", 2023)):
        heads[name] = pull(bucket, tmp_path / name, clock=Clock())
        publish([prepared(year=year)], tmp_path / name, clock=Clock())
    assert push(tmp_path / "one", bucket, heads["one"])
    with pytest.raises(OutputBusy, match="another run published there meanwhile"):
        push(tmp_path / "two", bucket, heads["two"])
    assert set(bucket.head().entries) == {"seenland-2022"}
    # Run again: what the other published is taken over.
    head = pull(bucket, tmp_path / "three", clock=Clock())
    publish([prepared(year=2023)], tmp_path / "three", clock=Clock())
    assert push(tmp_path / "three", bucket, head)
    assert set(bucket.head().entries) == {"seenland-2022", "seenland-2023"}


def test_a_writer_that_dies_before_the_manifest_changes_nothing(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = Bucket(f"{store}/output")
    publish([prepared(year=2022, projects=2)], tmp_path / "local", clock=Clock())
    push(tmp_path / "local", bucket, bucket.head())
    publish([prepared(year=2022, projects=5)], tmp_path / "local", clock=Clock())
    head = bucket.head()
    real = Bucket.write

    def failing_after(writes: int) -> Callable[[Bucket, str, bytes], None]:
        left = iter(range(writes))

        def write(self: Bucket, name: str, content: bytes) -> None:
            if next(left, None) is None:
                raise OSError("connection lost")
            real(self, name, content)

        return write

    # The manifest itself is the switch: before it the old state, and a reader's copy is healed after it.
    for writes in range(8):
        monkeypatch.setattr(Bucket, "write", failing_after(writes))
        with pytest.raises(OSError, match="connection lost"):
            push(tmp_path / "local", bucket, head)
        assert projects(bucket.address) == {"seenland-2022": 2}
    monkeypatch.setattr(Bucket, "write", real)
    assert push(tmp_path / "local", bucket, head)
    assert projects(bucket.address) == {"seenland-2022": 5}
    bucket.write("current.json", b"{}")
    assert not push(tmp_path / "local", bucket, bucket.head())
    assert projects(bucket.address) == {"seenland-2022": 5}


def test_old_snapshots_and_the_data_only_they_name_are_dropped(store: str, tmp_path: Path) -> None:
    bucket = Bucket(f"{store}/output")
    for count in range(1, 6):
        head = bucket.head()
        publish([prepared(year=2022, projects=count)], tmp_path, clock=Clock())
        push(tmp_path, bucket, head, keep=2)
    assert bucket.names("manifests") == ["manifests/000004.json", "manifests/000005.json"]
    assert len(bucket.names("data/projects")) == 2
    pull(bucket, tmp_path / "fresh", clock=Clock())
    assert seen(tmp_path / "fresh") == {"seenland-2022": 5}
    assert read_table(tmp_path / "fresh", "projects").equals(read_table(tmp_path, "projects"))


def test_data_that_came_back_stay_with_the_snapshot_that_names_them(store: str, tmp_path: Path) -> None:
    bucket = Bucket(f"{store}/output")
    for count in (1, 2, 1, 3):
        head = bucket.head()
        publish([prepared(year=2022, projects=count)], tmp_path, clock=Clock())
        push(tmp_path, bucket, head, keep=3)
    head = bucket.read_head("manifests/000003.json")
    file = head.entries["seenland-2022"].files["projects"]
    assert file.rows == 1
    assert bucket.find(data_name("projects", "seenland-2022", file)) is not None
    assert len(bucket.names("data/projects")) == 3
