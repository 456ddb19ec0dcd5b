// The known answers published with the generator, and streams that do not depend on who draws them.
#include <gtest/gtest.h>

#include "base/counter_random.hpp"

namespace locarno {
namespace {

using Block = std::array<std::uint32_t, 4>;

TEST(CounterRandom, KnownAnswersOfPhilox) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}));
  EXPECT_EQ(philox4x32({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}), (Block{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}));
  EXPECT_EQ(philox4x32({0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, {0xa4093822u, 0x299f31d0u}),
            (Block{0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}));
}

TEST(CounterRandom, AStreamIsAFunctionOfItsNames) {
  CounterStream one(7, 1, 3), same(7, 1, 3), other(7, 1, 4);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const double x = one.next();
    EXPECT_GE(x, 0.0);
    EXPECT_LT(x, 1.0);
    EXPECT_EQ(x, same.next());
    differs |= x != other.next();
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace locarno
