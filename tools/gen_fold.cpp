// gen_fold OUT.cpp: writes the table behind base/fold.hpp. One folded unit per BMP character:
//   Traditional -> Simplified by OpenCC where one BMP character becomes one BMP character, full -> half width,
//   Latin letters to lower case without accents, quotation marks, spaces, hyphens and name dots alike.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <opencc/SimpleConverter.hpp>
#include <string>
#include <vector>

namespace {

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF); }

/// Marks that mean the same to a reader. Opening and closing stay apart.
const std::map<char32_t, char32_t>& alike() {
  static const std::map<char32_t, char32_t> table = {
      {0x300C, 0x201C}, {0x300D, 0x201D}, {0x300E, 0x2018}, {0x300F, 0x2019},   // corner brackets
      {0xFE41, 0x201C}, {0xFE42, 0x201D}, {0xFE43, 0x2018}, {0xFE44, 0x2019},   // vertical
      {0xFF62, 0x201C}, {0xFF63, 0x201D},                                       // half width
      {0x201E, 0x201C}, {0x201F, 0x201C}, {0x00AB, 0x201C}, {0x00BB, 0x201D},   // low, reversed, guillemets
      {0x201A, 0x2018}, {0x201B, 0x2018}, {0x2039, 0x2018}, {0x203A, 0x2019},
      {0x301D, 0x201C}, {0x301E, 0x201D}, {0x301F, 0x201D},
      {0x2010, '-'}, {0x2011, '-'}, {0xFE63, '-'}, {0x2027, 0x00B7}, {0x2022, 0x00B7}, {0x2219, 0x00B7},
      {0x22C5, 0x00B7}, {0x30FB, 0x00B7}, {0xFF65, 0x00B7}, {0x0387, 0x00B7},
      {'\t', ' '}, {0x00A0, ' '}, {0x3000, ' '}, {0x2002, ' '}, {0x2003, ' '}, {0x2009, ' '}, {0x202F, ' '},
      {0x00D8, 'o'}, {0x00F8, 'o'}, {0x0110, 'd'}, {0x0111, 'd'}, {0x0141, 'l'}, {0x0142, 'l'}, {0x0131, 'i'},
      // characters OpenCC keeps because only some of their senses are simplified; for matching one sense is enough
      {0x8457, 0x7740}, {0x4E7E, 0x5E72}, {0x77AD, 0x4E86}, {0x5FB5, 0x5F81}, {0x9918, 0x4F59}, {0x59B3, 0x4F60},
      {0x96BB, 0x53EA}, {0x7E6B, 0x7CFB}, {0x7587, 0x7587},
      // forms that Hong Kong prints, and old or compatibility forms, which OpenCC's standard table does not know
      {0x654D, 0x53D9}, {0x885E, 0x536B}, {0x7832, 0x70AE}, {0x9B2D, 0x6597}, {0x9B2A, 0x6597}, {0x5C05, 0x514B},
      {0x543F, 0x544A}, {0x9751, 0x9752}, {0x6DF8, 0x6E05}, {0x5024, 0x503C}, {0x784F, 0x7814}, {0x5002, 0x5E76},
      {0x6669, 0x665A}, {0x9115, 0x4E61}, {0x66C1, 0x66A8}, {0x96A3, 0x90BB}, {0x6C5A, 0x6C61}, {0x52B9, 0x6548},
      {0x6238, 0x6237}, {0x6B74, 0x5386}, {0x6B69, 0x6B65}, {0x7DD6, 0x7EEA}, {0x90DE, 0x90CE}, {0x9ED9, 0x9ED8},
      {0x69EA, 0x6982}, {0x5FA7, 0x904D}, {0x56D8, 0x56DE}, {0x5451, 0x541E}, {0x6B73, 0x5C81}, {0x9076, 0x7ED5}};
  return table;
}

char32_t plain_letter(char32_t c, const icu::Normalizer2& nfd) {
  const bool latin = (c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF);
  if (!latin) return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  icu::UnicodeString parts;
  if (nfd.getDecomposition(static_cast<UChar32>(c), parts) && parts.char32At(0) < 0x80)
    c = static_cast<char32_t>(parts.char32At(0));
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t fold_one(char32_t c, const opencc::SimpleConverter& to_simplified, const icu::Normalizer2& nfd) {
  if (const auto mark = alike().find(c); mark != alike().end()) return mark->second;
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (is_han(c)) {
    std::string utf8;
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(utf8);
    const auto simple = icu::UnicodeString::fromUTF8(to_simplified.Convert(utf8));
    const bool one_to_one = simple.length() == 1 && simple.countChar32() == 1;
    return one_to_one ? static_cast<char32_t>(simple.char32At(0)) : c;
  }
  c = plain_letter(c, nfd);
  return c > 0xFFFF ? 0xFFFC : c;
}

/// Bit c: a letter that has a small form, in the BMP.
std::vector<unsigned long long> make_upper() {
  std::vector<unsigned long long> bits(1024);
  for (char32_t c = 0; c < 65536; ++c)
    if (u_isupper(static_cast<UChar32>(c))) bits[c >> 6] |= 1ull << (c & 63);
  return bits;
}

std::vector<unsigned> make_table() {
  const opencc::SimpleConverter to_simplified("t2s.json");
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  std::vector<unsigned> table(65536);
  for (char32_t c = 0; c < 65536; ++c) table[c] = c;
  for (char32_t c = 0; c < 65536; ++c)
    if (c < 0xD800 || c > 0xDFFF) table[c] = fold_one(c, to_simplified, *nfd);
  for (auto& unit : table) unit = table[unit];  // folding twice changes nothing
  return table;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: gen_fold OUT.cpp\n";
    return 2;
  }
  try {
    const auto table = make_table();
    std::ofstream out(argv[1]);
    out << "// Made by tools/gen_fold.cpp from OpenCC's t2s.json and ICU.\n"
           "#include \"base/fold.hpp\"\n\nnamespace locarno::detail {\n\n"
           "extern const char16_t fold_table[65536];\nconst char16_t fold_table[65536] = {";
    for (std::size_t c = 0; c < table.size(); ++c) out << (c % 16 == 0 ? "\n" : "") << table[c] << ',';
    out << "\n};\n\nextern const std::uint64_t upper_table[1024];\nconst std::uint64_t upper_table[1024] = {";
    const auto upper = make_upper();
    for (std::size_t i = 0; i < upper.size(); ++i) out << (i % 8 == 0 ? "\n" : "") << upper[i] << "u,";
    out << "\n};\n\n}  // namespace locarno::detail\n";
    out.close();
    if (!out) {
      std::cerr << "gen_fold: cannot write " << argv[1] << "\n";
      return 5;
    }
  } catch (const std::exception& error) {
    std::cerr << "gen_fold: " << error.what() << "\n";
    return 3;
  }
  return 0;
}
