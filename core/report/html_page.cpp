#include "core/report/html_page.h"

#include <cctype>
#include <span>

#include "core/base/base64.h"
#include "core/base/image.h"
#include "core/report/html_text.h"

namespace facet {
namespace {

// More, or longer ones, are folded up.
constexpr std::size_t kOpenCommands = 2;
constexpr std::size_t kOpenLength = 300;

std::string data_uri(const std::string& png) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(png.data());
  return "data:image/png;base64," + encode_base64(std::span(bytes, png.size()));
}

std::string size_attributes(const PagePicture& picture) {
  return " width=\"" + std::to_string(picture.width) + "\" height=\"" +
         std::to_string(picture.height) + "\"";
}

/// The picture with the number of each cell over it, as text.
std::string numbered(const PagePicture& picture) {
  std::string svg = "<svg class=\"cells\" viewBox=\"0 0 " + std::to_string(picture.width) + " " +
                    std::to_string(picture.height) + "\"" + size_attributes(picture) +
                    " role=\"img\" aria-label=\"" + escape_html(picture.alt) + "\">\n<image" +
                    size_attributes(picture) + " href=\"" + data_uri(picture.png) + "\"/>\n";
  const int rows = picture.height / kFaceSide;
  for (int cell = 0; cell < rows * picture.numbered_columns; ++cell) {
    const int x = cell % picture.numbered_columns * kFaceSide + 3;
    const int y = cell / picture.numbered_columns * kFaceSide + 12;
    svg += "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\">" +
           std::to_string(cell) + "</text>";
  }
  return svg + "\n</svg>";
}

std::string picture_html(const PagePicture& picture) {
  std::string html = "<div class=\"picture\">";
  if (picture.numbered_columns > 0) {
    html += numbered(picture);
  } else {
    html += "<img" + size_attributes(picture) + " alt=\"" + escape_html(picture.alt) + "\" src=\"" +
            data_uri(picture.png) + "\">";
  }
  if (!picture.caption.empty()) html += "<span>" + escape_html(picture.caption) + "</span>";
  return html + "</div>\n";
}

std::string commands_html(const std::vector<std::string>& commands) {
  if (commands.empty()) return "";
  std::string lines;
  for (const std::string& command : commands) {
    lines += "<code>" + escape_html(command) + "</code>\n";
  }
  if (commands.size() <= kOpenCommands && lines.size() <= kOpenLength)
    return "<div class=\"commands\">" + lines + "</div>\n";
  return "<details class=\"commands\"><summary>" +
         (commands.size() == 1 ? std::string("the command that redoes it")
                               : std::to_string(commands.size()) + " commands redo it") +
         "</summary>" + lines + "</details>\n";
}

bool is_number(const std::string& cell) {
  const std::size_t first = cell.find_first_not_of("+-");
  return first != std::string::npos && std::isdigit(static_cast<unsigned char>(cell[first])) != 0;
}

/// Which columns hold numbers alone; the first names its row.
std::vector<bool> number_columns(std::size_t columns,
                                 const std::vector<std::vector<std::string>>& rows) {
  std::vector<bool> right(columns, false);
  for (std::size_t column = 1; column < columns; ++column) {
    right[column] = !rows.empty();
    for (const std::vector<std::string>& row : rows) {
      const std::string& cell = row[column];
      if (!cell.empty() && cell != "-" && !is_number(cell)) right[column] = false;
    }
  }
  return right;
}

}  // namespace

void HtmlPage::section(const std::string& id, const std::string& title) {
  ++sections_;
  const std::string number = std::to_string(sections_);
  contents_ += "<li><a href=\"#" + id + "\">" + escape_html(title) + "</a></li>\n";
  body_ += "<h2 id=\"" + id + "\"><span>" + number + "</span> " + escape_html(title) + "</h2>\n";
}

void HtmlPage::heading(const std::string& title) {
  body_ += "<h3>" + escape_html(title) + "</h3>\n";
}

void HtmlPage::paragraph(const std::string& text) { body_ += "<p>" + escape_html(text) + "</p>\n"; }

void HtmlPage::table(const std::string& caption, const std::vector<std::string>& head,
                     const std::vector<std::vector<std::string>>& rows) {
  ++tables_;
  body_ += "<div class=\"table\"><table>\n<caption><b>Table " + std::to_string(tables_) + ".</b> " +
           escape_html(caption) + "</caption>\n<thead><tr>";
  const std::vector<bool> right = number_columns(head.size(), rows);
  for (std::size_t column = 0; column < head.size(); ++column) {
    body_ += std::string(right[column] ? "<th class=\"number\">" : "<th>") +
             escape_html(head[column]) + "</th>";
  }
  body_ += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : rows) {
    body_ += "<tr>";
    for (std::size_t column = 0; column < row.size(); ++column) {
      body_ += std::string(right[column] ? "<td class=\"number\">" : "<td>") +
               escape_html(row[column]) + "</td>";
    }
    body_ += "</tr>\n";
  }
  body_ += "</tbody></table></div>\n";
}

void HtmlPage::figure(const std::string& caption, const std::vector<PagePicture>& pictures,
                      const std::vector<std::string>& commands, const std::string& svg) {
  ++figures_;
  pictures_ += static_cast<int>(pictures.size());
  const std::string number = std::to_string(figures_);
  body_ += "<figure id=\"figure-" + number + "\">\n";
  if (!pictures.empty()) {
    body_ += "<div class=\"pictures\">\n";
    for (const PagePicture& picture : pictures) body_ += picture_html(picture);
    body_ += "</div>\n";
  }
  body_ += svg + "<figcaption><b>Figure " + number + ".</b> " + escape_html(caption) +
           "</figcaption>\n" + commands_html(commands) + "</figure>\n";
}

void HtmlPage::commands(const std::vector<std::string>& lines) { body_ += commands_html(lines); }

std::string HtmlPage::html(const std::string& lead) const {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
         escape_html(title_) + "</title>\n<style>\n" + std::string(page_style()) +
         "</style>\n</head>\n<body>\n<main>\n<h1>" + escape_html(title_) + "</h1>\n" + lead +
         "<nav><ol>\n" + contents_ + "</ol></nav>\n" + body_ + "</main>\n</body>\n</html>\n";
}

}  // namespace facet
