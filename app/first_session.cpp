#include "app/first_session.h"

#include <filesystem>
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
/// The reader of the report picks three faces for each list.
constexpr std::size_t kPicks = 3;
/// The report's first walk.
constexpr std::uint32_t kFirstPathSeed = 4;

/// A list of the first faces of the built-in data with that hair. The other labels are the same in
/// each list, so that the arithmetic asks for one thing only.
FaceList first_faces(const char* name, HairColor hair, bool long_hair) {
  FaceList list{name, {}};
  for (std::int64_t index = 0; list.faces.size() < kPicks; ++index) {
    const FaceParameters face = sample_face(DrawnRequest{}.seed, static_cast<std::uint64_t>(index));
    const FaceLabels& labels = face.labels;
    if (labels.hair != hair || labels.long_hair != long_hair || labels.mouth_open ||
        !labels.female || labels.glasses) {
      continue;
    }
    std::vector<std::uint8_t> rgb(kFaceBytes);
    draw_face(face, rgb);
    list.faces.push_back(
        PictureFace{std::make_shared<const Image>(face_image(rgb)), kFirstData, index});
  }
  return list;
}

}  // namespace

Session make_first_session() {
  Session session;
  session.plan = plan_for(presets().front(), kFirstData);
  session.plan_b.data = kFirstData;
  session.lists = {first_faces("short_red", HairColor::kRed, false),
                   first_faces("short_blue", HairColor::kBlue, false),
                   first_faces("long_blue", HairColor::kBlue, true)};
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
