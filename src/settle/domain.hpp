#pragma once
// locarno/settle/domain.hpp -- negotiation domains of other tools, read into a score table with every decimal exact.
//
// Question   The files of one folder: Genius XML, GeniusWeb JSON (both tags), NegoLog JSON, neutral JSON, a CSV score sheet.
// Answer     One ScoreTable. Which file is what is decided by what stands in it; parties stand in the natural order of
//            their file names (util2 before util10). Files that belong to no format are named in the table's notes.
// Method     docs/domains.md has each format, with the normalisation its own tool applies. XML by pugixml (no entity is
//            expanded beyond the five of XML and character references), JSON by nlohmann-json; numbers go from text to
//            rationals without a double.
// Cost       linear in the bytes. Limits: 64 files, 16 MiB each, 64 levels deep, the limits of check_table.
// Certainty  exact, but for real issues of Genius and GeniusWeb ranges without a step, which are cut into 21 even values; a note says so.
// Tested by  domain_test.cpp, tests/settle/domain_oracle_test.cpp, fuzz/domain_xml, domain_json, domain_csv.
#include <string>
#include <string_view>
#include <vector>

#include "settle/score_table.hpp"

namespace locarno::settle {

struct DomainFile {
  std::string name;    ///< without folders
  std::string bytes;
};

/// How profiles are read. `negmas` reads Genius XML as NegMAS 0.15 does: evaluations as they stand, integers without
/// the shift by the lower bound, and no reservation value where there is a discount.
enum class ProfileReading { own, negmas };

/// Errors: bad_input with "file:line:column" (XML, CSV) or "file: path.to.key" (JSON): not well-formed, a number that is
/// none, a profile of another domain, a non-linear (hyper-rectangle) or partial-order profile, no profile at all.
Result<ScoreTable> read_domain(const std::vector<DomainFile>& files, const std::string& name,
                               ProfileReading reading = ProfileReading::own);

/// The domain in a folder, or in one file that holds all (neutral JSON, CSV).
///   only   names of the profile files to take, in this order; empty = all
/// Errors: io, not_found, and those of read_domain.
Result<ScoreTable> load_domain(const std::string& place, const std::vector<std::string>& only = {},
                               ProfileReading reading = ProfileReading::own);

/// Does this folder (without case.toml) or file look like a domain: does it hold a file of one of the formats?
bool is_domain_place(const std::string& place);

// One reader for each format; the parts of read_domain. Every file handed in is of that format.
Result<ScoreTable> read_genius(const std::vector<DomainFile>& files, ProfileReading reading);
Result<ScoreTable> read_geniusweb(const std::vector<DomainFile>& files);
Result<ScoreTable> read_negolog(const std::vector<DomainFile>& files);
Result<ScoreTable> read_neutral(const DomainFile& file);
Result<ScoreTable> read_score_sheet(const DomainFile& file);

/// What a file holds, from its first bytes and keys.
enum class DomainKind { none, genius, geniusweb, negolog, neutral, sheet };
DomainKind kind_of(const DomainFile& file);

/// "util2" before "util10".
bool natural_less(std::string_view a, std::string_view b);

}  // namespace locarno::settle
