#include "core/numbers/encoding.h"

#include <ATen/ATen.h>
#include <doctest/doctest.h>

#include "core/numbers/tile_networks.h"
#include "core/numbers/writer_network.h"

namespace facet {
namespace {

const std::vector<Equation> kEquations = {
    {12, 34, '+'}, {6, 78, '-'}, {99, 99, '+'}, {0, 5, '-'}, {50, 7, '-'}};

TEST_CASE("texts come back from both orders of writing") {
  const EncodedEquations encoded = encode_equations(kEquations, 2);
  const std::vector<std::string> read = answer_texts(encoded.answers, false);
  CHECK(read == std::vector<std::string>{"46 ", "-72", "198", "-5 ", "43 "});
  CHECK(answer_texts(encoded.reversed, true) == read);
}

TEST_CASE("what a model is asked holds no answer") {
  const EncodedEquations asked = encode_queries(kEquations, 2);
  CHECK_FALSE(asked.answers.defined());
  CHECK_FALSE(asked.reversed.defined());
  CHECK(at::equal(asked.columns, encode_equations(kEquations, 2).columns));
}

TEST_CASE("certain beliefs about tiles stand in the columns of the text") {
  for (const int digits : {2, 3}) {
    const EncodedEquations encoded = encode_queries(kEquations, digits).rows(0, 5);
    const at::Tensor columns = believed_columns(one_hot_symbols(encoded.queries));
    CHECK(at::equal(columns.argmax(-1), encoded.columns));
    CHECK(columns.amax(-1).min().item<float>() == doctest::Approx(1));
  }
}

TEST_CASE("answers written units first are turned round for reading") {
  const EncodedEquations encoded = encode_equations(kEquations, 2).rows(0, 5);
  CHECK(at::equal(in_reading_order(encoded.reversed, encoded.reversed), encoded.answers));
}

}  // namespace
}  // namespace facet
