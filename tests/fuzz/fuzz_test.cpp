#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>

#include "core/base/expression.h"
#include "core/base/selection.h"
#include "core/base/session.h"
#include "core/data/csv.h"
#include "core/data/dataset.h"
#include "core/data/drawn_dataset.h"
#include "core/data/labels.h"
#include "core/data/npy.h"
#include "core/data/safetensors.h"
#include "core/image/codec.h"
#include "core/image/film.h"
#include "core/image/png.h"
#include "tests/fuzz/mutator.h"
#include "tests/support/array_bytes.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

constexpr int kRounds = 2000;
/// Of readers that need no file.
constexpr int kManyRounds = 4000;

/// Gives `read` damaged seeds; it must return a value or an Error with a sentence, never crash.
/// `read` returns the Error or nothing.
void fuzz(const std::vector<std::string>& seeds, int rounds,
          const std::function<std::optional<Error>(const std::string&)>& read) {
  for (const std::string& seed : seeds) {
    CAPTURE(seed);
    CHECK_FALSE(read(seed));
  }
  Mutator mutator(1024);
  int refused = 0;
  for (int i = 0; i < rounds; ++i) {
    const std::optional<Error> error = read(mutator.mutate(seeds));
    if (!error) continue;
    ++refused;
    CHECK_FALSE(error->message.empty());
  }
  // Damage that is never noticed would mean that nothing was read.
  CHECK(refused > rounds / 10);
}

