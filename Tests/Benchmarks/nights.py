"""Systems on this machine that answer after a while, to measure a night against: Python's standard library only."""
import http.client
import os
import subprocess
import threading
import time

SYSTEMS, SIZE, DELAY, AT_ONCE = 500, 200_000, 100, 16


class Systems:
    """The example's server with many systems."""

    def __init__(self, program, folder):
        self.program = program
        ready = os.path.join(folder, "ready")
        self.process = subprocess.Popen(
            [program, "--port", "0", "--ready", ready, "--many", str(SYSTEMS), "--bytes", str(SIZE),
             "--delay", str(DELAY), "--seconds", "1200"], stdout=subprocess.DEVNULL)
        while not os.path.exists(ready):
            if self.process.poll() is not None:
                raise OSError("%s ended at once" % program)
            time.sleep(0.05)
        with open(ready) as file:
            self.port = int(file.read())

    def project(self, folder):
        """Writes a project that fetches all of them."""
        with open(os.path.join(folder, "drift.yaml"), "w") as file:
            file.write("version: 1\nrun: { concurrency: %d, per-host: %d }\nsystems:\n" % (AT_ONCE, AT_ONCE))
            for number in range(SYSTEMS):
                file.write("  s%d: { owner: o@example.com, source: { http: { url: \"%s\" } } }\n"
                           % (number, "http://127.0.0.1:%d/many/%d/openapi.json" % (self.port, number)))

    def change(self, numbers):
        subprocess.run([self.program, "--port", str(self.port), "--set", '{"many": %s}' % list(numbers)], check=True)

    def alone(self, tags=None):
        """Seconds that the network alone needs: the same requests by as many plain clients, connections kept.

        `tags` holds the tag of every document by its number, where they were fetched before; it is filled.
        """
        tags = {} if tags is None else tags
        left = list(range(SYSTEMS))
        lock = threading.Lock()

        def work():
            client = http.client.HTTPConnection("127.0.0.1", self.port)
            while True:
                with lock:
                    if not left:
                        return
                    number = left.pop()
                known = {"If-None-Match": tags[number]} if number in tags else {}
                client.request("GET", "/many/%d/openapi.json" % number, headers=known)
                answer = client.getresponse()
                answer.read()
                tags[number] = answer.headers["ETag"]

        started = time.perf_counter()
        clients = [threading.Thread(target=work) for _ in range(AT_ONCE)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return time.perf_counter() - started

    def end(self):
        self.process.kill()
        self.process.wait()
