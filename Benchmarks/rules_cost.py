"""What the rules cost: at a start, on ordinary text, and on text made to cost time."""

import pathlib
import subprocess
import sysconfig
import tempfile

import adversarial
from measuring import Outcome, measure_all, verdict
from repositories import ENVIRONMENT

FIRST = pathlib.Path(__file__).with_name("first_rules.txt").read_text().split()


def ids(shrike):
    """Every rule for secrets, and every policy, of the binary."""
    lines = subprocess.run([shrike, "rules", "list"], check=True, env=ENVIRONMENT,
                           stdout=subprocess.PIPE, text=True).stdout.splitlines()
    names = [line.split()[0] for line in lines]
    return [name for name in names if not name.startswith("ZT")], [
        name for name in names if name.startswith("ZT")]


def bench_growth(shrike, runs):
    """The first rules against all of them, in one binary.

    A start is compared with one that is told to run a single rule: whatever is left grows with the
    rules. Matching is compared between two configurations, one of which names the first rules, and
    from each its own start is taken off. The text is the Python standard library.
    """
    secrets, policies = ids(shrike)
    first = [name for name in FIRST if name in set(secrets)]
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder, "empty")
        empty.touch()
        starts = measure_all(
            [(name, [shrike, "stdin", *options])
             for name, options in (("one", ["--only", "jwt"]), ("all", ["--skip", "jwt"]))],
            folder, 4 * runs, text=empty)
        start = {name: rest for name, *rest in starts}
        text = sysconfig.get_paths()["stdlib"]
        whole, begun = [], []
        for name, line in (("first", f"only: [{', '.join(first)}]"),
                           ("all", f"skip: [{', '.join(policies)}]")):
            config = pathlib.Path(folder, name + ".yaml")
            config.write_text(f"rules:\n  {line}\n")
            command = [shrike, "files", "--config", config, "--jobs", "1"]
            whole.append((name, [*command, text]))
            begun.append((name, [*command, empty]))
        seconds = {name: work for name, _, work, _ in measure_all(whole, folder, min(runs, 5))}
        for name, _, work, _ in measure_all(begun, folder, runs):
            seconds[name] -= work
    print(f"\nRules: {len(first)} first ones, {len(secrets)} now")
    for name, count in (("one", 1), ("all", len(secrets))):
        print(f"  start with {count:>5} {'rule ' if count == 1 else 'rules'}"
              f"{start[name][0] * 1_000:>20.1f} ms{start[name][1] * 1_000:>11.1f} ms CPU")
    print(f"  the Python library, first rules{seconds['first'] * 1_000:>11.0f} ms CPU")
    print(f"  the Python library, all rules  {seconds['all'] * 1_000:>11.0f} ms CPU")
    good = verdict("start with all / with one", start["all"][0] / start["one"][0], 1.05)
    return verdict("matching with all / with the first", seconds["all"] / seconds["first"],
                   1.25) and good


def bench_adversarial(shrike, folder, ordinary, megabytes=1):
    """Each rule's worst text against ordinary text of the same size.

    All texts of a rule are tried in one run first, shorter ones. No text costs more than they do
    together: only those of the rules where that is most are timed one by one, and the worst of them
    at their full size. What grows faster than its length shows less in a short text.
    """
    try:
        entries = dict(adversarial.rules(folder))
    except ImportError:
        print("\nPyYAML is not installed: nothing is tried on text that is made to cost time")
        return True
    size, small = megabytes << 20, 1 << 15
    memory = pathlib.Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch:
        file = pathlib.Path(scratch, "text")

        def work(*command, text=None):
            outcome = Outcome([shrike, *command, "--jobs", "1"], scratch, text=text)
            return outcome.work if outcome.status in (0, 1, 3) else float("inf")

        def cost(data, name="text"):
            file.write_bytes(data)
            return work("stdin", "--name", name, text=file)

        def path(rule):
            """Where the rule's text stands: a rule may be for some paths alone."""
            examples = rule.get("examples", {}).get("match", [])
            paths = [example["path"] for example in examples if isinstance(example, dict)]
            return paths[0] if paths and rule.get("paths") else "text"

        def cost_of_all(rule):
            with tempfile.TemporaryDirectory(dir=scratch) as texts:
                for number, (_, data) in enumerate(adversarial.texts(rule, small)):
                    text = pathlib.Path(texts, str(number), path(rule))
                    text.parent.mkdir(parents=True)
                    text.write_bytes(data)
                return work("files", texts)

        start = min(cost(b"") for _ in range(5))
        base = min(cost(ordinary[:size]) for _ in range(5)) - start
        most = sorted(entries, key=lambda name: cost_of_all(entries[name]), reverse=True)
        some = [(cost(data, path(entries[name])), name, what) for name in most[:60]
                for what, data in adversarial.texts(entries[name], small)]
        worst = []
        for _, name, what in sorted(some, reverse=True)[:30]:
            data = dict(adversarial.texts(entries[name], size))[what]
            worst.append(((cost(data, path(entries[name])) - start) / base, name, what))
        worst.sort(reverse=True)
    print(f"\nText made to cost time, of {len(entries)} rules; "
          f"{megabytes} MB of ordinary text takes {base * 1_000:.0f} ms")
    for ratio, name, what in worst[:10]:
        print(f"  {ratio:>6.1f} × ordinary text   {name}: {what}")
    return verdict("the worst text / ordinary text", worst[0][0], 20)
