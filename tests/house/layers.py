"""The rules of the house, checked on every source file, and each seen red on a planted line.

Rooms know only the rooms to their left; left of the edge nothing reads a clock, draws a random number, opens a socket,
sleeps or logs; SQL stands in store/ alone and holds neither now nor random(); each library stays in its place; files and
functions keep their size.
"""
import os
import re
import shutil
import sys
import tempfile

TOP = os.environ.get("srcdir", ".")
ROOMS = {
    "base": {"base"},
    "model": {"base", "model"},
    "store": {"base", "model", "store"},
    "render": {"base", "model", "render"},
    "engine": {"base", "model", "store", "render", "engine"},
    "edge": {"base", "model", "store", "render", "engine", "edge"},
    "ctl": {"base", "model", "store", "render", "engine", "ctl"},
}
LEFT = {"base", "model", "store", "render", "engine"}
CLOCK = r"\b(time|gettimeofday|clock_gettime|clock|localtime|localtime_r|gmtime|sleep|usleep|nanosleep|g_usleep|g_get_real_time|" \
        r"g_get_monotonic_time|g_date_time_new_now\w*|g_date_set_time_t|sd_event_now)\s*\("
CHANCE = r"\b(rand|srand|random|srandom|drand48|rand_r|arc4random\w*|getrandom|getentropy|g_random_\w+|g_rand_\w+|g_uuid_\w+|" \
         r"sqlite3_randomness)\s*\("
OUTSIDE = r"\b(socket|connect|bind|listen|accept4?|getaddrinfo|curl_\w+|sd_\w+|MHD_\w+|syslog|g_log|g_warning|g_message|g_print|" \
          r"g_printerr|printf|fprintf|puts|perror|system|popen|fork|execv\w*)\s*\("
SQL_CLOCK = r"(\bnow\b'|'now'|CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|\brandom\s*\(|\brandomblob\s*\(|strftime|julianday)"
SQL = r"\"\s*(SELECT|INSERT INTO|INSERT OR|UPDATE|DELETE FROM|CREATE TABLE|CREATE INDEX|PRAGMA)\b"
PLACES = {  # a header's name -> the files that may include it
    r"<curl/": {"edge/smtp.c", "edge/relay.c", "edge/dialogue.c", "ctl/client.c", "main.c"},
    r"<microhttpd\.h>": {"edge/http.c", "edge/http_control.c", "edge/http_door.h", "edge/http_head.c", "edge/http_public.c",
                         "edge/http_reply.c", "edge/http_reply.h", "main.c"},
    r"<libical/": {"model/schedule.c", "model/schedule_rule.c", "model/period.c", "model/calendar.c", "model/due_rhythm.c",
                   "render/feed_component.c", "render/feed_bytes.c", "main.c"},
    r"<libconfig\.h>": None,  # model/config*.c
    r"<sqlite3\.h>": None,    # store/
}


def sources(top):
    for base in ("daemon", "include"):
        for folder, _, names in os.walk(os.path.join(top, base)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    path = os.path.join(folder, name)
                    yield os.path.relpath(path, os.path.join(top, base)), path


def strip(text, strings=True):
    """Comments (and string literals) blanked, lines kept."""
    def blank(match):
        found = match.group(0)
        if found.startswith("/"):
            return re.sub(r"[^\n]", " ", found)
        return '""' if strings else found
    return re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"", blank, text, flags=re.S)


def find(pattern, text, what, path, found):
    for match in re.finditer(pattern, text, flags=re.I if "SELECT" in pattern else 0):
        found.append("%s:%d: %s: %s" % (path, text.count("\n", 0, match.start()) + 1, what, match.group(0).strip()))


def check_file(name, path, found):
    text = open(path, encoding="utf-8").read()
    room = name.split("/")[0] if "/" in name else None
    code, worded = strip(text), strip(text, strings=False)
    if room in ROOMS:
        for match in re.finditer(r'#include "(\w+)/', worded):
            if match.group(1) in ROOMS and match.group(1) not in ROOMS[room]:
                found.append("%s: room %s includes room %s" % (path, room, match.group(1)))
    if room in LEFT:
        find(CLOCK, code, "a clock left of the edge", path, found)
        find(CHANCE, code, "chance left of the edge", path, found)
        find(OUTSIDE, code, "the outside left of the edge", path, found)
    if room == "store":
        find(SQL_CLOCK, worded, "SQL that knows the time or chance", path, found)
    elif room is not None:
        find(SQL, worded, "SQL outside store/", path, found)
    for header, allowed in PLACES.items():
        if not re.search(r"#include " + header, worded):
            continue
        if header.startswith(r"<libconfig"):
            if not name.startswith("model/config"):
                found.append("%s: libconfig outside model/config" % path)
        elif header.startswith(r"<sqlite3"):
            if room != "store" and name != "main.c":
                found.append("%s: SQLite outside store/" % path)
        elif name not in allowed:
            found.append("%s: %s does not belong here" % (path, header))
    check_size(path, text, found)


