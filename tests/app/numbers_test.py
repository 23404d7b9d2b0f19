"""The number lab from the command line: train, test, solve, draw, figure, and what is refused."""

import glob
import json
import os
import signal
import struct
import time

import facet_program
import file_formats


class Numbers(facet_program.ProgramTest):
    with_model = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls()
        cls.trained = test.facet("numbers", "train", "--task", "text2text", "--epochs", 8,
                                 "--seed", 3, "--out", test.at("sums"))
        test.facet("numbers", "train", "--task", "text2image", "--seconds", 1, "--out",
                   test.at("writer"))
        test.facet("numbers", "train", "--task", "image2text", "--seconds", 1, "--out",
                   test.at("reader"))

    def write(self, name, text):
        with open(self.at(name), "w") as file:
            file.write(text)
        return self.at(name)

    def npy(self, name, shape):
        count = 1
        for side in shape:
            count *= side
        with open(self.at(name), "wb") as file:
            file.write(file_formats.npy_header("|u1", shape) + bytes(count))
        return self.at(name)

    def test_text_is_learnt_tested_and_solved(self):
        self.assertGreater(self.trained["exact_match"], 0.98)
        self.assertLessEqual({"steps", "seconds", "loss", "run"}, set(self.trained))
        score = self.facet("numbers", "test", self.at("sums"))
        self.assertGreater(score["exact_match"], 0.98)
        self.assertGreaterEqual(score["position_accuracy"], score["exact_match"])
        self.assertEqual(set(score["by_operator"]), {"+", "-"})
        self.assertEqual(set(score["by_carries"]), {"0", "1", "2"})
        self.assertEqual(score["count"], 4000)
        queries = ["%d%s%d" % (a, sign, b) for a in range(0, 100, 7) for b in range(0, 100, 9)
                   for sign in "+-"]
        answers = self.at("answers.txt")
        self.facet("numbers", "solve", self.at("sums"), "--queries",
                   self.write("queries.txt", "\n".join(queries) + "\n"), "--out", answers)
        with open(answers) as file:
            read = file.read().splitlines()
        self.assertEqual(len(read), len(queries))
        right = sum(answer == str(eval(query)) for query, answer in zip(queries, read))
        self.assertGreater(right / len(queries), 0.97)
        one = self.facet("numbers", "solve", self.at("sums"), queries[5])
        self.assertEqual(one["answer"], read[5])
        self.assertEqual(len(one["confidence"]), 3)

    def test_answers_come_from_the_weights(self):
        self.facet("numbers", "train", "--task", "text2text", "--epochs", 1, "--train-share", 0.01,
                   "--out", self.at("untrained"))
        score = self.facet("numbers", "test", self.at("untrained"))
        self.assertLess(score["exact_match"], 0.2)

    def test_tiles_are_drawn_and_read(self):
        queries = self.write("few.txt", "12+34\n5-9\n")
        self.facet("numbers", "draw", self.at("writer"), "--queries", queries, "--npy",
                   self.at("tiles.npy"))
        self.assertEqual(os.path.getsize(self.at("tiles.npy")) - 128, 2 * 3 * 28 * 28)
        self.facet("numbers", "draw", self.at("writer"), "12+34", "--out", self.at("answer.png"))
        with open(self.at("answer.png"), "rb") as file:
            self.assertEqual(file.read(8), b"\x89PNG\r\n\x1a\n")
        self.facet("numbers", "solve", self.at("reader"), "--queries",
                   self.npy("queries.npy", (4, 5, 28, 28)), "--out", self.at("read.txt"))
        with open(self.at("read.txt")) as file:
            self.assertEqual(len(file.read().splitlines()), 4)
        self.facet("numbers", "solve", self.at("reader"), "12+34")
        # The writer reads as well: pictures answer pictures.
        self.facet("numbers", "draw", self.at("writer"), "--queries", self.at("queries.npy"),
                   "--npy", self.at("again.npy"))
        self.assertEqual(os.path.getsize(self.at("again.npy")) - 128, 4 * 3 * 28 * 28)

    def test_the_figure_has_four_splits(self):
        for name in ("splits.png", "splits.svg", "splits.html"):
            said = self.facet("numbers", "figure", "--seconds", 0.7, "--out", self.at(name))
            self.assertEqual([split["train_share"] for split in said["splits"]],
                             [0.05, 0.1, 0.5, 0.8])
            self.assertEqual(said["baseline"]["train_share"], 0.8)
        with open(self.at("splits.svg")) as file:
            text = file.read()
        data = json.loads(text.split("<![CDATA[")[1].split("]]>")[0])
        self.assertEqual(len(data["splits"]), 4)
        self.assertEqual(data["baseline"]["split"], "report, 80 %")
        self.assertGreater(len(data["splits"][0]["points"]), 0)

    def test_ctrl_c_saves(self):
        process = self.start("numbers", "train", "--task", "text2text", "--seconds", 600, "--out",
                             self.at("stopped"), "--json")
        while not os.path.exists(self.at("stopped/journal.jsonl")):
            self.assertIsNone(process.poll())
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        answer = self.answer_of(process, 0)
        self.assertGreater(answer["steps"], 0)
        self.facet("numbers", "solve", self.at("stopped"), "1+1")

    def test_a_run_goes_on_as_if_it_had_never_stopped(self):
        def train(out, epochs, *more):
            return self.facet("numbers", "train", "--epochs", epochs, "--train-share", 0.2,
                              "--threads", 1, "--task", "text2text", "--out", self.at(out), *more)
        train("straight", 2)
        train("halted", 1)
        went_on = self.facet("numbers", "train", "--epochs", 2, "--resume", "--out",
                             self.at("halted"))

        def newest(run):
            with open(sorted(glob.glob(self.at(run) + "/checkpoint/*"))[-1], "rb") as file:
                return file.read()
        self.assertEqual(newest("straight"), newest("halted"))
        steps = [json.loads(line)["step"] for line in open(self.at("halted/journal.jsonl"))]
        self.assertEqual(steps[-1], went_on["steps"])
        self.refusal("numbers", "train", "--resume", "--digits", 3, "--out", self.at("halted"),
                     says=["--digits", "leave this option out"])
        self.refusal("numbers", "train", "--out", self.at("new"), says=["--task"])

    def test_what_cannot_be_used_is_refused(self):
        sums = self.at("sums")
        train = ("numbers", "train", "--task", "text2text", "--out", self.at("x"))
        self.refusal("numbers", "solve", sums, "12*3", says=["'*'", "place 3"])
        self.refusal("numbers", "solve", sums, "123+4", says=["out of range", "99"])
        self.refusal("numbers", "solve", sums, "12", says=["no + or -"])
        self.refusal("numbers", "solve", sums, "--queries", self.write("bad.txt", "1+1\n1/2\n"),
                     "--out", self.at("y"), says=["line 2"])
        self.refusal("numbers", "solve", sums, "--queries", self.write("none.txt", ""), "--out",
                     self.at("y"), says=["no query"])
        self.refusal("numbers", "solve", self.at("reader"), "--queries",
                     self.npy("wide.npy", (4, 5, 28, 27)), "--out", self.at("y"), says=["28, 28"])
        self.refusal("numbers", "solve", self.at("reader"), "--queries",
                     self.npy("four.npy", (4, 4, 28, 28)), "--out", self.at("y"), says=["(N, 5"])
        self.refusal("numbers", "draw", sums, "1+1", "--out", self.at("y.png"), says=["text2text"])
        self.refusal("numbers", "test", self.at("nowhere"), says=["no run"])
        self.refusal(*train, "--train-share", 1, code="usage", says=["train-share"])
        self.refusal(*train, "--train-share", 0.00001, says=["empty"])
        self.refusal(*train, "--digits", 9, code="usage", says=["digits"])
        self.refusal(*train, "--preset", "abacus", code="usage", says=["abacus", "columns"])
        self.refusal("numbers", "train", "--task", "text2text", "--out", sums, says=["already"])
        self.refusal("numbers", "train", "--task", "image2text", "--glyphs", self.at("nowhere"),
                     "--out", self.at("x"), says=["IDX"])
        self.refusal("sample", "--model", sums, "--out", self.at("y.png"), says=["number lab"])
        self.refusal("train", "--out", sums, "--resume", says=["number lab"])

    def test_lying_idx_headers_are_refused(self):
        os.makedirs(self.at("mnist"))
        for name, header in (("train-images-idx3", struct.pack(">IIII", 0x803, 2**31, 28, 28)),
                             ("train-images-idx3", struct.pack(">IIII", 0x803, 2, 27, 28)),
                             ("train-images-idx3", b"\x00\x00\x08")):
            with open(self.at("mnist/%s-ubyte" % name), "wb") as file:
                file.write(header + bytes(2 * 27 * 28))
            with open(self.at("mnist/train-labels-idx1-ubyte"), "wb") as file:
                file.write(struct.pack(">II", 0x801, 2) + b"\x00\x01")
            self.refusal("numbers", "train", "--task", "image2text", "--glyphs", self.at("mnist"),
                         "--out", self.at("x"), says=["mnist"])


if __name__ == "__main__":
    facet_program.main()
