#include "core/numbers/number_network.h"
#include "core/numbers/text_networks.h"
#include "core/numbers/tile_networks.h"
#include "core/numbers/writer_network.h"

namespace facet {

std::unique_ptr<const NumberNetwork> make_number_network(const NumberPlan& plan) {
  if (plan.preset == "transformer") return std::make_unique<TransformerNetwork>(plan.digits);
  if (plan.preset == "lstm") return std::make_unique<AutoregressiveNetwork>();
  if (plan.preset == "report") return std::make_unique<ReportNetwork>();
  if (plan.preset == "reader") return std::make_unique<ReaderNetwork>();
  if (plan.preset == "reader-plain") return std::make_unique<PlainReaderNetwork>(plan.digits);
  if (plan.preset == "writer") return std::make_unique<WriterNetwork>();
  return std::make_unique<ColumnNetwork>();
}

}  // namespace facet
