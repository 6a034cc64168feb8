"""Counts the steps of a judge that pass."""

import sys


class Score:
    def __init__(self, client):
        self.client = client
        self.passed = 0
        self.failed = []

    def step(self, name):
        """Runs the decorated function at once; an exception fails the step and not the judge."""

        def run(act):
            try:
                act()
            except Exception as error:
                self.failed.append(name)
                print(f"FAIL {name}: {type(error).__name__}: {error}", file=sys.stderr)
            else:
                self.passed += 1

        return run

    def end(self):
        """Prints the score and ends the process, with code 1 when a step failed."""
        print(f"{self.client}: {self.passed} of {self.passed + len(self.failed)}")
        sys.exit(1 if self.failed else 0)
