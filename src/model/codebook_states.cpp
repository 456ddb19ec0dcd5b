// States of ISO 3166 as ICU names them; codebook/states.tsv adds what ICU does not know.
#include <unicode/locid.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

#include "model/codebook_builder.hpp"

namespace locarno {
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

void add_if_new(std::vector<std::string>& list, const std::string& name) {
  if (name.empty()) return;
  for (const std::string& known : list)
    if (known == name) return;
  list.push_back(name);
}

}  // namespace

Result<void> add_states(Codebook& book) {
  const RegionNames en("en", UDISPCTX_LENGTH_FULL), en_short("en", UDISPCTX_LENGTH_SHORT);
  const RegionNames hans("zh_Hans", UDISPCTX_LENGTH_FULL), hans_short("zh_Hans", UDISPCTX_LENGTH_SHORT);
  const RegionNames hant("zh_Hant", UDISPCTX_LENGTH_FULL), hant_short("zh_Hant", UDISPCTX_LENGTH_SHORT);
  for (const char* const* region = uloc_getISOCountries(); *region != nullptr; ++region) {
    const std::string id = icu::Locale("und", *region).getISO3Country();
    ActorRow row;
    row.canonical = en.of(*region);
    if (id.empty() || row.canonical.empty()) continue;
    row.id = row.party = id;
    row.kind = "state";
    row.role = "state";
    for (const RegionNames* names : {&hans, &hans_short}) add_if_new(row.zh_hans, names->of(*region));
    for (const RegionNames* names : {&hant, &hant_short}) add_if_new(row.zh_hant, names->of(*region));
    add_if_new(row.en, en_short.of(*region));
    LOC_CHECK(add_actor_row(book, row, "icu:" + id));
  }
  if (book.find_actor("UKR").is_none()) return fail(ErrorCode::bad_input, "ICU has no names of states", "icu");
  return {};
}

}  // namespace locarno
