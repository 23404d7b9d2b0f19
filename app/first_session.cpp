#include "app/first_session.h"

#include <filesystem>
#include <initializer_list>
#include <utility>

#include "app/demo.h"
#include "core/base/files.h"
#include "core/data/drawn_dataset.h"
#include "core/data/drawn_faces.h"
#include "ui/face_actions.h"
#include "ui/session_keeper.h"

namespace facet {
namespace {

constexpr const char* kFirstData = "drawn";
/// The report's first walk.
constexpr std::uint32_t kFirstPathSeed = 4;

/// A list of those built-in faces.
FaceList faces_of(const char* name, std::initializer_list<std::int64_t> rows) {
  FaceList list{name, {}};
  for (const std::int64_t row : rows) {
    std::vector<std::uint8_t> rgb(kFaceBytes);
    draw_face(sample_face(DrawnRequest{}.seed, static_cast<std::uint64_t>(row)), rgb);
    list.faces.emplace_back(
        PictureFace{std::make_shared<const Image>(face_image(rgb)), kFirstData, row});
  }
  return list;
}

}  // namespace

Session make_first_session() {
  Session session;
  session.plan = plan_for(presets().front(), kFirstData);
  session.plan_b.data = kFirstData;
  // The reader of the report picks three faces for each list. These stand best for all women with
  // that hair, their mouths closed and without glasses, so that the arithmetic asks for one thing
  // only: `drawn?hair=red&long=0&female=1&mouth_open=0&glasses=0~3` and so on.
  session.lists = {faces_of("short_red", {19043, 16645, 6478}),
                   faces_of("short_blue", {792, 15405, 19644}),
                   faces_of("long_blue", {18536, 17692, 8811})};
  session.grid.sampler = Sampler::kFlow;
  ui::set_path_seed(session, kFirstPathSeed);
  session.arithmetic.expression = "short_red - short_blue + long_blue";
  return session;
}

Session restore_session(const std::string& settings_folder,
                        const std::vector<ui::Example>& examples, std::string& notice) {
  const std::string path = ui::session_path(settings_folder);
  const Result<std::string> text = read_file(path);
  if (!text) {
    if (text.error().code != ErrorCode::kNotFound) notice = to_string(text.error());
    return examples.empty() ? make_first_session() : examples.front().session;
  }
  Result<Session> session = session_from_json(*text, path);
  if (session) {
    // The program, and its demo with it, may have been moved.
    if (shows_demo(*session)) {
      const ui::Example* example = shown_example(examples, *session);
      // An older program had a single demo, in another place.
      if (example == nullptr && !examples.empty()) example = &examples.front();
      session->model = example == nullptr ? ModelRef{} : example->session.model;
    }
    return std::move(*session);
  }
  const std::string aside = path + ".damaged";
  std::error_code error;
  std::filesystem::rename(path, aside, error);
  notice = to_string(session.error()) + ". A new session begins; the old file is kept as " + aside;
  return make_first_session();
}

}  // namespace facet
