#!/bin/sh
# Feeds a target with mutations of real input: tools/fuzz.sh SECONDS [parser|eval|rex|spath]. A crash or a hang leaves its
# input in .build/fuzz.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
target=${2:-parser}
corpus=.build/fuzz-corpus-$target
mkdir -p "$corpus"
python3 - "$corpus" "$target" <<'PYTHON'
import hashlib, pathlib, re, sys
target = pathlib.Path(sys.argv[1])
texts = set()
# What the engine's targets take: an expression, a pattern or a path in the first line, a text behind it.
cases = "\n".join(path.read_text() for path in pathlib.Path("Tests/Spec").rglob("*.spec"))
engine = {
    "eval": (r"\b(?:eval \w+=|where )(.*?)(?:\||$)", r'"text": "(.*?)"'),
    "rex": (r"\b(?:rex|regex) [^\"\n]*(\".*\")", r'"(?:_raw|text)": "(.*?)"[,}]'),
    "spath": (r"path=\"?([^\s\"]+)|(?:spath|json_extract)\(\w+, \"(.*?)\"", r'"(?:_raw|doc|json)": "(.*?)"[,}]'),
}
if sys.argv[2] in engine:
    first, second = engine[sys.argv[2]]
    heads = sorted({"".join(match) if isinstance(match, tuple) else match for match in re.findall(first, cases, re.M)})
    bodies = sorted({body.replace('\\"', '"') for body in re.findall(second, cases)}) or ["{}"]
    for number, head in enumerate(heads):
        (target / hashlib.sha256(head.encode()).hexdigest()[:16]).write_text(
            head.strip() + "\n" + bodies[number % len(bodies)])
    sys.exit()
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
FUZZ_TARGET="$target" ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no exec release/spl-fuzzer -max_total_time="$seconds" -max_len=4096 -timeout=5 \
  -rss_limit_mb=2048 -print_final_stats=1 "../fuzz-corpus-$target"
