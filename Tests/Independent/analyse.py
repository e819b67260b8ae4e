#!/usr/bin/env python3
"""An independent second analysis of a catalog of Splunk detection rules.

    analyse.py CATALOG_DIR [--attack enterprise-attack.json] > out.json

It shares nothing with the program it checks: another language, another reading of the page specification.
For each rule it prints its stages, indicators, exclusions, search terms, group-by, severity and ATT&CK rows
as sorted JSON. Sentences of the specification that a function implements stand in its doc string, in brief.
"""
import argparse
import itertools
import json
import os
import re
import sys

import yaml

SCOPE = {"index", "earliest", "latest", "_index_earliest", "_index_latest", "splunk_server", "splunk_server_group", "nodename"}
CANONICAL = {"bin": "bucket", "discretize": "bucket", "kv": "extract", "run": "script", "af": "analyzefields", "transam": "transaction"}
GROUPING = {"stats", "eventstats", "streamstats", "tstats"}
BY = ("by", "groupby")
NEGATIVE = {"eq": "ne", "ne": "eq", "in": "not_in", "not_in": "in", "gt": "le", "le": "gt", "ge": "lt", "lt": "ge",
            "is_null": "is_not_null", "is_not_null": "is_null"}
KINDS = {"=": "eq", "==": "eq", "!=": "ne", ">": "gt", ">=": "ge", "<": "lt", "<=": "le"}
TURNED = {"eq": "eq", "ne": "ne", "gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}
SEVERITY = {"TTP": "medium", "Anomaly": "low", "Correlation": "informational"}
CIM_MACROS = {("drop_dm_object_name", 1): (["object"], 'rename "$object$.*" as *')}
MAX_EXPANSION = 1_000_000


# ---------------------------------------------------------------- text: what encloses what

def end_of_quote(text, start):
    """The offset after the double quote that closes the one at start; a backslash takes the next character with it."""
    at = start + 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return min(at + 1, len(text))


def end_of_macro(text, start):
    """The offset after the closing backtick; backticks within the macro's quoted arguments do not close it."""
    at = start + 1
    while at < len(text) and text[at] != "`":
        at = end_of_quote(text, at) if text[at] == '"' else at + 1
    return min(at + 1, len(text))


def pieces(text, at=0):
    """Begin and end of each comment, macro, quoted string, escaped quote or backslash, and single other character."""
    while at < len(text):
        if text.startswith("```", at):
            close = text.find("```", at + 3)
            end = len(text) if close < 0 else close + 3
        elif text[at] in "`\"":
            end = (end_of_macro if text[at] == "`" else end_of_quote)(text, at)
        else:
            end = at + (2 if text.startswith(("\\\\", '\\"'), at) else 1)
        yield at, end
        at = end


def end_of_bracket(text, start, opening="[", closing="]"):
    """The offset after the bracket that closes the one at start."""
    depth = 0
    for begin, end in pieces(text, start):
        depth += (text[begin:end] == opening) - (text[begin:end] == closing)
        if depth == 0:
            return end
    return len(text)


def without_comments(text):
    """A comment of three backticks each side becomes one space; within quotes it is text."""
    return "".join(" " if text.startswith("```", begin) else text[begin:end] for begin, end in pieces(text))


def split_at(text, separator, opening, closing):
    """A text cut before each separator that stands in no quotes, backticks, comments or brackets."""
    depth, cuts = 0, [0]
    for begin, end in pieces(text):
        piece = text[begin:end]
        depth = max(0, depth + (piece == opening) - (piece == closing))
        if piece == separator and depth == 0:
            cuts.append(begin)
    return [text[begin:end] for begin, end in zip(cuts, cuts[1:] + [len(text)])]


def split_pipeline(text):
    """The search splits at the pipes of the main pipeline. Each part keeps its pipe; white space at both ends is cut."""
    parts = [part.strip() for part in split_at(text, "|", "[", "]")]
    return parts if parts[0] else parts[1:]


def command_of(part):
    """The command word of a part without comments, in lower case and canonical, and what follows it. None: no command."""
    piped = part.startswith("|")
    body = part[1:].lstrip() if piped else part.lstrip()
    word = re.match(r"[A-Za-z_][A-Za-z0-9_]*(?![\w.{}:*-])", body)
    if not word or re.match(r"\s*(!=|[=<>])", body[word.end():]):
        return None, body
    name = word.group().lower()
    if not piped and name != "search":
        return None, body
    return CANONICAL.get(name, name), body[word.end():]


def stages_of(search):
    """`Stage N: name` and the stage's own text. No command, a macro first, and mstats are named search."""
    stages = []
    for part in split_pipeline(search):
        name, _ = command_of(without_comments(part))
        stages.append(["search" if name in (None, "mstats") else name, part])
    return stages


# ---------------------------------------------------------------- macros

def macro_call(inner):
    """A macro's name and arguments, split at the commas outside quotes and parentheses."""
    match = re.match(r"\s*([^\s(]+)\s*\((.*)\)\s*$", inner, re.S)
    if not match:
        return inner.strip(), []
    return match.group(1), [part.lstrip(",").strip() for part in split_at(match.group(2), ",", "(", ")")]


def expand(text, macros, inside=()):
    """Macros are text, put in before parsing, never inside a quoted string; comments become a space.

    An unknown `*_filter` is `search *`; another unknown macro, and one inside itself, stays as it is and says nothing.
    """
    out, size, text = [], 0, without_comments(text)
    for begin, end in pieces(text):
        piece = text[begin:end]
        if piece[0] == "`":
            piece = macro_text(piece[1:-1], macros, inside)
        out.append(piece)
        size += len(piece)
        if size > MAX_EXPANSION:
            break
    return "".join(out)


def macro_text(inner, macros, inside):
    """The whole expansion of one macro; arguments by position or by name, outer quotes off."""
    name, arguments = macro_call(inner)
    key = (name, len(arguments))
    if key not in macros and name.endswith("_filter"):
        return "search *"
    if key not in macros or key in inside:
        return f"`{inner}`"
    parameters, definition = macros[key]
    values = {}
    for position, argument in enumerate(arguments):
        named = re.match(r"(\w+)\s*=(.*)$", argument, re.S)
        parameter = parameters[position] if position < len(parameters) else ""
        if named and named.group(1) in parameters:
            parameter, argument = named.group(1), named.group(2).strip()
        values[parameter] = argument[1:-1] if len(argument) > 1 and argument[0] == argument[-1] == '"' else argument
    filled = re.sub(r"\$(\w+)\$", lambda found: values.get(found.group(1), found.group()), definition)
    return expand(filled, macros, inside + (key,))


# ---------------------------------------------------------------- the search language

QUOTED = r'"(?:\\.|[^"\\])*"?'
WRAPPED = rf"(?:TERM|CASE)\((?P<inner>(?:{QUOTED}|[^()\"])*)\)"
SINGLE = r"'[^'\n|]+'(?=$|[\s(),=<>!\]])"
WORD = r'(?:\\[\\"]|[^\s()\[\]|,"`])+'
NAME = r'(?:\\[\\"]|(?!!=)[^\s()\[\]|,"`=<>])+'
LITERAL = re.compile(f"{QUOTED}|{WRAPPED}|{WORD}", re.S)
TOKEN = re.compile(f"(?P<term>{WRAPPED})|(?P<quote>{QUOTED}|{SINGLE})|(?P<word>{NAME})|(?P<sign>[()])", re.S)
OPERATOR = re.compile(r"\s*(!=|<=|>=|==|=|<|>)\s*")
MEMBERSHIP = re.compile(r"\s*\bIN\s*\(")
AND, OR, NOT = ("word", "AND"), ("word", "OR"), ("word", "NOT")


def end_of_gap(text, at):
    """The offset after what is no token: white space, a comma, a whole macro or subsearch, a stray sign."""
    if text[at] == "`":
        return end_of_macro(text, at)
    return end_of_bracket(text, at) if text[at] == "[" else at + 1


def read_value(text, at):
    """A value ends at its closing quote, or where its word ends. A macro or subsearch there is no literal."""
    match = LITERAL.match(text, at)
    if match:
        return [match.group()], match.end()
    return [], (end_of_gap(text, at) if at < len(text) and text[at] in "`[" else at)


def read_list(text, at):
    """The items of IN, from after its parenthesis, split at commas or spaces; and the offset after the closing one."""
    items = []
    while at < len(text) and text[at] != ")":
        value, end = read_value(text, at)
        items += value
        at = max(end, at + 1)
    return items, at + 1


def lex_search(text):
    """Tokens: ('cmp', field, kind, values), ('word', 'quote' or 'term', text), ('sign', parenthesis), ('opaque', sign)."""
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            tokens += [("opaque", text[at])] if text[at] in "`[" else []
            at = end_of_gap(text, at)
            continue
        kind, word, at = match.lastgroup if match.lastgroup != "inner" else "term", match.group(), match.end()
        operator, member = OPERATOR.match(text, at), MEMBERSHIP.match(text, at)
        if kind == "term":
            tokens.append((kind, match.group("inner").strip()))
        elif kind == "sign" or not (operator or member) or (member and (kind, word) in (AND, OR, NOT)):
            tokens.append((kind, word))
        elif operator:
            values, at = read_value(text, operator.end())
            tokens.append(("cmp", bare(word), KINDS[operator.group(1)], values))
        else:
            values, at = read_list(text, member.end())
            tokens.append(("cmp", bare(word), "in", values))
    return tokens


def bare(name):
    """Fields stand without quotes."""
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def parse_search(tokens):
    """Parentheses, NOT, OR, then AND; what stands side by side is AND.

    Nodes: ('and' or 'or', nodes), ('not', node), ('pred', field, kind, values), ('other',).
    """
    rest = tokens[::-1]

    def conjunction():
        nodes = []
        while rest and rest[-1] != ("sign", ")"):
            if rest[-1] in (AND, OR):
                rest.pop()
            else:
                nodes.append(disjunction())
        return ("and", nodes)

    def disjunction():
        nodes = [negation()]
        while rest and rest[-1] == OR:
            rest.pop()
            nodes.append(negation())
        return nodes[0] if len(nodes) == 1 else ("or", nodes)

    def negation():
        if not rest or rest[-1] == ("sign", ")"):
            return ("other",)
        token = rest.pop()
        if token == NOT:
            return ("not", negation())
        if token == ("sign", "("):
            node = conjunction()
            del rest[-1:]
            return node
        return ("pred",) + token[1:] if token[0] == "cmp" else ("other",)

    nodes = []
    while rest:
        nodes.append(conjunction())
        del rest[-1:]
    return ("and", nodes)


# ---------------------------------------------------------------- the language of where

EVAL_TOKEN = re.compile(r"""\s*(?:(?P<literal>"(?:\\.|[^"\\])*"|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|(?P<quoted>'[^']*')
    |(?P<macro>`[^`]*`)|(?P<name>[A-Za-z_][\w:{}@]*)|(?P<op>==|!=|<=|>=|[=<>+\-*/%.!(),]))""", re.X | re.S)
OTHER = ("other",)


class Where:
    """Parentheses, comparison, NOT, AND, OR, XOR; the words without regard to case. Raises ValueError on what it cannot read."""

    def __init__(self, text):
        self.tokens, self.at, at, text = [], 0, 0, text.rstrip()
        while at < len(text):
            match = EVAL_TOKEN.match(text, at)
            if not match:
                raise ValueError("cannot read: " + text[at:at + 40])
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()

    def parse(self):
        node = self.joined("xor")
        if self.at < len(self.tokens):
            raise ValueError("left over: " + " ".join(token[1] for token in self.tokens[self.at:self.at + 8]))
        return node

    def takes(self, *texts):
        """Take the next token if it is one of these operators or words."""
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind in ("op", "name") and text.lower() in texts:
                self.at += 1
                return text.lower()
        return None

    def expect(self, text):
        if not self.takes(text):
            raise ValueError("expected " + text)

    def joined(self, word):
        tighter = {"xor": lambda: self.joined("or"), "or": lambda: self.joined("and"), "and": self.negation}[word]
        nodes = [tighter()]
        while self.takes(word):
            nodes.append(tighter())
        return nodes[0] if len(nodes) == 1 else ("and" if word == "and" else "or", nodes)

    def negation(self):
        return ("not", self.negation()) if self.takes("not", "!") else self.comparison()

    def comparison(self):
        left = self.value()
        while True:
            operator, begin = self.takes(*KINDS), self.at
            negated = not operator and bool(self.takes("not"))
            if operator:
                left = compared(left, KINDS[operator], self.value())
            elif self.takes("in"):
                self.expect("(")
                left = member([left] + self.arguments())
            elif self.takes("like"):
                left = pattern("like", left, self.value())
            else:
                self.at = begin
                return left
            if negated and left != OTHER:
                left = left[:2] + ("not_in",) + left[3:] if left[2] == "in" else ("not", left)

    def value(self):
        return self.operation("+-.", lambda: self.operation("*/%", self.unary))

    def operation(self, operators, tighter):
        node = tighter()
        while self.takes(*operators):
            tighter()
            node = OTHER
        return node

    def unary(self):
        sign = self.takes("-", "+")
        if not sign:
            return self.primary()
        node = self.unary()
        return ("literal", sign + node[1]) if node[0] == "literal" and node[1][0] != '"' else OTHER

    def primary(self):
        if self.at >= len(self.tokens):
            raise ValueError("an operand is missing")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind in ("literal", "macro"):
            return (kind, text)
        if kind in ("name", "quoted"):
            return function(text.lower(), self.arguments()) if kind == "name" and self.takes("(") else ("field", bare(text))
        if text == "(":
            node = self.joined("xor")
            self.expect(")")
            return node
        raise ValueError("unexpected " + text)

    def arguments(self):
        nodes = []
        while not self.takes(")"):
            if not self.takes(","):
                nodes.append(self.joined("xor"))
        return nodes


def compared(left, kind, right):
    """Not field with field, nor a computed expression on either side; a literal on the left turns round."""
    if left[0] == "literal":
        left, right, kind = right, left, TURNED[kind]
    return pattern(kind, left, right)


def member(nodes):
    """`f IN (…)` and `in(f, …)`; a bare name inside is a field, so no value."""
    values = [node[1] for node in nodes[1:] if node[0] == "literal"]
    return ("pred", nodes[0][1], "in", values) if values and nodes[0][0] == "field" else OTHER


def pattern(kind, subject, literal):
    return ("pred", subject[1], kind, [literal[1]]) if subject[0] == "field" and literal[0] == "literal" else OTHER


def function(name, nodes):
    """The functions of eval that are predicates on a field."""
    if name in ("isnull", "isnotnull") and len(nodes) == 1:
        return pattern("is_null" if name == "isnull" else "is_not_null", nodes[0], ("literal", ""))
    if name == "in" and nodes:
        return member(nodes)
    kind = {"like": "like", "match": "regex_match", "cidrmatch": "cidr"}.get(name)
    return pattern(kind, *(nodes[::-1] if kind == "cidr" else nodes)) if kind and len(nodes) == 2 else OTHER


# ---------------------------------------------------------------- indicators, exclusions, group-by

def collect(node, place, turned, indicators, exclusions):
    """A NOT that is a conjunct at its stage's top makes exclusions; a NOT elsewhere turns the kinds below it."""
    if node[0] in ("and", "or"):
        if node[0] == "or" and place == "top":
            place = "inner"
        for child in node[1]:
            collect(child, place, turned, indicators, exclusions)
    elif node[0] == "not":
        if place != "top":
            collect(node[1], place, not turned, indicators, exclusions)
        elif node[1][0] == "not":
            collect(node[1][1], place, turned, indicators, exclusions)
        else:
            collect(node[1], "excluded", turned, indicators, exclusions)
    elif node[0] == "pred":
        _, field, kind, values = node
        kind = NEGATIVE.get(kind) if turned else kind
        if kind and field not in SCOPE:
            (exclusions if place == "excluded" else indicators).setdefault((field, kind), set()).update(values)


def outside(tokens):
    """The tokens that stand in no parentheses, with their places."""
    depth = 0
    for at, token in enumerate(tokens):
        if token[0] == "sign":
            depth += 1 if token[1] == "(" else -1
        elif depth == 0:
            yield at, token


def clause(tokens, opening, closing):
    """The tokens after the first word of opening that stands in no parentheses, to the first word of closing."""
    begin = None
    for at, token in outside(tokens):
        if token[0] == "word" and begin is None and token[1].lower() in opening:
            begin = at + 1
        elif token[0] == "word" and begin is not None and token[1].lower() in closing:
            return tokens[begin:at]
    return [] if begin is None else tokens[begin:]


def predicates_of(pipeline, indicators, exclusions, warn):
    """Predicates of search, where, regex and tstats … where, at any stage and in the subsearches of join and append."""
    for number, part in enumerate(split_pipeline(pipeline)):
        name, body = command_of(part)
        if name is None and (number == 0 or body):
            name = "search"
        try:
            if name == "search":
                collect(parse_search(lex_search(body)), "top", False, indicators, exclusions)
            elif name == "tstats":
                tree = parse_search(clause(lex_search(body), ("where",), BY))
                collect(tree, "top", False, indicators, exclusions)
            elif name == "where" and body.strip():
                collect(Where(body).parse(), "top", False, indicators, exclusions)
            elif name == "regex":
                regex_stage(body.strip(), indicators, exclusions)
            elif name in ("join", "append"):
                for inner in subsearches(body):
                    predicates_of(inner if inner.startswith("|") else "|" + inner, indicators, exclusions, warn)
        except (ValueError, RecursionError) as error:
            warn(f"{name}: {error}")


def regex_stage(body, indicators, exclusions):
    """`regex f="…"`, else _raw; `regex f!="…"` is an exclusion."""
    match = re.match(r"""("[^"]*"|'[^']*'|[^\s"'=!]+)\s*(!?=)\s*(.*)$""", body, re.S)
    field, operator, value = match.groups() if match else ("_raw", "=", body)
    if value.startswith('"'):
        value = value[:end_of_quote(value, 0)]
    if value:
        (indicators if operator == "=" else exclusions).setdefault((bare(field), "regex_match"), set()).add(value.strip())


def subsearches(text):
    """The texts in the outermost brackets."""
    found, upto = [], 0
    for begin, end in pieces(text):
        if text[begin:end] == "[" and begin >= upto:
            upto = end_of_bracket(text, begin)
            found.append(text[end:upto - 1].strip())
    return found


def group_by(pipeline):
    """The BY fields of stats, eventstats, streamstats and tstats and the fields of transaction, main pipeline only.

    `span=…` is not listed; a data-model prefix goes with its whole path, in a later stats too; sorted before quotes
    are put on a name that still has a dot. A data set: named by from or nodename, or a leading part with a capital.
    """
    fields, datasets = set(), set()
    for part in split_pipeline(pipeline):
        name, body = command_of(part)
        if name not in GROUPING and name != "transaction":
            continue
        tokens = lex_search(body)
        chosen = tokens if name == "transaction" else clause(tokens, BY, ("where",))
        options = {token[1]: bare(token[3][0]).split(".") for token in tokens if token[0] == "cmp" and token[3]}
        if name == "tstats" and "datamodel" in options:
            datasets.update(options["datamodel"][1:], options.get("nodename", []))
            for token in tokens:
                prefix = bare(token[1]).split(".")[:-1]
                datasets.update(itertools.takewhile(lambda segment: segment[:1].isupper(), prefix))
        for _, token in outside(chosen):
            if token[0] == "quote" or token[0] == "word" and token[1].lower() not in BY:
                path = bare(token[1]).split(".")
                while len(path) > 1 and path[0] in datasets:
                    path = path[1:]
                fields.add(".".join(path))
    return ", ".join(f'"{field}"' if "." in field else field for field in sorted(fields))


def terms_of(stages):
    """Bare words and quoted phrases of the search stages, in order, each once per stage; TERM(x) and CASE(x) give x.

    mstats is a search stage whose command is a word too. Macros are taken out as they are written.
    """
    terms = []
    for number, (name, text) in enumerate(stages, 1):
        command, body = command_of(without_comments(text))
        tokens = lex_search("mstats" + body if command == "mstats" else body) if name == "search" else []
        words = [token[1] for token in tokens if token[0] in ("word", "quote", "term") and token not in (AND, OR, NOT)]
        terms += [[number, word] for word in dict.fromkeys(words)]
    return terms


# ---------------------------------------------------------------- ATT&CK

def load_attack(path):
    """Techniques by id (name, tactics, replacement's id) and the tactics in the matrix's order, from a STIX bundle."""
    objects = json.load(open(path, encoding="utf-8"))["objects"]
    by_id = {entry["id"]: entry for entry in objects if "id" in entry}
    external = {entry["id"]: next(reference["external_id"] for reference in entry["external_references"] if "external_id" in reference)
                for entry in objects if entry["type"] == "attack-pattern"}
    replaced = {entry["source_ref"]: entry["target_ref"] for entry in objects
                if entry["type"] == "relationship" and entry["relationship_type"] == "revoked-by"}
    matrix = next(entry for entry in objects if entry["type"] == "x-mitre-matrix")
    tactics = [(by_id[tactic]["x_mitre_shortname"], by_id[tactic]["name"]) for tactic in matrix["tactic_refs"]]
    techniques = {}
    for stix, technique in external.items():
        phases = [phase["phase_name"] for phase in by_id[stix].get("kill_chain_phases", [])]
        if technique not in techniques or not by_id[stix].get("revoked"):
            techniques[technique] = (by_id[stix]["name"], phases, external.get(replaced.get(stix)))
    return techniques, tactics


def attack_rows(ids, attack):
    """One row per tactic in the matrix's order, techniques sorted by id; a revoked id shows its replacement. Unknown: tactic "?"."""
    techniques, tactics = attack
    wanted = set()
    for technique in ids:
        seen = set()
        while technique in techniques and techniques[technique][2] and technique not in seen:
            seen.add(technique)
            technique = techniques[technique][2]
        wanted.add(technique)

    def label(technique):
        parent = technique.split(".")[0]
        name = techniques[technique][0]
        return f"{technique} {techniques[parent][0]}: {name}" if "." in technique and parent in techniques else f"{technique} {name}"

    known = sorted(technique for technique in wanted if technique in techniques)
    rows = [[title, ", ".join(label(technique) for technique in known if short in techniques[technique][1])] for short, title in tactics]
    return [row for row in rows if row[1]] + ([["?", ", ".join(sorted(wanted - set(known)))]] if wanted - set(known) else [])


# ---------------------------------------------------------------- the catalog

def load_yaml(path):
    """A mapping of texts (a key that comes twice: the last wins), or None with a warning."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            document = yaml.load(file, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        print(f"{path}: {error}".replace("\n", " "), file=sys.stderr)
        return None
    return document if isinstance(document, dict) else None


def files_under(root, folder):
    """Every .yml file below any folder of this name, as paths relative to the root."""
    found = []
    for directory, _, names in os.walk(root):
        relative = os.path.relpath(directory, root).replace(os.sep, "/")
        if folder in relative.split("/"):
            found += [f"{relative}/{name}" for name in names if name.endswith(".yml")]
    return sorted(found)


def load_macros(root):
    """Macros by name and number of arguments, above those that the CIM add-on always brings."""
    macros = dict(CIM_MACROS)
    for path in files_under(root, "macros"):
        macro = load_yaml(os.path.join(root, path))
        if macro and isinstance(macro.get("definition"), str) and macro.get("name"):
            parameters = macro.get("arguments") or []
            macros[re.sub(r"\(\d+\)$", "", macro["name"]), len(parameters)] = (parameters, macro["definition"])
    return macros


def technique_ids(rule):
    """The ids of either generation of the schema."""
    tags = rule.get("tags") if isinstance(rule.get("tags"), dict) else {}
    found = rule.get("mitre_attack_id") or tags.get("mitre_attack_id") or []
    return [technique.strip() for technique in ([found] if isinstance(found, str) else found)]


def analyse(rule, macros, attack, warn):
    search = rule["search"] if isinstance(rule.get("search"), str) else ""
    expanded = expand(search, macros)
    indicators, exclusions = {}, {}
    predicates_of(expanded, indicators, exclusions, warn)
    stages = stages_of(search)
    return {"stages": stages, "indicators": indicators, "exclusions": rows_of(exclusions), "terms": terms_of(stages),
            "group_by": group_by(expanded), "severity": SEVERITY.get(rule.get("type"), ""),
            "attack": attack_rows(technique_ids(rule), attack) if attack else []}


def rows_of(predicates):
    """One row per field and kind, sorted by field, then kind; values once each, by code point. A row without a value is none."""
    return [[field, kind, sorted(values)] for (field, kind), values in sorted(predicates.items()) if values]


def same_value(value):
    """Two values are the same when equal without their quotes and without regard to case."""
    return bare(value).lower() if value.startswith('"') else value.lower()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("catalog")
    arguments.add_argument("--attack")
    options = arguments.parse_args()
    sys.setrecursionlimit(20_000)
    attack = load_attack(options.attack) if options.attack else None
    macros = load_macros(options.catalog)
    results, live = {}, {}
    for path in files_under(options.catalog, "detections"):
        rule = load_yaml(os.path.join(options.catalog, path))
        if not rule:
            continue
        result = results[path] = analyse(rule, macros, attack, lambda text, path=path: print(f"{path}: {text}", file=sys.stderr))
        if "removed" not in path.split("/") and rule.get("status") not in ("deprecated", "removed"):
            held = {(field, kind, same_value(value)) for (field, kind), values in result["indicators"].items() for value in values}
            for key in held:
                live[key] = live.get(key, 0) + 1
    for result in results.values():
        result["indicators"] = [[field, kind, [[value, max(1, live.get((field, kind, same_value(value)), 0))] for value in values]]
                                for field, kind, values in rows_of(result["indicators"])]
    json.dump(results, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
