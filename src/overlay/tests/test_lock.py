"""Tests of the lock: one process at a time, and the other one says whom it waits for."""

import os
import subprocess
import sys
import threading

from overlay import lock
from overlay.tests.scratch import Scratch

# Takes the lock in another process, says so, and lets it go when its input ends.
HOLDER = """
import fcntl, sys
file = open(sys.argv[1], "a+")
fcntl.flock(file, fcntl.LOCK_EX)
file.write("4711\\nthe-other-clone\\nbuild\\n")
file.flush()
print("held", flush=True)
sys.stdin.read()
"""


class Lock(Scratch):
    def hold_elsewhere(self):
        self.config.home.mkdir(parents=True)
        command = [sys.executable, "-c", HOLDER, str(self.config.home / "lock")]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(holder.communicate)
        self.assertEqual(holder.stdout.readline(), b"held\n")
        return holder

    def take(self, wait=True):
        with lock.hold(self.config, "apply", wait):
            return (self.config.home / "lock").read_text()

    def test_the_file_names_the_holder(self):
        text, _ = self.quietly(self.take)
        self.assertEqual(text.splitlines(), [str(os.getpid()), str(self.clone), "apply"])

    def test_a_verb_may_call_another(self):
        with lock.hold(self.config, "build"):
            self.assertIn("build", self.take(wait=False))
        self.assertIn("apply", self.take(wait=False))

    def test_without_waiting_it_fails_and_names_the_holder(self):
        self.hold_elsewhere()
        self.assertIn("waiting for 4711 (the-other-clone) to finish `build`", self.fails(self.take, wait=False))

    def test_it_waits_and_names_the_holder(self):
        holder = self.hold_elsewhere()
        timer = threading.Timer(0.2, holder.stdin.close)
        timer.start()
        _, said = self.quietly(self.take)
        timer.join()
        self.assertIn("waiting for 4711 (the-other-clone) to finish `build` ...", said)
        # The pipe is closed by hand, which `communicate` of the clean-up would trip over.
        holder.stdin = None
