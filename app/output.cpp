#include "app/output.h"

namespace facet {

void Output::result(const nlohmann::json& object, std::string_view text) {
  end_progress();
  if (json_) {
    *out_ << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  } else {
    *out_ << text << std::endl;
  }
}

void Output::note(std::string_view text) {
  end_progress();
  *err_ << text << std::endl;
}

void Output::progress(std::string_view text) {
  if (!progress_in_place_) return;
  *err_ << "\r\x1b[K" << text << std::flush;
  in_progress_ = true;
}

void Output::error(const Error& error) {
  end_progress();
  if (json_) {
    nlohmann::json words = {
        {"code", error_code_name(error.code)}, {"message", error.message}, {"where", error.where}};
    if (error.position) words["position"] = *error.position;
    result({{"error", std::move(words)}}, "");
  } else {
    *err_ << "facet: " << to_string(error) << std::endl;
  }
}

void Output::help(std::string_view text) { *out_ << text << std::flush; }

void Output::end_progress() {
  if (in_progress_) *err_ << '\n';
  in_progress_ = false;
}

}  // namespace facet
