#!/usr/bin/env python3
"""The same work on the same Parquet files by this crate, Polars and DuckDB, in turn, in one run; prints times and ratios.

    python3 engine/benches/peers.py [--rows 10000000] [--turns 5] [--threads 2] [--only memory,grid,parquet] [--grouped] [--quick]

The work: H, A, M0, 12 uncensored and 12 censored headcounts of 126 groups, at one cutoff; and at 12 cutoffs under 5 weightings.
Each peer is given its natural query (a score a row, aggregates by group) and its best effort (rows grouped by a mask of the
indicators first, everything else from that small table). In memory the loading is left out on all sides; peers get their group
columns as categories. From Parquet, files are warm in the page cache. Figures are the best of the turns.

All results are compared: natural queries, which sum binary floats, within 1e-9; and once, by sums of whole thousandths of weights,
to the last bit. The script installs its pinned peers into a virtual environment under target/ and needs the network for that once.
"""

import argparse
import csv
import math
import os
import subprocess
import sys
import time
import venv
from fractions import Fraction
from pathlib import Path

POLARS, DUCKDB, PYARROW = "polars==2.1.0", "duckdb==2.0.1", "pyarrow==26.0.1"

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
HOME = TARGET / "peers"

DIMENSIONS = {
    "work": ["employment", "dependency"],
    "health": ["nutrition", "insurance"],
    "education": ["schooling", "attendance"],
    "housing": ["dwelling", "area_per_person"],
    "services": ["water", "toilet"],
    "information": ["telecom", "information"],
}
INDICATORS = [indicator for dimension in DIMENSIONS.values() for indicator in dimension]
GROUPS = ["province", "area"]

# Weights of the indicators in twenty-fourths, in their order.
WEIGHTINGS = {
    "equal": [2] * 12,
    "work": [5, 5, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1],
    "health": [1, 1, 5, 5, 2, 2, 2, 2, 1, 1, 1, 1],
    "housing": [1, 1, 1, 1, 2, 2, 5, 5, 2, 2, 1, 1],
    "services": [1, 1, 1, 1, 1, 1, 2, 2, 5, 5, 2, 2],
}
WHOLE = 24
# Cutoffs in twenty-fourths: 1/12 to 12/12.
CUTOFFS = [2 * twelfth for twelfth in range(1, 13)]

ONE = {"equal": [8]}
GRID = {name: CUTOFFS for name in WEIGHTINGS}


def main():
    arguments = parse()
    python = HOME / "venv" / "bin" / "python"
    if Path(sys.prefix).resolve() != (HOME / "venv").resolve():
        install(python)
        os.execv(python, [str(python), __file__, *sys.argv[1:]])
    os.environ["POLARS_MAX_THREADS"] = str(arguments.threads)
    data, binary = prepare(arguments)
    for name, asked in (("one", ONE), ("grid", GRID)):
        (HOME / f"{name}.toml").write_text(specification(asked), encoding="utf-8")

    from platform import processor

    print(f"{arguments.rows:,} households, {len(INDICATORS)} indicators, 126 groups, {arguments.threads} threads,"
          f" {POLARS}, {DUCKDB}; best of {arguments.turns} turns{'; ' + processor() if processor() else ''}")
    own = Own(binary, data, arguments.threads)
    peers = [Duck(data, arguments.threads), Polars(data)]
    for phase in arguments.only.split(","):
        if phase == "memory":
            compare("one cutoff, in memory", "memory", "one", ONE, own, peers, arguments.turns)
        elif phase == "grid":
            compare("12 cutoffs x 5 weightings, in memory", "memory", "grid", GRID, own, peers, arguments.turns, arguments.quick)
        elif phase == "parquet":
            compare("one cutoff, from Parquet", "parquet", "one", ONE, own, peers, arguments.turns)
        else:
            sys.exit(f"no phase `{phase}`, expected memory, grid or parquet")
    own.close()


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="memory,grid,parquet")
    parser.add_argument("--quick", action="store_true",
                        help="natural queries of the grid under one weighting of five only, counted five times")
    parser.add_argument("--grouped", action="store_true", help="rows in the order of their groups; otherwise any order")
    return parser.parse_args()


def install(python):
    if not python.exists():
        venv.create(HOME / "venv", with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", POLARS, DUCKDB, PYARROW],
                   check=True)


