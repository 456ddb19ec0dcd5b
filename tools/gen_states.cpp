// gen_states OUT.cpp: the states of ISO 3166 as ICU names them in English and both Chinese scripts, as a table. Asking ICU
// at every start would cost a third of it.
#include <unicode/locid.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

/// Names of regions in one language, long or short.
class RegionNames {
 public:
  RegionNames(const char* locale, UDisplayContext length) {
    UErrorCode status = U_ZERO_ERROR;
    UDisplayContext contexts[] = {length, UDISPCTX_NO_SUBSTITUTE};
    names_.reset(uldn_openForContext(locale, contexts, 2, &status));
    if (U_FAILURE(status)) names_.reset();
  }
  /// "" when ICU has no name of its own for the region.
  std::string of(const char* region) const {
    if (!names_) return {};
    UChar buffer[128];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size = uldn_regionDisplayName(names_.get(), region, buffer, 128, &status);
    if (U_FAILURE(status) || size <= 0 || size > 128) return {};
    std::string name;
    icu::UnicodeString(buffer, size).toUTF8String(name);
    return name == region ? std::string() : name;
  }

 private:
  struct Close { void operator()(ULocaleDisplayNames* names) const { uldn_close(names); } };
  std::unique_ptr<ULocaleDisplayNames, Close> names_;
};

std::string literal(const std::string& text) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\') out += c;
    else out += std::string("\\x") + hex[byte >> 4] + hex[byte & 15] + "\" \"";   // the break keeps a digit behind it out
  }
  return out + "\"";
}

/// The long name and the short one when it is another, joined by '|'.
std::string both(const RegionNames& full, const RegionNames& brief, const char* region) {
  const std::string first = full.of(region), second = brief.of(region);
  return second.empty() || second == first ? first : first.empty() ? second : first + "|" + second;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) { std::cerr << "gen_states OUT.cpp\n"; return 2; }
  const RegionNames en("en", UDISPCTX_LENGTH_FULL), en_short("en", UDISPCTX_LENGTH_SHORT);
  const RegionNames hans("zh_Hans", UDISPCTX_LENGTH_FULL), hans_short("zh_Hans", UDISPCTX_LENGTH_SHORT);
  const RegionNames hant("zh_Hant", UDISPCTX_LENGTH_FULL), hant_short("zh_Hant", UDISPCTX_LENGTH_SHORT);
  std::ofstream out(argv[1], std::ios::binary);
  out << "// made by tools/gen_states.cpp from ICU " U_ICU_VERSION "\n#include \"model/codebook_data.hpp\"\n\nnamespace locarno {\n\n"
         "const std::vector<StateRow>& state_rows() {\n  static const std::vector<StateRow> rows = {\n";
  std::size_t count = 0;
  for (const char* const* region = uloc_getISOCountries(); *region != nullptr; ++region) {
    const std::string id = icu::Locale("und", *region).getISO3Country(), name = en.of(*region);
    if (id.empty() || name.empty()) continue;
    out << "      {" << literal(id) << ", " << literal(name) << ", " << literal(en_short.of(*region)) << ", "
        << literal(both(hans, hans_short, *region)) << ", " << literal(both(hant, hant_short, *region)) << "},\n";
    ++count;
  }
  out << "  };\n  return rows;\n}\n\n}  // namespace locarno\n";
  if (count < 150 || !out.flush()) { std::cerr << "gen_states: ICU has no names of states, or the file cannot be written\n"; return 1; }
  return 0;
}
