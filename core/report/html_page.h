#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace facet {

/// A picture of a page: the bytes of a PNG file, shown at `width` pixels or less.
struct PagePicture {
  std::string png;
  int width = 0;
  int height = 0;
  std::string alt;           ///< what it shows, for those who cannot see it
  std::string caption;       ///< a few words under it; may be empty
  int numbered_columns = 0;  ///< above 0: cells of 64 x 64, so many in a row, get their numbers
};

/// One HTML file that needs no other: style inline, pictures as data URIs, light or dark as the
/// reader's screen is, fit for paper. Figures and tables are numbered as they come. `html`
/// parameters are markup of our own; everything else is text and is escaped here.
class HtmlPage {
 public:
  explicit HtmlPage(std::string title) : title_(std::move(title)) {}

  /// Begins a section, which the contents list.
  void section(const std::string& id, const std::string& title);
  void heading(const std::string& title);
  void add(std::string_view html) { body_ += html; }
  void paragraph(const std::string& text);

  /// A table with a head; columns of numbers are set right. Each row has as many cells as the head.
  void table(const std::string& caption, const std::vector<std::string>& head,
             const std::vector<std::vector<std::string>>& rows);
  /// A figure of pictures side by side as far as they fit, then `svg` drawings, and the command
  /// lines that redo it.
  void figure(const std::string& caption, const std::vector<PagePicture>& pictures,
              const std::vector<std::string>& commands = {}, const std::string& svg = "");

  /// Command lines that redo what stands above; more than two are folded up.
  void commands(const std::vector<std::string>& lines);

  /// Number of the next figure, to speak of it beforehand.
  int next_figure() const { return figures_ + 1; }
  int figures() const { return figures_; }
  int pictures() const { return pictures_; }

  /// The whole page. `lead`: markup between title and contents.
  std::string html(const std::string& lead) const;

 private:
  std::string title_;
  std::string body_;
  std::string contents_;
  int sections_ = 0;
  int figures_ = 0;
  int tables_ = 0;
  int pictures_ = 0;
};

/// The style of a page: colours for light and dark, text, tables, figures, charts, print.
std::string_view page_style();

}  // namespace facet
