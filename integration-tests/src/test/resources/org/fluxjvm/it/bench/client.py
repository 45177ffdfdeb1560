"""A client of the benchmark over Flux's Python bindings.

Reads a command a line, "executor COUNT", "journal COUNT" or "latency COUNT", and answers each with
a line of JSON: seconds of wall clock and of CPU for all jobs, or the latencies in seconds.
"""

import json
import random
import sys
import time

import flux
import flux.job
from flux.job import FluxExecutor, JobspecV1, JournalConsumer


def jobspec():
    spec = JobspecV1.from_command(["true"], environment={}, cwd="/tmp")
    spec.setattr("exec.test.run_duration", "1ms")
    return spec


class Stopwatch:
    def __init__(self):
        self.wall = time.monotonic()
        self.cpu = time.process_time()

    def read(self):
        return {
            "seconds": time.monotonic() - self.wall,
            "cpu": time.process_time() - self.cpu,
        }


def executor(count):
    with FluxExecutor() as pool:
        pool.submit(jobspec()).result()
        stopwatch = Stopwatch()
        spec = jobspec()
        futures = [pool.submit(spec) for _ in range(count)]
        for future in futures:
            if future.result() != 0:
                raise RuntimeError(f"job {future.jobid()} failed")
        return stopwatch.read()


def journal(count):
    handle = flux.Flux()
    consumer = JournalConsumer(handle, full=False)
    consumer.start()
    ours = set()
    ended = set()

    def check():
        if len(ours) == count and ours <= ended:
            handle.reactor_stop()

    def on_submitted(future):
        ours.add(int(future.get_id()))
        check()

    def on_event(event):
        if event is not None and event.name == "clean":
            ended.add(int(event.jobid))
            check()

    consumer.set_callback(on_event)
    stopwatch = Stopwatch()
    spec = jobspec()
    for _ in range(count):
        flux.job.submit_async(handle, spec).then(on_submitted)
    handle.reactor_run()
    reading = stopwatch.read()
    consumer.stop()
    return reading


def latency(count):
    latencies = []
    with FluxExecutor() as pool:
        pool.submit(jobspec()).result()
        for _ in range(count):
            # From a moment that has nothing to do with the executor's own rhythm.
            time.sleep(random.uniform(0, 0.2))
            start = time.monotonic()
            future = pool.submit(jobspec())
            future.jobid()
            latencies.append(time.monotonic() - start)
            future.result()
    return {"latencies": latencies}


COMMANDS = {"executor": executor, "journal": journal, "latency": latency}

for line in sys.stdin:
    name, argument = line.split()
    print(json.dumps(COMMANDS[name](int(argument))), flush=True)
