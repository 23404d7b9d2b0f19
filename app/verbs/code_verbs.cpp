#include <chrono>
#include <functional>
#include <memory>

#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/data/dataset.h"
#include "core/data/npy.h"
#include "core/engine/model_painter.h"
#include "core/engine/projector.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

/// Pictures that pass through the networks together: whole exact batches, little memory.
constexpr std::int64_t kChunk = 256;
/// Pictures whose codes are searched together.
constexpr std::int64_t kProjectedAtOnce = 16;

struct CodeOptions {
  std::string model;
  std::string data;     ///< encode, reconstruct
  std::string latents;  ///< decode
  std::string out;
  bool project = false;  ///< encode, reconstruct: codes by search instead of by an encoder
  ProjectionOptions projection;
};

/// Answers with the codes of pictures, the first of which is number `begin` of the data set.
using CodesOf = std::function<Result<std::vector<Latent>>(const std::vector<ImagePtr>& pictures,
                                                          std::int64_t begin)>;

Error stopped(const CodeOptions& options) {
  return {ErrorCode::kCanceled, "stopped before the end; nothing was written", options.out};
}

Status append_faces(const std::vector<Image>& faces, NpyWriter& writer) {
  for (const Image& face : faces) {
    if (Status status = writer.append(face.pixels); !status) return status;
  }
  return {};
}

/// Writes the codes, or the faces that they draw.
Status append(const std::vector<Latent>& codes, bool faces, FacePainter& painter,
              NpyWriter& writer) {
  if (faces) {
    const Result<std::vector<Image>> drawn = painter.decode(codes);
    return drawn ? append_faces(*drawn, writer) : drawn.error();
  }
  for (const Latent& code : codes) {
    if (Status status = writer.append(code); !status) return status;
  }
  return {};
}

std::vector<ImagePtr> pictures_of(const Dataset& dataset, std::int64_t begin, std::int64_t end) {
  std::vector<ImagePtr> pictures;
  for (std::int64_t i = begin; i < end; ++i) pictures.push_back(dataset.picture(i));
  return pictures;
}

/// Says how far the whole search is, and how long it still takes.
class ProjectionProgress {
 public:
  ProjectionProgress(std::int64_t pictures, VerbContext& context)
      : pictures_(pictures), context_(context) {}

  void tell(std::int64_t pictures_done, std::int64_t in_work, const Projector& projector) {
    const double of_these = static_cast<double>(projector.pieces_done()) / projector.pieces();
    const double done =
        static_cast<double>(pictures_done) + of_these * static_cast<double>(in_work);
    const double share = done / static_cast<double>(pictures_);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    context_.output.progress(std::to_string(pictures_done) + " of " + std::to_string(pictures_) +
                             " pictures, " + fixed(100 * share, 0) + " %, " +
                             fixed(seconds / share - seconds, 0) + " s left");
  }

 private:
  std::int64_t pictures_;
  VerbContext& context_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// Searches codes: one thread, so that they do not depend on the number of cores.
Result<CodesOf> make_projection(const CodeOptions& options, std::int64_t pictures,
                                VerbContext& context) {
  const Result<WeightsPtr> weights = load_weights(options.model);
  if (!weights) return weights.error();
  const auto progress = std::make_shared<ProjectionProgress>(pictures, context);
  return CodesOf(
      [weights = *weights, progress, &options, &context](
          const std::vector<ImagePtr>& chunk, std::int64_t begin) -> Result<std::vector<Latent>> {
        const OneThread one_thread;
        Result<std::unique_ptr<Projector>> projector =
            Projector::create(weights, true, chunk, options.projection);
        if (!projector) return projector.error();
        while (!(*projector)->done()) {
          if (context.stop.stop_requested()) return stopped(options);
          if (const Status status = (*projector)->advance(); !status) return status.error();
          progress->tell(begin, static_cast<std::int64_t>(chunk.size()), **projector);
        }
        std::vector<Latent> codes;
        for (ProjectedPicture& found : (*projector)->found())
          codes.push_back(std::move(found.code));
        return codes;
      });
}

/// Sends the whole data set through the encoder, and through the decoder too for `reconstruct`.
Result<int> encode(const CodeOptions& options, bool reconstruct, VerbContext& context) {
  Result<DatasetPtr> dataset = open_dataset(options.data, {user_cache_folder(), {}});
  if (!dataset) return dataset.error();
  Result<std::unique_ptr<FacePainter>> painter =
      load_painter({options.model, true}, DrawMode::kExact);
  if (!painter) return painter.error();
  const std::int64_t size = (*dataset)->size();
  CodesOf codes_of = [&](const std::vector<ImagePtr>& pictures, std::int64_t begin) {
    context.output.progress(std::to_string(begin) + " of " + std::to_string(size) + " pictures");
    return (*painter)->encode(pictures);
  };
  if (options.project) {
    Result<CodesOf> search = make_projection(options, size, context);
    if (!search) return search.error();
    codes_of = *std::move(search);
  }
  Result<NpyWriter> writer = reconstruct
                                 ? NpyWriter::create_uint8(options.out, {kFaceSide, kFaceSide, 3})
                                 : NpyWriter::create_float32(options.out, {(*painter)->latent()});
  if (!writer) return writer.error();
  const std::int64_t chunk = options.project ? kProjectedAtOnce : kChunk;
  for (std::int64_t begin = 0; begin < size; begin += chunk) {
    if (context.stop.stop_requested()) return stopped(options);
    const Result<std::vector<Latent>> codes =
        codes_of(pictures_of(**dataset, begin, std::min(size, begin + chunk)), begin);
    if (!codes) return codes.error();
    if (Status status = append(*codes, reconstruct, **painter, *writer); !status) {
      return status.error();
    }
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
  CLI::Option* project = verb.add_flag(
      "--project", options->project,
      "search the codes through the decoder's gradient: for a GAN, which has no encoder");
  verb.add_option("--project-steps", options->projection.steps, "steps of the search a picture")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str()
      ->needs(project);
  verb.add_option("--project-seed", options->projection.seed,
                  "seed of the latents among which the search begins")
      ->capture_default_str()
      ->needs(project);
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
