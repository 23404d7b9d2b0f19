#include "core/data/labels.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

const std::string kCsv = "index,hair,long\n0,red,1\n1,blue,0\n2,red,0\n3,red,1\n";

Labels sample_labels() {
  const Result<Labels> labels = parse_labels(kCsv, 4, "x.csv");
  REQUIRE(labels);
  return *labels;
}

std::string refusal(const std::string& csv, std::int64_t rows) {
  const Result<Labels> labels = parse_labels(csv, rows, "x.csv");
  REQUIRE_FALSE(labels);
  CHECK(labels.error().where == "x.csv");
  return labels.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

TEST_CASE("labels are read by their index column, in any order of rows") {
  const Labels labels = sample_labels();
  CHECK(labels.columns == std::vector<std::string>{"hair", "long"});
  CHECK(labels.rows() == 4);
  CHECK(describe_labels(labels, 1) == "hair=blue, long=0");
  const Result<Labels> shuffled = parse_labels("index,a\n1,second\n0,first\n", 2, "x");
  REQUIRE(shuffled);
  CHECK(shuffled->values[0] == std::vector<std::string>{"first", "second"});
}

TEST_CASE("without an index column rows are in order") {
  const Result<Labels> labels = parse_labels("hair,long\nred,1\nblue,0\n", 2, "x");
  REQUIRE(labels);
  CHECK(labels->values[0] == std::vector<std::string>{"red", "blue"});
}

TEST_CASE("labels that do not fit the pictures are refused") {
  CHECK(contains(refusal(kCsv, 5), "4 rows of labels for 5 pictures"));
  CHECK(contains(refusal("index,a\n0,x\n0,y\n", 2), "second time"));
  CHECK(contains(refusal("index,a\n0,x\n2,y\n", 2), "0 to 1"));
  CHECK(contains(refusal("index,a\n0,x\n-1,y\n", 2), "'-1' in line 3"));
  CHECK(contains(refusal("index,a,a\n0,x,x\n", 1), "two columns"));
  CHECK(contains(refusal("index,\n0,x\n", 1), "no name"));
  CHECK(contains(refusal("", 1), "empty"));
}

TEST_CASE("labels written are read back") {
  Labels labels = sample_labels();
  labels.values[0][2] = "dark, \"brown\"";
  const Result<Labels> read = parse_labels(format_labels(labels), 4, "x");
  REQUIRE(read);
  CHECK(read->columns == labels.columns);
  CHECK(read->values == labels.values);
}

TEST_CASE("pictures are found by label, in file order, up to the limit") {
  const Labels labels = sample_labels();
  const std::vector<LabelCondition> red = {{"hair", "red"}};
  const std::vector<LabelCondition> red_long = {{"hair", "red"}, {"long", "1"}};
  CHECK(*find_by_label(labels, red, {}, "x") == std::vector<std::int64_t>{0, 2, 3});
  CHECK(*find_by_label(labels, red, 2, "x") == std::vector<std::int64_t>{0, 2});
  CHECK(*find_by_label(labels, red_long, {}, "x") == std::vector<std::int64_t>{0, 3});
}

TEST_CASE("an unknown label or value lists what there is") {
  const Labels labels = sample_labels();
  const auto message = [&](std::vector<LabelCondition> conditions, const Labels& in) {
    const auto found = find_by_label(in, conditions, {}, "x.npy");
    REQUIRE_FALSE(found);
    CHECK(found.error().where == "x.npy");
    return found.error().message;
  };
  CHECK(contains(message({{"eyes", "red"}}, labels), "hair, long"));
  CHECK(contains(message({{"hair", "green"}}, labels), "blue, red"));
  CHECK(contains(message({{"hair", "blue"}, {"long", "1"}}, labels), "all the conditions"));
  CHECK(contains(message({{"hair", "red"}}, Labels{}), "no labels"));
}

TEST_CASE("labels of files are found by name, or taken in order") {
  const std::vector<std::string> files = {"a.png", "sub/b.png"};
  const Result<Labels> named =
      parse_file_labels("file,x\nsub/b.png,2\nc.png,3\na.png,1\n", files, "labels.csv");
  REQUIRE(named);
  CHECK(named->values[0] == std::vector<std::string>{"1", "2"});
  const Result<Labels> ordered = parse_file_labels("x\n1\n2\n", files, "labels.csv");
  REQUIRE(ordered);
  CHECK(ordered->values == named->values);
  const Result<Labels> absent = parse_file_labels("file,x\na.png,1\n", files, "labels.csv");
  REQUIRE_FALSE(absent);
  CHECK(contains(absent.error().message, "sub/b.png"));
}

TEST_CASE("labels of some pictures are picked in their order") {
  const std::vector<std::int64_t> rows = {3, 1};
  const Labels picked = pick_labels(sample_labels(), rows);
  CHECK(picked.rows() == 2);
  CHECK(describe_labels(picked, 1) == "hair=blue, long=0");
}

}  // namespace
}  // namespace facet
