"""Runs inside the sandbox at the program's start and tries what must not work. One line per check: name, ok or failed, detail."""
import errno
import os
import socket
import sys

PORT, CANARY, PROCESSES = int(ARGUMENTS[0]), ARGUMENTS[1], int(ARGUMENTS[2])


def tell(name, passed, detail):
    print(name, "ok" if passed else "failed", detail, sep="\t", flush=True)


def network():
    for family, address in ((socket.AF_INET, ("127.0.0.1", PORT)), (socket.AF_INET6, ("::1", PORT))):
        try:
            with socket.socket(family) as there:
                there.settimeout(1)
                there.connect(address)
            return tell("network", False, "a listener of this machine was reached")
        except OSError as problem:
            detail = errno.errorcode.get(problem.errno, str(problem))
    tell("network", True, "cut (" + detail + ")")


def files():
    seen = [path for path in ("/root", "/home", "/etc/passwd", "/etc/shadow", CANARY) if os.path.exists(path)]
    home = [path for path in seen if not os.path.isdir(path) or not only_way_to_python(path)]
    tell("files", not home, "only programs are visible" if not home else "visible: " + " ".join(home))


def only_way_to_python(path):
    """A Python installation below a home folder is shown; then that folder may hold the way to it and nothing else."""
    while os.path.isdir(path) and not sys.base_prefix.rstrip("/") == path.rstrip("/"):
        try:
            names = os.listdir(path)
        except OSError:
            return False
        if len(names) != 1 or not sys.base_prefix.startswith(os.path.join(path, names[0])):
            return False
        path = os.path.join(path, names[0])
    return True


def processes():
    started = []
    try:
        for _ in range(PROCESSES * 3):
            child = os.fork()
            if child == 0:
                import time
                time.sleep(20)
                os._exit(0)
            started.append(child)
        detail, passed = "the limit does not bind", False
    except OSError as problem:
        passed = len(started) <= PROCESSES
        detail = "bound at %d" % len(started)
    for child in started:
        os.kill(child, 9)
        os.waitpid(child, 0)
    tell("processes", passed, detail)


def status(name):
    with open("/proc/self/status") as file:
        return next((line.split()[1] for line in file if line.startswith(name + ":")), "")


def calls():
    tries = []
    try:
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        # Arguments that the kernel refuses in another way when no filter does, so that nothing is changed by trying.
        for name, first in (("unshare", -1), ("ptrace", 3)):
            getattr(libc, name)(first, 0, 0, 0)
            if ctypes.get_errno() != errno.EPERM:
                tries.append(name)
    except ImportError:
        pass
    passed = status("Seccomp") == "2" and status("NoNewPrivs") == "1" and not tries
    tell("system calls", passed, "filtered" if passed else "not filtered " + " ".join(tries))


def rights():
    own = os.getuid() != 0 and int(status("CapEff") or "1", 16) == 0
    tell("rights", own, "none" if own else "uid %d, capabilities %s" % (os.getuid(), status("CapEff")))


def supervisor():
    try:
        os.close(os.open("/proc/1/mem", os.O_RDWR))
        tell("supervisor", False, "its memory can be changed")
    except OSError:
        tell("supervisor", True, "shut off")


def memory():
    try:
        kept = bytearray(1 << 40)
        tell("memory", False, "the limit does not bind" + str(len(kept)))
    except MemoryError:
        tell("memory", True, "bound")


for check in (network, files, rights, calls, supervisor, memory, processes):
    try:
        check()
    except Exception as problem:
        tell(check.__name__, False, repr(problem))
