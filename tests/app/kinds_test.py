"""Autoencoders and GANs with every verb, on tiny data."""

import facet_program
import file_formats

LATENT = 16


class Kinds(facet_program.ProgramTest):
    with_model = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls()
        test.facet("data", "draw", "--count", "120", "--seed", "5", "--out", test.at("faces.npy"))
        cls.trained = {}
        for preset in ("report-ae", "report-gan", "fast-gan"):
            cls.trained[preset] = test.train(preset, preset, "--steps", "2")

    def train(self, run, preset, *more):
        return self.facet("train", "--data", self.at("faces.npy"), "--preset", preset, "--batch",
                          "8", "--latent", LATENT, "--out", self.at(run), *more)

    def npy(self, name, shape):
        descr, found, values = file_formats.read_npy(self.at(name))
        self.assertEqual(found, shape)
        return values

    def test_training_reports_the_losses_of_its_kind(self):
        gan = self.trained["fast-gan"]
        self.assertEqual((gan["steps"], gan["images"], gan["psnr_db"]), (2, 16, None))
        self.assertEqual(gan["loss"], gan["losses"]["loss_g"])
        self.assertLessEqual({"loss_d", "d_real", "d_fake", "gradient_g", "gradient_d"},
                             set(gan["losses"]))
        autoencoder = self.trained["report-ae"]
        self.assertEqual(set(autoencoder["losses"]), {"total"})
        self.assertGreater(autoencoder["psnr_db"], 1)

    def test_a_resumed_gan_draws_what_an_unbroken_one_draws(self):
        self.train("half", "fast-gan", "--steps", "1", "--threads", "1")
        self.train("half", "fast-gan", "--steps", "3", "--threads", "1", "--resume")
        self.train("whole", "fast-gan", "--steps", "3", "--threads", "1")
        hashes = [self.facet("sample", "--model", self.at(run), "--grid", "1x1", "--npy",
                             self.at("one.npy"))["hash"] for run in ("half", "whole")]
        self.assertEqual(hashes[0], hashes[1])

    def test_every_kind_draws_from_the_prior_and_redraws_its_codes(self):
        for preset in self.trained:
            model = self.at(preset)
            drawn = self.facet("sample", "--model", model, "--grid", "2x3", "--out",
                               self.at("grid.png"), "--npy", self.at("grid.npy"), "--latents-out",
                               self.at("codes.npy"))
            self.assertEqual((drawn["sampler"], drawn["preset"]), ("prior", preset))
            self.facet("decode", "--model", model, "--latents", self.at("codes.npy"), "--out",
                       self.at("again.npy"))
            pictures = self.npy("grid.npy", (6, 64, 64, 3))
            self.assertEqual(pictures, self.npy("again.npy", (6, 64, 64, 3)))
            self.assertTrue(self.facet("verify", self.at("grid.png"))["match"])
            self.facet("interpolate", "--model", model, "--seed", "4", "--npy", self.at("way.npy"))
            self.npy("way.npy", (10, 64, 64, 3))
            self.facet("arithmetic", "--model", model, "--group", "a=1,2", "--group", "b=3",
                       "--expr", "a - b", "--npy", self.at("sum.npy"))
            self.npy("sum.npy", (3, 64, 64, 3))

    def test_an_autoencoder_encodes_and_a_gan_names_projection(self):
        self.facet("encode", "--model", self.at("report-ae"), "--data", self.at("faces.npy"),
                   "--out", self.at("ae.npy"))
        self.npy("ae.npy", (120, LATENT))
        for verb in ("encode", "reconstruct"):
            self.refusal(verb, "--model", self.at("fast-gan"), "--data", self.at("faces.npy"),
                         "--out", self.at("x.npy"), says=["no encoder", "projection"])
        self.refusal("arithmetic", "--model", self.at("fast-gan"), "--group",
                     "a=%s#1" % self.at("faces.npy"), "--expr", "a", "--npy", self.at("x.npy"),
                     says=["projection"])

    def test_a_gan_finds_codes_by_projection_where_it_is_asked_to(self):
        self.facet("data", "draw", "--count", "3", "--seed", "9", "--out", self.at("three.npy"))
        error = self.refusal("encode", "--model", self.at("fast-gan"), "--data",
                             self.at("three.npy"), "--out", self.at("x.npy"))
        self.assertIn("--project", error["message"])
        for name in ("p.npy", "q.npy"):
            self.facet("encode", "--model", self.at("fast-gan"), "--data", self.at("three.npy"),
                       "--out", self.at(name), "--project", "--project-steps", "12")
        codes = self.npy("p.npy", (3, LATENT))
        self.assertEqual(codes, self.npy("q.npy", (3, LATENT)))
        self.facet("reconstruct", "--model", self.at("fast-gan"), "--data", self.at("three.npy"),
                   "--out", self.at("again.npy"), "--project", "--project-steps", "12")
        self.facet("decode", "--model", self.at("fast-gan"), "--latents", self.at("p.npy"),
                   "--out", self.at("drawn.npy"))
        self.assertEqual(self.npy("again.npy", (3, 64, 64, 3)),
                         self.npy("drawn.npy", (3, 64, 64, 3)))
        self.refusal("encode", "--model", self.at("fast-gan"), "--data", self.at("three.npy"),
                     "--out", self.at("x.npy"), "--project-steps", "12", code="usage",
                     says=["--project"])


if __name__ == "__main__":
    facet_program.main()
