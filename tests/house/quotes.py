"""The shipped plans against the documents they come from.

Every quote in etc/plans.d stands in the text of its plan, letter for letter but for white space and the ** of bold type;
every row of duties read out of the five documents is an obligation; ids carry the name of their province.
"""

import os
import pathlib
import re
import sys
import unicodedata

SRC = pathlib.Path(os.environ.get("srcdir", "."))
ETC = SRC / "etc"

# file of etc/plans.d: (the document's text, prefix of its agencies, row ids and how many)
PLANS = {
    "quang-ninh-2012.conf": ("quang-ninh-2012.txt", "quang-ninh-", [("qn-%02d", 16)]),
    "lao-cai-2021.conf": ("lao-cai-2021.txt", "lao-cai-", [("lc-%02d", 20), ("lc-c%d", 3)]),
    "trieu-son-2021.conf": ("trieu-son-2021.txt", "trieu-son-", [("ts-%02d", 12)]),
    "lang-son-2022.conf": ("lang-son-2022.txt", "lang-son-", [("ls-%02d", 8)]),
    "hue-2024.conf": ("hue-2024.txt", "hue-", [("hue-%02d", 20)]),
}

TOKEN = re.compile(
    r'(?P<skip>\s+|\#[^\n]*|//[^\n]*|/\*.*?\*/)|(?P<text>"(?:[^"\\]|\\.)*")|(?P<mark>[{}()\[\]=:;,])'
    r"|(?P<word>[^\s{}()\[\]=:;,\"#]+)",
    re.S,
)


class Reader:
    """libconfig, as far as these files use it: groups, lists, arrays, text (adjacent pieces joined), words."""

    def __init__(self, path):
        self.tokens = []
        text, at = path.read_text(encoding="utf-8"), 0
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                raise SyntaxError(f"{path.name}: cannot read {text[at:at + 20]!r}")
            at = found.end()
            if found.lastgroup != "skip":
                self.tokens.append((found.lastgroup, found.group()))
        self.tokens.append(("end", ""))

    def take(self, wanted=None):
        kind, text = self.tokens.pop(0)
        if wanted is not None and text != wanted:
            raise SyntaxError(f"{text!r} where {wanted!r} was expected")
        return text

    def settings(self, end):
        found = {}
        while self.tokens[0][1] != end:
            name = self.take()
            self.tokens[0] = ("mark", "=") if self.tokens[0][1] == ":" else self.tokens[0]
            self.take("=")
            found[name] = self.value()
            while self.tokens[0][1] in (";", ","):
                self.take()
        self.take(end)
        return found

    def values(self, end):
        found = []
        while self.tokens[0][1] != end:
            if found:
                self.take(",")
            found.append(self.value())
        self.take(end)
        return found

    def value(self):
        kind, text = self.tokens[0]
        if kind == "text":
            pieces = []
            while self.tokens[0][0] == "text":
                pieces.append(re.sub(r"\\(.)", r"\1", self.take()[1:-1]))
            return "".join(pieces)
        self.take()
        if text == "{":
            return self.settings("}")
        if text in "([":
            return self.values(")" if text == "(" else "]")
        return text


def load(path):
    return Reader(path).settings("")


def fold(text):
    return " ".join(unicodedata.normalize("NFC", text).replace("**", "").split())


def parts(quote):
    """«A» … «B» is two quotes; anything else is one."""
    between = re.findall(r"«(.*?)»", quote, re.S)
    return between if between and " … " in quote else [quote]


def main():
    results = []

    def check(good, what, why=""):
        results.append((bool(good), what, why))

    for name, (text, prefix, rows) in PLANS.items():
        document = fold((SRC / "tests/data/plans" / text).read_text(encoding="utf-8"))
        obligations = [o for plan in load(ETC / "plans.d" / name)["plans"] for o in plan["obligations"]]
        check(obligations, f"{name}: has obligations")
        for o in obligations:
            missing = [p for p in parts(o.get("quote", "")) if not fold(p) or fold(p) not in document]
            check(not missing, f"{name}: {o['id']}: the quote stands in the document", " / ".join(missing) or "no quote")
            check(o.get("clause"), f"{name}: {o['id']}: has a clause")
        expected = [form % n for form, count in rows for n in range(1, count + 1)]
        named = {row: [o["id"] for o in obligations if o["id"] == row or o["id"].startswith(row + "-")] for row in expected}
        for row in expected:
            check(named[row], f"{name}: row {row} is there")
        strangers = {o["id"] for o in obligations} - {i for ids in named.values() for i in ids}
        check(not strangers, f"{name}: no obligation without a row", " ".join(sorted(strangers)))

        bodies = load(ETC / "agencies.d" / (prefix[:-1] + ".conf"))
        names = [a["id"] for a in bodies["agencies"]] + list(bodies.get("groups", {}))
        names += [g for a in bodies["agencies"] for g in a.get("groups", [])]
        wrong = sorted({n for n in names if not n.startswith(prefix)})
        check(names and not wrong, f"{prefix[:-1]}.conf: ids begin with {prefix}", " ".join(wrong))

    found = sorted(p.name for p in (ETC / "plans.d").glob("*.conf"))
    check(found == sorted(PLANS), "every plan of etc/plans.d is looked at", " ".join(found))

    print(f"1..{len(results)}")
    for number, (good, what, why) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {what}")
        if not good and why:
            print(f"# {why}")
    return 0 if all(good for good, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
