"""Installs the hook `shrike` of this checkout's HEAD with pre-commit, as a user would.

pre-commit clones the package and builds it with `swift build -c release`, which takes minutes;
then a planted secret must be blocked and a clean file passed.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import zlib

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
PRE_COMMIT = pathlib.Path(sys.executable).with_name("pre-commit")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def token():
    """A made-up GitHub token with a right checksum."""
    body = "".join(DIGITS[(7 * i * i + 3 * i + 5) % 62] for i in range(30))
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = DIGITS[digit] + digits
    return "ghp_" + body + digits


def main():
    with tempfile.TemporaryDirectory(prefix="shrike-hook-") as scratch:
        scratch = pathlib.Path(scratch)
        user = scratch / "user"
        environment = {
            **os.environ,
            "PRE_COMMIT_HOME": str(scratch / "pre-commit"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
        }

        def run(*command, folder=user, expected=0):
            ended = subprocess.run(
                command, cwd=folder, env=environment, text=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if ended.returncode != expected:
                sys.exit(f"{' '.join(map(str, command))} ended with {ended.returncode}, "
                         f"not {expected}:\n{ended.stdout}")
            return ended.stdout

        user.mkdir()
        run("git", "clone", "--quiet", str(CHECKOUT), str(scratch / "shrike"))
        revision = run("git", "rev-parse", "HEAD", folder=scratch / "shrike").strip()
        run("git", "init", "--quiet")
        (user / ".pre-commit-config.yaml").write_text(
            f"repos:\n  - repo: {scratch / 'shrike'}\n    rev: {revision}\n"
            "    hooks: [{id: shrike}]\n")
        run("git", "add", ".")
        run(PRE_COMMIT, "install", "--install-hooks")
        run("git", "commit", "--quiet", "-m", "A clean commit")
        (user / "a.env").write_text(f"TOKEN={token()}\n")
        run("git", "add", ".")
        output = run("git", "commit", "--quiet", "-m", "A leak", expected=1)
        if "a.env:1:7" not in output or token() in output:
            sys.exit(f"the hook did not say where the secret is, or showed it:\n{output}")
        print("The hook `shrike` builds, blocks a planted secret and passes a clean commit.")


main()
