#include <cstdint>
#include <filesystem>
#include <utility>

#include "app/bench/bench.h"
#include "app/bench/child_process.h"
#include "app/bench/scratch_folder.h"
#include "core/base/words.h"

namespace facet {
namespace {

/// One training of the table.
struct Case {
  std::string axis;
  std::int64_t value = 0;
  std::vector<std::string> arguments;  ///< beside data and folder
  std::string data;
};

double megabytes_in(const std::string& folder) {
  double bytes = 0;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator entry(folder, failed), end;
       !failed && entry != end; entry.increment(failed)) {
    std::error_code gone;
    const auto size = entry->is_regular_file(gone) ? entry->file_size(gone) : 0;
    if (!gone) bytes += static_cast<double>(size);
  }
  return bytes / (1024 * 1024);
}

/// The table's trainings: each axis grows alone. Data files come last, the largest at the end.
std::vector<Case> cases(const BenchOptions& options) {
  const std::vector<std::string> timed{"--seconds", std::to_string(options.seconds)};
  const auto with = [&](const char* option, std::int64_t value) {
    std::vector<std::string> arguments{option, std::to_string(value)};
    arguments.insert(arguments.end(), timed.begin(), timed.end());
    return arguments;
  };
  std::vector<Case> all;
  for (const std::int64_t batch : {16, 64, 256, 1024}) {
    all.push_back({"batch", batch, with("--batch", batch), options.data});
  }
  for (const std::int64_t latent : {16, 64, 256}) {
    all.push_back({"latent", latent, with("--latent", latent), options.data});
  }
  for (const std::int64_t steps : {options.most_steps / 10, options.most_steps}) {
    all.push_back(
        {"steps", steps, {"--batch", "16", "--steps", std::to_string(steps)}, options.data});
  }
  for (std::int64_t pictures = 1000; pictures <= options.most_pictures; pictures *= 10) {
    all.push_back({"pictures", pictures, timed, ""});
  }
  return all;
}

/// A memory-mapped file of so many drawn faces.
Status draw_file(std::int64_t pictures, const std::string& path, VerbContext& context) {
  context.output.progress("drawing " + with_thousands(pictures) + " faces");
  const Result<nlohmann::json> drawn =
      run_child({"data", "draw", "--count", std::to_string(pictures), "--out", path}, context.stop);
  return drawn ? Status{} : drawn.error();
}

Result<nlohmann::json> measure(const Case& one, const BenchOptions& options,
                               const std::string& scratch, VerbContext& context) {
  std::string data = one.data;
  if (data.empty()) {
    data = scratch + "/faces.npy";
    if (Status status = draw_file(one.value, data, context); !status) return status.error();
  }
  context.output.progress(one.axis + " " + with_thousands(one.value));
  const std::string folder = scratch + "/run";
  std::vector<std::string> arguments{"train",  "--preset",  options.preset,
                                     "--data", data,        "--out",
                                     folder,   "--threads", std::to_string(options.threads)};
  arguments.insert(arguments.end(), one.arguments.begin(), one.arguments.end());
  const Result<nlohmann::json> trained = run_child(std::move(arguments), context.stop);
  if (!trained) return trained.error();
  const double folder_mb = megabytes_in(folder);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  const double seconds = trained->value("seconds", 0.0);
  return nlohmann::json{{"axis", one.axis},
                        {"value", one.value},
                        {"steps", trained->value("steps", 0)},
                        {"images_per_s", trained->value("images_per_s_at_end", 0.0)},
                        {"seconds", seconds},
                        {"beside_s", trained->value("wall_s", 0.0) - seconds},
                        {"memory_mb", trained->value("memory_mb", 0.0)},
                        {"folder_mb", folder_mb}};
}

}  // namespace

Result<nlohmann::json> bench_growth(const BenchOptions& options, VerbContext& context) {
  const ScratchFolder scratch;
  nlohmann::json table = nlohmann::json::array();
  for (const Case& one : cases(options)) {
    Result<nlohmann::json> row = measure(one, options, scratch.path(), context);
    if (!row) return row.error();
    context.output.note(one.axis + " " + with_thousands(one.value) + ": " +
                        fixed((*row)["images_per_s"].get<double>(), 0) + " images/s, " +
                        fixed((*row)["memory_mb"].get<double>(), 0) + " MB");
    table.push_back(*std::move(row));
  }
  return nlohmann::json{{"preset", options.preset},
                        {"data", options.data},
                        {"threads", options.threads},
                        {"most_steps", options.most_steps},
                        {"most_pictures", options.most_pictures},
                        {"table", std::move(table)}};
}

}  // namespace facet
