#pragma once

#include <cstdint>
#include <string>

namespace facet {

/// "12,340": a whole number with thousands separators.
std::string with_thousands(std::int64_t number);

/// "2:14" or "1:02:14": a time for people; -1 and other negative times are "unknown".
std::string clock_time(double seconds);

/// "12.50": a number with so many digits behind the point.
std::string fixed(double number, int digits);

/// "12.5", "1e-05": a number with so many significant digits at most and no zeros at its end; as a
/// power of ten where that is shorter.
std::string significant(double number, int digits = 6);

}  // namespace facet
