#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/weights.h"

namespace facet {

/// How a parameter begins.
struct Initializer {
  enum class Kind {
    kZero,
    kUniform,  ///< uniform in [-scale, scale]
    kNormal,   ///< normal with deviation `scale`
  };
  Kind kind = Kind::kZero;
  double scale = 0;

  static Initializer zero() { return {}; }
  /// Glorot & Bengio 2010: uniform within sqrt(6 / (fan_in + fan_out)); Keras' default.
  static Initializer glorot_uniform(std::int64_t fan_in, std::int64_t fan_out);
  static Initializer normal(double deviation) { return {Kind::kNormal, deviation}; }
};

/// One parameter of a network: its name as in a checkpoint, its shape as LibTorch has it.
struct ParameterSpec {
  std::string name;
  std::vector<std::int64_t> shape;
  Initializer initializer;
  double rate = 1;          ///< factor of the learning rate; 0: not trained
  double decay = 0;         ///< share lost in a step at a learning rate of 1 (AdamW)
  std::int64_t count = 0;   ///< numbers
  std::int64_t offset = 0;  ///< in the flat buffer, aligned to 64 bytes
};

/// Where each named parameter of a network lies in one flat buffer. A network adds its parameters
/// when it is made; after that a layout never changes. Parameters of four dimensions are stored
/// with the channels last.
class ParameterLayout {
 public:
  /// Reserves a parameter; the number by which Parameters hands it out.
  std::size_t add(std::string name, std::vector<std::int64_t> shape, Initializer initializer,
                  double rate = 1, double decay = 0);

  std::span<const ParameterSpec> specs() const { return specs_; }
  /// Trained numbers in all, as a layer table counts them.
  std::int64_t count() const;
  /// Length of the flat buffer: all parameters and the gaps of alignment.
  std::int64_t flat_size() const { return flat_size_; }

 private:
  std::vector<ParameterSpec> specs_;
  std::int64_t flat_size_ = 0;
};

/// The values of all parameters of a network: one flat tensor, and a view of it for each. One flat
/// tensor makes optimiser, averaging, casting and copying one operation each. Networks do not own
/// parameters, they are handed them: raw, averaged and bf16 weights are three Parameters.
/// One thread at a time.
class Parameters {
 public:
  /// Zeros of the given type on the given device.
  Parameters(const ParameterLayout& layout, const at::TensorOptions& options);

  /// The tensors of a map as they are, which must not change from here on; of four dimensions,
  /// copies with the channels last. There is no flat(). Errors as of from_map().
  static Result<Parameters> of(const ParameterLayout& layout, const TensorMap& map,
                               const std::string& where);

  /// Parameter `index` of the layout, in its own shape: a view.
  const at::Tensor& operator[](std::size_t index) const { return views_[index]; }
  std::size_t size() const { return views_.size(); }
  /// [flat_size()]: all of them. Undefined where they are a map's.
  const at::Tensor& flat() const { return flat_; }
  at::ScalarType type() const { return views_.front().scalar_type(); }

  /// Draws initial values: one generator, in the layout's order. fp32 on the CPU only.
  void initialize(const ParameterLayout& layout, at::Generator generator);
  /// Copies the values of `other`, converting their type. The same layout.
  void copy_from(const Parameters& other);
  /// Makes the view of each trained parameter a leaf that collects a gradient in its grad().
  void require_gradients(const ParameterLayout& layout);

  /// Which parameters go into a map and come out of it.
  enum class Which {
    kAll,
    kTrained,  ///< those whose rate is not 0
    kFixed,    ///< the others
  };
  /// Owned, contiguous fp32 copies on the CPU by name, `prefix` before each.
  TensorMap to_map(const ParameterLayout& layout, const std::string& prefix = "",
                   Which which = Which::kAll) const;
  /// Copies values back. Errors name `where` and the tensor that is missing, of another shape or
  /// not finite; the values are then as before.
  Status from_map(const ParameterLayout& layout, const TensorMap& map, const std::string& where,
                  const std::string& prefix = "", Which which = Which::kAll);

 private:
  Parameters() = default;

  at::Tensor flat_;
  std::vector<at::Tensor> views_;
};

}  // namespace facet
