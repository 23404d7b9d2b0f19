"""The real program under Xvfb with a real pointer, from the first start to the second.

window_test.py FACET FOLDER: a person trains, picks faces, drags lists and the slider, trains a
second model beside the first, exports, drops the export back, undoes, quits and starts again. Pictures of the screen at each step go into
FOLDER, or into the folder that FACET_PICTURES names.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

from desktop import Desktop, Program, missing_programs

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "app"))
import file_formats  # noqa: E402

SKIPPED = 77
EXAMPLE = "short_red - short_blue + long_blue"


class Journey:
    def __init__(self, facet, pictures):
        self.facet = facet
        self.folder = tempfile.mkdtemp(prefix="facet-window-")
        self.desktop = Desktop(pictures)
        self.program = None
        os.mkdir(self.folder + "/bin")
        # The dialog of the desktop: asked for a file, it answers what the test has put down.
        stub = self.folder + "/bin/zenity"
        with open(stub, "w") as file:
            file.write('#!/bin/sh\ncat "%s/dialog-answer"\n' % self.folder)
        os.chmod(stub, 0o755)

    def close(self):
        if self.program:
            self.program.kill()
        self.desktop.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        self.program = Program(self.desktop, self.facet, self.folder)

    def session_where(self, what, condition):
        """The session once it is as `condition` wants it."""
        def look():
            session = self.program.session()
            return session if session and condition(session) else None
        return self.program.wait("a session with " + what, look)

    def steps(self):
        """The newest step in the journal of the run."""
        newest = 0
        for journal in glob.glob(self.folder + "/share/facet/runs/*/journal.jsonl"):
            with open(journal) as file:
                for line in file.read().split("\n")[:-1]:
                    newest = max(newest, json.loads(line)["step"])
        return newest

    def cell(self, number):
        """The middle of a cell of the grid of 10 x 10."""
        sheet = self.program.item("Grid", "sheet")
        return self.program.middle(sheet, (number % 10 + 0.5) / 10, (number // 10 + 0.5) / 10)

    def first_start_shows_the_worked_example(self):
        self.start()
        session = self.session_where("an expression", lambda s: s["arithmetic"]["expression"])
        assert session["arithmetic"]["expression"] == EXAMPLE, session["arithmetic"]
        assert [(item["name"], len(item["faces"])) for item in session["lists"]] == [
            ("short_red", 3), ("short_blue", 3), ("long_blue", 3)], "the lists of the first start"
        self.program.wait("its three terms", lambda: len(self.program.items("Arithmetic", "face")) == 3)
        self.desktop.picture("1-first-start")

    def training_starts_and_faces_appear(self):
        program = self.program
        button = program.item("Training", "start or pause")
        program.move(program.middle(button))

        def started():
            if glob.glob(self.folder + "/share/facet/runs/*/run.json"):
                return True
            program.click(program.middle(button))
            return False

        # The button is grey until the built-in faces are drawn.
        program.wait("a run", started)
        program.item("Grid", "sheet")
        first = program.wait("a first step", self.steps)
        program.wait("steps to follow", lambda: self.steps() > first + 3)
        self.desktop.picture("2-training")

    def cells_become_a_list(self):
        program = self.program
        for cell in (3, 40, 17):
            program.click(self.cell(cell))
        self.session_where("three cells", lambda s: s["grid"]["selected"] == [3, 17, 40])
        self.desktop.picture("3-selected")
        program.drag(self.cell(17), program.middle(program.item("Lists", "new list")),
                     lambda: self.desktop.picture("4-carried"))
        session = self.session_where("a fourth list", lambda s: len(s["lists"]) == 4)
        faces = session["lists"][3]["faces"]
        assert sorted(face["cell"] for face in faces) == [3, 17, 40], faces
        self.desktop.picture("5-new-list")
        return session["lists"][3]["name"]

    def a_list_becomes_a_term(self, name):
        program = self.program
        program.wait("the new list on screen", lambda: len(program.items("Lists", "grip")) == 4)
        term = program.item("Arithmetic", "face", 0)
        program.drag(program.middle(program.item("Lists", "grip", 3)), program.middle(term),
                     lambda: self.desktop.picture("6-list-carried"))
        wanted = EXAMPLE.replace("short_red", name)
        self.session_where(wanted, lambda s: s["arithmetic"]["expression"] == wanted)
        self.desktop.picture("7-arithmetic")
        return wanted

    def the_slider_walks(self):
        program = self.program
        slider = program.item("Path", "position")
        program.drag(program.middle(slider, 0.5), program.middle(slider, 0.9),
                     lambda: self.desktop.picture("8-slider"))
        session = self.session_where("the slider moved", lambda s: s["path"]["position"] > 0.8)
        return session["path"]

    def two_models_train_side_by_side(self):
        program = self.program
        program.key("c")
        program.wait("two sheets", lambda: len(program.items("Grid", "sheet")) == 2)
        self.session_where("raw weights beside", lambda s: s.get("compared", {}).get("ema") is False)
        program.click(program.middle(program.item("Training", "training B")))
        button = program.item("Training", "start or pause")
        runs = self.folder + "/share/facet/runs/*-fast-gan/run.json"

        def started():
            if glob.glob(runs):
                return True
            program.click(program.middle(button))
            return False

        program.wait("a second run", started)
        self.session_where("the second training beside",
                           lambda s: s["compared"] == {"path": "", "ema": True, "training": 1})
        second = program.item("Grid", "sheet", 1)
        program.click(program.middle(second, 0.75, 0.25))
        self.session_where("a cell of the second pane", lambda s: 27 in s["grid"]["selected"])
        self.desktop.picture("9-side-by-side")
        program.click(program.middle(program.item("Training", "start or pause")))
        program.click(program.middle(program.item("Training", "training A")))
        program.key("c")
        self.session_where("one pane", lambda s: "compared" not in s)
        program.wait("one sheet", lambda: len(program.items("Grid", "sheet")) == 1)

    def exported(self, button_panel, button, name):
        """The file that a button of a panel writes, once it is there; training goes on."""
        program = self.program
        path = "%s/%s" % (self.folder, name)
        program.answer_dialogs_with(path)
        before = self.steps()
        program.click(program.middle(program.item(button_panel, button)))
        program.wait("the file " + name, lambda: os.path.exists(path))
        program.wait("training to go on", lambda: self.steps() > before + 2)
        answer = subprocess.run([self.facet, "verify", path, "--json"], stdout=subprocess.PIPE,
                                check=False, text=True).stdout
        assert json.loads(answer)["match"], answer
        return path

    def exports_remember_how_they_were_made(self, walked):
        strip = self.exported("Path", "save strip", "strip.png")
        recipe = file_formats.png_recipe(strip)
        assert recipe is not None, "the strip has no recipe"
        text = json.dumps(recipe)
        assert str(walked["steps"]) in text, text[:2000]
        self.desktop.picture("10-exported")
        return strip

    def a_dropped_export_comes_back(self, strip, walked):
        program = self.program
        dice = program.item("Path", "dice")
        program.click(program.middle(dice))
        self.session_where("another path", lambda s: s["path"]["a"] != walked["a"])
        self.desktop.picture("11-other-path")
        sheet = program.item("Grid", "sheet")
        self.desktop.drop(program.window, *program.middle(sheet), strip)
        self.session_where("the path of the strip", lambda s: s["path"]["a"] == walked["a"])
        self.desktop.picture("12-dropped")

    def undo_takes_it_back(self, walked):
        self.program.key("ctrl+z")
        self.session_where("the other path again", lambda s: s["path"]["a"] != walked["a"])
        self.program.key("ctrl+y")
        self.session_where("the strip's path again", lambda s: s["path"]["a"] == walked["a"])
        self.desktop.picture("13-undone")

    def the_session_outlives_the_program(self, expression):
        left = self.program.session()
        assert self.program.end() == 0, "the exit code"
        assert self.program.session() == left
        runs = glob.glob(self.folder + "/share/facet/runs/*")
        assert len(runs) == 2, runs
        for run in runs:
            assert glob.glob(run + "/checkpoint/*.safetensors"), "no checkpoint of " + run
        self.start()
        program = self.program
        program.wait("the lists", lambda: len(program.items("Lists", "grip")) == 4)
        program.wait("the terms", lambda: len(program.items("Arithmetic", "face")) == 3)
        assert program.session() == left
        assert left["arithmetic"]["expression"] == expression
        self.desktop.picture("14-second-start")
        assert program.end() == 0, "the exit code of the second start"

    def run(self):
        self.first_start_shows_the_worked_example()
        self.training_starts_and_faces_appear()
        name = self.cells_become_a_list()
        expression = self.a_list_becomes_a_term(name)
        walked = self.the_slider_walks()
        self.two_models_train_side_by_side()
        strip = self.exports_remember_how_they_were_made(walked)
        self.a_dropped_export_comes_back(strip, walked)
        self.undo_takes_it_back(walked)
        self.the_session_outlives_the_program(expression)


def main():
    missing = missing_programs()
    if missing:
        print("skipped: %s not installed; apt-get install xvfb xdotool" % " and ".join(missing))
        return SKIPPED
    facet, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    journey = Journey(facet, os.environ.get("FACET_PICTURES", folder))
    try:
        journey.run()
    except BaseException:
        journey.desktop.picture("failed")
        with open(journey.folder + "/log.txt") as log:
            print(log.read())
        raise
    finally:
        journey.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
