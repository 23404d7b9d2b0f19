"""`facet report` from outside: a whole page in little time, redone pictures, interruption."""

import base64
import hashlib
import html.parser
import os
import shlex
import signal
import subprocess
import time

import facet_program

BUDGET = "10s"


class Page(html.parser.HTMLParser):
    """What a page refers to."""

    def __init__(self, text):
        super().__init__()
        self.sources = []
        self.commands = []
        self.in_code = False
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("src", "href", "xlink:href", "srcset", "poster", "data"):
                self.sources.append(value)
        if tag == "code":
            self.in_code = True
            self.commands.append("")

    def handle_endtag(self, tag):
        self.in_code = self.in_code and tag != "code"

    def handle_data(self, data):
        self.text += data
        if self.in_code:
            self.commands[-1] += data


class Report(facet_program.ProgramTest):
    with_model = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls()
        cls.answer = test.report("first")
        with open(cls.answer["page"], encoding="utf-8") as file:
            cls.html = file.read()
        cls.page = Page(cls.html)

    def report(self, folder, *more, **options):
        return self.facet("report", "--data", "drawn:2000", "--out", self.at(folder), "--budget",
                          BUDGET, *more, **options)

    def pictures(self):
        return [base64.b64decode(source.split(",", 1)[1]) for source in self.page.sources
                if source.startswith("data:image/png;base64,")]

    def test_the_page_needs_nothing_else_and_holds_many_pictures(self):
        for source in self.page.sources:
            self.assertRegex(source, "^(data:image/png;base64,|#)")
        self.assertNotRegex(self.html, r"url\(|@import|<script|<link|<iframe")
        pictures = self.pictures()
        self.assertTrue(all(picture.startswith(b"\x89PNG") for picture in pictures))
        self.assertGreaterEqual(len({hashlib.sha256(picture).digest() for picture in pictures}), 16)
        self.assertEqual(self.answer["pictures"], len(pictures))
        self.assertGreaterEqual(self.html.count("<svg"), 8)
        for part in ("train report-vae", "train report-gan", "numbers text2text-report-80"):
            self.assertIn(part, [entry["name"] for entry in self.answer["parts"]])

    def test_the_page_tells_what_it_is_made_of(self):
        for words in ("1,262,723", "1,901,955", "652,163", "594,433", "training seed",
                      "drawn:2000", "99", "slerp", "LSTM"):
            self.assertIn(words, self.page.text)

    def test_a_printed_command_redoes_its_picture(self):
        wanted = [command for command in self.page.commands
                  if command.startswith(("facet sample", "facet interpolate", "facet arithmetic"))]
        self.assertGreaterEqual(len(wanted), 20)
        kept = {hashlib.sha256(picture).digest() for picture in self.pictures()}
        first = {}
        for command in wanted:
            first.setdefault(command.split()[1], command)
        self.assertEqual(set(first), {"sample", "interpolate", "arithmetic"})
        for verb, command in first.items():
            words = shlex.split(command)
            words[words.index("--out") + 1] = self.at("again.png")
            self.facet(*words[1:])
            with open(self.at("again.png"), "rb") as file:
                self.assertIn(hashlib.sha256(file.read()).digest(), kept, command)
        figure = os.path.join(self.at("first"), "figures", "report-vae-334.png")
        self.assertTrue(self.facet("verify", figure)["match"])

    def test_a_finished_report_is_quick_to_call_again(self):
        begin = time.monotonic()
        again = self.report("first")
        self.assertLess(time.monotonic() - begin, 20)
        self.assertEqual(again["pictures"], self.answer["pictures"])
        self.assertAlmostEqual(again["seconds"], self.answer["seconds"], delta=2)

    def test_other_data_seed_or_budget_is_refused(self):
        self.refusal("report", "--data", "drawn:2000", "--out", self.at("first"), "--seed", 5,
                     says=["training seed 1024, not 5"])
        self.refusal("report", "--data", "drawn:2000:9", "--out", self.at("first"),
                     says=["other data", "drawn:2000"])
        self.refusal("report", "--data", "drawn:2000", "--out", self.at("first"), "--budget", "1h",
                     says=["budget of 10s, not 1h"])

    def test_what_cannot_be_reported_on_is_refused(self):
        out = self.at("refused")
        self.refusal("report", "--data", "drawn:2000", "--out", out, "--budget", "soon",
                     code="usage", says=["soon", "20min"])
        self.refusal("report", "--data", "drawn:50", "--out", out, says=["160 pictures", "50"])
        self.refusal("report", "--data", "drawn:2000", "--out", "/proc/report")
        with open(self.at("picks.jsonl"), "w", encoding="utf-8") as file:
            file.write('{"groups": {"a": "1,2"}, "expr": "a - b"}\n')
        self.refusal("report", "--data", "drawn:2000", "--out", out, "--picks",
                     self.at("picks.jsonl"), says=["line 1", "'b'"])
        self.assertFalse(os.path.exists(out))

    def test_an_interrupted_report_goes_on(self):
        process = self.start("report", "--data", "drawn:2000", "--out", self.at("broken"),
                             "--budget", BUDGET, "--json")
        journal = os.path.join(self.at("broken"), "runs", "report-gan", "run.json")
        deadline = time.monotonic() + 120
        while not os.path.exists(journal) and time.monotonic() < deadline:
            self.assertIsNone(process.poll())
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                pass
        process.send_signal(signal.SIGINT)
        error = self.answer_of(process, 1)["error"]
        self.assertEqual(error["code"], "canceled")
        self.assertRegex(error["message"], "goes on")
        record = os.path.join(self.at("broken"), "runs", "report-vae", "journal.jsonl")
        before = os.stat(record).st_mtime_ns
        answer = self.report("broken")
        self.assertEqual(os.stat(record).st_mtime_ns, before)
        with open(answer["page"], encoding="utf-8") as file:
            self.assertIn("Figure 1.", file.read())


if __name__ == "__main__":
    facet_program.main()
