#!/bin/sh
# The seconds that DuckDB takes for the search of the benchmark on two threads, the median of five runs; nothing where it
# cannot be had: tools/duckdb.sh FILE
set -eu
cd "$(dirname "$0")/.."
environment=.build/duckdb
if [ ! -e "$environment/ready" ]; then
  rm -rf "$environment"
  { python3 -m venv "$environment" && "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 duckdb &&
    touch "$environment/ready"; } >/dev/null 2>&1 || exit 0
fi
exec "$environment/bin/python" - "$1" <<'PYTHON'
import sys, time, duckdb
connection = duckdb.connect()
connection.execute("set threads=2")
query = """select user_no, count(*) from read_json(?, columns={field: 'VARCHAR', user_no: 'VARCHAR'},
    format='newline_delimited') where field = 'value' group by 1"""
times = []
for _ in range(5):
    start = time.time()
    connection.execute(query, [sys.argv[1]]).fetchall()
    times.append(time.time() - start)
print(sorted(times)[2])
PYTHON
