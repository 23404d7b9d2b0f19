#include <memory>

#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/data/npy.h"
#include "core/engine/model_painter.h"

namespace facet {
namespace {

/// Pictures that pass through the networks together: whole exact batches, little memory.
constexpr std::int64_t kChunk = 256;

struct CodeOptions {
  std::string model;
  std::string data;     ///< encode, reconstruct
  std::string latents;  ///< decode
  std::string out;
};

Status append_faces(const std::vector<Image>& faces, NpyWriter& writer) {
  for (const Image& face : faces) {
    if (Status status = writer.append(face.pixels); !status) return status;
  }
  return {};
}

std::vector<ImagePtr> pictures_of(const Dataset& dataset, std::int64_t begin, std::int64_t end) {
  std::vector<ImagePtr> pictures;
  for (std::int64_t i = begin; i < end; ++i) pictures.push_back(dataset.picture(i));
  return pictures;
}

/// Sends the whole data set through the encoder, and through the decoder too for `reconstruct`.
Result<int> encode(const CodeOptions& options, bool reconstruct, VerbContext& context) {
  Result<DatasetPtr> dataset = open_dataset(options.data, {user_cache_folder(), {}});
  if (!dataset) return dataset.error();
  Result<std::unique_ptr<FacePainter>> painter =
      load_painter({options.model, true}, DrawMode::kExact);
  if (!painter) return painter.error();
  Result<NpyWriter> writer = reconstruct
                                 ? NpyWriter::create_uint8(options.out, {kFaceSide, kFaceSide, 3})
                                 : NpyWriter::create_float32(options.out, {(*painter)->latent()});
  if (!writer) return writer.error();
  const std::int64_t size = (*dataset)->size();
  for (std::int64_t begin = 0; begin < size; begin += kChunk) {
    if (context.stop.stop_requested()) {
      return Error{ErrorCode::kCanceled, "stopped before the end; nothing was written",
                   options.out};
    }
    context.output.progress(std::to_string(begin) + " of " + std::to_string(size) + " pictures");
    const Result<std::vector<Latent>> codes =
        (*painter)->encode(pictures_of(**dataset, begin, std::min(size, begin + kChunk)));
    if (!codes) return codes.error();
    Status status;
    if (reconstruct) {
      const Result<std::vector<Image>> faces = (*painter)->decode(*codes);
      if (!faces) return faces.error();
      status = append_faces(*faces, *writer);
    } else {
      for (const Latent& code : *codes) {
        if (status) status = writer->append(code);
      }
    }
    if (!status) return status.error();
  }
  if (Status status = writer->finish(); !status) return status.error();
  context.output.result({{"out", options.out}, {"count", size}},
                        "wrote " + options.out + ": " + std::to_string(size) +
                            (reconstruct ? " pictures" : " codes"));
  return 0;
}

Result<int> decode(const CodeOptions& options, VerbContext& context) {
  const Result<std::vector<Latent>> codes = read_latents(options.latents);
  if (!codes) return codes.error();
  Result<std::unique_ptr<FacePainter>> painter =
      load_painter({options.model, true}, DrawMode::kExact);
  if (!painter) return painter.error();
  const auto wanted = static_cast<std::size_t>((*painter)->latent());
  if (codes->front().size() != wanted) {
    return Error{ErrorCode::kBadInput,
                 "the codes have " + std::to_string(codes->front().size()) +
                     " numbers each, but the model reads " + std::to_string(wanted) +
                     "; use codes of this model",
                 options.latents};
  }
  Result<NpyWriter> writer = NpyWriter::create_uint8(options.out, {kFaceSide, kFaceSide, 3});
  if (!writer) return writer.error();
  for (std::size_t begin = 0; begin < codes->size(); begin += kChunk) {
    const std::size_t count = std::min<std::size_t>(kChunk, codes->size() - begin);
    const Result<std::vector<Image>> faces =
        (*painter)->decode(std::span(*codes).subspan(begin, count));
    if (!faces) return faces.error();
    if (Status status = append_faces(*faces, *writer); !status) return status.error();
  }
  if (Status status = writer->finish(); !status) return status.error();
  context.output.result(
      {{"out", options.out}, {"count", codes->size()}},
      "wrote " + options.out + ": " + std::to_string(codes->size()) + " pictures");
  return 0;
}

void add_data_to_array(CommandLine& command_line, const Verb& words, bool reconstruct) {
  const auto options = std::make_shared<CodeOptions>();
  CLI::App& verb = command_line.add_verb(words, [options, reconstruct](VerbContext& context) {
    return encode(*options, reconstruct, context);
  });
  verb.add_option("--model", options->model, "checkpoint file or run folder")->required();
  verb.add_option("--data", options->data, "data set: .npy, folder, IDX file or drawn[:COUNT]")
      ->required();
  verb.add_option("--out", options->out,
                  reconstruct ? "pictures, (N,64,64,3) uint8" : "codes, (N,d) float32")
      ->required();
}

}  // namespace

void add_code_verbs(CommandLine& command_line) {
  add_data_to_array(command_line,
                    {"encode", "Write the codes of a data set",
                     "facet encode --model runs/first --data faces.npy --out codes.npy"},
                    false);
  add_data_to_array(command_line,
                    {"reconstruct", "Write what the model makes of each picture of a data set",
                     "facet reconstruct --model runs/first --data faces.npy --out again.npy"},
                    true);
  const auto options = std::make_shared<CodeOptions>();
  CLI::App& verb =
      command_line.add_verb({"decode", "Draw the faces of codes",
                             "facet decode --model runs/first --latents codes.npy --out faces.npy"},
                            [options](VerbContext& context) { return decode(*options, context); });
  verb.add_option("--model", options->model, "checkpoint file or run folder")->required();
  verb.add_option("--latents", options->latents, "codes, (N,d)")->required();
  verb.add_option("--out", options->out, "pictures, (N,64,64,3) uint8")->required();
}

}  // namespace facet
