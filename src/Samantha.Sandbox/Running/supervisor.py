"""The first process of a sandbox: runs one program as its child, passes on what it prints, then hands out the files it made.

Started as: python3 -I -B supervisor.py PLAN (JSON). Standard input: 8 bytes length (big endian), the program in UTF-8, later
perhaps one byte that asks to end it. Standard output: frames of one type byte, 4 bytes length (big endian), payload:
  R ready   O stdout   E stderr   X end (JSON)   N note   F file (8 bytes size, name)   D a piece of it   Z all done
Nothing here is trusted by the host: it bounds and checks every frame.
"""
import fcntl
import io
import json
import os
import resource
import select
import signal
import stat
import struct
import sys
import termios
import time

PIECE = 65536
DRAIN_SECONDS = 2.0
DEPTH_MAX = 8
FILES_MAX = 20000  # Empty files take no room in the work folder, but memory of the kernel's.
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38


def prctl(option, value):
    try:
        import ctypes
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        pass  # The self-test of the host sees what does not hold.


def send(kind, payload=b""):
    data = memoryview(kind + struct.pack(">I", len(payload)) + payload)
    while data:
        data = data[os.write(1, data):]


def read_exactly(fd, count):
    data = bytearray()
    while len(data) < count:
        piece = os.read(fd, min(PIECE, count - len(data)))
        if not piece:
            os._exit(3)  # The host is gone.
        data += piece
    return bytes(data)


def threads_of_this_user():
    """Outside a user namespace the process limit counts everything of the user: what is there already must be added."""
    count = 0
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.stat("/proc/" + name).st_uid == os.getuid():
                count += len(os.listdir("/proc/" + name + "/task"))
        except OSError:
            pass
    return count


def lower(kind, soft, hard=None):
    """Sets a limit; never above what is allowed already."""
    hard = soft if hard is None else hard
    allowed = resource.getrlimit(kind)[1]
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    resource.setrlimit(kind, (soft, hard))


def apply_limits(plan):
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime + plan["cpu"] + 0.999)
    alone = plan["level"] == "bubblewrap"
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_MEMLOCK, 0)
    lower(resource.RLIMIT_MSGQUEUE, 0)
    lower(resource.RLIMIT_NOFILE, plan["open"])
    lower(resource.RLIMIT_FSIZE, plan["file"])
    lower(resource.RLIMIT_NPROC, plan["processes"] + (1 if alone else threads_of_this_user()))
    lower(resource.RLIMIT_CPU, cpu, cpu + 1)
    lower(resource.RLIMIT_AS, plan["memory"])


class Ordered(io.FileIO):
    """Waits, when the program changes from one stream to the other, until the first one was read: so the order is kept."""

    last = 1

    def write(self, data):
        mine = self.fileno()
        if Ordered.last != mine:
            Ordered.wait(Ordered.last)
            Ordered.last = mine
        return super().write(data)

    @staticmethod
    def wait(fd):
        end = time.monotonic() + 0.25
        waiting = bytearray(4)
        try:
            while time.monotonic() < end:
                fcntl.ioctl(fd, termios.FIONREAD, waiting)
                if waiting == b"\0\0\0\0":
                    return
                time.sleep(0.0002)
        except OSError:
            pass  # The program put something else there.


def text_stream(fd):
    raw = Ordered(fd, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=True)


def warm_up(names):
    """Imports what programs often need. Nothing that goes wrong here concerns the program."""
    import importlib
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            try:
                importlib.import_module(name)
            except BaseException:
                pass
    if names:
        # What lies there now is never garbage; without this the end of every run looks through all of it several times.
        import gc
        gc.freeze()


