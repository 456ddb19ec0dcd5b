#pragma once
// locarno/read/frames_finder.hpp -- the search for the cue frames of one sentence; inside of frames*.cpp.
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "read/frames.hpp"

namespace locarno::read {

constexpr char32_t particle_de = 0x7684;

inline bool one_of(const std::string& cls, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), cls) != names.end();
}

struct Finder {
  const Scene& s;
  bool headline;
  std::vector<Frame> frames;
  std::vector<Range> left_over;
  std::uint32_t relay_end = 0;
  const Token* relay_cue = nullptr;
  Speaker relay_speaker;            // of the whole sentence
  Speaker relay_source;             // whom it cites
  Adjuncts relay_adjuncts;

  Finder(const Scene& scene, bool head) : s(scene), headline(head) {}
  void run();

  const Sentence& sentence() const { return s.sentence; }
  Range clause_at(std::uint32_t at) const { return sentence().clauses[s.clause_of(at)].range; }
  bool is_one_run(Range r) const;
  bool quoted(std::uint32_t at) const { return s.view.quote[at] > 0; }
  bool followed_by_de(const Token& cue) const {
    return cue.range.end < sentence().range.end && s.view.raw[cue.range.end] == particle_de;
  }
  bool is_possessed(const Speaker& sp) const {
    return sp.phrase.end < sentence().range.end && s.view.raw[sp.phrase.end] == particle_de && !s.latin;
  }
  bool is_he(Range r) const {
    const char32_t c = s.view.raw[r.begin];
    return r.size() <= 3 && (c == 0x4ED6 || c == 0x5979 || s.view.reads(r.begin, r.end, "he") || s.view.reads(r.begin, r.end, "she"));
  }
  bool same_speaker(const Speaker& a, const Speaker& b) const {
    // "according to the paper, he added", "..., the minister said"
    if (a.kind == SpeakerKind::pronoun && b.kind == SpeakerKind::outlet && (is_he(a.phrase) || (s.latin && a.pronoun == "singular"))) return false;
    if (a.kind == SpeakerKind::pronoun && a.pronoun == "joint" && !s.latin) return b.kind == SpeakerKind::pronoun ? b.pronoun == "joint" : b.kind == SpeakerKind::joint;   // "the ministry said both sides ..."
    if (a.kind == SpeakerKind::pronoun) return !a.plural || b.plural;
    return a.name == b.name;
  }

