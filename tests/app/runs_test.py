"""Runs from the command line: resumed to the bit, interrupted, killed, locked."""

import fcntl
import glob
import json
import os
import resource
import signal
import time
import unittest

import facet_program
import file_formats

MOST_LOST_S = 5
PATIENCE_S = 120


class Runs(facet_program.ProgramTest):
    with_model = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls()
        for name, seed in (("faces.npy", 5), ("others.npy", 6)):
            test.facet("data", "draw", "--count", 600, "--seed", seed, "--out", test.at(name))

    def train(self, run, *options, **rest):
        return self.facet("train", "--data", self.at("faces.npy"), "--batch", 16, "--out",
                          self.at(run), *options, **rest)

    def checkpoints(self, run):
        return sorted(glob.glob(self.at(run) + "/checkpoint/*.safetensors"))

    def newest_step(self, run):
        files = self.checkpoints(run)
        return int(os.path.basename(files[-1]).split(".")[0]) if files else -1

    def journal_step(self, run):
        step = 0
        try:
            with open(self.at(run) + "/journal.jsonl") as file:
                for line in file.read().split("\n")[:-1]:
                    step = max(step, json.loads(line)["step"])
        except FileNotFoundError:
            pass
        return step

    def wait_for(self, process, what, condition):
        end = time.monotonic() + PATIENCE_S
        while not condition():
            self.assertIsNone(process.poll(), "the program ended before " + what)
            self.assertLess(time.monotonic(), end, "waited in vain for " + what)
            time.sleep(0.02)

    def test_four_steps_and_four_more_are_eight_to_the_bit(self):
        for preset in ("fast-vae", "report-vae"):
            whole, parts = preset + "-whole", preset + "-parts"
            self.train(whole, "--preset", preset, "--steps", 8)
            answer = self.train(parts, "--preset", preset, "--steps", 4)
            self.assertEqual((answer["steps"], answer["images"]), (4, 64))
            answer = self.train(parts, "--steps", 8, "--resume")
            self.assertEqual((answer["steps"], answer["images"]), (8, 128))
            _, once = file_formats.read_safetensors(self.checkpoints(whole)[-1])
            _, twice = file_formats.read_safetensors(self.checkpoints(parts)[-1])
            self.assertGreater(len(once), 20)
            self.assertEqual(set(once), set(twice))
            for name, values in once.items():
                self.assertEqual(values, twice[name], preset + ": " + name)

    def test_resume_refuses_what_cannot_change(self):
        self.train("fixed", "--steps", 2)
        before = self.newest_step("fixed")
        for other, word in ((["--preset", "report-vae"], "--preset"), (["--seed", 7], "--seed"),
                            (["--batch", 8], "--batch"), (["--latent", 32], "--latent")):
            self.refusal("train", "--out", self.at("fixed"), "--resume", "--steps", 4, *other,
                         says=["fixed", word], code="bad_input")
        self.refusal("train", "--out", self.at("fixed"), "--resume", "--steps", 4, "--data",
                     self.at("others.npy"), says=["others.npy"], code="bad_input")
        self.refusal("train", "--data", self.at("faces.npy"), "--out", self.at("fixed"),
                     says=["fixed", "--resume"])
        self.assertEqual(self.newest_step("fixed"), before)

    def test_resume_without_a_checkpoint_begins_with_the_run_as_asked(self):
        self.train("fresh", "--steps", 2, "--lr", 0.002)
        for file in self.checkpoints("fresh"):
            os.remove(file)
        answer = self.train("fresh", "--steps", 3, "--resume")
        self.assertEqual(answer["steps"], 3)
        metadata, _ = file_formats.read_safetensors(self.checkpoints("fresh")[-1])
        self.assertIn("0.002", str(metadata))

    def test_a_damaged_newest_checkpoint_gives_way_to_the_one_before(self):
        self.train("damaged", "--steps", 2)
        self.train("damaged", "--steps", 4, "--resume")
        newest = self.checkpoints("damaged")[-1]
        os.truncate(newest, os.path.getsize(newest) // 2)
        self.assertEqual(self.train("damaged", "--steps", 6, "--resume")["steps"], 6)
        self.facet("sample", "--model", self.at("damaged"), "--grid", "1x1", "--npy",
                   self.at("one.npy"))

    def test_ctrl_c_saves_and_ends_well(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            run = "stopped-%d" % number
            process = self.start("train", "--data", self.at("faces.npy"), "--batch", 16,
                                 "--seconds", 600, "--out", self.at(run), "--json")
            self.wait_for(process, "a step", lambda: self.journal_step(run) > 1)
            self.refusal("train", "--out", self.at(run), "--resume", says=[run], code="busy")
            process.send_signal(number)
            answer = self.answer_of(process, 0)
            self.assertEqual(answer["steps"], self.newest_step(run))
            self.assertGreater(answer["steps"], 1)

    def test_waiting_threads_sleep_rather_than_spin(self):
        process = self.start("train", "--data", self.at("faces.npy"), "--batch", 16,
                             "--seconds", 600, "--out", self.at("settled"), "--json")
        self.wait_for(process, "a step", lambda: self.journal_step("settled") > 0)
        with open("/proc/%d/environ" % process.pid, "rb") as file:
            self.assertIn(b"GOMP_SPINCOUNT=", file.read())
        process.send_signal(signal.SIGINT)
        self.answer_of(process, 0)

    def test_a_kill_loses_little_and_frees_the_run(self):
        process = self.start("train", "--data", self.at("faces.npy"), "--batch", 16, "--preset",
                             "report-vae", "--seconds", 600, "--out", self.at("killed"), "--json")
        seen = []

        def look():
            seen.append((time.monotonic(), self.journal_step("killed")))
            return self.newest_step("killed") > 0 and seen[-1][1] > self.newest_step("killed") + 1

        self.wait_for(process, "a checkpoint and steps after it", look)
        begin = time.monotonic()
        self.wait_for(process, "more steps", lambda: look() and time.monotonic() > begin + 1.5)
        process.kill()
        killed_at = time.monotonic()
        process.communicate()
        kept = self.newest_step("killed")
        made_at = min(moment for moment, step in seen if step >= kept)
        self.assertLess(killed_at - made_at, MOST_LOST_S)
        answer = self.train("killed", "--steps", kept + 2, "--resume")
        self.assertEqual(answer["steps"], kept + 2)
        self.assertEqual(glob.glob(self.at("killed") + "/checkpoint/*.tmp"), [])

    def test_a_run_that_another_program_holds_is_refused(self):
        self.train("held", "--steps", 2)
        with open(self.at("held") + "/lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.refusal("train", "--out", self.at("held"), "--resume", "--steps", 4,
                         says=["held"], code="busy")
        self.assertEqual(self.train("held", "--steps", 4, "--resume")["steps"], 4)

    def test_a_full_disk_is_told_and_the_earlier_checkpoint_stays(self):
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

        self.train("full", "--steps", 2)
        self.refusal("train", "--out", self.at("full"), "--resume", "--steps", 4,
                     says=["full/checkpoint"], code="io", preexec_fn=small_files)
        self.assertEqual(self.newest_step("full"), 2)
        self.assertEqual(self.train("full", "--steps", 4, "--resume")["steps"], 4)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_may_not_be_written_is_named(self):
        os.mkdir(self.at("closed"), 0o500)
        self.refusal("train", "--data", self.at("faces.npy"), "--out", self.at("closed/run"),
                     says=["closed"], code="io")
        self.refusal("data", "draw", "--count", 4, "--out", self.at("closed/faces.npy"),
                     says=["closed"], code="io")

    def test_each_epoch_leaves_its_grid(self):
        self.facet("train", "--data", self.at("faces.npy"), "--batch", 64, "--epochs", 2, "--out",
                   self.at("epochs"))
        grids = sorted(os.listdir(self.at("epochs/pictures")))
        self.assertEqual(len(grids), 2, grids)
        width, height, _ = file_formats.png_pixels(
            file_formats.png_chunks(self.at("epochs/pictures/" + grids[-1])))
        self.assertGreaterEqual(min(width, height), 640)
        self.assertTrue(self.facet("verify", self.at("epochs/pictures/" + grids[-1]))["match"])


if __name__ == "__main__":
    facet_program.main()
