#include "tests/ui/gallery_states.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "core/data/drawn_faces.h"

namespace facet::ui {
namespace {

constexpr int kFaces = 256;
constexpr std::uint64_t kSeed = 7;

struct Drawn {
  std::vector<ImagePtr> pictures;
  std::vector<FaceLabels> labels;
};

Drawn draw_pictures() {
  Drawn drawn;
  for (int i = 0; i < kFaces; ++i) {
    const FaceParameters face = sample_face(kSeed, static_cast<std::uint64_t>(i));
    std::vector<std::uint8_t> rgb(kDrawnFaceBytes);
    draw_face(face, rgb);
    drawn.pictures.push_back(std::make_shared<const Image>(face_image(rgb)));
    drawn.labels.push_back(face.labels);
  }
  return drawn;
}

/// The first `count` drawn faces with that hair.
FaceList list_of(const Drawn& drawn, const std::string& name, HairColor hair, bool long_hair,
                 std::size_t count) {
  FaceList list{name, {}};
  for (std::size_t i = 0; i < drawn.labels.size() && list.faces.size() < count; ++i) {
    if (drawn.labels[i].hair != hair || drawn.labels[i].long_hair != long_hair) continue;
    list.faces.push_back(
        PictureFace{drawn.pictures[i], "built-in faces", static_cast<std::int64_t>(i)});
  }
  return list;
}

DataView drawn_data(const Drawn& drawn) {
  DataView data;
  data.data = "drawn";
  data.title = "Built-in faces";
  data.count = 20000;
  data.held_out = 500;
  data.source_width = data.source_height = 64;
  data.label_columns = {"female", "long", "mouth_open", "glasses", "hair", "eyes", "skin"};
  for (std::size_t i = 0; i < 64; ++i) {
    data.samples.push_back({drawn.pictures[i], "built-in faces", static_cast<std::int64_t>(i)});
    data.sample_labels.push_back(
        "hair " + std::string(kHairColorNames[static_cast<std::size_t>(drawn.labels[i].hair)]) +
        (drawn.labels[i].long_hair ? ", long" : ", short"));
  }
  return data;
}

constexpr std::int64_t kSharpenedFrom = 6000;

std::shared_ptr<const Curves> curves_to(std::int64_t last_step) {
  auto curves = std::make_shared<Curves>();
  curves->series = loss_series(ModelKind::kVae);
  std::mt19937 random(11);
  std::normal_distribution<float> noise(0, 1);
  const std::int64_t points = std::min<std::int64_t>(last_step, 1500);
  for (std::int64_t i = 0; i < points; ++i) {
    const std::int64_t step = 1 + i * last_step / points;
    const auto s = static_cast<float>(step);
    const float reconstruction =
        -9000 + 15000 / std::pow(1 + s / 60, 0.55F) + 350 * noise(random) / std::sqrt(1 + s / 400);
    const float kl = 260 * (1 - std::exp(-s / 900)) + 12 * noise(random);
    LossPoint point{step, {reconstruction + kl, reconstruction, std::max(kl, 0.0F)}};
    if (step > kSharpenedFrom) {
      point.values[3] = 0.72F + 0.04F * noise(random);
      point.values[4] = 0.28F + 0.04F * noise(random);
    }
    curves->losses.push_back(point);
    if (i % 50 == 0) {
      curves->quality.push_back({step, 26 - 14 / std::pow(1 + s / 80, 0.5F)});
    }
  }
  if (last_step > kSharpenedFrom) {
    curves->markers.push_back({5200, "learning rate 0.0005"});
    curves->markers.push_back({kSharpenedFrom, "sharpening 0 to 1"});
  }
  return curves;
}

TrainingView training_at(TrainingState state, std::int64_t step) {
  TrainingView training;
  training.state = state;
  training.plan.threads = 2;
  training.plan.precision = Precision::kFp32;
  training.plan.device = Device::kCpu;
  training.run_folder = "/home/ada/.local/share/facet/runs/2025-03-14 fast-vae built-in faces";
  training.step = step;
  training.images = step * 64;
  training.epoch = static_cast<double>(training.images) / 19500;
  training.seconds = static_cast<double>(training.images) / 930;
  training.images_per_s = 930.4;
  training.memory_bytes = 1.12e9;
  training.training_pictures = 19500;
  training.held_out_pictures = 500;
  training.checkpoint_step = step / 500 * 500;
  training.curves = curves_to(step);
  training.psnr_db = training.curves->quality.empty() ? 0 : training.curves->quality.back().psnr_db;
  return training;
}

Session worked_example(const Drawn& drawn) {
  Session session;
  session.lists = {list_of(drawn, "short_red", HairColor::kRed, false, 3),
                   list_of(drawn, "short_blue", HairColor::kBlue, false, 3),
                   list_of(drawn, "long_blue", HairColor::kBlue, true, 2)};
  session.arithmetic.expression = "short_red - short_blue + long_blue";
  return session;
}

GalleryState training_state(const Drawn& drawn, FakeExplorer& explorer) {
  GalleryState state;
  state.name = "training";
  state.session = worked_example(drawn);
  state.session.grid.selected = {12, 34, 35};
  state.training = training_at(TrainingState::kRunning, 12340);
  for (int epoch = 1; epoch <= 12; ++epoch) {
    Session at = state.session;
    at.grid.seed = static_cast<std::uint32_t>(epoch);
    state.training.epoch_grids.push_back(explorer.draw(at).grid->sheet);
    state.training.epoch_grid_epochs.push_back(epoch);
  }
  state.data = drawn_data(drawn);
  state.view = explorer.draw(state.session);
  return state;
}

GalleryState side_by_side(const Drawn& drawn, GalleryState state) {
  state.name = "side_by_side";
  std::vector<ImagePtr> others = drawn.pictures;
  std::rotate(others.begin(), others.begin() + 40, others.end());
  FakeExplorer explorer(others);
  explorer.weights = {"9a8b", "fast-gan", 1480, true};
  state.session.compared = ModelRef{"", true, 1};
  state.compared = explorer.draw(state.session);
  state.training_b = training_at(TrainingState::kRunning, 1480);
  state.training_b.plan = state.session.plan_b;
  state.training_b.images_per_s = 61;
  return state;
}

GalleryState first_start(const Drawn& drawn, FakeExplorer& explorer) {
  GalleryState state;
  state.name = "first_start";
  state.session = worked_example(drawn);
  state.session.model.path = "/usr/share/facet/demo.safetensors";
  state.data = drawn_data(drawn);
  state.view = explorer.draw(state.session);
  return state;
}

GalleryState empty() {
  GalleryState state;
  state.name = "empty";
  state.session.plan.data.clear();
  return state;
}

GalleryState with_training(GalleryState state, std::string name, TrainingView training) {
  state.name = std::move(name);
  state.training = std::move(training);
  return state;
}

GalleryState failed(GalleryState state) {
  state = with_training(std::move(state), "failed", training_at(TrainingState::kFailed, 3020));
  state.notices = {{Notice::Level::kError,
                    "Training stopped at step 3,020: the loss is not a number. The weights of step "
                    "3,000 are back; lower the learning rate and resume.",
                    1},
                   {Notice::Level::kWarning,
                    "12 of 4,512 files are no pictures and were left out: a.txt, notes.md…", 2},
                   {Notice::Level::kInfo, "grid-334.png was written with its recipe.", 3}};
  return state;
}

GalleryState wrong_data(GalleryState state) {
  state = with_training(std::move(state), "wrong_data", {});
  state.session.plan.data = "/home/ada/photos";
  state.data = {};
  state.data.data = state.session.plan.data;
  state.data.error = Error{ErrorCode::kBadInput,
                           "The folder holds no PNG, JPEG, BMP or GIF file; choose one that does.",
                           state.session.plan.data};
  state.front_panel = "Data###data";
  return state;
}

GalleryState many_lists(const Drawn& drawn, FakeExplorer& explorer, GalleryState state) {
  state.name = "many_lists";
  for (int i = 0; i < 9; ++i) {
    state.session.lists.push_back(list_of(drawn, "list_" + std::to_string(i + 1),
                                          static_cast<HairColor>(i % 8), i % 2 == 0,
                                          static_cast<std::size_t>(i)));
  }
  FaceList large = list_of(drawn, "長い青い髪の女の子たち", HairColor::kBlack, true, 40);
  for (std::size_t i = large.faces.size(); i < 40; ++i) {
    large.faces.push_back(
        PictureFace{drawn.pictures[i], "built-in faces", static_cast<std::int64_t>(i)});
  }
  state.session.lists.push_back(large);
  state.view = explorer.draw(state.session);
  return state;
}

/// A loop through three more faces, and a face varied along three directions.
GalleryState walk_and_directions(FakeExplorer& explorer, GalleryState state) {
  state.name = "directions";
  state.session.path.via = {SeedFace{334, 17, {}, 1}, SeedFace{334, 42, {}, 1},
                            SeedFace{334, 68, {}, 1}};
  state.session.path.loop = true;
  state.session.path.position = 0.3;
  state.session.directions.amounts = {1.2, -0.6, 0, 0, 2, 0, 0, 0};
  state.view = explorer.draw(state.session);
  state.front_panel = "Directions###directions";
  return state;
}

}  // namespace

std::vector<GalleryState> gallery_states() {
  const Drawn drawn = draw_pictures();
  // The fake explorer decodes picture i of a data set to its own picture i + 1.
  std::vector<ImagePtr> shifted = drawn.pictures;
  std::rotate(shifted.begin(), shifted.end() - 1, shifted.end());
  FakeExplorer explorer(shifted);
  const GalleryState training = training_state(drawn, explorer);
  std::vector<GalleryState> states{first_start(drawn, explorer), empty(), training};
  states.push_back(with_training(training, "step_10", training_at(TrainingState::kRunning, 10)));
  states.push_back(with_training(training, "paused", training_at(TrainingState::kPaused, 1000)));
  states.back().session.plan.batch = 128;
  TrainingView finished = training_at(TrainingState::kFinished, 12180);
  finished.plan.epochs = 40;
  finished.total_steps = 12180;
  states.push_back(with_training(training, "finished", finished));
  TrainingView preparing;
  preparing.state = TrainingState::kPreparing;
  preparing.activity = "drawing 20,000 faces";
  states.push_back(with_training(training, "preparing", preparing));
  states.push_back(failed(training));
  states.push_back(wrong_data(training));
  states.push_back(many_lists(drawn, explorer, training));
  states.push_back(training);
  states.back().name = "data";
  states.back().front_panel = "Data###data";
  states.push_back(training);
  states.back().name = "epochs";
  states.back().front_panel = "Epochs###epochs";
  states.push_back(training);
  states.back().name = "hover";
  states.back().pointer_on_grid = true;
  states.push_back(side_by_side(drawn, training));
  states.push_back(side_by_side(drawn, training));
  states.back().name = "side_by_side_hover";
  states.back().pointer_on_grid = true;
  states.push_back(walk_and_directions(explorer, training));
  states.push_back(training);
  states.back().name = "shortcuts";
  states.back().actions = {Action::kShortcuts};
  states.push_back(training);
  states.back().name = "faces_only";
  states.back().actions = {Action::kToggleSidePanels};
  states.push_back(training);
  states.back().name = "open";
  states.back().actions = {Action::kOpenFile};
  return states;
}

}  // namespace facet::ui
