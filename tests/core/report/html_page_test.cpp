#include "core/report/html_page.h"

#include <doctest/doctest.h>

#include "core/report/html_text.h"

namespace facet {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("text cannot become markup, wherever it stands") {
  const std::string nasty = "<script>alert(\"1\")</script> & 'x'";
  HtmlPage page(nasty);
  page.section("a", nasty);
  page.heading(nasty);
  page.paragraph(nasty);
  page.table(nasty, {nasty}, {{nasty}});
  page.figure(nasty, {{"png", 1, 1, nasty, nasty, 0}}, {nasty});
  const std::string html = page.html("");
  CHECK_FALSE(holds(html, "<script"));
  CHECK_FALSE(holds(html, "'x'"));
  CHECK(holds(html, escape_html(nasty)));
  CHECK(escape_html(nasty) ==
        "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;");
}

TEST_CASE("a page needs no other file: pictures lie in it") {
  HtmlPage page("title");
  page.figure("caption", {{"bytes of a file", 64, 32, "a face", "", 0}});
  const std::string html = page.html("");
  CHECK(holds(html, "src=\"data:image/png;base64,Ynl0ZXMgb2YgYSBmaWxl\""));
  CHECK(holds(html, "alt=\"a face\""));
  CHECK_FALSE(holds(html, "http"));
  CHECK_FALSE(holds(html, "<link"));
  CHECK_FALSE(holds(html, "url("));
  CHECK(holds(html, "prefers-color-scheme: dark"));
  CHECK(holds(html, "@media print"));
}

TEST_CASE("figures and tables are numbered as they come, sections are listed") {
  HtmlPage page("title");
  page.section("one", "First");
  page.figure("a", {});
  page.figure("b", {});
  page.table("t", {"x"}, {{"1"}});
  const std::string html = page.html("");
  CHECK(holds(html, "<b>Figure 2.</b> b"));
  CHECK(holds(html, "<b>Table 1.</b> t"));
  CHECK(holds(html, "<a href=\"#one\">First</a>"));
  CHECK(page.figures() == 2);
}

TEST_CASE("cells of a grid are numbered from 0, as text over the picture") {
  HtmlPage page("title");
  page.figure("a", {{"x", 640, 640, "grid", "", 10}});
  const std::string html = page.html("");
  CHECK(holds(html, ">0</text>"));
  CHECK(holds(html, "<text x=\"451\" y=\"76\">17</text>"));
  CHECK(holds(html, ">99</text>"));
  CHECK_FALSE(holds(html, ">100</text>"));
}

TEST_CASE("a column of numbers is set right, one with words is not") {
  HtmlPage page("title");
  page.table("t", {"name", "steps", "remark"}, {{"a", "12", "5 of them"}, {"b", "-", "none"}});
  const std::string html = page.html("");
  CHECK(holds(html, "<th class=\"number\">steps"));
  CHECK(holds(html, "<td class=\"number\">12"));
  CHECK(holds(html, "<td>5 of them"));
}

TEST_CASE("many commands are folded up, few are shown") {
  HtmlPage page("title");
  page.figure("a", {}, {"one", "two"});
  CHECK_FALSE(holds(page.html(""), "<details"));
  page.figure("b", {}, {"one", "two", "three"});
  CHECK(holds(page.html(""), "<details"));
}

}  // namespace
}  // namespace facet