def check_size(path, text, found):
    lines = text.split("\n")
    if len(lines) > 601:
        found.append("%s: %d lines, 600 at most" % (path, len(lines)))
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            if number - start > 62:
                found.append("%s:%d: a function of %d lines, 60 at most" % (path, start, number - start))
            start = None


def check_tree(top):
    found = []
    for name, path in sources(top):
        check_file(name, path, found)
        if os.path.basename(path) in ("util.c", "util.h", "utils.c", "helpers.c"):
            found.append("%s: a room, not a drawer" % path)
    basenames = {}
    for name, path in sources(top):
        if path.endswith(".c") and not name.startswith("ctl/"):
            other = basenames.setdefault(os.path.basename(path), path)
            if other != path:
                found.append("%s: the archive holds %s already" % (path, other))
    return found


PLANTED = [
    ("daemon/base/civil.c", '#include "model/plan.h"\n', "room base includes"),
    ("daemon/model/plan.c", '#include "store/store.h"\n', "room model includes"),
    ("daemon/render/words.c", '#include "store/facts.h"\n', "room render includes"),
    ("daemon/engine/engine.c", '#include "edge/log.h"\n', "room engine includes"),
    ("daemon/engine/engine.c", "static long planted(void) { return time(NULL); }\n", "a clock"),
    ("daemon/store/store.c", "static long planted(void) { return g_get_real_time(); }\n", "a clock"),
    ("daemon/engine/ladder.c", "static int planted(void) { return g_random_int(); }\n", "chance"),
    ("daemon/render/words.c", 'static void planted(void) { g_warning("x"); }\n', "the outside"),
    ("daemon/store/sql.c", 'static const char *planted = "SELECT strftime(1, \'now\')";\n', "SQL that knows"),
    ("daemon/store/sql.c", 'static const char *planted = "SELECT random()";\n', "SQL that knows"),
    ("daemon/engine/engine.c", 'static const char *planted = "SELECT * FROM occurrence";\n', "SQL outside"),
    ("daemon/engine/engine.c", "#include <sqlite3.h>\n", "SQLite outside"),
    ("daemon/engine/engine.c", "#include <curl/curl.h>\n", "does not belong"),
    ("daemon/model/plan.c", "#include <libconfig.h>\n", "libconfig outside"),
    ("daemon/base/civil.c", "int planted;\n" * 600, "600 at most"),
    ("daemon/base/civil.c", "void planted(void)\n{\n" + "\t;\n" * 70 + "}\n", "60 at most"),
    ("daemon/base/util.c", "int planted;\n", "not a drawer"),
    ("daemon/render/store.c", "int planted;\n", "the archive holds"),
]


def plant(file, line):
    """The tree with one line more."""
    folder = tempfile.mkdtemp()
    for base in ("daemon", "include"):
        shutil.copytree(os.path.join(TOP, base), os.path.join(folder, base))
    os.system("chmod -R u+w " + folder)
    path = os.path.join(folder, file)
    text = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
    with open(path, "w", encoding="utf-8") as out:
        out.write(text + line)
    return folder


def main():
    results = []
    found = check_tree(TOP)
    results.append((not found, "the house keeps its rules", found))
    for file, line, expected in PLANTED:
        folder = plant(file, line)
        red = [f for f in check_tree(folder) if expected in f]
        shutil.rmtree(folder)
        results.append((bool(red), "red on a planted line in %s: %s" % (file, expected), []))
    print("1..%d" % len(results))
    for number, (ok, name, notes) in enumerate(results, 1):
        print("%s %d - %s" % ("ok" if ok else "not ok", number, name))
        for note in notes:
            print("# " + note)
    return 0 if all(ok for ok, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