template <typename T>
std::optional<Error> error_of(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

/// Calls `read` with the path of a file of these bytes. Each time a new one: some file systems
/// write a file that is cut to nothing and filled again to the disk at once, which takes long.
template <typename Read>
auto through_file(const TemporaryFolder& folder, const std::string& name, Read read) {
  return [&folder, name, read, count = 0](const std::string& bytes) mutable {
    const std::string path = folder / (std::to_string(count++) + name);
    std::ofstream(path, std::ios::binary) << bytes;
    std::optional<Error> error = read(path);
    std::filesystem::remove(path);
    return error;
  };
}

std::optional<Error> read_dataset(const std::string& path) {
  const Result<DatasetPtr> dataset = open_dataset(path);
  if (!dataset) return dataset.error();
  CHECK((*dataset)->size() > 0);
  for (const std::int64_t i : {std::int64_t{0}, (*dataset)->size() - 1}) {
    CHECK((*dataset)->picture(i)->pixels.size() == kFaceBytes);
  }
  return std::nullopt;
}

std::optional<Error> check_image(const Result<Image>& image) {
  if (!image) return image.error();
  CHECK(image->pixels.size() == static_cast<std::size_t>(image->width) *
                                    static_cast<std::size_t>(image->height) *
                                    static_cast<std::size_t>(image->channels));
  CHECK(to_face(*image).pixels.size() == kFaceBytes);
  return std::nullopt;
}

std::optional<Error> read_image(const std::string& bytes) {
  return check_image(decode_picture(as_bytes(bytes), "x"));
}

/// Makes the checksums of a damaged PNG right again, so that the damage reaches what lies behind.
std::string with_right_checksums(std::string png) {
  std::size_t at = 8;
  while (at + 12 <= png.size()) {
    const auto length =
        load_big<std::uint32_t>(reinterpret_cast<const std::uint8_t*>(png.data()) + at);
    if (length > png.size() - at - 12) break;
    std::uint32_t crc = 0xffffffffU;
    for (std::size_t i = at + 4; i < at + 8 + length; ++i) {
      crc ^= static_cast<std::uint8_t>(png[i]);
      for (int bit = 0; bit < 8; ++bit) {
        crc = (crc & 1U) != 0 ? 0xedb88320U ^ (crc >> 1U) : crc >> 1U;
      }
    }
    const auto right = number_bytes(crc ^ 0xffffffffU, std::endian::big);
    for (std::size_t i = 0; i < 4; ++i) png[at + 8 + length + i] = static_cast<char>(right[i]);
    at += 12 + length;
  }
  return png;
}

std::vector<std::string> png_seeds() {
  std::vector<std::string> seeds;
  const Image image = sample_picture(9, 7);
  std::string recipe = R"({"seed":334})";
  for (int i = 0; i < 2; ++i) {
    seeds.push_back(*encode_png(image, recipe));
    recipe += std::string(1500, ' ');
  }
  Image clear{3, 3, 4, std::vector<std::uint8_t>(36, 100)};
  Image grey{5, 2, 1, std::vector<std::uint8_t>(10, 50)};
  seeds.push_back(*encode_png(clear));
  seeds.push_back(*encode_png(grey));
  return seeds;
}

TEST_CASE("damaged .npy files of pictures never crash the reader") {
  const std::string small(2 * 4 * 4 * 3, 'a');
  const TemporaryFolder folder;
  fuzz({npy_file(npy_dictionary("|u1", "(2, 4, 4, 3)"), small),
        npy_file(npy_dictionary("|u1", "(2, 4, 4, 3)", true), small, 2),
        npy_file(npy_dictionary("<f4", "(1, 2, 2)"), number_text<float>({0, 0.5F, 1, 0.25F})),
        npy_file(npy_dictionary(">i2", "(1, 2, 2, 1)"),
                 number_text<std::int16_t>({1, 2, 3, 4}, std::endian::big))},
       kRounds, through_file(folder, "x.npy", read_dataset));
}

TEST_CASE("damaged .npy files of codes never crash the reader") {
  const TemporaryFolder folder;
  fuzz({npy_file(npy_dictionary("<f4", "(2, 2)"), number_text<float>({1, 2, 3, 4})),
        npy_file(npy_dictionary("<f8", "(1, 2)", true), number_text<double>({1, 2}))},
       kRounds, through_file(folder, "z.npy", [](const std::string& path) {
         const Result<std::vector<Latent>> latents = read_latents(path);
         if (!latents) return std::optional(latents.error());
         for (const Latent& latent : *latents) {
           for (const float value : latent) CHECK(std::isfinite(value));
         }
         return std::optional<Error>();
       }));
}

TEST_CASE("damaged IDX files never crash the reader") {
  const TemporaryFolder folder;
  fuzz({idx_file(8, {2, 5, 4}, std::string(40, 'a')),
        idx_file(13, {1, 2, 2, 1}, number_text<float>({0, 1, 0.5F, 0.1F}, std::endian::big))},
       kRounds, through_file(folder, "x-idx3-ubyte", read_dataset));
}

TEST_CASE("damaged PNG files never crash the reader") {
  fuzz(png_seeds(), kManyRounds, read_image);
}

TEST_CASE("damaged PNG files with right checksums never crash the decoder") {
  fuzz(png_seeds(), kManyRounds,
       [](const std::string& bytes) { return read_image(with_right_checksums(bytes)); });
}

TEST_CASE("damaged recipes never crash the reader") {
  fuzz(png_seeds(), kManyRounds, [](const std::string& bytes) {
    const std::string png = with_right_checksums(bytes);
    if (!is_png(as_bytes(png))) return std::optional(Error{ErrorCode::kBadInput, "no PNG", ""});
    return error_of(png_recipe(as_bytes(png), "x"));
  });
}

TEST_CASE("damaged BMP files never crash the decoder") {
  fuzz({bmp_file(sample_picture(7, 5)), bmp_file(sample_picture(4, 4))}, kManyRounds, read_image);
}

TEST_CASE("damaged JPEG files never crash the decoder") {
  const std::string plain = jpeg_file(sample_picture(20, 17));
  if (plain.empty()) return;
  fuzz({plain, jpeg_file(sample_picture(8, 8), 30, exif_segment(6, true))}, kManyRounds,
       read_image);
}

TEST_CASE("damaged GIF files never crash the decoder") {
  const std::vector<Image> frames = {sample_picture(12, 9, 1), sample_picture(12, 9, 2)};
  const std::string film = film_file(frames, ".gif");
  if (film.empty()) return;
  fuzz({film, film_file(std::span(frames).first(1), ".gif")}, kManyRounds, read_image);
}

TEST_CASE("damaged WebP files never crash the decoder") {
  const std::vector<Image> frames = {sample_picture(12, 9, 1), sample_picture(12, 9, 2)};
  const std::string film = film_file(frames, ".webp", R"({"a":1})");
  if (film.empty()) return;
  const TemporaryFolder folder;
  fuzz({film, film_file(std::span(frames).first(1), ".webp")}, kRounds,
       through_file(folder, "x.webp", [](const std::string& path) {
         static_cast<void>(read_picture(path));
         const Result<Film> read = read_film(path);
         if (!read) return std::optional(read.error());
         CHECK(read->frames.size() == read->durations_ms.size());
         return std::optional<Error>();
       }));
}

TEST_CASE("damaged safetensors files never crash the reader") {
  const std::string values = "01234567";
  const std::string header =
      R"({"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},)"
      R"("b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}})";
  const std::string file = number_text<std::uint64_t>({header.size()}) + header + values;
  const TemporaryFolder folder;
  fuzz({file}, kRounds, through_file(folder, "m.safetensors", [](const std::string& path) {
         const Result<SafetensorsFile> opened = SafetensorsFile::open(path);
         if (!opened) return std::optional(opened.error());
         std::size_t sum = 0;
         for (const TensorEntry& entry : opened->entries()) {
           for (const std::uint8_t byte : entry.bytes) sum += byte;
         }
         CHECK(sum <= 8 * 255);
         return std::optional<Error>();
       }));
}

