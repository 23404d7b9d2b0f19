#include "core/report/figure_book.h"

#include <filesystem>

#include "core/base/files.h"
#include "core/engine/model_painter.h"
#include "core/image/codec.h"

namespace facet {
namespace {

using nlohmann::json;

std::string key_of(const std::string& name) { return "figure " + name; }
std::string file_of(const std::string& name) { return "figures/" + name + ".png"; }

Command command_of(const char* verb, const std::string& model) {
  return {"facet", verb, "--model", "{report}/" + model};
}

}  // namespace

Result<FacePainter*> FigureBook::painter(const std::string& model) {
  if (painter_ == nullptr || painted_model_ != model) {
    painter_.reset();
    Result<std::unique_ptr<FacePainter>> loaded =
        load_painter({work_.folder.file(model), true}, DrawMode::kExact);
    if (!loaded) return loaded.error();
    painter_ = *std::move(loaded);
    painted_model_ = model;
  }
  return painter_.get();
}

bool FigureBook::has(const std::string& name) const {
  return find_figure(name, work_.folder).has_value();
}

Status FigureBook::keep(const std::string& name, int width, int height, const Command& command) {
  return work_.folder.keep(
      key_of(name),
      json{{"file", file_of(name)}, {"width", width}, {"height", height}, {"command", command}});
}

Status FigureBook::draw(const std::string& name, const std::string& model, PictureKind kind,
                        const Session& session, Command command) {
  if (has(name)) return {};
  if (work_.stop.stop_requested()) return report_stopped(work_.folder.path());
  const Result<FacePainter*> brush = painter(model);
  if (!brush) return brush.error();
  const Result<DrawnPicture> picture =
      draw_picture(kind, session, **brush, work_.folder.file(model));
  if (!picture) return picture.error();
  const std::string path = work_.folder.file(file_of(name));
  if (Status written = write_picture(*picture, path); !written) return written;
  const Image image = compose_picture(picture->recipe.layout, picture->faces);
  command.insert(command.end(), {"--out", name + ".png"});
  return keep(name, image.width, image.height, command);
}

Status FigureBook::draw_grid(const std::string& name, const std::string& model, std::uint32_t seed,
                             int rows, int columns, std::optional<Sampler> sampler) {
  Session session;
  session.grid.seed = seed;
  session.grid.rows = rows;
  session.grid.columns = columns;
  session.grid.sampler = sampler;
  Command command = command_of("sample", model);
  command.insert(command.end(), {"--seed", std::to_string(seed), "--grid",
                                 std::to_string(rows) + "x" + std::to_string(columns)});
  if (sampler) command.insert(command.end(), {"--sampler", sampler_name(*sampler)});
  return draw(name, model, PictureKind::kGrid, session, std::move(command));
}

Status FigureBook::draw_path(const std::string& name, const std::string& model, std::uint32_t seed,
                             PathKind kind) {
  Session session;
  session.path.a = SeedFace{seed, 0, {}, 1, 2};
  session.path.b = SeedFace{seed, 1, {}, 1, 2};
  session.path.kind = kind;
  Command command = command_of("interpolate", model);
  command.insert(command.end(), {"--seed", std::to_string(seed)});
  if (kind != PathKind::kLerp) command.insert(command.end(), {"--path", path_kind_name(kind)});
  return draw(name, model, PictureKind::kPath, session, std::move(command));
}

Status FigureBook::draw_arithmetic(const std::string& name, const std::string& model,
                                   const ArithmeticRequest& request) {
  if (has(name)) return {};
  ArithmeticRequest filled = request;
  Command command = command_of("arithmetic", model);
  for (auto& [group, selection] : filled.groups) {
    command.insert(command.end(), {"--group", group + "=" + selection});
    selection = replaced(selection, "{data}", work_.data());
  }
  command.insert(command.end(), {"--expr", request.expression});
  SelectionContext context;
  context.open = [&](const std::string& data) -> Result<DatasetPtr> {
    if (data == work_.data()) return work_.dataset;
    return open_dataset(data, {work_.cache_folder, {}});
  };
  Result<ArithmeticJob> job = resolve_request(filled, context);
  if (!job) return job.error();
  Session session;
  session.arithmetic.expression = request.expression;
  session.lists = std::move(job->lists);
  return draw(name, model, PictureKind::kArithmetic, session, std::move(command));
}

Status FigureBook::keep_image(const std::string& name, const Image& image, const Command& command) {
  const Status written = write_png(work_.folder.file(file_of(name)), image);
  return written ? keep(name, image.width, image.height, command) : written;
}

std::optional<ReportFigure> find_figure(const std::string& name, const ReportFolder& folder) {
  const json* kept = folder.part(key_of(name));
  if (kept == nullptr) return std::nullopt;
  ReportFigure figure{kept->value("file", std::string()), kept->value("width", 0),
                      kept->value("height", 0), kept->value("command", Command())};
  std::error_code error;
  if (!std::filesystem::is_regular_file(folder.file(figure.file), error)) return std::nullopt;
  return figure;
}

std::string shell_word(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  return "'" + replaced(text, "'", "'\\''") + "'";
}

std::string shell_line(const Command& command, const ReportFolder& folder) {
  std::string line;
  for (const std::string& word : command) {
    std::string filled = replaced(word, "{report}", folder.path());
    filled = replaced(std::move(filled), "{data}", folder.identity().data);
    line += (line.empty() ? "" : " ") + shell_word(filled);
  }
  return line;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace facet
