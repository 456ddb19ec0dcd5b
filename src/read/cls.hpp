#pragma once
// locarno/read/cls.hpp -- the class of a term ("prep", "contrast") as a number.
//
// Rules ask for classes by name many times a sentence; comparing words, and fetching them from the codebook, cost more
// than the rules themselves. A name written in the code becomes its number at compile time. Numbers are 64-bit FNV-1a: two
// classes of one codebook share one with probability 10^-15.
#include <cstdint>
#include <string_view>

namespace locarno::read {

class Cls {
 public:
  constexpr Cls() = default;   ///< "": no class; as a question, any
  consteval Cls(const char* name) : number_(of(name).number_) {}   // NOLINT: rules name classes as literals
  static constexpr Cls of(std::string_view name) {
    Cls cls;
    if (name.empty()) return cls;
    cls.number_ = 0xCBF29CE484222325ull;
    for (const char c : name) cls.number_ = (cls.number_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return cls;
  }
  constexpr bool is_any() const { return number_ == 0; }
  constexpr bool operator==(const Cls&) const = default;

 private:
  std::uint64_t number_ = 0;
};

}  // namespace locarno::read
