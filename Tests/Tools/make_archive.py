"""Writes an archive for a test: usage: make_archive.py KIND FILE SECRET [SECRET...]

Each SECRET becomes a file of two lines, `first.env`, `second.env` and so on, or where KIND says so.
Only Python's own library is used.
"""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import sys
import tarfile
import zipfile

kind, path, *secrets = sys.argv[1:]
texts = [f"# settings\nTOKEN={secret}\n".encode() for secret in secrets]
names = ["first.env", "second.env", "third.env"]
files = list(zip(["conf/" + name for name in names], texts))


def make_tar(members, mode="w:"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def make_zip(members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def blob(data):
    return "blobs/sha256/" + hashlib.sha256(data).hexdigest()


def oci():
    """A layout with two layers, the second of which deletes the first one's file (a whiteout)."""
    first = make_tar([("etc/app.env", texts[0])], "w:gz")
    jar = make_zip([("BOOT-INF/lib/inner.jar", make_zip([("app.properties", texts[1])]))])
    second = make_tar([("etc/.wh.app.env", b""), ("opt/app.jar", jar)])
    config = json.dumps({"config": {"Env": [f"TOKEN={secrets[2]}"]}}).encode()
    layers = [{"digest": blob(data).replace("blobs/", "").replace("/", ":")} for data in (first, second)]
    manifest = json.dumps({"schemaVersion": 2, "layers": layers}).encode()
    return make_tar(
        [("oci-layout", b'{"imageLayoutVersion":"1.0.0"}'), ("index.json", b"{}")]
        + [(blob(data), data) for data in (first, second, config, manifest)]
    )


def docker():
    """What `docker save` wrote before version 25: a folder a layer, uncompressed."""
    layer = make_tar([("root/.aws.env", texts[0])])
    return make_tar([("ab" * 32 + "/layer.tar", layer), ("manifest.json", b"[]")])


def encrypted():
    """Bit 0 of the general purpose flags says that an entry is encrypted (APPNOTE.TXT 4.4.4)."""
    data = bytearray(make_zip(files, zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.index(signature)
        data[place + offset] |= 1
    return bytes(data)


def deep(levels):
    data = texts[0]
    for level in range(levels):
        data = make_zip([("deeper.zip" if level else "a.env", data)])
    return data


kinds = {
    "zip": lambda: make_zip(files),
    "stored": lambda: make_zip(files, zipfile.ZIP_STORED),
    "tar": lambda: make_tar(files),
    "tar.gz": lambda: make_tar(files, "w:gz"),
    "tar.bz2": lambda: make_tar(files, "w:bz2"),
    "tar.xz": lambda: make_tar(files, "w:xz"),
    "gz": lambda: gzip.compress(texts[0]),
    "bz2": lambda: bz2.compress(texts[0]),
    "xz": lambda: lzma.compress(texts[0]),
    "zeros.gz": lambda: gzip.compress(bytes(2048) + texts[0]),
    "text": lambda: texts[0],
    "oci": oci,
    "docker": docker,
    "encrypted": encrypted,
    "cut.zip": lambda: make_zip(files)[:-40],
    "cut.gz": lambda: gzip.compress(texts[0] + hashlib.sha512(b"").digest() * 9000)[:-200],
    "cut.tar": lambda: make_tar(files + [("long", bytes(9000))])[:4000],
    "bomb": lambda: gzip.compress(bytes(150 << 20)),
    "bombs": lambda: make_zip([(f"{n}.gz", gzip.compress(bytes(20 << 20))) for n in range(8)]),
    "deep": lambda: deep(9),
    "rar": lambda: b"Rar!\x1a\x07\x00" + bytes(64),
    "padded": lambda: make_tar(files + [("large.bin", hashlib.shake_256(b"").digest(3 << 20))]),
}

with open(path, "wb") as file:
    file.write(kinds[kind]())