def run_program(plan, out, err, report, others):
    """In the child: takes the program and runs it as a fresh interpreter would run main.py."""
    signal.set_wakeup_fd(-1)
    for fd in others:
        os.close(fd)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    prctl(PR_SET_DUMPABLE, 1)
    if plan["level"] != "bubblewrap":
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    warm_up(plan["warm"])
    os.write(report, b"R")
    source = read_exactly(0, struct.unpack(">Q", read_exactly(0, 8))[0])
    os.write(report, b"S")
    os.dup2(quiet, 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    for fd in (quiet, out, err, report):
        os.close(fd)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.__stdout__ = text_stream(1)
    sys.stderr = sys.__stderr__ = text_stream(2)
    sys.argv = ["main.py"]
    sys.path.insert(0, os.getcwd())
    text = source.decode("utf-8", "replace").removeprefix("\ufeff")
    with open("main.py", "wb") as file:
        file.write(source)
    import linecache
    linecache.cache["main.py"] = (len(text), None, text.splitlines(True), "main.py")
    module = type(sys)("__main__")
    module.__file__ = os.path.join(os.getcwd(), "main.py")
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    apply_limits(plan)
    try:
        exec(compile(text, "main.py", "exec", dont_inherit=True), module.__dict__)
    except SystemExit:
        raise
    except BaseException as problem:
        # The first entry is this function: the program's own traceback begins below it.
        problem.__traceback__ = problem.__traceback__.tb_next
        sys.excepthook(type(problem), problem, problem.__traceback__)
        sys.exit(130 if isinstance(problem, KeyboardInterrupt) else 1)


def descendants():
    """All processes below this one, for when there is no process namespace."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/" + name + "/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
                if fields[0] != b"Z":
                    parents[int(name)] = int(fields[1])
            except (OSError, IndexError):
                pass
    found, grown = {os.getpid()}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found - {os.getpid()}


class Supervisor:
    def __init__(self, plan):
        self.plan = plan
        self.alone = plan["level"] == "bubblewrap" and os.getpid() == 1
        self.status = None
        self.cpu = 0.0
        self.started = False
        self.folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
        self.flooded = False
        self.looked = time.monotonic()

    def reap(self):
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            ended = os.WIFEXITED(status) or os.WIFSIGNALED(status)
            if pid == self.child and ended:  # One that asked to be traced also reports stops.
                self.status = status
                self.cpu = usage.ru_utime + usage.ru_stime

    def kill_all(self):
        """Ends everything but this process. -1 means "all processes" and is only right inside a process namespace."""
        for _ in range(100):
            if self.alone:
                targets = [-1]
            else:
                targets = descendants()
            alive = False
            for pid in targets:
                try:
                    os.kill(pid, signal.SIGKILL)
                    alive = True
                except (ProcessLookupError, PermissionError):
                    pass
            self.reap()
            if not alive:
                return
            time.sleep(0.002)

    def start(self):
        out_read, out = os.pipe()
        err_read, err = os.pipe()
        report_read, report = os.pipe()
        wake_read, wake = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(wake_read, False)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        self.child = os.fork()
        if self.child == 0:
            return out, err, report, (out_read, err_read, report_read, wake_read, wake, self.folder)
        for fd in (out, err, report):
            os.close(fd)
        self.report, self.wake = report_read, wake_read
        self.streams = {out_read: b"O", err_read: b"E"}
        return None

    def pass_on(self, wait_ms):
        """One round: what was printed, reports of the child, a request to end."""
        events = select.poll()
        for fd in (*self.streams, self.report, self.wake):
            if fd >= 0:
                events.register(fd, select.POLLIN)
        if self.started:
            events.register(0, select.POLLIN)
        for fd, _ in events.poll(wait_ms):
            if fd in self.streams:
                piece = os.read(fd, PIECE)
                if piece:
                    send(self.streams[fd], piece)
                else:
                    del self.streams[fd]
            elif fd == self.wake:
                os.read(fd, PIECE)
            elif fd == self.report:
                self.take_report()
            elif fd == 0:
                # Asked to end the program; or the end of the stream, when the host is gone. Both only once.
                os.read(0, 1)
                self.started = False
                self.kill_all()

    def take_report(self):
        for mark in os.read(self.report, 16) or b"-":
            if mark == ord("R"):
                send(b"R")
            elif mark == ord("S"):
                self.started = True
            elif mark == ord("-"):
                self.report = -1

    def count_files(self):
        """The file systems in memory bound bytes; the number of files is bounded here."""
        if not self.alone or self.flooded or time.monotonic() - self.looked < 0.1:
            return
        self.looked = time.monotonic()
        for place in (self.folder, "/tmp", "/dev/shm"):
            room = os.statvfs(place)
            if room.f_files - room.f_ffree > FILES_MAX:
                self.flooded = True
                self.kill_all()
                return

    def watch(self):
        while self.status is None:
            self.pass_on(100)
            self.count_files()
            self.reap()
        self.kill_all()
        end = time.monotonic() + DRAIN_SECONDS
        while self.streams and time.monotonic() < end:
            self.pass_on(50)
            self.reap()

    def tell_end(self):
        code, signalled = 0, 0
        if os.WIFSIGNALED(self.status):
            signalled = os.WTERMSIG(self.status)
            code = 128 + signalled
        else:
            code = os.WEXITSTATUS(self.status)
        room = os.statvfs(self.folder)
        locked = [name for name in self.plan["writable"] if not os.access(name, os.W_OK)]
        end = {"code": code, "signal": signalled, "cpu": self.cpu, "free": room.f_bavail * room.f_frsize, "locked": locked,
               "flooded": self.flooded}
        send(b"X", json.dumps(end).encode())


class Collector:
    """Streams the regular files of the work folder. It follows no links and stops at the plan's number, sizes and depth."""

    def __init__(self, plan):
        self.plan = plan
        self.count = 0
        self.total = 0

    def note(self, name, why):
        send(b"N", json.dumps([os.fsencode(name).decode("utf-8", "replace")[:500], why]).encode())

    def folder(self, fd, prefix, depth):
        with os.scandir(fd) as entries:
            names = sorted(entry.name for entry in entries)
        for name in names:
            if self.count >= self.plan["files"]:
                self.note(prefix + name, "too many")
                return False
            if not self.entry(fd, name, prefix, depth):
                return False
        return True

    def entry(self, fd, name, prefix, depth):
        shown = prefix + name
        try:
            kind = os.stat(name, dir_fd=fd, follow_symlinks=False)
            if stat.S_ISDIR(kind.st_mode):
                if name == "__pycache__":
                    return True
                if depth >= DEPTH_MAX:
                    self.note(shown, "too deep")
                    return True
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=fd)
                try:
                    return self.folder(inner, shown + "/", depth + 1)
                finally:
                    os.close(inner)
            if stat.S_ISLNK(kind.st_mode):
                self.note(shown, "link")
            elif not stat.S_ISREG(kind.st_mode):
                self.note(shown, "special")
            else:
                self.file(fd, name, shown)
        except OSError as problem:
            self.note(shown, "unreadable: " + (problem.strerror or "error"))
        return True

    def file(self, fd, name, shown):
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=fd)
        try:
            size = os.fstat(handle).st_size
            if size > self.plan["file"]:
                self.note(shown, "too large")
                return
            if self.total + size > self.plan["work"]:
                self.note(shown, "too much")
                return
            self.count += 1
            self.total += size
            send(b"F", struct.pack(">Q", size) + os.fsencode(shown))
            left = size
            while left:
                piece = os.read(handle, min(PIECE, left))
                if not piece:
                    break
                send(b"D", piece)
                left -= len(piece)
        finally:
            os.close(handle)


def main():
    plan = json.loads(sys.argv[1])
    os.closerange(3, 65536)
    if plan.get("base"):
        for name in ("/work", "/tmp"):
            os.makedirs(plan["base"] + name, 0o700)
        os.chdir(plan["base"] + "/work")
    prctl(PR_SET_DUMPABLE, 0)
    if plan["level"] != "bubblewrap":
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
    supervisor = Supervisor(plan)
    pipes = supervisor.start()
    if pipes is not None:
        run_program(plan, *pipes)
        return
    supervisor.watch()
    supervisor.tell_end()
    try:
        os.fchmod(supervisor.folder, 0o700)  # The program may have shut it.
        Collector(plan).folder(supervisor.folder, "", 0)
    except OSError as problem:
        send(b"N", json.dumps(["work folder", "unreadable: " + (problem.strerror or "error")]).encode())
    send(b"Z")


main()
