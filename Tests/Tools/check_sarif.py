"""Checks a SARIF report: usage: check_sarif.py SCHEMA REPORT FOLDER [RESULTS]

The report must satisfy the schema; have RESULTS results where that is given; use no rule twice;
and give, for every result in a file that FOLDER holds, the region of a file's own line and the
primaryLocationLineHash that GitHub's upload action would compute.
"""

import json
import pathlib
import sys
import urllib.parse

import jsonschema

BLOCK = 100
MASK = (1 << 64) - 1
FIRST = pow(37, BLOCK, 1 << 64)


def line_hashes(text):
    """The hash of each line, by its 1-based number.

    Transcribed from github/codeql-action, src/fingerprints.ts: a rolling hash over a window of 100
    UTF-16 units, spaces and tabs left out, CR and CRLF read as LF, 65535 at the end.
    """
    units = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
    window = [0] * BLOCK
    lines = [-1] * BLOCK
    counts = {}
    hashes = {}
    state = {"hash": 0, "index": 0, "line": 0, "start": True, "cr": False}

    def output():
        value = format(state["hash"], "x")
        counts[value] = counts.get(value, 0) + 1
        hashes[lines[state["index"]]] = f"{value}:{counts[value]}"
        lines[state["index"]] = -1

    def update(unit):
        index = state["index"]
        begin, window[index] = window[index], unit
        state["hash"] = (37 * state["hash"] + unit - FIRST * begin) & MASK
        state["index"] = (index + 1) % BLOCK

    def process(unit):
        if unit in (32, 9) or (state["cr"] and unit == 10):
            state["cr"] = False
            return
        state["cr"] = unit == 13
        if unit == 13:
            unit = 10
        if lines[state["index"]] != -1:
            output()
        if state["start"]:
            state["start"] = False
            state["line"] += 1
            lines[state["index"]] = state["line"]
        if unit == 10:
            state["start"] = True
        update(unit)

    for unit in units:
        process(unit)
    process(65535)
    for _ in range(BLOCK):
        if lines[state["index"]] != -1:
            output()
        update(0)
    return hashes


def faults(report, folder):
    for run in report["runs"]:
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        if len(ids) != len(set(ids)):
            yield "a rule is listed twice"
        for result in run["results"]:
            if ids[result["ruleIndex"]] != result["ruleId"]:
                yield f"ruleIndex of {result['ruleId']} points elsewhere"
            yield from result_faults(result, folder)


def result_faults(result, folder):
    place = result["locations"][0]["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    if uri.startswith("/") or "://" in uri:
        yield f"{uri} is not relative"
    region = place["region"]
    if min(region["startLine"], region["startColumn"]) < 1:
        yield f"{uri}: a region counts from 1"
    if "logicalLocations" in result["locations"][0]:
        # A file in an archive: code scanning hashes the archive itself, which is no text.
        return
    name = urllib.parse.unquote_to_bytes(uri).decode(errors="surrogateescape")
    file = folder / name
    if not result.get("properties", {}).get("presentAtHead", True) or not file.is_file():
        return
    value = result.get("partialFingerprints", {}).get("primaryLocationLineHash")
    data = file.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return
    text = data.decode("utf-8", "replace")
    expected = line_hashes(text).get(region["startLine"])
    if value != expected:
        yield f"{uri}:{region['startLine']}: the line hash is {value}, code scanning has {expected}"


def main(schema, report, folder, results=None):
    report = json.loads(pathlib.Path(report).read_bytes())
    schema = json.loads(pathlib.Path(schema).read_bytes())
    validator = jsonschema.validators.validator_for(schema)(schema)
    problems = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(report)]
    problems += faults(report, pathlib.Path(folder))
    count = sum(len(run["results"]) for run in report["runs"])
    if results is not None and count != int(results):
        problems.append(f"{count} results, not {results}")
    print("\n".join(problems) or f"{count} results, all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
