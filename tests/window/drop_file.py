"""Drops a file on a window as a file manager does (XDND 5): drop_file.py WINDOW X Y FILE.

Needs python3-xlib and DISPLAY. Exit code 0 once the window has taken the file.
"""

import os
import select
import sys
import time
import urllib.parse

from Xlib import X, display
from Xlib.protocol import event

VERSION = 5
PATIENCE_S = 60


class Drop:
    def __init__(self, window, path):
        self.display = display.Display()
        root = self.display.screen().root
        self.target = self.display.create_resource_object("window", window)
        self.source = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.uris = ("file://" + urllib.parse.quote(os.path.abspath(path)) + "\r\n").encode()
        self.root = root
        self.source.set_selection_owner(self.atom("XdndSelection"), X.CurrentTime)

    def atom(self, name):
        return self.display.intern_atom(name)

    def send(self, name, *numbers):
        data = (list(numbers) + [0] * 5)[:5]
        self.target.send_event(event.ClientMessage(window=self.target, client_type=self.atom(name),
                                                   data=(32, data)))
        self.display.flush()

    def give(self, request):
        known = request.target == self.atom("text/uri-list")
        if known:
            request.requestor.change_property(request.property, request.target, 8, self.uris)
        request.requestor.send_event(event.SelectionNotify(
            time=request.time, requestor=request.requestor, selection=request.selection,
            target=request.target, property=request.property if known else X.NONE))
        self.display.flush()

    def wait_for(self, name):
        """Answers what is asked until the window sends that message."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            while self.display.pending_events():
                seen = self.display.next_event()
                if seen.type == X.SelectionRequest:
                    self.give(seen)
                elif seen.type == X.ClientMessage and seen.client_type == self.atom(name):
                    return
            select.select([self.display], [], [], 0.05)
        sys.exit("the window sent no " + name)

    def run(self, x, y):
        corner = self.target.translate_coords(self.root, 0, 0)
        at = ((x - corner.x) << 16) | (y - corner.y)
        self.send("XdndEnter", self.source.id, VERSION << 24, self.atom("text/uri-list"))
        self.send("XdndPosition", self.source.id, 0, at, X.CurrentTime,
                  self.atom("XdndActionCopy"))
        self.wait_for("XdndStatus")
        self.send("XdndDrop", self.source.id, 0, X.CurrentTime)
        self.wait_for("XdndFinished")


if __name__ == "__main__":
    Drop(int(sys.argv[1], 0), sys.argv[4]).run(int(sys.argv[2]), int(sys.argv[3]))
