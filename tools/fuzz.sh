#!/bin/sh
# Feeds the parser with mutations of real searches: tools/fuzz.sh SECONDS. A crash or a hang leaves its input in .build/fuzz.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
corpus=.build/fuzz-corpus
mkdir -p "$corpus"
python3 - "$corpus" <<'PYTHON'
import hashlib, pathlib, re, sys
target = pathlib.Path(sys.argv[1])
texts = set()
for path in pathlib.Path("Tests/Spec").rglob("*.spec"):
    texts.update(re.findall(r"^--- (?:search|other|expression)\n(.*?)(?=^---|^===|\Z)", path.read_text(), re.M | re.S))
# The examples of every command.
texts.update(re.findall(r"^\| [a-z].*", pathlib.Path("docs/spl.md").read_text(), re.M))
for folder in ("catalog", "../shared/corpus/security_content"):
    for path in sorted(pathlib.Path(folder).rglob("*.yml"))[::7]:
        match = re.search(r"^search: *[|>]?-?(.*?)^\w", path.read_text(errors="replace"), re.M | re.S)
        if match:
            texts.add(match.group(1))
for text in texts:
    data = text.strip().encode()
    (target / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
PYTHON
FUZZ=1 swift build -c release --scratch-path .build/fuzz --product spl-fuzzer \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library
cd .build/fuzz
# The tables of commands live as long as the program.
ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no exec release/spl-fuzzer -max_total_time="$seconds" -max_len=4096 -timeout=5 \
  -rss_limit_mb=2048 -print_final_stats=1 ../fuzz-corpus
