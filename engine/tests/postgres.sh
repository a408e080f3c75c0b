#!/usr/bin/env bash
# Starts a PostgreSQL of its own in a temporary folder, loads a CSV file into the table `households`, runs a query, prints its
# rows as CSV without a header, and stops. Usage: postgres.sh TABLE.sql ROWS.csv QUERY.sql
# Exit status 77: there is no PostgreSQL here.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
[ -x "$bin/initdb" ] || exit 77
folder=$(mktemp -d)
chmod 755 "$folder"
mkdir "$folder/data"
# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || exit 77
  chown -R postgres "$folder"
  as=(runuser -u postgres --)
fi
stop() { "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
cp "$1" "$folder/table.sql"; cp "$2" "$folder/rows.csv"; cp "$3" "$folder/query.sql"
chmod 644 "$folder"/*.sql "$folder/rows.csv"
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -A trust -U poverty -E UTF8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" -o "-c listen_addresses='' -k $folder" start >/dev/null
psql() { "${as[@]}" "$bin/psql" -q -X -v ON_ERROR_STOP=1 -h "$folder" -U poverty -d postgres "$@"; }
psql -f "$folder/table.sql"
psql -c "\\copy households from '$folder/rows.csv' with (format csv, header true)"
psql --csv -t -f "$folder/query.sql"