  // frames_content.cpp: where the content of a cue begins and ends
  std::uint32_t content_begin(const Frame& f) const;
  bool only_people(Range r) const;
  bool tells_whom(const Frame& f, Range r) const;
  std::uint32_t content_begin_latin(std::uint32_t at, std::uint32_t end, const Frame& f) const;
  std::uint32_t pass_name(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t pass_addressee(std::uint32_t at, std::uint32_t end) const;
  Range content_range(const Frame& f, std::uint32_t at, std::uint32_t end);
  std::uint32_t pass_day_en(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t aside_on_it(std::uint32_t at, std::uint32_t end);
  std::uint32_t act_end_en(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t before_other_side(const Frame& f, std::uint32_t at, std::uint32_t end);
  bool falls_silent_zh(const Frame& f, const Clause& clause) const;
  std::uint32_t another_silent(const Frame& f, std::uint32_t at, std::uint32_t end);
  std::uint32_t before_trailing_relay(std::uint32_t at) const;
  bool asks_en(const Frame& f, std::uint32_t at) const;
  bool only_names_whom(const Frame& f, std::uint32_t at, std::uint32_t end) const;
  bool rest_is_bare(const Frame& f, std::uint32_t at) const;

  // frames_subject.cpp: the subject of a cue
  bool find_subject(Frame& f);
  void join_left(Speaker& direct, std::uint32_t floor) const;
  bool opens_pair_en(Range before) const;
  void join_left_latin(Speaker& direct, std::uint32_t floor) const;
  void join_glued(Speaker& direct) const;
  bool join_with(Speaker& direct, std::uint32_t floor) const;
  void join_right(Speaker& first, Range clause) const;
  Speaker bare_name(std::uint32_t floor, std::uint32_t at) const;
  Speaker counted_person(std::uint32_t floor, std::uint32_t at) const;
  void glued_name(Speaker& first, std::uint32_t at) const;
  Speaker apposed_subject(std::uint32_t at, std::uint32_t floor) const;
  bool find_subject_before_comma(Frame& f, std::uint32_t at, std::uint32_t floor, bool act);
  Speaker named_holder_zh(const Speaker& body, Range clause) const;
  bool has_attitude_zh(const Speaker& who, Range clause) const;
  bool takes_reported_zh(Frame& f);
  bool inherit(Frame& f, bool act);
  // frames_subject_en.cpp: the subject of an English cue
  bool find_subject_en(Frame& f);
  Speaker noun_phrase_en(Range r) const;
  bool subject_before_commas(Frame& f, std::size_t clause);
  bool describes_en(Range clause) const;
  bool shared_subject(Frame& f, bool act);
  bool take_inverted(Frame& f);
  bool is_parenthetic(const Frame& f) const;
  bool passes_on(const Frame& f) const;
  bool in_relative_en(const Frame& f) const;
  bool is_term_en(const Frame& f) const;
  bool names_only_en(const Frame& f, std::uint32_t at) const;
  bool stands_between_commas(const Frame& f) const;
  std::uint32_t behind_listener_en(const Frame& f) const;
  bool asks_aloud_en(const Frame& f) const;
  void name_behind(Speaker& office) const;
  void take_party_of_content(Speaker& office, std::uint32_t begin) const;
  void take_leading_time(Frame& f) const;
  void take_near_time(Frame& f) const;

  // frames_en.cpp
  bool is_plural_noun_en(const Frame& f, Range word) const;
  bool is_verb_en(const Frame& f) const;
  bool opens_contrast_en() const;
  bool tells_in_relative(const Frame& f) const;
  bool names_in_aside(const Frame& f) const;
  bool opens_with_en(Range clause) const;
  bool opens_later_en(Range r) const;
  std::uint32_t headline_end_en(std::uint32_t at, std::uint32_t end) const;
  bool opens_with_time_en(Range clause) const;
  bool stands_aside_en(const Frame& f, const Frame& before) const;
  bool is_nobodys_en(const Frame& f) const;
  bool keeps_silent_en(const Frame& f) const;
  bool denies_that_en(const Frame& f) const;
  bool take_familiar_en(Frame& f, Range it, std::uint32_t floor);
  void take_possessive_en(Speaker& who, Range phrase) const;
  bool tells_beside(const Frame& f) const;
  bool take_antecedent(Frame& f, std::uint32_t at) const;
  Speaker speaker_behind_en(const Frame& f) const;
  void take_terms_en();
  void take_terms_zh();
  bool is_wished_zh(const Frame& f) const;
  bool keeps_silent_zh(const Frame& f) const;
  bool is_refuted_zh(const Frame& f) const;
  bool is_topic_zh(Range before) const;
  bool tells_when_zh(const Frame& f) const;
  void absorb_acts_en(Frame& f);
  bool content_stands_before(const Frame& f, std::uint32_t at) const;
  Range before_speaker_en(std::uint32_t begin, std::uint32_t subject) const;

  // frames_denied.cpp: denials without words of their own
  bool denies_it(const Frame& f) const;
  bool take_denial_aside(Frame& f);
  bool denies_this(const Frame& f) const;
  bool take_denial(Frame& f);
  Range without_claim(Range r) const;
  Range denied_topic(const Frame& f) const;

  // frames_relay.cpp: who passes on what another said
  bool take_relay(const Token& cue);
  bool stands_inserted(const Token& cue) const;
  void take_cited_after(Frame& f) const;
  void take_possessed(Speaker& a, std::uint32_t end) const;
  bool tells_own_act(const Speaker& teller) const;
  void take_according_to(const Token& cue, std::uint32_t from);
  void take_source_latin(Frame& f);
  void take_source(Frame& f);
  bool add_trailing_relay(const Frame& f);
  void add_relay(const Speaker& teller, std::uint32_t at);
  Speaker statement_issuer_zh(Range clause) const;
  void finish_relay();

  // frames_quoted_en.cpp: English relays in a clause of their own or in the passive
  Speaker carrier_before(const Frame& f) const;
  Speaker carrier_behind(const Frame& f) const;
  Speaker carrier_last(const Frame& f) const;
  Speaker described_before_en(const Frame& f) const;
  std::uint32_t behind_aside_en(std::uint32_t at, std::uint32_t end) const;
  Speaker cited_before(const Frame& f) const;
  Speaker outlet_before(const Token& source) const;
  bool take_quoted_as(Frame& f);
  bool take_told_by(Frame& f);
  bool take_passive_speech(Frame& f, std::uint32_t at);

  // frames_patterns.cpp: the patterns that are not "subject, cue, content"
  bool take_colon();
  bool take_colon_at(std::size_t clause);
  Speaker answers_zh(Range head) const;
  bool is_dateline(Range head) const;
  bool labels_topic(Range head, Range rest) const;
  bool names_office_en(Range before, const Speaker& who) const;
  bool take_quoted_behind_colon();
  void take_agentless(const Token& cue);
  void take_passive(const Token& cue);
  void take_noun(const Token& cue);
  std::uint32_t noun_content_end(std::uint32_t from, std::uint32_t end) const;
  bool take_topic(Frame& f);
  bool take_quote_first(Frame& f);
  bool points_out_zh(Range cue) const;
  bool is_noun_here(const Frame& f) const;
  bool is_question(const Frame& f) const;
  bool only_adds(Range rest) const;
  bool tells_more(Range rest) const;
  bool opens_only(Range content) const;
  bool is_cut_short(const Token& cue) const;
  bool quote_before_subject(const Frame& f) const;
  void take_list(Frame& f);
  void take_said_quote(Frame& f);

  // frames.cpp
  void place(Frame& f);
  bool answers_before(const Frame& f, const Frame& before) const;
  void close(Frame& before, std::uint32_t at);
  bool is_content(const Frame& f) const;
  bool begins_behind_and(const Frame& f) const;
  bool answers_it(const Frame& f) const;
  void take_speech(const Token& cue);
  void resume_parents();
};

}  // namespace locarno::read
