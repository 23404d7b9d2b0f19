#include "core/engine/face_store.h"

#include <cassert>

#include "core/base/hash.h"
#include "core/engine/faces.h"

namespace facet {
namespace {

// Small values (a code is 256 bytes, a face 12 kB) that are asked for again and again; beyond these
// numbers the lot is forgotten rather than kept in an order of use.
constexpr std::size_t kMaxLatents = 65536;
constexpr std::size_t kMaxCodes = 65536;
constexpr std::size_t kMaxOwn = 4096;

std::uint64_t key_of_floats(const Latent& values) {
  return Hasher().add(values.data(), values.size() * sizeof(float)).low64();
}

std::uint64_t key_of_pixels(const Image& image) {
  return Hasher().add(image.pixels.data(), image.pixels.size()).low64();
}

std::uint64_t key_of_latent(const SeedFace& face, int latent) {
  return Hasher()
      .add(std::int64_t{face.seed})
      .add(std::int64_t{face.cell})
      .add(face.temperature)
      .add(std::int64_t{latent})
      .low64();
}

std::uint64_t key_of_seed(const SeedFace& face) {
  return Hasher()
      .add(std::int64_t{1})
      .add(std::int64_t{face.seed})
      .add(std::int64_t{face.cell})
      .add(face.temperature)
      .add(std::int64_t{face.of})
      .add(std::int64_t{face.sampler ? static_cast<int>(*face.sampler) : -1})
      .low64();
}

}  // namespace

std::uint64_t key_of(const Face& face) {
  if (const auto* seed = std::get_if<SeedFace>(&face)) return key_of_seed(*seed);
  if (const auto* picture = std::get_if<PictureFace>(&face)) {
    return key_of_pixels(*picture->picture);
  }
  return key_of_floats(*std::get<CodeFace>(face).code);
}

void FaceStore::use(std::shared_ptr<FacePainter> painter) {
  painter_ = std::move(painter);
  const WeightsId weights = painter_ ? painter_->id() : WeightsId{};
  if (weights == weights_) return;
  weights_ = weights;
  codes_.clear();
  pictures_.clear();
}

LatentPtr FaceStore::seed_code(const SeedFace& face) {
  const std::uint64_t key = key_of_seed(face);
  if (const auto known = codes_.find(key); known != codes_.end()) return known->second;
  const int latent = painter_->latent();
  if (latents_.size() > kMaxLatents) latents_.clear();
  LatentPtr& z = latents_[key_of_latent(face, latent)];
  if (!z) z = std::make_shared<const Latent>(latent_of(face, latent));
  auto code = std::make_shared<const Latent>(facet::seed_code(face, *z, *painter_));
  if (codes_.size() > kMaxCodes) codes_.clear();
  return codes_[key] = std::move(code);
}

FaceCode FaceStore::code_of(const Face& face) {
  assert(painter_ != nullptr);
  if (const auto* seed = std::get_if<SeedFace>(&face)) return {seed_code(*seed), {}, {}};
  if (const auto* picture = std::get_if<PictureFace>(&face)) {
    const std::uint64_t key = key_of_pixels(*picture->picture);
    if (const auto known = codes_.find(key); known != codes_.end()) return {known->second, {}, {}};
    if (!painter_->can_encode()) return {nullptr, {}, no_encoder_error(weights_.preset)};
    return {nullptr, WantedCode{picture->picture, key}, {}};
  }
  const auto& kept = std::get<CodeFace>(face);
  if (const Status status = check_code(kept, painter_->latent()); !status) {
    return {nullptr, {}, status.error()};
  }
  return {kept.code, {}, {}};
}

Picture FaceStore::own_picture(const PictureFace& face) {
  const std::uint64_t key = key_of_pixels(*face.picture);
  if (const auto known = own_.find(key); known != own_.end()) return known->second;
  if (own_.size() > kMaxOwn) own_.clear();
  return own_[key] = Picture{face.picture, serials_.next()};
}

WantedFace FaceStore::want(LatentPtr code) const {
  const std::uint64_t key = key_of_floats(*code);
  return {std::move(code), key};
}

Picture FaceStore::picture(const WantedFace& face) const {
  const auto known = pictures_.find(face.key);
  return known == pictures_.end() ? Picture{} : known->second;
}

Status FaceStore::encode(std::span<const WantedCode> pictures) {
  std::vector<ImagePtr> images;
  for (const WantedCode& wanted : pictures) images.push_back(wanted.picture);
  Result<std::vector<Latent>> codes = painter_->encode(images);
  if (!codes) return codes.error();
  if (codes_.size() > kMaxCodes) codes_.clear();
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    codes_[pictures[i].key] = std::make_shared<const Latent>(std::move((*codes)[i]));
  }
  return {};
}

Status FaceStore::decode(std::span<const WantedFace> faces) {
  std::vector<Latent> codes;
  for (const WantedFace& face : faces) codes.push_back(*face.code);
  Result<std::vector<Image>> images = painter_->decode(codes);
  if (!images) return images.error();
  for (std::size_t i = 0; i < faces.size(); ++i) {
    pictures_[faces[i].key] =
        Picture{std::make_shared<const Image>(std::move((*images)[i])), serials_.next()};
  }
  return {};
}

void FaceStore::keep_only(const std::unordered_set<std::uint64_t>& wanted) {
  std::erase_if(pictures_, [&](const auto& entry) { return !wanted.contains(entry.first); });
}

}  // namespace facet
