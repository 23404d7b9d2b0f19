"""layering.py ROOT LINK_LINES: do includes and link lines obey the layers?

Prints each violation and exits 1. LINK_LINES holds one "target library;library" a line.
"""

import re
import sys
from pathlib import Path

SYSTEM = {"cpuid", "dlfcn", "fcntl", "immintrin", "malloc", "poll", "pthread", "sched", "signal",
          "spawn", "unistd"}
TORCH = ("torch/", "ATen/", "c10/", "omp.h")
WINDOW = ("imgui", "misc/cpp/imgui", "implot", "GLFW/", "glad/", "portable_file_dialogs",
          "embedded/")

# Layer: the folders it may include, the libraries' headers it may include.
LAYERS = {
    "core/base": (["core/base"], ("nlohmann/", "xxhash.h")),
    "core/image": (["core/image", "core/base"],
                   ("nlohmann/", "stb_", "webp/", "gif_lib.h", "turbojpeg.h", "zlib.h")),
    "core/data": (["core/data", "core/image", "core/base"], ("nlohmann/",)),
    "core/kernels": (["core/kernels"], TORCH),
    "core/model": (["core/model", "core/kernels", "core/data", "core/image", "core/base"],
                   ("nlohmann/",) + TORCH),
    "core/train": (["core/train", "core/model", "core/data", "core/image", "core/base"],
                   ("nlohmann/",) + TORCH),
    "core/measure": (["core/measure", "core/train", "core/model", "core/data", "core/image",
                      "core/base"], ("nlohmann/",) + TORCH),
    "core/numbers": (["core/numbers", "core/train", "core/model", "core/data", "core/image",
                      "core/base"], ("nlohmann/",) + TORCH),
    "core/engine": (["core/engine", "core/measure", "core/numbers", "core/train", "core/model",
                     "core/data", "core/image", "core/base"], ("nlohmann/",) + TORCH),
    "core/report": (["core/report", "core/engine", "core/measure", "core/numbers", "core/train",
                     "core/model", "core/data", "core/image", "core/base"],
                    ("nlohmann/",) + TORCH),
    "ui": (["ui", "core/base"], ("nlohmann/",) + WINDOW),
}

# Library: what may stand on its link line, besides what every library of ours has.
COMMON = {"facet_options", "Threads::Threads", "facet::json"}
WINDOW_LIBRARIES = {"facet::imgui", "facet::implot", "facet::glfw", "facet::glad",
                    "facet::portable_file_dialogs", "facet::fonts", "facet_shaders",
                    "facet_assets"}
LINKS = {
    "facet_base": {"facet::xxhash"},
    "facet_image": {"facet_base", "facet::stb", "facet::webp", "facet::gif", "facet::jpeg",
                    "facet::zlib"},
    "facet_data": {"facet_image", "facet_base"},
    "facet_kernels": {"facet::torch"},
    "facet_model": {"facet_kernels", "facet_data", "facet_image", "facet_base", "facet::torch"},
    "facet_train": {"facet_model", "facet_data", "facet_image", "facet_base", "facet::torch"},
    "facet_measure": {"facet_train", "facet_model", "facet_data", "facet_image", "facet_base",
                      "facet::torch"},
    "facet_numbers": {"facet_train", "facet_model", "facet_data", "facet_image", "facet_base",
                      "facet::torch"},
    "facet_engine": {"facet_measure", "facet_numbers", "facet_train", "facet_model", "facet_data",
                     "facet_image", "facet_base", "facet::torch"},
    "facet_report": {"facet_engine", "facet_measure", "facet_numbers", "facet_train", "facet_model",
                     "facet_data", "facet_image", "facet_base", "facet::torch"},
    "facet_ui": {"facet_base"} | WINDOW_LIBRARIES,
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def is_standard(header):
    """A C++ or system header: <vector>, <sys/mman.h>, <unistd.h>."""
    return (re.fullmatch(r"[a-z_0-9]+", header) is not None or header.startswith("sys/")
            or header.removesuffix(".h") in SYSTEM)


def include_violations(folder, text):
    """The includes in `text`, a source file in `folder`, that its layer forbids."""
    folders, libraries = LAYERS[folder]
    wrong = []
    for quote, header in INCLUDE.findall(text):
        own = quote == '"' and header.split("/")[0] in ("core", "ui", "app")
        if own:
            allowed = any(header.startswith(name + "/") for name in folders)
        else:
            allowed = header.startswith(libraries) or (quote == "<" and is_standard(header))
        if not allowed:
            wrong.append(f"includes {header}")
    return wrong


def link_violations(target, libraries):
    """The libraries that `target` must not link."""
    if target not in LINKS:
        return []
    return [f"links {library}" for library in libraries
            if library not in COMMON and library not in LINKS[target]]


def plain_names(line):
    """CMake's list without generator expressions such as $<LINK_ONLY:facet::stb>."""
    return [name for name in re.sub(r"\$<LINK_ONLY:([^>]*)>", r"\1", line).split(";") if name]


def main(root, link_lines):
    violations = []
    for folder in LAYERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                found = include_violations(folder, path.read_text(encoding="utf-8"))
                violations += [f"{path.relative_to(root)} {text}" for text in found]
    for line in link_lines.read_text(encoding="utf-8").splitlines():
        target, _, libraries = line.partition(" ")
        found = link_violations(target, plain_names(libraries))
        violations += [f"{target} {text}" for text in found]
    for violation in violations:
        print(violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
