"""Runs a query over Parquet files in DuckDB and prints its rows as CSV without a header: QUERY.sql PATTERN.
Exit status 77: there is no DuckDB here."""

import csv
import sys

try:
    import duckdb
except ModuleNotFoundError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    query = file.read()
connection = duckdb.connect()
connection.execute(f"CREATE VIEW households AS SELECT * FROM read_parquet('{sys.argv[2]}', hive_partitioning = false)")
csv.writer(sys.stdout, lineterminator="\n").writerows(connection.execute(query).fetchall())
