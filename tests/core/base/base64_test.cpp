#include "core/base/base64.h"

#include <doctest/doctest.h>

#include <limits>

namespace facet {
namespace {

std::string encoded(std::string_view text) {
  return encode_base64({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

TEST_CASE("base64 agrees with the test vectors of RFC 4648") {
  CHECK(encoded("") == "");
  CHECK(encoded("f") == "Zg==");
  CHECK(encoded("fo") == "Zm8=");
  CHECK(encoded("foo") == "Zm9v");
  CHECK(encoded("foobar") == "Zm9vYmFy");
}

TEST_CASE("every byte comes back from base64") {
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < 256; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(i));
    CHECK(decode_base64(encode_base64(bytes)) == bytes);
  }
}

TEST_CASE("damaged base64 is refused") {
  CHECK_FALSE(decode_base64("Zg="));
  CHECK_FALSE(decode_base64("Zg=a"));
  CHECK_FALSE(decode_base64("Z==="));
  CHECK_FALSE(decode_base64("Zg==Zg=="));
  CHECK_FALSE(decode_base64("Zm 9"));
}

TEST_CASE("floats come back to the bit, and only finite ones") {
  const std::vector<float> values = {0.1F, -0.0F, 3e38F, 1e-45F};
  CHECK(decode_floats(encode_floats(values)) == values);
  const std::vector<float> not_finite = {std::numeric_limits<float>::quiet_NaN()};
  CHECK_FALSE(decode_floats(encode_floats(not_finite)));
  CHECK_FALSE(decode_floats("Zm8="));
}

}  // namespace
}  // namespace facet
