#!/bin/sh
# Feeds one reader with mutations of real inputs: tools/fuzz.sh SECONDS TARGET, of which Fuzz/FuzzTarget.swift has the
# list. A crash or a hang leaves its input in .build/fuzz.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
target=${2:-spl}
corpus=.build/fuzz-corpus/$target
mkdir -p "$corpus"
python3 - "$corpus" "$target" <<'PYTHON'
import hashlib, pathlib, re, sys
folder, target = pathlib.Path(sys.argv[1]), sys.argv[2]
texts = set()
shared = pathlib.Path("../shared/corpus")
# What the targets of the engine take: an expression, a pattern or a path in the first line, a text behind it.
engine = {
    "eval": (r"\b(?:eval \w+=|where )(.*?)(?:\||$)", r'"text": "(.*?)"'),
    "rex": (r"\b(?:rex|regex) [^\"\n]*(\".*\")", r'"(?:_raw|text)": "(.*?)"[,}]'),
    "spath": (r"path=\"?([^\s\"]+)|(?:spath|json_extract)\(\w+, \"(.*?)\"", r'"(?:_raw|doc|json)": "(.*?)"[,}]'),
}
if target in engine:
    first, second = engine[target]
    cases = "\n".join(path.read_text() for path in pathlib.Path("Tests/Spec").rglob("*.spec"))
    heads = sorted({"".join(match) if isinstance(match, tuple) else match for match in re.findall(first, cases, re.M)})
    bodies = sorted({body.replace('\\"', '"') for body in re.findall(second, cases)}) or ["{}"]
    texts.update(head.strip() + "\n" + bodies[number % len(bodies)] for number, head in enumerate(heads))
elif target == "spl":
    for path in pathlib.Path("Tests/Spec").rglob("*.spec"):
        texts.update(re.findall(r"^--- (?:search|other|expression)\n(.*?)(?=^---|^===|\Z)", path.read_text(), re.M | re.S))
    # The examples of every command.
    texts.update(re.findall(r"^\| [a-z].*", pathlib.Path("docs/spl.md").read_text(), re.M))
    for catalog in (pathlib.Path("catalog"), shared / "security_content"):
        for path in sorted(catalog.rglob("*.yml"))[::7]:
            match = re.search(r"^search: *[|>]?-?(.*?)^\w", path.read_text(errors="replace"), re.M | re.S)
            if match:
                texts.add(match.group(1))
elif target == "conf":
    for path in sorted(pathlib.Path("catalog/apps").rglob("*.conf")):
        for stanza in re.split(r"^(?=\[)", path.read_text(errors="replace"), flags=re.M):
            texts.add(re.sub(r"^\[.*\]\n", "", stanza))
    texts.add("EXTRACT-a = (?<a>x) in b\nREPORT-b = c\nFIELDALIAS-d = e AS f\nEVAL-g = h+1\nTRANSFORMS-i = j\nSEDCMD-k = s/a/b/g\n")
else:
    firsts = {"json": "{[", "xml": "<"}.get(target)
    for path in sorted(shared.glob("attack_data/**/*")):
        if path.suffix not in (".log", ".json", ".csv", ".txt", ".xml") or not path.is_file():
            continue
        with path.open("rb") as file:
            text = file.read(3000).decode(errors="replace")
        if firsts is None or text[:1] in firsts:
            texts.add(text)
    texts.update({
        "json": ['{"a":{"b":[1,-2.5e3,true,null,"x\\u00e9\\""]},"c":[{"d":"e"},[]],"f":false}\n'],
        "xml": ["<a b='1'><!-- c --><d>&lt;&#65;</d><![CDATA[e]]></a>"],
        "keyvalue": ['a=1 b="2 \\" 3" c:d=e;f=g|h=i&j=k'],
        "csv": ['a,b,"c d"\n1,"2\n3","4"""\n'],
        "dates": ["Nov 22 13:00:00 h\n2026-11-22T13:00:00.5+01:00\n11/22/2026 1:00:00 PM\n1795352400123\n"],
        "breaking": ["a\r\n b\n2 c\n<d>\n\n"],
    }[target])
for text in texts:
    data = text.strip().encode()
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
PYTHON
FUZZ=1 swift build -c release --scratch-path .build/fuzz --product fuzzer \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library
cd .build/fuzz
# The tables of commands live as long as the program.
ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no FUZZ_TARGET="$target" exec release/fuzzer \
  -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 "../fuzz-corpus/$target"