TEST_CASE("damaged labels never crash the reader") {
  fuzz({"index,hair,long\n0,red,1\n1,\"a, \"\"b\"\"\",0\n", "a,b\r\n1,2\r\n3,4\r\n"}, kManyRounds,
       [](const std::string& text) {
         const std::vector<std::string> files = {"0", "1"};
         static_cast<void>(parse_file_labels("file," + text, files, "x.csv"));
         const Result<Labels> labels = parse_labels(text, 2, "x.csv");
         if (!labels) return std::optional(labels.error());
         CHECK((labels->empty() || labels->rows() == 2));
         CHECK(parse_labels(format_labels(*labels), 2, "x.csv"));
         return std::optional<Error>();
       });
}

TEST_CASE("damaged selections and names of data never crash the parser") {
  fuzz({"17,3,40", "faces.npy#12,40,77", "faces.npy?hair=red&long=0:3", "D?a=b~3",
        "drawn:100:5?glasses=1"},
       kManyRounds, [](const std::string& text) {
         static_cast<void>(parse_group("a=" + text));
         static_cast<void>(parse_drawn("drawn:" + text));
         return error_of(parse_selection(text));
       });
}

TEST_CASE("damaged expressions never crash the parser, and what parses can be written") {
  fuzz({"short_red - short_blue + long_blue", "0.5*(a + 2*b) - -c", "((x))*1e-3"}, kManyRounds,
       [](const std::string& text) {
         const Result<std::vector<ExpressionTerm>> terms = parse_expression(text);
         if (!terms) return std::optional(terms.error());
         CHECK(parse_expression(format_expression(*terms)));
         return std::optional<Error>();
       });
}

TEST_CASE("damaged sessions never crash the reader, and what reads can be written") {
  Session session;
  session.lists = {{"a", {SeedFace{1, 2, Sampler::kPrior, 0.5}}},
                   {"b",
                    {PictureFace{std::make_shared<const Image>(sample_picture(64, 64)), "x", 3},
                     CodeFace{std::make_shared<const Latent>(Latent{1, 2, 3}), "a - b"}}}};
  session.arithmetic.expression = "a - b";
  Session simple;
  fuzz({session_to_json(session), session_to_json(simple)}, kRounds, [](const std::string& text) {
    const Result<Session> read = session_from_json(text, "x");
    if (!read) return std::optional(read.error());
    CHECK(session_from_json(session_to_json(*read), "x"));
    return std::optional<Error>();
  });
}

}  // namespace
}  // namespace facet
