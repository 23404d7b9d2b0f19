#pragma once

#include <string>

#include "core/base/session.h"

namespace facet::ui {

/// A worked example that is shipped with the program: a trained model, and an expression over lists
/// of its faces.
struct Example {
  std::string name;       ///< on its button: "hair (VAE)"
  std::string summary;    ///< one line: what one sees
  Session session;        ///< draws from the example's model
  std::string recording;  ///< the recorded run that the model is of: its curves are shown
};

}  // namespace facet::ui
