#pragma once
// locarno/model/codebook.hpp -- who is who, how speech is reported, what is at issue: data, not code.
//
// The world codebook is shipped in codebook/ and compiled into the binary; a case adds its own codebook.toml, and
// --codebook adds more. A codebook is a list of terms: a written form, in a language, of some kind, standing for a
// value. File formats and the classes each kind may have: docs/codebook.md.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "model/language.hpp"

namespace locarno {

using ActorId = Id<struct ActorTag>;
using TermId = Id<struct TermTag>;

enum class ActorKind : std::uint8_t { person, state, organisation, armed_group, office, outlet, group };
std::string_view to_string(ActorKind kind);
std::optional<ActorKind> parse_actor_kind(std::string_view name);

/// Someone who can speak or be spoken to.
struct Actor {
  std::string id;            ///< e.g. "zelenskyy", "UKR", "xinhua"
  ActorKind kind = ActorKind::person;
  std::string party;         ///< CONTRACT party id(s), joined by ';'; EXPERT, MEDIA for those who are no party
  std::string canonical;     ///< canonical English name, e.g. "Volodymyr Zelenskyy"
  std::string org;
  std::string role;
  std::optional<Date> from;  ///< role held from (unknown = always)
  std::optional<Date> to;    ///< last day
  bool operator==(const Actor&) const = default;
};

enum class TermKind : std::uint8_t {
  actor,      ///< value = actor id; cls: "" | "context" (short form: only in licensed contexts) | "metonym" (capital, seat)
              ///< | "adjective" (Russian, Ukrainians)
  title,      ///< role noun before or after a name: 总统, foreign minister; value = role in English
  cue,        ///< verb of speech; cls = cue class (neutral, assertive, opinion, concession, reveal, performative, ...)
  non_cue,    ///< looks like a cue and is none: 显示, 表示 in 表示关切; blocks an overlapping cue
  hedge,      ///< cls = possible | probable | conditional | counterfactual | planned
  negator,    ///< cls = negation | double (仍未放弃) | non_negation (不仅)
  issue,      ///< value = issue id; weight = strength
  predicate,  ///< stance-bearing verb of content: cls = support | oppose | concede | demand | offer | uncertain | accept | refuse
  contact,    ///< 会晤, phone call; cls = meeting | call | visit | talks ; value = channel
  commitment, ///< 承诺, pledged, 同意 (joint undertaking)
  narrator,   ///< marks the outlet's own voice: 分析人士, 值得注意, this suggests
  joiner,     ///< continuation and contrast marks: 但, 同时, 此外; cls = continue | contrast | exchange | list
  pronoun,    ///< 他, 双方, he, they; cls = singular | plural | joint
  place,      ///< value = canonical place; used for locations of contacts
  boilerplate,///< phrases of widgets, pagers, share buttons; cls = widget | related | pager | credit | editor | caption
  event,      ///< an event the codebook dates; value = ISO date or range
  licence,    ///< stands beside a one-character state name and makes it one; cls = before | after
  time,       ///< time word (recently, Monday, next day); cls and value: docs/reading.md, read by read/times
  quantity,   ///< unit, counter, scale, modifier of an amount; cls and value: docs/reading.md, read by read/quantities
  relation    ///< who decides, who alone may; cls = by | only | decide; read by relate
};
inline constexpr std::size_t term_kind_count = static_cast<std::size_t>(TermKind::relation) + 1;
std::string_view to_string(TermKind kind);
std::optional<TermKind> parse_term_kind(std::string_view name);

/// Where a row stands, in few bytes: a start of the program reads thirty thousand of them.
struct RowPlace {
  static constexpr std::uint16_t in_no_file = 0xFFFF;   ///< made up while a report was read
  std::uint16_t file = in_no_file;   ///< index in Codebook::files
  std::uint16_t column = 0;          ///< 1-based; 0 with line 0: the name of the file says all ("icu:FRA")
  std::uint32_t line = 0;            ///< 1-based
  bool operator==(const RowPlace&) const = default;
};

struct Term {
  TermKind kind = TermKind::actor;
  Language language = Language::unknown;
  std::string text;          ///< as written in the codebook; matching folds it (base/fold.hpp)
  std::string cls;           ///< class within the kind
  std::string value;         ///< what it stands for
  ActorId actor;             ///< kind == actor
  int weight = 1;
  RowPlace where;            ///< for `codebook why`; in words: Codebook::place_of
  bool operator==(const Term&) const = default;
};

struct Codebook {
  IdVec<ActorId, Actor> actors;
  IdVec<TermId, Term> terms;
  std::vector<std::string> files;   ///< that rows of `terms` stand in
  std::string hash;          ///< SHA-256 of all files it was made from, in order
  std::map<std::string, ActorId, std::less<>> actor_index;  ///< kept by the loader; find_actor works without it too

  ActorId find_actor(std::string_view id) const;  ///< none() when unknown
  /// "file:line:column", "icu:FRA", or "named in the report" for a term of no file.
  std::string place_of(const Term& term) const;
  bool is_of_icu(const Term& term) const;         ///< the name of a state, from ICU
};

/// True when the actor's role was held on some day of `day` (no from/to: always).
bool holds_office(const Actor& actor, const DateRange& day);
/// Of several actors written alike, the one meant on `day`: who held the role then; else who held it last before; else
/// the first to hold it. Without a day, the one whose role began last. Ties: the first of `candidates`. none() when empty.
ActorId actor_at(const Codebook& book, const std::vector<ActorId>& candidates, const std::optional<DateRange>& day);

/// The codebook compiled into the binary (codebook/ at build time), with the states of ISO 3166 named by ICU in each
/// language. Errors: bad_input with file:line:column (a build that passed its tests has none).
Result<Codebook> world_codebook();
/// Adds the rows of one file (.toml or .tsv) to `book`: same actor id = more aliases and overridden fields.
Result<void> add_codebook_file(Codebook& book, const std::string& path);
Result<void> add_codebook_text(Codebook& book, std::string_view text, const std::string& file);

}  // namespace locarno
