#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/arithmetic_jobs.h"
#include "core/engine/face_painter.h"
#include "core/engine/picture.h"
#include "core/report/report_work.h"

namespace facet {

/// A command line, word by word, with {report} for the report's folder and {data} for the data set.
using Command = std::vector<std::string>;

/// A picture of a report, in a file of its folder.
struct ReportFigure {
  std::string file;  ///< inside the report's folder
  int width = 0;
  int height = 0;
  Command command;  ///< that redraws it; empty: none does
};

/// Draws a report's pictures exactly as `facet sample`, `interpolate` and `arithmetic` do, with
/// their recipes inside, each once: a picture that an earlier call has drawn is left as it is.
/// Keeps the painter of the model it drew with last. One thread at a time.
class FigureBook {
 public:
  explicit FigureBook(const ReportWork& work) : work_(work) {}

  /// The grid of a seed. `model`: a run or checkpoint inside the report's folder.
  Status draw_grid(const std::string& name, const std::string& model, std::uint32_t seed, int rows,
                   int columns, std::optional<Sampler> sampler = {});
  /// The walk between the two faces of a seed.
  Status draw_path(const std::string& name, const std::string& model, std::uint32_t seed,
                   PathKind kind = PathKind::kLerp);
  /// The figure of an expression. Selections may begin with {data}.
  Status draw_arithmetic(const std::string& name, const std::string& model,
                         const ArithmeticRequest& request);
  /// Keeps a picture that no verb draws, or that `command` draws.
  Status keep_image(const std::string& name, const Image& image, const Command& command = {});

  /// The painter of a model inside the report's folder.
  Result<FacePainter*> painter(const std::string& model);

  bool has(const std::string& name) const;

 private:
  Status draw(const std::string& name, const std::string& model, PictureKind kind,
              const Session& session, Command command);
  Status keep(const std::string& name, int width, int height, const Command& command);

  const ReportWork& work_;
  std::string painted_model_;
  std::unique_ptr<FacePainter> painter_;
};

/// A figure that was drawn, or nothing.
std::optional<ReportFigure> find_figure(const std::string& name, const ReportFolder& folder);

/// `text` as one word of a shell's command line: in single quotes where it needs them.
std::string shell_word(const std::string& text);

/// A command line as it is typed.
std::string shell_line(const Command& command, const ReportFolder& folder);

/// `text` with every `from` replaced.
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace facet
