"""The flow with inbox and output in an object store: a real S3 interface on the loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("prefect")
pytest.importorskip("moto")

from moto.server import ThreadedMotoServer
from tests.flows.runs import SAMPLES, end, start

from extract.publish.bucket import Bucket


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_reports_in_a_bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        for name, value in {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        }.items():
            monkeypatch.setenv(name, value)
        s3fs.S3FileSystem.clear_instance_cache()
        s3fs.S3FileSystem().mkdir("reports")
        inbox = Bucket("s3://reports/inbox")
        inbox.write(SAMPLES[0].name, SAMPLES[0].read_bytes())
        inbox.write("broken.pdf", SAMPLES[0].read_bytes()[:4000])
        code, _, said = end(
            start("flow", "s3://reports/inbox", "-o", "s3://reports/output", home=tmp_path / "prefect")
        )
        assert code == 1, said
        assert "1 file set aside: broken.pdf (damaged)." in said
        assert set(Bucket("s3://reports/output").tables()["projects"])
        code, _, said = end(
            start("flow", "s3://reports/inbox", "-o", "s3://reports/output", home=tmp_path / "prefect")
        )
        assert code == 1, said
        assert "0 to extract, 1 unchanged, 1 set aside" in said
    finally:
        server.stop()
        s3fs.S3FileSystem.clear_instance_cache()
    assert not Path("s3:").exists()
