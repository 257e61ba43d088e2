"""A virtual environment for a script of these tests: made once below target/, and filled from the Python package index."""

import contextlib
import os
import pathlib
import subprocess
import sys


def enter(home, packages, aside=None):
    """Starts this script again with a Python that has `packages`; goes on at once where this one is it.

    `home` is the folder of the environment. `aside` is a folder and a package to put there without what it depends on: one
    release beside another. Where they cannot be had, says so on stderr and ends with 3: the test is then skipped.
    """
    home = pathlib.Path(home).resolve()
    if pathlib.Path(sys.prefix).resolve() == home:
        return
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / "installed"
    wanted = "\n".join(packages + ([aside[1]] if aside else []))
    with alone(home):
        if not (stamp.exists() and stamp.read_text() == wanted):
            try:
                subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, stdout=sys.stderr)
                pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
                subprocess.run(pip + packages, check=True, stdout=sys.stderr)
                if aside:
                    more = ["--no-deps", "--upgrade", "--target", str(aside[0]), aside[1]]
                    subprocess.run(pip + more, check=True, stdout=sys.stderr)
            except (OSError, subprocess.CalledProcessError) as error:
                print(f"{', '.join(packages)} cannot be had: {error}", file=sys.stderr)
                sys.exit(3)
            stamp.write_text(wanted)
    if os.name == "nt":
        sys.exit(subprocess.run([str(python), *sys.argv]).returncode)
    os.execv(python, [str(python), *sys.argv])


@contextlib.contextmanager
def alone(home):
    """Two tests that start at once make it once."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    home.parent.mkdir(parents=True, exist_ok=True)
    with open(home.with_name(home.name + ".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
