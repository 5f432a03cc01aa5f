"""Runs `darknet-swift bench --json`, and says how far repeated runs are apart."""

import json
import os
import platform
import statistics
import subprocess
import sys


class Failure(Exception):
    """A program that cannot be measured; the text says which and why."""


def bench(program, network, options):
    """One run of `bench`: its JSON object.

    `options` are further arguments, such as --threads 2. The program runs alone, with its messages kept back
    unless it fails.
    """
    command = [program, "bench", network, "--json", *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise Failure(f"{program}: {error.strerror}") from error
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}".rstrip())
    return json.loads(done.stdout)


def spread(values):
    """How far values lie apart, as a share of their median: the median distance from it, scaled to what is the
    standard deviation of a normal distribution, so that a stray run does not count."""
    middle = statistics.median(values)
    return 1.4826 * statistics.median(abs(value - middle) for value in values) / middle


def processor():
    """The processor's name as the system gives it, with family and model where it has them: names repeat."""
    facts = {}
    try:
        with open("/proc/cpuinfo") as file:
            for line in file:
                key, _, value = line.partition(":")
                facts.setdefault(key.strip(), value.strip())
    except OSError:
        pass
    if "model name" not in facts:
        return platform.processor() or platform.machine()
    return f"{facts['model name']}, family {facts.get('cpu family', '?')}, model {facts.get('model', '?')}"


def fail(program, failure):
    """Ends a program that could not measure: status 2, as for arguments that it does not take."""
    print(f"{program}: error: {failure}", file=sys.stderr)
    sys.exit(2)


def load():
    """Programs that wait for a processor, on average over the last minute."""
    return os.getloadavg()[0]
