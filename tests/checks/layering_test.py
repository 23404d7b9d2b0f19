"""Does layering.py see what it is there to see?"""

import unittest

from layering import include_violations, link_violations, plain_names


class Includes(unittest.TestCase):
    def test_forbidden(self):
        for folder, line in [
            ("ui", "#include <torch/torch.h>"),
            ("ui", "#include <ATen/core/Tensor.h>"),
            ("ui", '#include "core/engine/explorer.h"'),
            ("ui/", '#include "app/words.h"'),
            ("core/base", "#include <ATen/ATen.h>"),
            ("core/base", '#include "core/image/png.h"'),
            ("core/base", "#include <zlib.h>"),
            ("core/data", "#  include <torch/types.h>"),
            ("core/engine", "#include <imgui.h>"),
            ("core/engine", "#include <GLFW/glfw3.h>"),
            ("core/model", "#include <glad/gl.h>"),
            ("core/model", '#include "ui/panel.h"'),
        ]:
            with self.subTest(folder=folder, line=line):
                self.assertEqual(len(include_violations(folder.rstrip("/"), line)), 1)

    def test_allowed(self):
        for folder, line in [
            ("ui", '#include "core/base/session.h"'),
            ("ui", "#include <imgui_internal.h>"),
            ("core/base", "#include <vector>"),
            ("core/base", "#include <sys/mman.h>"),
            ("core/base", "#include <nlohmann/json.hpp>"),
            ("core/engine", "#include <ATen/ATen.h>"),
            ("core/base", '// The window includes "ui/panel.h"'),
        ]:
            with self.subTest(folder=folder, line=line):
                self.assertEqual(include_violations(folder, line), [])


class Links(unittest.TestCase):
    def test_forbidden(self):
        self.assertEqual(len(link_violations("facet_ui", ["facet_base", "facet::torch"])), 1)
        self.assertEqual(len(link_violations("facet_base", ["facet::imgui"])), 1)
        self.assertEqual(len(link_violations("facet_engine", ["facet_ui"])), 1)

    def test_private_links_count(self):
        names = plain_names("facet_options;$<LINK_ONLY:facet::torch>")
        self.assertEqual(link_violations("facet_ui", names), ["links facet::torch"])


if __name__ == "__main__":
    unittest.main()
