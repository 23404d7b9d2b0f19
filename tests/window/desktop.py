"""A virtual screen with a real pointer and keyboard, and the program on it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

WIDTH, HEIGHT = 1440, 900
PATIENCE_S = 240
# Between two looks at what is waited for, and between two movements of the hand.
GLANCE_S = 0.1
NEEDED = ("Xvfb", "xdotool")


def missing_programs():
    return [name for name in NEEDED if shutil.which(name) is None]


def wait_for(what, condition, process=None, patience_s=PATIENCE_S):
    """The first true answer of `condition`."""
    end = time.monotonic() + patience_s
    while True:
        answer = condition()
        if answer:
            return answer
        if process is not None and process.poll() is not None:
            raise AssertionError("the program ended while waiting for " + what)
        if time.monotonic() > end:
            raise AssertionError("waited in vain for " + what)
        time.sleep(GLANCE_S)


class Desktop:
    """Xvfb with a screen of its own."""

    def __init__(self, pictures):
        self.pictures = pictures
        os.makedirs(pictures, exist_ok=True)
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % (WIDTH, HEIGHT),
             "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(write)
        number = b""
        while not number.endswith(b"\n"):
            more = os.read(read, 16)
            assert more, "Xvfb did not start"
            number += more
        os.close(read)
        self.display = ":" + number.decode().strip()
        self.environment = dict(os.environ, DISPLAY=self.display)
        self.environment.pop("WAYLAND_DISPLAY", None)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True,
                              stdout=subprocess.PIPE, text=True, timeout=60).stdout

    def picture(self, name):
        """Keeps what the screen shows, for people; without ImageMagick there is none."""
        if shutil.which("import") is None:
            return
        subprocess.run(["import", "-window", "root", os.path.join(self.pictures, name + ".png")],
                       env=self.environment, check=False, timeout=60)

    def drop(self, window, x, y, path):
        """Drops a file on a window; any Python that has Xlib will do."""
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "drop_file.py")
        for python in (sys.executable, "/usr/bin/python3"):
            if subprocess.run([python, "-c", "import Xlib"], stderr=subprocess.DEVNULL,
                              check=False).returncode == 0:
                subprocess.run([python, script, str(window), str(x), str(y), path],
                               env=self.environment, check=True, timeout=120)
                return
        raise AssertionError("no Python with Xlib; install python3-xlib")


class Program:
    """The program's window, moved by pointer and keyboard and read by the files it keeps."""

    def __init__(self, desktop, program, folder):
        self.desktop = desktop
        self.folder = folder
        self.places_file = os.path.join(folder, "places.json")
        self.answer_file = os.path.join(folder, "dialog-answer")
        environment = dict(
            desktop.environment,
            XDG_DATA_HOME=folder + "/share",
            XDG_CACHE_HOME=folder + "/cache",
            FACET_PLACES=self.places_file,
            PATH=folder + "/bin:" + os.environ["PATH"],
        )
        if os.path.exists(self.places_file):
            os.remove(self.places_file)
        self.log = open(os.path.join(folder, "log.txt"), "a")
        self.process = subprocess.Popen([program], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)
        self.wait("its window", lambda: self.places() is not None)
        self.window = int(desktop.xdotool("search", "--onlyvisible", "--name", "Facet").split()[0])
        desktop.xdotool("windowfocus", self.window)

    def wait(self, what, condition):
        return wait_for(what, condition, self.process)

    def read_json(self, path):
        try:
            with open(path) as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def places(self):
        return self.read_json(self.places_file)

    def session(self):
        return self.read_json(self.folder + "/share/facet/session.json")

    def items(self, panel, name):
        """All items of a panel, its children too, with that name: label, or what follows ###."""
        found = []
        for window, items in (self.places() or {}).items():
            if window.split("###")[0] != panel and not window.startswith(panel + "###"):
                continue
            found += [item for item in items
                      if name in (item["label"], item["label"].split("##")[-1].lstrip("#"))]
        return found

    def item(self, panel, name, number=0):
        items = self.wait("%s in %s" % (name, panel),
                          lambda: len(self.items(panel, name)) > number
                          and self.items(panel, name))
        return items[number]

    @staticmethod
    def middle(place, across=0.5, down=0.5):
        return (round(place["left"] + across * (place["right"] - place["left"])),
                round(place["top"] + down * (place["bottom"] - place["top"])))

    def move(self, point):
        self.desktop.xdotool("mousemove", "--window", self.window, *point)
        time.sleep(GLANCE_S)

    def click(self, point):
        self.move(point)
        self.desktop.xdotool("mousedown", 1)
        time.sleep(GLANCE_S)
        self.desktop.xdotool("mouseup", 1)
        time.sleep(GLANCE_S)

    def drag(self, begin, end, halfway=None):
        """As a hand does: the program sees places on the way. `halfway` is called before the
        button is let go."""
        self.move(begin)
        self.desktop.xdotool("mousedown", 1)
        for step in range(1, 9):
            self.move(tuple(round(a + (b - a) * step / 8) for a, b in zip(begin, end)))
        time.sleep(3 * GLANCE_S)
        if halfway:
            halfway()
        self.desktop.xdotool("mouseup", 1)
        time.sleep(GLANCE_S)

    def key(self, name):
        self.desktop.xdotool("key", "--window", self.window, name)

    def answer_dialogs_with(self, path):
        with open(self.answer_file, "w") as file:
            file.write(path)

    def end(self):
        """Quits as a user does; the exit code."""
        self.key("ctrl+q")
        return self.process.wait(timeout=PATIENCE_S)

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.log.close()
