#include "core/engine/journal.h"

#include <doctest/doctest.h>

#include <fstream>

#include "core/base/files.h"
#include "tests/core/engine/temporary_folder.h"

namespace facet {
namespace {

const std::span<const LossSeries> kSeries = loss_series(ModelKind::kVae);

using test::TemporaryFolder;

void append(const std::string& path, const std::string& lines) {
  auto journal = JournalWriter::open(path);
  REQUIRE(journal);
  REQUIRE((*journal)->append(lines));
}

TEST_CASE("what is journalled is read back") {
  const TemporaryFolder folder;
  const std::string path = folder / "journal.jsonl";
  append(path, journal_line(LossPoint{1, {0.5F, 0.25F, 3}}, kSeries) +
                   journal_line(QualityPoint{1, 18.5F}));
  append(path, journal_line(Marker{2, "learning rate 0.001 to 0.0005 \"x\"\n"}));
  CurveRecorder curve(kSeries);
  const auto unread = read_journal(path, curve);
  REQUIRE(unread);
  CHECK(*unread == 0);
  REQUIRE(curve.curves()->losses.size() == 1);
  CHECK(curve.curves()->losses[0].values[2] == 3);
  CHECK(curve.psnr_db() == 18.5F);
  CHECK(curve.curves()->markers[0].text == "learning rate 0.001 to 0.0005 \"x\"\n");
}

TEST_CASE("a value that a step does not have is not written, and read as none") {
  const std::string without = journal_line(LossPoint{1, {1, 1, 1}}, kSeries);
  CHECK(without.find("d_real") == std::string::npos);
  const TemporaryFolder folder;
  append(folder / "journal.jsonl",
         without + journal_line(LossPoint{2, {1, 1, 1, 0.75F, 0.25F}}, kSeries));
  CurveRecorder curve(kSeries);
  REQUIRE(read_journal(folder / "journal.jsonl", curve));
  REQUIRE(curve.curves()->losses.size() == 2);
  CHECK_FALSE(kSeries[3].has(curve.curves()->losses[0].values[3]));
  CHECK(curve.curves()->losses[1].values[3] == 0.75F);
  CHECK(curve.curves()->losses[1].values[4] == 0.25F);
}

TEST_CASE("a torn last line is ignored when reading and cut off before appending") {
  const TemporaryFolder folder;
  const std::string path = folder / "journal.jsonl";
  append(path, journal_line(LossPoint{1, {1, 1, 1}}, kSeries));
  std::ofstream(path, std::ios::app) << "{\"kind\":\"loss\",\"step\":2,\"to";
  CurveRecorder torn(kSeries);
  REQUIRE(read_journal(path, torn));
  CHECK(torn.curves()->losses.size() == 1);
  append(path, journal_line(LossPoint{3, {1, 1, 1}}, kSeries));
  CurveRecorder curve(kSeries);
  const auto unread = read_journal(path, curve);
  REQUIRE(unread);
  CHECK(*unread == 0);
  REQUIRE(curve.curves()->losses.size() == 2);
  CHECK(curve.curves()->losses[1].step == 3);
}

TEST_CASE("a file that is one torn line becomes empty") {
  const TemporaryFolder folder;
  const std::string path = folder / "journal.jsonl";
  std::ofstream(path) << std::string(10000, 'x');
  append(path, journal_line(QualityPoint{1, 20}));
  CurveRecorder curve(kSeries);
  const auto unread = read_journal(path, curve);
  REQUIRE(unread);
  CHECK(*unread == 0);
  CHECK(curve.psnr_db() == 20);
}

TEST_CASE("a rewind line takes back what came after its step") {
  const TemporaryFolder folder;
  const std::string path = folder / "journal.jsonl";
  std::string lines;
  for (int step = 1; step <= 6; ++step) lines += journal_line(LossPoint{step, {1, 1, 1}}, kSeries);
  append(path, lines + journal_rewind(4) + journal_line(LossPoint{5, {2, 2, 2}}, kSeries));
  CurveRecorder curve(kSeries);
  REQUIRE(read_journal(path, curve));
  REQUIRE(curve.curves()->losses.size() == 5);
  CHECK(curve.curves()->losses[4].total() == 2);
}

TEST_CASE("lines of strangers are counted and left out") {
  const TemporaryFolder folder;
  const std::string path = folder / "journal.jsonl";
  std::ofstream(path)
      << "nonsense\n{\"kind\":\"loss\",\"step\":-1}\n[1,2]\n{\"kind\":5,\"step\":1}\n"
      << "{\"kind\":\"quality\",\"step\":3,\"psnr_db\":1e999}\n"
      << journal_line(QualityPoint{4, 21});
  CurveRecorder curve(kSeries);
  const auto unread = read_journal(path, curve);
  REQUIRE(unread);
  CHECK(*unread == 5);
  CHECK(curve.psnr_db() == 21);
}

TEST_CASE("a journal that is not there is empty") {
  const TemporaryFolder folder;
  CurveRecorder curve(kSeries);
  CHECK(read_journal(folder / "none", curve));
  CHECK(curve.curves()->losses.empty());
}

TEST_CASE("a full disk is an error that names the file") {
  auto journal = JournalWriter::open("/dev/full");
  if (journal) {
    const Status written = (*journal)->append("line\n");
    REQUIRE_FALSE(written);
    CHECK(written.error().where == "/dev/full");
    CHECK(written.error().message.find("disk space") != std::string::npos);
  } else {
    CHECK(journal.error().where == "/dev/full");
  }
}

}  // namespace
}  // namespace facet
