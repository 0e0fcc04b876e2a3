"""Starts one process and writes what it took to a file descriptor: exit code, processor and clock seconds, peak memory.

usage: launch.py FD COMMAND...
"""
import os
import sys
import time

measures = int(sys.argv[1])
os.set_inheritable(measures, False)
started = time.perf_counter()
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
taken = time.perf_counter() - started
os.write(measures, b"%d %f %f %d" % (
    os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, taken, usage.ru_maxrss))
