"""Bad input from the command line: a sentence with file, place, reason and remedy; never a crash."""

import json
import os
import resource
import signal
import struct

import facet_program
import file_formats

FACE_BYTES = 64 * 64 * 3


def small_files():
    """As on a full disk: files end at 4,096 bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


class BadInput(facet_program.ProgramTest):
    def write(self, name, data):
        path = self.at(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def refuses_data(self, name, data, *says):
        path = self.write("data/" + name, data)
        with self.subTest(name):
            error = self.refusal("data", "info", path, says=[path, *says])
            self.assertIn(error["code"], ("bad_input", "unsupported"))
            self.assertGreater(len(error["message"]), 20)

    def test_arrays_that_are_damaged_or_lie(self):
        header = file_formats.npy_header
        faces = bytes(4 * FACE_BYTES)
        self.refuses_data("empty.npy", b"")
        self.refuses_data("text.npy", b"these are no pictures at all, but some text")
        self.refuses_data("magic.npy", b"\x93NUMPY")
        self.refuses_data("version.npy", b"\x93NUMPY\x09\x00" + header("|u1", (4, 64, 64, 3))[8:])
        self.refuses_data("truncated.npy", header("|u1", (4, 64, 64, 3)) + faces[:-1000])
        self.refuses_data("lying.npy", header("|u1", (40, 64, 64, 3)) + faces)
        self.refuses_data("negative.npy", header("|u1", (-4, 64, 64, 3)) + faces)
        self.refuses_data("overflow.npy", header("|u1", (2**62, 2**62, 64, 3)) + faces)
        self.refuses_data("huge.npy", header("|u1", (2**40, 64, 64, 3)) + faces)
        self.refuses_data("none.npy", header("|u1", (0, 64, 64, 3)))
        self.refuses_data("object.npy", header("|O", (4, 64, 64, 3)) + faces, "object")
        self.refuses_data("text-type.npy", header("<U3", (4, 64, 64, 3)) + faces)
        self.refuses_data("complex.npy", header("<c8", (4, 8, 8)) + bytes(2048))
        self.refuses_data("flat.npy", header("|u1", (4096,)) + bytes(4096))
        self.refuses_data("two-channels.npy", header("|u1", (4, 64, 64, 2)) + faces)
        self.refuses_data("unclosed.npy", b"\x93NUMPY\x01\x00\x10\x00{'descr': '|u1', ")
        self.refuses_data("far-header.npy", b"\x93NUMPY\x01\x00\xff\xff{'descr': '|u1'}")
        nan = struct.pack("<f", float("nan")) * (2 * 8 * 8)
        self.refuses_data("nan.npy", header("<f4", (2, 8, 8)) + nan, "NaN")
        self.refuses_data("idx-short", struct.pack(">BBBBIII", 0, 0, 8, 3, 4, 64, 64) + faces[:99])
        self.refuses_data("idx-huge", struct.pack(">BBBBIII", 0, 0, 8, 3, 2**31, 2**31, 2**31))
        self.refuses_data("idx-type", struct.pack(">BBBBIII", 0, 0, 7, 3, 4, 8, 8) + faces[:256])

    def test_what_train_would_refuse_data_info_refuses(self):
        path = self.write("both.npy", file_formats.npy_header("|O", (4, 64, 64, 3)))
        info = self.refusal("data", "info", path)
        self.assertEqual(info, self.refusal("train", "--data", path, "--out", self.at("never")))
        self.assertFalse(os.path.exists(self.at("never")))

    def test_folders_without_pictures(self):
        os.makedirs(self.at("bare/deeper"))
        self.refusal("data", "info", self.at("bare"), says=["bare"], code="bad_input")
        self.write("broken/a.png", b"\x89PNG\r\n\x1a\n and no more")
        self.write("broken/b.jpg", b"\xff\xd8\xff\xe0 and no more")
        self.refusal("data", "info", self.at("broken"), says=["broken"], code="bad_input")
        self.refusal("data", "info", self.at("nowhere"), says=["nowhere"], code="not_found")

    def test_labels_that_do_not_fit(self):
        for name, csv, word in (("short", "index,hair\n0,red\n1,blue\n", "2"),
                                ("far", "index,hair\n0,red\n1,red\n2,red\n9,red\n", "9"),
                                ("torn", "index,hair\n0,\"red\n1,red\n2,red\n3,red\n", ""),
                                ("ragged", "index,hair\n0,red\n1\n2,red\n3,red\n", "")):
            with self.subTest(name):
                path = self.at("labels-%s.npy" % name)
                file_formats.write_npy(path, "|u1", (4, 64, 64, 3), bytes(4 * FACE_BYTES))
                self.write("labels-%s.csv" % name, csv.encode())
                self.refusal("data", "info", path, says=["labels-%s.csv" % name, word],
                             code="bad_input")

    def test_drawn_data_that_cannot_be(self):
        for text in ("drawn:0", "drawn:-4", "drawn:many", "drawn:10:x", "drawn:99999999999"):
            with self.subTest(text):
                self.refusal("data", "info", text, says=[text])

    def test_models_that_are_none(self):
        good = sorted(os.listdir(self.at("model/checkpoint")))[-1]
        with open(self.at("model/checkpoint/" + good), "rb") as file:
            data = file.read()
        foreign = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
        models = {
            "text.safetensors": b"this is a text",
            "empty.safetensors": b"",
            "truncated.safetensors": data[:len(data) // 2],
            "header.safetensors": struct.pack("<Q", 2**63) + data[8:],
            "foreign.safetensors": struct.pack("<Q", len(foreign)) + foreign + bytes(4),
        }
        for name, bytes_of_it in models.items():
            with self.subTest(name):
                path = self.write("models/" + name, bytes_of_it)
                self.refusal("sample", "--model", path, "--npy", self.at("no.npy"), says=[path],
                             code="bad_input")
        os.makedirs(self.at("no-run"))
        for name in ("no-run", "nowhere.safetensors"):
            with self.subTest(name):
                self.refusal("sample", "--model", self.at(name), "--npy", self.at("no.npy"),
                             says=[name])
        self.assertFalse(os.path.exists(self.at("no.npy")))

    def test_weights_that_are_not_finite(self):
        good = sorted(os.listdir(self.at("model/checkpoint")))[-1]
        with open(self.at("model/checkpoint/" + good), "rb") as file:
            data = bytearray(file.read())
        begin = 8 + struct.unpack_from("<Q", data)[0]
        header = json.loads(data[8:begin])
        offset = next(entry["data_offsets"][0] for name, entry in header.items()
                      if "decoder" in name and entry.get("dtype") == "F32")
        struct.pack_into("<f", data, begin + offset, float("nan"))
        path = self.write("models/nan.safetensors", bytes(data))
        self.refusal("sample", "--model", path, "--npy", self.at("no.npy"), says=[path],
                     code="bad_input")

    def arithmetic(self, expression, *groups):
        options = [word for group in groups for word in ("--group", group)]
        return ["arithmetic", "--model", self.at("model"), *options, "--expr", expression, "--npy",
                self.at("no.npy")]

    def test_expressions_say_where_they_are_wrong(self):
        for expression, column in (("a - nobody", 5), ("a / 2", 3), ("a + (b", 5), ("a b", 3),
                                   ("a + b)", 6), ("a * b", 3), ("a +", 4), ("2a", 1), ("a + 1", 5),
                                   ("", 1), ("a $ b", 3), ("1e999*a", 1)):
            with self.subTest(expression):
                if not expression:
                    self.refusal(*self.arithmetic("", "a=1", "b=2"), code="usage")
                    continue
                error = self.refusal(*self.arithmetic(expression, "a=1", "b=2"), code="bad_input")
                self.assertEqual(error["position"], column - 1, error)

    def test_selections_that_name_nothing(self):
        faces = self.at("faces.npy")
        for selection, word in (("100", "99"), ("-1", ""), ("1,,2", ""), ("1-5", ""),
                                (faces + "#600", "600"), (faces + "#x", ""),
                                (faces + "?hair=plaid", "plaid"), (faces + "?wings=1", "wings"),
                                (faces + "?hair", ""), (self.at("gone.npy") + "#1", "gone.npy"),
                                ("", "")):
            with self.subTest(selection):
                self.refusal(*self.arithmetic("a", "a=" + selection), says=[word])
        self.refusal(*self.arithmetic("a", "a=1", "a=2"), says=["a"])
        self.refusal(*self.arithmetic("a", "17,3"))

    def test_batch_files_name_their_line(self):
        for name, text in (("json", '{"groups": {"a": "1"}, "expr": "a"}\n{broken\n'),
                           ("expr", '{"groups": {"a": "1"}, "expr": "a"}\n{"groups": {}, "expr": "x"}'),
                           ("cell", '{"groups": {"a": "1"}, "expr": "a"}\n{"groups": {"a": "100"}, "expr": "a"}'),
                           ("type", '{"groups": {"a": "1"}, "expr": "a"}\n{"groups": {"a": 4}, "expr": "a"}')):
            with self.subTest(name):
                path = self.write("jobs/" + name, text.encode())
                self.refusal("arithmetic", "--model", self.at("model"), "--batch", path, "--npy",
                             self.at("no.npy"), says=[path, "line 2"], code="bad_input")
        empty = self.write("jobs/empty", b"\n\n")
        self.refusal("arithmetic", "--model", self.at("model"), "--batch", empty, "--npy",
                     self.at("no.npy"), says=[empty])

    def test_codes_that_the_model_cannot_read(self):
        nan = struct.pack("<f", float("nan")) * 128
        for name, descr, shape, values in (("other", "<f4", (2, 32), bytes(256)),
                                           ("none", "<f4", (0, 64), b""),
                                           ("nan", "<f4", (2, 64), nan),
                                           ("object", "|O", (2, 64), bytes(1024)),
                                           ("short", "<f4", (2, 64), bytes(500))):
            with self.subTest(name):
                path = self.at("codes-%s.npy" % name)
                file_formats.write_npy(path, descr, shape, values)
                self.refusal("decode", "--model", self.at("model"), "--latents", path, "--out",
                             self.at("no.npy"), says=[path], code="bad_input")
        self.assertFalse(os.path.exists(self.at("no.npy")))

    def test_pictures_larger_than_can_be(self):
        for grid in ("1000x1000", "400x251", "1x300", "300x1"):
            with self.subTest(grid):
                self.refusal("sample", "--model", self.at("model"), "--grid", grid, "--out",
                             self.at("no.png"), code="bad_input")
        self.refusal("interpolate", "--model", self.at("model"), "--steps", 300, "--out",
                     self.at("no.png"))

    def test_pictures_that_cannot_be_verified(self):
        file_formats.write_png(self.at("plain.png"), file_formats.plain_png(64, 64, (9, 9, 9)))
        self.refusal("verify", self.at("plain.png"), says=["plain.png", "recipe"], code="bad_input")
        self.refusal("verify", self.at("gone.png"), says=["gone.png"], code="not_found")
        self.refusal("verify", self.write("text.png", b"not a picture"), says=["text.png"])
        self.facet("sample", "--model", self.at("model"), "--grid", "1x1", "--out",
                   self.at("one.png"))
        self.refusal("verify", self.at("one.png"), "--model", self.at("gone"), says=["gone"],
                     code="not_found")
        chunks = []
        for kind, body in file_formats.png_chunks(self.at("one.png")):
            if kind == b"iTXt":
                chunks.append((kind, b"facet\x00\x00\x00\x00\x00{\"codes\": 4}"))
            else:
                chunks.append((kind, body))
        file_formats.write_png(self.at("recipe.png"), chunks)
        self.refusal("verify", self.at("recipe.png"), says=["recipe.png"], code="bad_input")

    def test_places_where_nothing_can_be_written(self):
        self.write("a-file", b"")
        for arguments in (("data", "draw", "--count", 4, "--out", self.at("a-file/faces.npy")),
                          ("sample", "--model", self.at("model"), "--npy", self.at("a-file/x.npy")),
                          ("sample", "--model", self.at("model"), "--out", self.at("a-file/x.png")),
                          ("train", "--data", self.at("faces.npy"), "--steps", 1, "--out",
                           self.at("a-file/run"))):
            with self.subTest(" ".join(map(str, arguments[:2]))):
                self.refusal(*arguments, says=["a-file"], code="io")
        for name, arguments in (("grid.png", ("sample", "--model", self.at("model"), "--out")),
                                ("grid.npy", ("sample", "--model", self.at("model"), "--npy")),
                                ("film.webp", ("interpolate", "--model", self.at("model"), "--out")),
                                ("drawn.npy", ("data", "draw", "--count", 4, "--out"))):
            with self.subTest("full disk: " + name):
                path = self.write("full/" + name, b"as it was")
                self.refusal(*arguments, path, says=[name], code="io", preexec_fn=small_files)
                with open(path, "rb") as file:
                    self.assertEqual(file.read(), b"as it was")

    def test_wrong_use_ends_with_2(self):
        model, data = self.at("model"), self.at("faces.npy")
        for arguments in (("paint",), (self.at("gone.npy"),), (model, data), ("sample",),
                          ("sample", "--model", model), ("data",), ("bench",),
                          ("sample", "--model", model, "--grid", "ten"),
                          ("sample", "--model", model, "--grid", "0x5", "--npy", "x"),
                          ("sample", "--model", model, "--sampler", "dice", "--npy", "x"),
                          ("sample", "--model", model, "--seed", "4294967296", "--npy", "x"),
                          ("sample", "--model", model, "--colour", "red"),
                          ("interpolate", "--model", model, "--path", "zigzag", "--npy", "x"),
                          ("interpolate", "--model", model, "--steps", "1", "--npy", "x"),
                          ("arithmetic", "--model", model, "--batch", "x.jsonl"),
                          ("train", "--out", self.at("run")), ("train", "--data", data),
                          ("train", "--data", data, "--out", self.at("run"), "--preset", "slow-vae"),
                          ("train", "--data", data, "--out", self.at("run"), "--batch", "0"),
                          ("train", "--data", data, "--out", self.at("run"), "--lr", "nan"),
                          ("train", "--data", data, "--out", self.at("run"), "--sharpening", "-1"),
                          ("train", "--data", data, "--out", self.at("run"), "--sharpening", "1",
                           "--preset", "report-gan"),
                          ("train", "--data", data, "--out", self.at("run"), "--start", model),
                          ("train", "--data", data, "--out", self.at("run"), "--steps", "-1"),
                          ("train", "--data", data, "--out", self.at("run"), "--seconds", "soon"),
                          ("train", "--data", data, "--out", self.at("run"), "--threads", "99999"),
                          ("train", "--data", data, "--out", self.at("run"), "--device", "abacus"),
                          ("data", "draw", "--out", self.at("x.npy"), "--count", "0")):
            with self.subTest(" ".join(arguments)):
                error = self.refusal(*arguments, code="usage")
                self.assertGreater(len(error["message"]), 10)
        self.assertFalse(os.path.exists(self.at("run")))

    def test_a_graphics_card_that_is_not_there(self):
        if os.path.exists("/dev/nvidia0"):
            self.skipTest("this machine has one")
        self.refusal("train", "--data", self.at("faces.npy"), "--steps", 1, "--device", "cuda",
                     "--out", self.at("cuda"), says=["--device"], code="unsupported")


if __name__ == "__main__":
    facet_program.main()
