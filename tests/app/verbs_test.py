"""Every verb of the built program once, on tiny data."""

import json
import os
import struct
import subprocess

import facet_program
import file_formats

FACE_BYTES = 64 * 64 * 3
# np.random.RandomState(334).standard_normal((100, 64)).astype(np.float32), as words.
SEED_334_BEGINS = [0xBD015811, 0xBD13838F, 0x3F5B4F5C, 0xBF0E6DB2]
SEED_334_ROW_17 = 0x3EE67360
SEED_334_ENDS = 0xBF827A21


class Verbs(facet_program.ProgramTest):
    def pictures(self, name, count):
        descr, shape, values = file_formats.read_npy(self.at(name))
        self.assertEqual((descr, shape), ("|u1", (count, 64, 64, 3)))
        self.assertEqual(len(values), count * FACE_BYTES)
        return values

    def codes(self, name, count):
        descr, shape, values = file_formats.read_npy(self.at(name))
        self.assertEqual((descr, shape), ("<f4", (count, 64)))
        return values

    def decoded(self, codes, count):
        again = codes + ".decoded.npy"
        self.facet("decode", "--model", self.at("model"), "--latents", self.at(codes),
                   "--out", self.at(again))
        return self.pictures(again, count)

    def test_latents_of_a_seed_are_numpys_own(self):
        answer = self.facet("sample", "--model", self.at("model"), "--seed", "334", "--sampler",
                            "prior", "--latents-out", self.at("334.npy"))
        self.assertEqual(answer["sampler"], "prior")
        words = struct.unpack("<6400I", self.codes("334.npy", 100))
        self.assertEqual(list(words[:4]), SEED_334_BEGINS)
        self.assertEqual(words[17 * 64], SEED_334_ROW_17)
        self.assertEqual(words[-1], SEED_334_ENDS)

    def test_sample_draws_a_grid_whose_codes_decode_to_it(self):
        answer = self.facet("sample", "--model", self.at("model"), "--seed", "7", "--grid", "3x5",
                            "--out", self.at("grid.png"), "--npy", self.at("grid.npy"),
                            "--latents-out", self.at("grid-codes.npy"))
        self.assertEqual((answer["faces"], answer["seed"], answer["sampler"], answer["step"]),
                         (15, 7, "gaussian", 6))
        self.assertEqual(self.decoded("grid-codes.npy", 15), self.pictures("grid.npy", 15))
        recipe = file_formats.png_recipe(self.at("grid.png"))
        self.assertIn(answer["hash"], str(recipe))

    def test_each_sampler_draws_faces_of_its_own_that_verify(self):
        drawn = set()
        for sampler in ("prior", "gaussian", "mixture", "flow"):
            name = sampler + ".png"
            answer = self.facet("sample", "--model", self.at("model"), "--sampler", sampler,
                                "--grid", "2x3", "--out", self.at(name), "--npy",
                                self.at(sampler + ".npy"))
            self.assertEqual(answer["sampler"], sampler)
            drawn.add(self.pictures(sampler + ".npy", 6))
            self.assertTrue(self.facet("verify", self.at(name))["match"])
        self.assertEqual(len(drawn), 4)

    def test_interpolate_draws_ten_steps_along_each_path(self):
        strips = set()
        for path in ("lerp", "slerp", "norm"):
            name = path + ".npy"
            self.facet("interpolate", "--model", self.at("model"), "--seed", "4", "--path", path,
                       "--npy", self.at(name), "--latents-out", self.at(path + "-codes.npy"))
            strip = self.pictures(name, 10)
            codes = self.codes(path + "-codes.npy", 10)
            strips.add(codes)
            self.assertEqual(self.decoded(path + "-codes.npy", 10), strip)
        self.assertEqual(len(strips), 3)

    def test_interpolate_walks_through_keyframes(self):
        # The path of the picture is two rows of seed 4, then the keyframes in their order.
        def steps(name, *options):
            answer = self.facet("interpolate", "--model", self.at("model"), "--seed", "4", *options,
                                "--npy", self.at("walk.npy"), "--latents-out", self.at(name),
                                "--out", self.at("walk.png"))
            self.assertTrue(self.facet("verify", self.at("walk.png"))["match"])
            count = answer["faces"]
            codes = self.codes(name, count)
            self.assertEqual(self.decoded(name, count), self.pictures("walk.npy", count))
            size = len(codes) // count
            return answer, [codes[i * size:(i + 1) * size] for i in range(count)]

        _, plain = steps("plain.npy", "--steps", "2")
        via = ["--via", "334:17", "--via", "%s#3" % self.at("faces.npy")]
        answer, walk = steps("walk-codes.npy", "--steps", "7", *via)
        self.assertEqual((answer["keyframes"], answer["loop"]), (4, False))
        self.assertEqual([walk[0], walk[6]], plain)
        self.facet("sample", "--model", self.at("model"), "--seed", "334", "--latents-out",
                   self.at("grid-codes.npy"))
        size = len(walk[0])
        grid = self.codes("grid-codes.npy", 100)
        self.assertEqual(walk[2], grid[17 * size:18 * size])
        answer, loop = steps("loop-codes.npy", "--steps", "9", "--loop", *via)
        self.assertEqual([loop[0], loop[2], loop[4], loop[6]], [walk[i] for i in (0, 2, 4, 6)])
        self.assertEqual(loop[8], loop[0])
        several, _ = steps("several.npy", "--via", "334:17,3,40")
        self.assertEqual(several["keyframes"], 5)
        self.facet("interpolate", "--model", self.at("model"), "--loop", "--steps", "5", *via,
                   "--out", self.at("loop.webp"))
        self.assertTrue(self.facet("verify", self.at("loop.webp"))["match"])
        for wrong in ("334", "x:3", "334:", "334:-1", "4:1,2x", ":3"):
            self.refusal("interpolate", "--model", self.at("model"), "--via", wrong, "--npy",
                         self.at("no.npy"), says=[wrong, "SEED:ROW"], code="usage")
        self.refusal("interpolate", "--model", self.at("model"), "--via", "nowhere.npy#1", "--npy",
                     self.at("no.npy"), says=["nowhere.npy"])
        self.refusal("interpolate", "--model", self.at("model"), "--via", "334:100000", "--npy",
                     self.at("no.npy"), says=["100000", "--via"])

    def test_interpolate_writes_films(self):
        for name, begins in (("film.webp", b"RIFF"), ("film.gif", b"GIF89a")):
            self.facet("interpolate", "--model", self.at("model"), "--steps", "4", "--out",
                       self.at(name))
            with open(self.at(name), "rb") as file:
                self.assertTrue(file.read(6).startswith(begins), name)
        self.assertTrue(self.facet("verify", self.at("film.webp"))["match"])
        self.refusal("verify", self.at("film.gif"), says=["film.gif", "no recipe"])

    def test_arithmetic_puts_the_result_before_its_terms(self):
        groups = ["--group", "a=17,3,40", "--group", "b=5", "--group",
                  "c=%s?hair=red:3" % self.at("faces.npy"), "--group",
                  "d=%s#1,2" % self.at("faces.npy")]
        self.facet("arithmetic", "--model", self.at("model"), *groups, "--expr",
                   "a - b + 0.5*(c + d)", "--out", self.at("sum.png"), "--npy",
                   self.at("sum.npy"), "--latents-out", self.at("sum-codes.npy"))
        values = struct.unpack("<320f", self.codes("sum-codes.npy", 5))
        result, a, b, c, d = (values[i * 64:(i + 1) * 64] for i in range(5))
        for i in range(64):
            self.assertAlmostEqual(result[i], a[i] - b[i] + 0.5 * c[i] + 0.5 * d[i], 4)
        self.assertEqual(self.decoded("sum-codes.npy", 5), self.pictures("sum.npy", 5))

    def test_arithmetic_in_a_batch_gives_one_result_a_line(self):
        with open(self.at("jobs.jsonl"), "w") as file:
            file.write('{"groups": {"a": "17,3", "b": "5"}, "expr": "a - b"}\n\n')
            file.write('{"groups": {"x": "%s#0"}, "expr": "x"}\n' % self.at("faces.npy"))
            file.write('{"groups": {"a": "8"}, "expr": "2*a"}\n')
        answer = self.facet("arithmetic", "--model", self.at("model"), "--batch",
                            self.at("jobs.jsonl"), "--npy", self.at("batch.npy"))
        self.assertEqual(answer["results"], 3)
        batch = self.pictures("batch.npy", 3)
        self.facet("arithmetic", "--model", self.at("model"), "--group", "a=17,3", "--group",
                   "b=5", "--expr", "a - b", "--npy", self.at("first.npy"))
        self.assertEqual(batch[:FACE_BYTES], self.pictures("first.npy", 3)[:FACE_BYTES])

    def test_decoding_codes_of_pictures_is_reconstructing_them(self):
        for verb, out in (("encode", "codes.npy"), ("reconstruct", "again.npy")):
            answer = self.facet(verb, "--model", self.at("model"), "--data", self.at("faces.npy"),
                                "--out", self.at(out))
            self.assertEqual(answer["count"], 600)
        self.codes("codes.npy", 600)
        self.assertEqual(self.decoded("codes.npy", 600), self.pictures("again.npy", 600))

    def test_measure_gives_each_number_beside_its_floor(self):
        answer = self.facet("measure", "--model", self.at("model"), "--data", self.at("faces.npy"),
                            "--cases", "20")
        self.assertLess(answer["distance_floor"], answer["distance"])
        self.assertGreater(answer["diversity_real"], 0)
        self.assertGreater(answer["psnr_db"], 5)
        self.assertEqual(answer["pictures"], 60)
        self.assertIn("diversity", answer)
        arithmetic = answer["arithmetic"]
        for key in ("target", "kept", "identity"):
            low, high = arithmetic["interval"][key]
            self.assertTrue(low <= arithmetic[key] <= high)
            self.assertIn(key, arithmetic["random"])
        self.assertGreater(arithmetic["judge"]["hair"], 0.5)
        self.refusal("measure", "--model", self.at("model"), "--data", self.at("gone.npy"),
                     says=["gone.npy"], code="not_found")

    def test_verify_tells_the_picture_from_a_changed_one(self):
        self.facet("sample", "--model", self.at("model"), "--grid", "2x2", "--out",
                   self.at("true.png"))
        answer = self.facet("verify", self.at("true.png"))
        self.assertEqual((answer["match"], answer["max_difference"]), (True, 0))

        chunks = file_formats.png_chunks(self.at("true.png"))
        width, height, pixels = file_formats.png_pixels(chunks)
        pixels[(20 * width + 20) * 3] ^= 1
        file_formats.write_png(self.at("false.png"),
                               file_formats.with_pixels(chunks, width, height, pixels))
        answer = self.facet("verify", self.at("false.png"), code=1)
        self.assertEqual((answer["match"], answer["max_difference"]), (False, 1))

        self.facet("train", "--data", self.at("faces.npy"), "--batch", "16", "--steps", "2",
                   "--out", self.at("other"))
        self.refusal("verify", self.at("true.png"), "--model", self.at("other"),
                     says=["true.png", "step 6", "step 2"], code="bad_input")

    def test_data_is_drawn_converted_and_described(self):
        answer = self.facet("data", "draw", "--count", "5", "--twins", "--out",
                            self.at("twins.npy"))
        self.assertEqual(answer["count"], 40)
        self.pictures("twins.npy", 40)
        with open(answer["labels"]) as file:
            self.assertEqual(len(file.read().splitlines()), 41)

        os.mkdir(self.at("pictures"))
        for i, side in enumerate((64, 31, 200)):
            file_formats.write_png(self.at("pictures/%d.png" % i),
                                   file_formats.plain_png(side, side + i, (40 * i, 9, 250)))
        with open(self.at("pictures/broken.png"), "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n and no more")
        with open(self.at("pictures/notes.txt"), "w") as file:
            file.write("not a picture")
        info = self.facet("data", "info", self.at("pictures"))
        self.assertEqual((info["count"], info["width"], info["held_out"]), (3, 0, 0))
        self.assertIn("broken.png", " ".join(info["warnings"]))
        self.facet("data", "convert", self.at("pictures"), "--out", self.at("converted.npy"))
        pictures = self.pictures("converted.npy", 3)
        self.assertEqual(pictures[FACE_BYTES:FACE_BYTES + 3], bytes((40, 9, 250)))
        info = self.facet("data", "info", self.at("faces.npy"))
        self.assertEqual((info["count"], info["held_out"], info["width"]), (600, 60, 64))
        self.assertIn("hair", info["labels"])

    def test_bench_prints_the_figures_that_others_rely_on(self):
        decode = self.facet("bench", "decode", "--model", self.at("model"), "--seconds", "0.2")
        self.assertGreater(decode["images_per_s"], 0)
        self.assertLessEqual(decode["latency_ms"]["p50"], decode["latency_ms"]["p95"])
        with open(self.at("decode.json"), "w") as file:
            json.dump(decode, file)
        again = self.facet("bench", "--compare", self.at("decode.json"))
        self.assertEqual(again["bench"], "decode")
        self.assertEqual(again["compared"]["images_per_s"]["old"], decode["images_per_s"])

        with open(self.at("old.json"), "w") as file:
            file.write('{"bench": "train", "images_per_s": 1.0}')
        train = self.facet("bench", "train", "--preset", "fast-vae", "--batch", "8", "--seconds",
                           "0.6", "--compare", self.at("old.json"))
        self.assertLessEqual({"images_per_s", "rounds", "batch", "preset", "threads", "precision"},
                             set(train))
        self.assertEqual(train["compared"]["images_per_s"]["old"], 1)
        self.refusal("bench", "decode", "--model", self.at("model"), "--seconds", "0.2",
                     "--compare", self.at("old.json"), says=["old.json"], code="bad_input")

    def test_bench_growth_trains_each_case_of_its_table(self):
        growth = self.facet("bench", "growth", "--seconds", "0.2", "--most-steps", "20",
                            "--most-pictures", "1000", "--data", self.at("faces.npy"))
        rows = {(row["axis"], row["value"]): row for row in growth["table"]}
        self.assertLessEqual({("batch", 16), ("batch", 1024), ("latent", 256), ("steps", 2),
                              ("steps", 20), ("pictures", 1000)}, set(rows))
        self.assertEqual(rows["steps", 20]["steps"], 20)
        for row in rows.values():
            self.assertGreater(row["images_per_s"], 0)
            self.assertGreater(row["memory_mb"], 20)
            self.assertGreater(row["folder_mb"], 1)

    def test_help_names_each_verb_and_shows_an_example(self):
        def out(*arguments):
            return subprocess.run([facet_program.PROGRAM, *arguments], env=self.environment, check=True,
                                  stdout=subprocess.PIPE, text=True).stdout

        words = out("--help")
        for verb in ("train", "sample", "interpolate", "arithmetic", "encode", "decode",
                     "reconstruct", "measure", "verify", "data", "bench"):
            self.assertIn(verb, words)
        self.assertIn("facet sample --model", out("sample", "--help"))
        self.assertIn("--twins", out("data", "draw", "--help"))

    def test_without_a_display_the_window_names_the_verbs(self):
        process = subprocess.run([facet_program.PROGRAM], env=self.environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual((process.returncode, process.stdout), (1, ""))
        self.assertIn("facet train", process.stderr)


if __name__ == "__main__":
    facet_program.main()
