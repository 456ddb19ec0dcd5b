#pragma once
// locarno/base/exact.hpp -- exact numbers. GMP's C++ classes are the one outside type that public headers may show:
// wrapping them would only rename every operator.
#include <gmpxx.h>

namespace locarno {
using Integer = mpz_class;
using Rational = mpq_class;
}  // namespace locarno
