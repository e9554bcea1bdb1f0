# SPDX-License-Identifier: MIT
"""The list of changes that no test notices, with a reason for each, held against what was found."""
import collections
import sys

REASONS = ("equivalent", "cost", "defence", "text", "open")


def key_of(mutant):
    return (mutant.file, mutant.function, mutant.before, mutant.after)


def read(path):
    """{key: reason}; the format is told at the top of the file."""
    listed = {}
    place = before = after = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if line == "" or mark == "#":
            continue
        if mark == "@":
            place = tuple(rest.split(" ", 1))
        elif mark == "-":
            before = rest
        elif mark == "+":
            after = rest
        elif mark == "=" and rest.split(":")[0] in REASONS:
            listed[(*place, before, after)] = rest
        else:
            sys.exit(f"{path}:{number}: unknown line: {line}")
    return listed


def by_file(outcomes):
    counts = collections.defaultdict(collections.Counter)
    for mutant, outcome in outcomes:
        counts[mutant.file][outcome] += 1
        counts["all"][outcome] += 1
    return counts


def score(count):
    judged = count["noticed"] + count["survived"]
    return 100 * count["noticed"] / judged if judged else 100.0


def show(mutant):
    print(f"@ {mutant.file} {mutant.function}\n- {mutant.before}\n+ {mutant.after}\n= ")


def report(outcomes, every, listed, minimum):
    """Prints the score and what the list does not explain; whether all is well."""
    counts = by_file(outcomes)
    print(f"\n{'file':36} noticed survived  same  invalid  score")
    for name in sorted(counts, key=lambda n: (n == "all", n)):
        c = counts[name]
        print(f"{name:36} {c['noticed']:7} {c['survived']:8} {c['same code']:5}"
              f" {c['does not compile']:8} {score(c):6.1f}")
    survived = {key_of(m): m for m, outcome in outcomes if outcome == "survived"}
    noticed = {key_of(m) for m, outcome in outcomes if outcome == "noticed"} - set(survived)
    unexplained = [m for key, m in survived.items() if key not in listed]
    stale = [key for key in listed if key in noticed]
    possible = {key_of(m) for m in every}
    gone = [key for key in listed if key not in possible]
    reasons = collections.Counter(listed[key].split(":")[0] for key in survived if key in listed)
    print("\nsurvivors:", ", ".join(f"{n} {reason}" for reason, n in sorted(reasons.items())) or "none listed")
    for key in stale:
        print("\nlisted, but noticed by a test:", *key, sep="\n  ")
    for key in gone:
        print("\nlisted, but no change of these sources:", *key, sep="\n  ")
    if unexplained:
        print(f"\n{len(unexplained)} that the list does not explain:\n")
        for mutant in sorted(unexplained, key=lambda m: (m.file, m.start)):
            show(mutant)
    return not stale and not gone and not unexplained and score(counts["all"]) >= minimum