def prepare(arguments):
    """The data, made once, and our binary."""
    cargo = ["cargo", "--quiet"]
    order = "grouped" if arguments.grouped else "random"
    data = HOME / f"households-{arguments.rows}-{order}"
    if not (data / "done").exists():
        subprocess.run([*cargo, "run", "--release", "-p", "poverty-engine", "--features", "parquet", "--example", "generate",
                        "--", "--rows", str(arguments.rows), "--files", "1", "--out", str(data)]
                       + ([] if arguments.grouped else ["--random"]), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (data / "done").touch()
    subprocess.run([*cargo, "bench", "--no-run", "-p", "poverty-engine", "--features", "parquet", "--bench", "peers"],
                   cwd=ROOT, check=True)
    built = sorted((TARGET / "release" / "deps").glob("peers-*"), key=lambda file: file.stat().st_mtime)
    return data, [file for file in built if file.suffix == ""][-1]


def specification(asked):
    lines = ["[data]", 'weight = "weight"', "", "[options]", "standard_errors = false", 'subgroups = [["province", "area"]]',
             'measures = ["H", "A", "M0", "hd", "hdk"]']
    for dimension, indicators in DIMENSIONS.items():
        columns = ", ".join(f'{{ column = "{indicator}" }}' for indicator in indicators)
        lines += ["", "[[dimension]]", f'id = "{dimension}"', f"indicators = [{columns}]"]
    for name, cutoffs in asked.items():
        weights = ", ".join(f'{indicator} = "{weight}/{WHOLE}"' for indicator, weight in zip(INDICATORS, WEIGHTINGS[name]))
        ks = ", ".join(f'"{Fraction(cutoff, WHOLE)}"' for cutoff in cutoffs)
        lines += ["", "[[weighting]]", f'id = "{name}"', f"cutoffs = [{ks}]", f"weights = {{ {weights} }}"]
    return "\n".join(lines) + "\n"


def compare(title, source, name, asked, own, peers, turns, quick=False):
    """All sides in turn, several times; equality of their results; times and ratios."""
    contenders = [("poverty-engine", "", lambda asked: own.measure(source, name, asked))]
    for peer in peers:
        for effort in ("natural", "best effort"):
            work = getattr(peer, "natural" if effort == "natural" else "best")
            contenders.append((peer.name, effort, lambda asked, work=work: work(source, asked)))
    times = {contender[:2]: [] for contender in contenders}
    expected = None
    for turn in range(turns):
        for who, effort, work in contenders:
            # Sixty natural queries take a minute: once is enough.
            if name == "grid" and effort == "natural" and turn > 0:
                continue
            part = dict(list(asked.items())[:1]) if quick and effort == "natural" else asked
            seconds, results = work(part)
            times[who, effort].append(seconds * len(asked) / len(part))
            if turn == 0:
                expected = expected or results
                check(who, effort, {key: value for key, value in expected.items() if key[1] in ("", *part)}, results)
    exact = peers[0].exact(asked)
    check_bits(expected, exact)
    best = {contender: min(own) for contender, own in times.items()}
    print(f"\n{title}: {len(expected):,} results, equal")
    ours = best["poverty-engine", ""]
    for (who, effort), seconds in best.items():
        ratio = "" if who == "poverty-engine" else f"{seconds / ours:>8.1f} times"
        print(f"  {who:<15} {effort:<12} {seconds * 1e3:>10,.1f} ms {ratio}")


def check(who, effort, expected, results):
    if expected.keys() != results.keys():
        sys.exit(f"{who}, {effort}: {len(results)} results, expected {len(expected)};"
                 f" {sorted(set(expected) ^ set(results))[:3]}")
    for key, value in expected.items():
        if not math.isclose(value, results[key], rel_tol=1e-9, abs_tol=1e-12):
            sys.exit(f"{who}, {effort}: {key} is {results[key]}, expected {value}")


def check_bits(expected, exact):
    """Ratios of whole numbers, each correctly rounded: what an exact sum must be to the last bit."""
    for key, (numerator, denominator) in exact.items():
        if expected[key] != numerator / denominator:
            sys.exit(f"{key} is {expected[key]!r}, expected {numerator / denominator!r}, to the bit")


class Own:
    """This crate, in a process of its own that keeps its batches."""

    def __init__(self, binary, data, threads):
        self.process = subprocess.Popen([binary, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.threads = threads

    def measure(self, source, name, asked):
        out = HOME / f"{name}.csv"
        cutoffs = ",".join(str(Fraction(cutoff, WHOLE)) for cutoff in next(iter(asked.values())))
        print(source, HOME / f"{name}.toml", cutoffs, self.threads, out, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit("poverty-engine: no answer")
        return float(answer), self.results(out)

    @staticmethod
    def results(out):
        results = {}
        with open(out, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                # Uncensored headcounts are the same under each cutoff and weighting: they stand once.
                if row["subgroup"] and row["estimate"]:
                    k = Fraction(row["k"]) * WHOLE if row["k"] else None
                    weighting = row["weighting"] if k is not None else ""
                    key = (row["level"], weighting, None if k is None else int(k), row["measure"], row["indicator"])
                    results[key] = float(row["estimate"])
        return results

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def collect(results, rows, weighting, cutoff):
    """Puts rows of (province, area, H, A, M0, 12 hd, 12 hdk) under our keys."""
    for province, area, *values in rows:
        level = f"{province}|{area}"
        for measure, value in zip(("H", "A", "M0"), values):
            # The intensity of nobody is not defined.
            if value is not None and not (measure == "A" and math.isnan(value)):
                results[level, weighting, cutoff, measure, ""] = value
        for place, indicator in enumerate(INDICATORS):
            results[level, "", None, "hd", indicator] = values[3 + place]
            results[level, weighting, cutoff, "hdk", indicator] = values[15 + place]


class Duck:
    name = "DuckDB"

    def __init__(self, data, threads):
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {threads}")
        self.files = f"read_parquet('{data}/*.parquet')"
        self.loaded = False

    def table(self, source):
        if source == "parquet":
            return self.files
        if not self.loaded:
            columns = ", ".join(["weight", *INDICATORS])
            for group in GROUPS:
                self.connection.execute(f"CREATE TYPE {group}_level AS ENUM (SELECT DISTINCT {group} FROM {self.files} ORDER BY 1)")
            groups = ", ".join(f"{group}::{group}_level AS {group}" for group in GROUPS)
            self.connection.execute(f"CREATE TABLE households AS SELECT {groups}, {columns} FROM {self.files}")
            self.loaded = True
        return "households"

    def natural(self, source, asked):
        table = self.table(source)
        return self.timed(asked, lambda weighting, cutoff: self.query(table, weighting, cutoff))

    def query(self, table, weighting, cutoff):
        score = " + ".join(f"{weight} * {indicator}::INTEGER" for indicator, weight in zip(INDICATORS, WEIGHTINGS[weighting]))
        poor = f"score >= {cutoff}"
        aggregates = [f"sum(weight) FILTER ({poor}) / sum(weight)",
                      f"sum(weight * score) FILTER ({poor}) / sum(weight) FILTER ({poor}) / {WHOLE}",
                      f"sum(weight * score) FILTER ({poor}) / sum(weight) / {WHOLE}"]
        aggregates += [f"sum(weight) FILTER ({indicator}) / sum(weight)" for indicator in INDICATORS]
        aggregates += [f"sum(weight) FILTER ({indicator} AND {poor}) / sum(weight)" for indicator in INDICATORS]
        # Nobody poor: a sum of nothing is null, a headcount is 0.
        aggregates = [own if place == 1 else f"coalesce({own}, 0)" for place, own in enumerate(aggregates)]
        return (f"SELECT province, area, {', '.join(aggregates)} FROM (SELECT *, {score} AS score FROM {table})"
                " GROUP BY province, area")

    def timed(self, asked, query):
        results, seconds = {}, 0.0
        for weighting, cutoffs in asked.items():
            for cutoff in cutoffs:
                text = query(weighting, cutoff)
                begun = time.perf_counter()
                rows = self.connection.execute(text).fetchall()
                seconds += time.perf_counter() - begun
                collect(results, rows, weighting, cutoff)
        return seconds, results

    MASK = " | ".join(f"({indicator}::INTEGER << {bit})" for bit, indicator in enumerate(INDICATORS))

    def masks(self, table, weight="weight"):
        bits = ", ".join(f"(mask >> {bit} & 1)::BOOLEAN AS {indicator}" for bit, indicator in enumerate(INDICATORS))
        return (f"SELECT province, area, weight, {bits} FROM (SELECT province, area, {self.MASK} AS mask, sum({weight}) AS weight"
                f" FROM {table} GROUP BY province, area, mask)")

    def best(self, source, asked):
        table = self.table(source)
        begun = time.perf_counter()
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE masks AS {self.masks(table)}")
        seconds = time.perf_counter() - begun
        others, results = self.timed(asked, lambda weighting, cutoff: self.query("masks", weighting, cutoff))
        return seconds + others, results

    def exact(self, asked):
        """The ratios of every result as whole numbers."""
        table = self.table("memory")
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE masks AS {self.masks(table, 'round(weight * 1000)::BIGINT')}")
        rows = self.connection.execute(f"SELECT province, area, weight, {', '.join(INDICATORS)} FROM masks").fetchall()
        exact = {}
        for weighting, cutoffs in asked.items():
            for cutoff in cutoffs:
                sums = {}
                for province, area, weight, *deprived in rows:
                    own = sums.setdefault(f"{province}|{area}", [0] * 27)
                    score = sum(points for points, lacks in zip(WEIGHTINGS[weighting], deprived) if lacks)
                    weight = int(weight)
                    own[0] += weight
                    for place, lacks in enumerate(deprived):
                        own[3 + place] += weight * lacks
                    if score >= cutoff:
                        own[1] += weight
                        own[2] += weight * score
                        for place, lacks in enumerate(deprived):
                            own[15 + place] += weight * lacks
                for level, (whole, poor, scores, *counts) in sums.items():
                    exact[level, weighting, cutoff, "H", ""] = (poor, whole)
                    exact[level, weighting, cutoff, "M0", ""] = (scores, whole * WHOLE)
                    if poor:
                        exact[level, weighting, cutoff, "A", ""] = (scores, poor * WHOLE)
                    for place, indicator in enumerate(INDICATORS):
                        exact[level, "", None, "hd", indicator] = (counts[place], whole)
                        exact[level, weighting, cutoff, "hdk", indicator] = (counts[12 + place], whole)
                # One cutoff of a weighting tells; all sixty by Python take minutes.
                break
        return exact


class Polars:
    name = "Polars"

    def __init__(self, data):
        self.files = f"{data}/*.parquet"
        self.loaded = None

    def frame(self, source):
        import polars as pl

        columns = [*GROUPS, "weight", *INDICATORS]
        if source == "parquet":
            return pl.scan_parquet(self.files).select(columns)
        if self.loaded is None:
            self.loaded = pl.read_parquet(self.files, columns=columns).with_columns(pl.col(GROUPS).cast(pl.Categorical))
        return self.loaded.lazy()

    @staticmethod
    def query(frame, weighting, cutoff):
        import polars as pl

        weight, poor, score = pl.col("weight"), pl.col("poor"), pl.col("score")
        points = [pl.col(indicator).cast(pl.Int32) * own for indicator, own in zip(INDICATORS, WEIGHTINGS[weighting])]
        whole = weight.sum()
        scores = (weight * score).filter(poor).sum()
        aggregates = [(weight.filter(poor).sum() / whole).alias("H"),
                      (scores / weight.filter(poor).sum() / WHOLE).alias("A"),
                      (scores / whole / WHOLE).alias("M0")]
        aggregates += [(weight.filter(pl.col(own)).sum() / whole).alias(f"hd_{own}") for own in INDICATORS]
        aggregates += [(weight.filter(pl.col(own) & poor).sum() / whole).alias(f"hdk_{own}") for own in INDICATORS]
        scored = frame.with_columns(pl.sum_horizontal(points).alias("score"))
        return scored.with_columns((score >= cutoff).alias("poor")).group_by(GROUPS).agg(aggregates)

    def natural(self, source, asked):
        return self.timed(asked, self.frame(source))

    def timed(self, asked, frame):
        results, seconds = {}, 0.0
        for weighting, cutoffs in asked.items():
            for cutoff in cutoffs:
                begun = time.perf_counter()
                rows = self.query(frame, weighting, cutoff).collect().rows()
                seconds += time.perf_counter() - begun
                collect(results, rows, weighting, cutoff)
        return seconds, results

    def best(self, source, asked):
        import polars as pl

        mask = pl.sum_horizontal(pl.col(own).cast(pl.Int32) * (1 << bit) for bit, own in enumerate(INDICATORS))
        frame = self.frame(source)
        begun = time.perf_counter()
        bits = [((pl.col("mask") // (1 << bit)) % 2 == 1).alias(own) for bit, own in enumerate(INDICATORS)]
        small = frame.select(*GROUPS, "weight", mask.alias("mask")).group_by(*GROUPS, "mask").agg(pl.col("weight").sum())
        small = small.with_columns(bits).collect()
        seconds = time.perf_counter() - begun
        others, results = self.timed(asked, small.lazy())
        return seconds + others, results


if __name__ == "__main__":
    main()
