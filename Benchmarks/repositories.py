"""The repositories that are measured: deterministic, made once, kept under .build/bench."""

import os
import pathlib
import random
import shutil
import subprocess
import sys

from charts import charts
from source_text import SourceText

ENVIRONMENT = {
    **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
    # kingfisher makes a commit of what is staged, and passes silently where it cannot.
    "GIT_AUTHOR_NAME": "Ada Example", "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Example", "GIT_COMMITTER_EMAIL": "ada@example.org",
}
AUTHORS = ["Ada Example <ada@example.org>", "Grace Example <grace@example.org>"]


def git(folder, *arguments, **options):
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, env=ENVIRONMENT,
        stdout=subprocess.PIPE, **options).stdout


class Stream:
    """Writes commits of `main` to git fast-import."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            ["git", "-C", str(folder), "fast-import", "--quiet"], stdin=subprocess.PIPE,
            env=ENVIRONMENT)
        self.commits = 0

    def commit(self, message, files):
        """Adds a commit that changes `files`, bytes by path."""
        write = self.process.stdin.write
        who = f"{AUTHORS[self.commits % 2]} {1_600_000_000 + 3_600 * self.commits} +0000"
        data = message.encode()
        write(f"commit refs/heads/main\ncommitter {who}\ndata {len(data)}\n".encode() + data + b"\n")
        if self.commits == 0:
            write(b"deleteall\n")
        for path, content in files.items():
            write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
        self.commits += 1

    def close(self):
        self.process.stdin.close()
        if self.process.wait() != 0:
            raise SystemExit("git fast-import failed")


def made_once(name, folder):
    """The repository of that name in `folder`, see the end of this file, made if it is not there yet.

    Made by a process of its own: what a measured program inherits of this one's memory would show
    as its peak.
    """
    folder = pathlib.Path(folder) / name
    if not (folder / "complete").exists():
        print(f"Making {folder} …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tree").mkdir(parents=True)
        git(folder / "tree", "init", "--quiet", "--initial-branch=main")
        subprocess.run([sys.executable, __file__, name, str(folder / "tree")], check=True)
        (folder / "complete").touch()
    return folder / "tree"


def make_wide(folder, files=10_000):
    """One commit of 10,000 files, checked out."""
    text = SourceText(random.Random(1))
    kinds = list(SourceText.KINDS.items())
    stream = Stream(folder)
    content = {}
    for number in range(files):
        suffix, kind = kinds[number % 4]
        path = f"{text.name(1)}/{text.name(1)}/{text.name()}_{number}.{suffix}"
        content[path] = "\n".join(text.lines(kind, text.random.randint(20, 120))).encode() + b"\n"
    stream.commit("Add ten thousand files", content)
    stream.close()
    git(folder, "reset", "--quiet", "--hard")


def make_long(folder, commits=6_000):
    """Some thousand commits: files that grow and change, pictures now and then; packed once."""
    text = SourceText(random.Random(2))
    kinds = list(SourceText.KINDS.items())
    stream = Stream(folder)
    paths, contents = [], {}
    for number in range(commits):
        changed = {}
        for _ in range(2 if number % 3 == 0 else 1 if number % 3 == 1 else 0):
            suffix, kind = text.random.choices(kinds, weights=[40, 30, 20, 8, 2])[0]
            path = f"{text.name(1)}/{text.name(1)}/{text.name()}_{number}_{len(paths)}.{suffix}"
            paths.append(path)
            contents[path] = (kind, text.lines(kind, text.random.randint(30, 600)))
            changed[path] = None
        for _ in range(text.random.randint(1, 8)):
            # Files in front are edited more often: every project has some that never rest.
            path = paths[int(len(paths) * text.random.random() ** 2)]
            kind, lines = contents[path]
            text.edit(lines, kind)
            changed[path] = None
        files = {path: "\n".join(contents[path][1]).encode() + b"\n" for path in changed}
        if number % 60 == 0:
            size = text.random.randint(40_000, 400_000)
            picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + text.random.randbytes(size)
            files[f"assets/{text.name()}_{number}.png"] = picture
        stream.commit(text.sentence(), files)
    stream.close()
    git(folder, "repack", "-adfq")
    git(folder, "reset", "--quiet", "--hard")


def make_charts(folder, count=1_000):
    """One commit of 1,000 charts: 3,000 templates and 1,000 values files, checked out."""
    stream = Stream(folder)
    stream.commit("Add charts", charts(SourceText(random.Random(3)), count))
    stream.close()
    git(folder, "reset", "--quiet", "--hard")


def size(folder):
    """Bytes of the packs, bytes of all objects unpacked, and the number of objects."""
    packs = sum(file.stat().st_size for file in (folder / ".git/objects/pack").glob("*.pack"))
    process = subprocess.Popen(
        ["git", "-C", str(folder), "cat-file", "--batch-all-objects", "--unordered", "--buffer",
         "--batch-check=%(objectsize)"], stdout=subprocess.PIPE, env=ENVIRONMENT)
    total = count = 0
    for line in process.stdout:
        total, count = total + int(line), count + 1
    process.wait()
    return packs, total, count


if __name__ == "__main__":
    makers = {"wide": make_wide, "long": make_long, "charts": make_charts}
    makers[sys.argv[1]](pathlib.Path(sys.argv[2]))
