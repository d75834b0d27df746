"""The Test Anything Protocol for tests written in Python: plan at the end, one line a test, reasons as comments."""
import sys
import traceback


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def ok(self, good, name, *why):
        self.count += 1
        if not good:
            self.failed += 1
        print("%s %d - %s" % ("ok" if good else "not ok", self.count, name.replace("#", "")), flush=True)
        if not good:
            for reason in why:
                for line in str(reason).splitlines():
                    print("#   " + line, flush=True)
        return good

    def equal(self, got, want, name):
        return self.ok(got == want, name, "got:  %r" % (got,), "want: %r" % (want,))

    def skip(self, name, why):
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, name.replace("#", ""), why), flush=True)

    def note(self, text):
        for line in str(text).splitlines():
            print("# " + line, flush=True)

    def run(self, *tests):
        """Calls each with self; an exception is a failure of that test and the next one runs."""
        for test in tests:
            try:
                test(self)
            except Exception:
                self.ok(False, test.__name__, traceback.format_exc())
        self.done()

    def skip_all(self, why):
        print("1..0 # SKIP " + why, flush=True)
        sys.exit(0)

    def done(self):
        print("1..%d" % self.count, flush=True)
        sys.exit(1 if self.failed else 0)
