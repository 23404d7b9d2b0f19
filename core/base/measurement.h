#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace facet {

/// A measured number with its interval of 95 % confidence.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;

  bool operator==(const Estimate&) const = default;
};

/// How good a model's samples and reconstructions are, each number beside what real faces reach.
struct QualityMeasurement {
  int pictures = 0;               ///< in each set that is compared
  std::optional<double> psnr_db;  ///< of held-out pictures; absent: the model has no encoder
  Estimate distance;              ///< sliced Wasserstein distance of samples to held-out pictures
  Estimate floor;                 ///< the same distance of training pictures: real against real
  double diversity = 0;           ///< mean RMS difference of random pairs of samples
  double diversity_real = 0;      ///< of held-out pictures
  double nearest = 0;             ///< median RMS difference of samples to the nearest training face
  double nearest_usual = 0;       ///< the same of held-out pictures
  /// Share of samples closer to a training face, for how far the next ones are, than 99 % of the
  /// held-out pictures are: about 0.01 for a model that has not memorised.
  double copied = 0;
};

/// How well results of expressions answer what is asked, by the judge. Shares, 0 to 1.
struct ArithmeticScores {
  Estimate target;    ///< all attributes that are asked for are judged right
  Estimate kept;      ///< share of the other attributes judged as in the start face
  Estimate identity;  ///< cosine of start and result in the judge's features

  bool operator==(const ArithmeticScores&) const = default;
};

/// What the judge reads right of the held-out pictures.
struct JudgeAccuracy {
  std::string attribute;
  double accuracy = 0;

  bool operator==(const JudgeAccuracy&) const = default;
};

/// The scores of averages of so many faces.
struct PickScores {
  int picks = 0;
  ArithmeticScores scores;
};

/// Measured arithmetic of a model: many random "short X - short Y + long Y" with held-out starts.
struct ArithmeticMeasurement {
  int cases = 0;
  int picks = 0;              ///< faces of an average
  ArithmeticScores averages;  ///< start + average - average
  ArithmeticScores singles;   ///< the same with one face instead of each average
  ArithmeticScores random;    ///< start + a random vector of the averages' length
  /// Averages of more faces, as far as the labelled ones go round: how many picks are enough.
  std::vector<PickScores> more_picks;
  /// The same questions with averages of as many faces that stand best for all of their kind.
  ArithmeticScores chosen;
  /// The best the model could do: reconstructions of true faces that have what is asked for
  /// (target), of the start faces themselves (kept, identity).
  ArithmeticScores ceiling;
  double strangers = 0;  ///< identity of two faces that have nothing to do with each other
  std::vector<JudgeAccuracy> judge;
};

/// Distance to the true picture, where twins hold it.
struct TwinMeasurement {
  int cases = 0;
  Estimate score;      ///< 0: do nothing, 1: encode the true picture
  double nothing = 0;  ///< mean RMS difference to the true picture of the start, reconstructed
  double result = 0;   ///< of the answer
  double encoded = 0;  ///< of the true picture, reconstructed
};

}  // namespace facet
