#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which small changes to lib/check, lib/path and lib/verify does no unit test notice? See README here.

Runs in a folder where the unit tests are built; 'make mutation' calls it. CC, CPPFLAGS, CFLAGS and
LIBS in the environment say how to compile and link. What was found is kept in mutation/results, and
not done again while the source stays the same.
"""
import argparse
import collections
import concurrent.futures
import fcntl
import hashlib
import json
import os
import pathlib
import re
import resource
import shlex
import signal
import subprocess
import sys
import threading
import time

import mutants
import survivors

FLOORS = ("lib/check", "lib/path", "lib/verify")
USUAL = ("lib/check", "lib/path")  # what a sample is of unless it is told
LIBRARY = "tests/support/.libs/libtest.a"
FIRST = ("test_cases", "test_builder", "test_verify_search", "test_verify_reasons",
         "test_verify_budgets")
LEFT_OUT = ("test_permutation",)  # the same cases in other orders: as long as all others together
MEMORY = 4 << 30  # bytes
LEAST_SECONDS = 5
TIMES_SLOWER = 20

NOTICED, SURVIVED, SAME, INVALID = "noticed", "survived", "same code", "does not compile"


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def passes(program, seconds):
    """One Check program, in one process so that it starts fast."""
    environment = dict(os.environ, CK_FORK="no", CK_VERBOSITY="silent")
    with subprocess.Popen(
        [program], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=limited,
    ) as process:
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return False


class Test:
    """A unit test that is linked with the library, as it is built."""

    def __init__(self, name):
        self.name = name
        self.object = f"tests/unit/{name}.o"
        self.seconds = 0.0
        self.parts = set()  # the library's objects in it

    def link(self, program, parts=(), trace=False):
        command = [*shlex.split(os.environ["CC"]), "-Wl,-S", "-o", program, self.object, *parts,
                   LIBRARY, *shlex.split(os.environ["LIBS"])]
        if trace:
            command.append("-Wl,--trace,--trace")
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def prepare(self, folder, stems):
        """Whether it can be linked so, has one of the library's objects in stems, and passes."""
        program = f"{folder}/{self.name}"
        linked = self.link(program, trace=True)
        if linked.returncode != 0:
            return False
        for line in linked.stdout.splitlines():
            # (ARCHIVE)MEMBER, or with other linkers ARCHIVE(MEMBER)
            member = line.rstrip(")").replace("(", ")").split(")")[-1]
            # libtool puts ltN- before the second of two members of one name.
            self.parts.add(re.sub(r"^lt\d+-", "", pathlib.PurePath(member).stem))
        self.parts &= stems
        if not self.parts:
            return False
        started = time.monotonic()
        good = passes(program, 600)
        self.seconds = time.monotonic() - started
        os.remove(program)
        if not good:
            sys.exit(f"{self.name} fails without any change")
        return True


def prepare_tests(folder, sources):
    stems = {pathlib.PurePath(name).stem for name in sources.text}
    tests = []
    for source in sorted((sources.top / "tests/unit").glob("test_*.c")):
        test = Test(source.stem)
        if test.name not in LEFT_OUT and test.prepare(folder, stems):
            tests.append(test)
    unseen = stems - set().union(*(test.parts for test in tests))
    if unseen:
        sys.exit(f"no test has {', '.join(sorted(unseen))} in it")
    return tests


class Sources:
    def __init__(self, top):
        self.top = pathlib.Path(top)
        self.text = {}
        self.digest = {}
        for floor in FLOORS:
            for path in sorted((self.top / floor).glob("*.c")):
                name = f"{floor}/{path.name}"
                self.text[name] = path.read_text(encoding="utf-8")
                self.digest[name] = hashlib.sha256(self.text[name].encode()).hexdigest()[:12]
        self.compiled = {}

    def all_mutants(self):
        return [m for name, text in self.text.items() for m in mutants.mutants_of(name, text)]

    def key(self, mutant):
        return f"{mutant.file} {self.digest[mutant.file]} {mutant.start} {mutant.end} {mutant.replacement}"

    def compile(self, name, text, folder):
        """The object's bytes, or None. Without debugging data, so that equal code is equal bytes."""
        source = folder / pathlib.PurePath(name).name
        result = source.with_suffix(".o")
        source.write_text(text, encoding="utf-8")
        command = [*shlex.split(os.environ["CC"]), *shlex.split(os.environ["CPPFLAGS"]),
                   "-iquote", str(self.top / pathlib.PurePath(name).parent),
                   *shlex.split(os.environ["CFLAGS"]), "-g0", "-w", "-c", "-o", str(result), str(source)]
        done = subprocess.run(command, capture_output=True, check=False)
        return result.read_bytes() if done.returncode == 0 else None

    def original(self, name, folder):
        if name not in self.compiled:
            self.compiled[name] = self.compile(name, self.text[name], folder)
            if self.compiled[name] is None:
                sys.exit(f"{name} does not compile as it is")
        return self.compiled[name]


