#include "app/bench/machine.h"

#include <torch/version.h>

#include <thread>

#include "core/model/cpu_features.h"

namespace facet {

nlohmann::json describe_machine() {
  return {{"machine", cpu_name()},
          {"cores", std::thread::hardware_concurrency()},
          {"torch", TORCH_VERSION},
          {"facet", FACET_VERSION}};
}

}  // namespace facet
