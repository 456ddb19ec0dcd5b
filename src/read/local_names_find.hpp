#pragma once
// locarno/read/local_names_find.hpp -- the phrases with which a report introduces people, and whose they are; inside of
// local_names.cpp.
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "read/local_names.hpp"

namespace locarno::read {

inline bool is_name_dot(char32_t c) { return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027 || c == 0xFF0E || c == '.'; }

/// What introduces a person.
struct Introduction {
  Range name;            ///< as printed
  Range spelling;        ///< in brackets after it; may be empty
  Range apposed;         ///< where body and title stand
  Range office;          ///< where the title stands
  TermId title;          ///< none: described without a title of the codebook
  bool contested = false;  ///< of a name that statesmen of other states have
};

/// Walks the blocks once, then answers whose a person is.
class NameFinder {
 public:
  NameFinder(const Codebook& book, const View& view, const Allegiance& whose, const std::vector<Match>& matches);

  std::vector<Introduction> run(const std::vector<Block>& blocks);

 private:
  const Term& term(const Match& m) const { return book_.terms[m.term]; }
  bool is_person_title(const Term& t) const {
    return t.kind == TermKind::title && t.cls != "body" && t.cls != "media" && t.value != "delegation" && t.value != "embassy";
  }

  void block(Range r);

  using Ends = std::vector<std::pair<std::uint32_t, std::size_t>>;
  std::pair<Ends::const_iterator, Ends::const_iterator> ending_at(std::uint32_t at) const;
  bool ends_title(std::uint32_t at) const {
    const auto [first, last] = ending_at(at);
    return std::any_of(first, last, [&](const auto& i) { return matches_[i.second].kind == TermKind::title; });
  }

  /// A person of the codebook under the full name: reports go on with the last part.
  void full_name(const Match& m);

  bool begins_term(std::uint32_t at, std::uint32_t end, bool small_words) const;
  bool begins_with_place_word(const Match& title, Range name) const;
  /// Any word of the codebook of two characters or more in a short run, or one that opens it, says that it is no name.
  bool has_word(Range r) const;
  /// Somebody the codebook knows by the same short name, or by the last part of it, is not meant: another body, another office.
  bool is_namesake(Range name, const Actor* body, const Term& title) const;
  /// "STATE's foreign minister STATE2 said": letters that are another state's name, right between a title and a word of speech.
  bool is_state_as_name(Range name, const Actor* body, const Term& title) const;
  /// A person of a state by an office of another, or one of several statesmen of a name: the office says who is meant.
  bool is_contested(Range name, const Match& title) const;
  bool begins_with_actor(Range r) const;
  bool has_actor(Range r) const;
  bool has_space(Range r) const;

  /// Back over what describes an office: "the group M23's leader", "STATE's president NAME's spokesman", "BODY, in charge of
  /// A, B and C, 's deputy head".
  std::uint32_t description_begin(std::uint32_t at, std::uint32_t floor) const;
  /// Where a bracket with an acronym begins that ends at `at`; `at` when none does.
  std::uint32_t acronym_before(std::uint32_t at, std::uint32_t floor) const;

  /// TITLE name (Spelling) | TITLE name CUE
  void after_title_zh(const Match& title, Range r);

  /// "Name Name, the TITLE of BODY,": capitalised words before a comma that stands shortly before the title.
  void apposition(const Match& title, Range r);

  /// "its spokesman, Name N. Name, said": capitalised words between commas after a title; "Senator Name Name said".
  void named_after(const Match& title, Range r);

  /// "Name Name, the ... of BODY, said": without a title of the codebook, when a description of a body follows.
  void descriptions(Range r);

  void describe(std::uint32_t end, Range r, TermId title, Range office);

  /// The Latin words in brackets at `at`.
  Range bracketed(std::uint32_t at, Range r) const;

  /// name (Spelling), where the spelling is one the codebook knows and the name is not.
  void spellings(Range r);
  /// Does a title, a state or a small word end here, so that the name begins?
  bool ends_name_before(std::uint32_t at, bool at_bracket) const;

 public:
  /// The state named right before the office that begins at `at`; nullptr when something else stands there.
  const Actor* state_before(std::uint32_t at) const;
  /// The people that the codebook knows by exactly these words; none when one of them is of no state.
  std::vector<ActorId> statesmen(Range name) const;
  /// The one person whose form in the codebook ends at `at`; none when nobody's or several people's do.
  ActorId person_at(std::uint32_t end) const;
  /// Who of them holds the office that introduces him; none when nobody of that state is known.
  ActorId statesman_of(const Introduction& who) const;
  /// Letters that the codebook knows as a group, a body or a state.
  bool is_thing(Range name) const;
  bool is_person(const Match& m) const { return book_.actors[term(m).actor].kind == ActorKind::person; }
  /// The actor the codebook knows by these words.
  const Match* known_at(Range spelling) const;
  /// Of the rows of a person that match at one place, the one that holds its office on the day.
  ActorId holder_on(const Match& match, Date day) const;
  /// "envoy for the X question", "envoy on X": what the office is about, not whose it is.
  bool is_topic(const Match& m) const;
  /// "BODY in charge of ... 's deputy head" (Chinese): the body, not what it is in charge of.
  const Actor* in_charge(Range apposed) const;

  /// The party of the body that stands with the title: the last state, organisation or group before it.
  const Actor* body_in(Range apposed) const;

  /// "its spokesman", "their leader"
  bool is_possessed(Range apposed) const;
  /// "the exiles' society 'NAME''s head" (Chinese): a society that is in no codebook, named after a state or not.
  bool of_society(Range apposed) const;
  /// "the presidential office's press chief NAME", without its state: the institution's title that opens the description.
  const Match* institution_in(const Introduction& who) const;
  bool works_at(std::uint32_t body) const;
  /// The body in the description, when the report named it in full before.
  const Actor* named_in_full(const Introduction& who) const;
  /// "the group's spokesman": the body that the owner's word stands for.
  const Actor* possessor(std::uint32_t title_begin) const;
  /// "in Switzerland", "to Cairo": where, not who.
  bool is_where(const Match& m) const;
  /// The body last spoken of in the paragraph.
  const Actor* body_before(std::uint32_t at) const;

 private:
  const Codebook& book_;
  const View& view_;
  const Allegiance& whose_;
  const std::vector<Match>& matches_;
  Ends by_end_;   ///< end and index of each match, ascending
  std::vector<Introduction> out_;
};

}  // namespace locarno::read