def place(mutant, seed):
    """In a shuffled row of all: the same whatever changes elsewhere in the sources."""
    name = f"{seed} {mutant.file} {mutant.function} {mutant.before} {mutant.after}"
    return hashlib.sha256(name.encode()).digest(), mutant.start


def order_for(mutant, tests):
    """The file's own tests, those that see most, then the fastest first."""
    stem = pathlib.PurePath(mutant.file).stem

    def rank(test):
        if test.name == f"test_{stem}":
            return (0, 0)
        if test.name in FIRST:
            return (1, FIRST.index(test.name))
        return (2, test.seconds)

    return sorted((t for t in tests if stem in t.parts), key=rank)


def judge(mutant, sources, tests, folder):
    """(outcome, the test that noticed)"""
    original = sources.original(mutant.file, folder)
    changed = sources.compile(mutant.file, mutant.apply(sources.text[mutant.file]), folder)
    if changed is None:
        return INVALID, ""
    if changed == original:
        return SAME, ""
    part = str(folder / pathlib.PurePath(mutant.file).with_suffix(".o").name)
    for test in order_for(mutant, tests):
        program = str(folder / test.name)
        if test.link(program, [part]).returncode != 0:
            return INVALID, ""
        noticed = not passes(program, max(LEAST_SECONDS, TIMES_SLOWER * test.seconds))
        os.remove(program)
        if noticed:
            return NOTICED, test.name
    return SURVIVED, ""


class Results:
    """One JSON object a line, appended as they come."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.lock = threading.Lock()
        self.known = {}
        self.held = self.path.open("a", encoding="utf-8")
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(f"{path} is in use by another run")
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                self.known[entry["key"]] = entry

    def add(self, key, outcome, test):
        entry = {"key": key, "outcome": outcome, "test": test}
        with self.lock:
            self.known[key] = entry
            self.held.write(json.dumps(entry) + "\n")
            self.held.flush()


def run(todo, sources, tests, results, jobs):
    folders = [pathlib.Path("mutation") / f"worker{i}" for i in range(jobs)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    free = collections.deque(folders)
    started, done = time.monotonic(), 0

    def one(mutant):
        folder = free.popleft()
        try:
            results.add(sources.key(mutant), *judge(mutant, sources, tests, folder))
        finally:
            free.append(folder)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for future in concurrent.futures.as_completed([pool.submit(one, m) for m in todo]):
            future.result()
            done += 1
            if done % 50 == 0 or done == len(todo):
                print(f"{done} of {len(todo)}, {time.monotonic() - started:.0f} seconds", flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("top", help="the top of the source tree")
    parser.add_argument("--count", type=int, default=0, help="only so many, chosen by the seed (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minimum", type=float, default=0, help="the least score, in percent")
    parser.add_argument("--floor", action="append", choices=FLOORS, help="of this folder (lib/check and lib/path)")
    parser.add_argument("--file", action="append", help="only of this file (lib/...)")
    parser.add_argument("--again", action="store_true", help="run those that survived again")
    return parser.parse_args()


def main():
    options = arguments()
    sources = Sources(options.top)
    every = sources.all_mutants()
    floors = tuple(f"{floor}/" for floor in options.floor or USUAL)
    chosen = [m for m in every if (m.file in options.file if options.file else m.file.startswith(floors))]
    chosen = sorted(chosen, key=lambda m: place(m, options.seed))[: options.count or None]
    pathlib.Path("mutation").mkdir(exist_ok=True)
    results = Results("mutation/results")

    def is_open(mutant):
        known = results.known.get(sources.key(mutant))
        return known is None or (options.again and known["outcome"] == SURVIVED)

    todo = [m for m in chosen if is_open(m)]
    print(f"{len(every)} mutants, {len(chosen)} chosen with seed {options.seed}, {len(todo)} to run", flush=True)
    if todo:
        run(todo, sources, prepare_tests("mutation", sources), results, options.jobs)
    outcomes = [(m, results.known[sources.key(m)]["outcome"]) for m in chosen]
    listed = survivors.read(sources.top / "tests/mutation/survivors")
    sys.exit(0 if survivors.report(outcomes, every, listed, options.minimum) else 1)


if __name__ == "__main__":
    main()
