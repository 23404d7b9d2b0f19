#include "core/engine/explorer.h"

#include <algorithm>
#include <unordered_set>

namespace facet {
namespace {

constexpr std::size_t kFirstSlice = 4;                // while the cost of a face is not known
constexpr std::chrono::milliseconds kUntilRest{500};  // from the newest session on
constexpr std::size_t kSpareFaces = 2048;  // drawn faces kept beyond those wanted, for undo

double milliseconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

Explorer::Explorer(SerialSource& serials, Publish publish, const ExplorerOptions& options)
    : options_(options), publish_(std::move(publish)), store_(serials) {
  parts_ = {make_grid_part(), make_lists_part(), make_arithmetic_part(), make_path_part(),
            make_directions_part()};
}

Explorer::~Explorer() = default;

void Explorer::set_session(std::shared_ptr<const Session> session, std::uint64_t serial,
                           TouchedPart touched, bool directions_shown) {
  session_ = std::move(session);
  directions_shown_ = directions_shown;
  serial_ = serial;
  touched_ = touched;
  session_at_ = Clock::now();
  dirty_ = true;
}

void Explorer::set_painter(std::shared_ptr<FacePainter> painter, std::optional<Error> error) {
  store_.use(std::move(painter));
  const FacePainter* drawing = store_.painter();
  view_.weights = store_.weights();
  view_.latent = drawing != nullptr ? drawing->latent() : 0;
  view_.default_sampler = drawing != nullptr ? drawing->default_sampler() : Sampler::kPrior;
  view_.model_error = std::move(error);
  changed_ = true;
  dirty_ = true;
}

ExplorerPart* Explorer::touched_part() const {
  if (touched_ == TouchedPart::kNone) return nullptr;
  return parts_[static_cast<std::size_t>(touched_) - 1].get();
}

std::array<ExplorerPart*, Explorer::kParts> Explorer::by_urgency() const {
  std::array<ExplorerPart*, kParts> order{};
  std::transform(parts_.begin(), parts_.end(), order.begin(),
                 [](const auto& part) { return part.get(); });
  // The parts of a few faces come before the grid of a hundred, and that before the samples that
  // the directions are found from.
  std::rotate(order.begin(), order.begin() + 1, order.end() - 1);
  ExplorerPart* touched = touched_part();
  std::stable_partition(order.begin(), order.end(),
                        [touched](const ExplorerPart* part) { return part == touched; });
  return order;
}

void Explorer::plan() {
  dirty_ = false;
  if (failed_) view_.model_error.reset();
  failed_ = false;
  pass_begin_ = Clock::now();
  std::size_t wanted_count = 0;
  for (const auto& part : parts_) {
    if (part == parts_.back() && !directions_shown_) {
      part->rest();
    } else {
      part->plan(*session_, store_);
    }
    wanted_count += part->faces().size();
  }
  if (store_.size() <= wanted_count + kSpareFaces) return;
  std::unordered_set<std::uint64_t> wanted;
  for (const auto& part : parts_) {
    for (const WantedFace& face : part->faces()) wanted.insert(face.key);
  }
  store_.keep_only(wanted);
}

/// In the same pass: what was found out brings more to draw.
void Explorer::plan_again() {
  const auto pass_begin = pass_begin_;
  plan();
  pass_begin_ = pass_begin;
}

std::size_t Explorer::slice_size() const {
  if (!cost_.known()) return std::min(kFirstSlice, options_.slice_faces);
  const bool rests = Clock::now() - session_at_ > kUntilRest;
  const double most_ms = rests ? options_.rest_slice_ms : options_.slice_ms;
  const std::size_t most = rests ? options_.rest_slice_faces : options_.slice_faces;
  return std::min(cost_.faces_within(most_ms), most);
}

bool Explorer::work() {
  if (!session_) return false;
  if (dirty_) {
    plan();
    show_parts(false);
  }
  if (!failed_ && store_.painter() != nullptr) {
    for (const ExplorerPart* part : by_urgency()) {
      if (part->settled()) continue;
      if (!part->codes().empty()) return work_on_codes(*part);
      if (!part->ready(store_)) return work_on_faces();
    }
  }
  finish_pass();
  return false;
}

bool Explorer::work_on_codes(const ExplorerPart& part) {
  const std::size_t count = std::min(part.codes().size(), slice_size());
  const auto begin = Clock::now();
  const Status encoded = store_.encode(std::span(part.codes()).first(count));
  if (!encoded) {
    fail(encoded.error());
    return false;
  }
  cost_.add(count, milliseconds(Clock::now() - begin));
  plan_again();
  show_parts(false);
  return true;
}

bool Explorer::work_on_faces() {
  std::vector<WantedFace> slice;
  std::unordered_set<std::uint64_t> keys;
  const std::size_t most = slice_size();
  const ExplorerPart* touched = touched_part();
  bool urgent = false;
  for (const ExplorerPart* part : by_urgency()) {
    if (part->settled()) continue;
    std::size_t place = 0;
    for (const WantedFace& face : part->faces()) {
      if (slice.size() == most) break;
      // What the user waits for is shown before anything else is begun.
      if (urgent && place == part->urgent()) break;
      if (!store_.has(face) && keys.insert(face.key).second) {
        slice.push_back(face);
        urgent = urgent || (part == touched && place < part->urgent());
      }
      ++place;
    }
    if (urgent || slice.size() == most || !part->codes().empty()) break;
  }
  const auto begin = Clock::now();
  const Status decoded = store_.decode(slice);
  if (!decoded) {
    fail(decoded.error());
    return false;
  }
  cost_.add(slice.size(), milliseconds(Clock::now() - begin));
  bool more_known = false;
  for (const auto& part : parts_) more_known = part->digest(store_) || more_known;
  if (more_known) plan_again();
  show_parts(urgent);
  return true;
}

/// Whether a part in work is worth showing as it is: the touched one when its urgent faces are
/// there, or now and then while they come; any part that was never complete.
bool Explorer::shows_partly(const ExplorerPart& part, bool urgent_done, bool partial_due) const {
  if (&part == touched_part()) {
    return part.urgent_ready(store_) ? urgent_done || partial_due : urgent_done && partial_due;
  }
  return !part.complete_once() && partial_due && part.codes().empty() &&
         std::any_of(part.faces().begin(), part.faces().end(),
                     [&](const WantedFace& face) { return store_.has(face); });
}

void Explorer::show_parts(bool urgent_done) {
  const auto now = Clock::now();
  const bool partial_due = milliseconds(now - last_partial_) >= options_.partial_ms;
  ExplorerPart* touched = touched_part();
  for (const auto& part : parts_) {
    if (part->settled()) continue;
    const bool ready = part->ready(store_);
    if (!ready && !shows_partly(*part, urgent_done, partial_due)) continue;
    if (!ready) last_partial_ = now;
    if (part.get() == touched && part->urgent_ready(store_)) view_.touched_serial = serial_;
    part->show(store_, view_);
    if (ready) part->mark_shown();
    changed_ = true;
  }
  if (touched != nullptr && touched->settled() && view_.touched_serial != serial_) {
    view_.touched_serial = serial_;
    changed_ = true;
  }
  publish();
}

void Explorer::finish_pass() {
  if (view_.session_serial == serial_ && view_.touched_serial == serial_ && !changed_) return;
  view_.session_serial = serial_;
  view_.touched_serial = serial_;
  view_.draw_ms = milliseconds(Clock::now() - pass_begin_);
  changed_ = true;
  publish();
}

void Explorer::fail(const Error& error) {
  failed_ = true;
  view_.model_error = error;
  changed_ = true;
  finish_pass();
}

void Explorer::publish() {
  if (!changed_) return;
  changed_ = false;
  publish_(std::make_shared<const View>(view_));
}

}  // namespace facet
