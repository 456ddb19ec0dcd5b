#pragma once
// locarno/read/attribution.hpp -- from sentence frames to propositions: pronouns and documents resolved to those who
// stand behind them, attribution carried over to sentences without a cue, content split into single propositions.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/record.hpp"
#include "read/attitude.hpp"
#include "read/frames.hpp"

namespace locarno::read {

/// One proposition with everything a record needs but offsets, dates and ids.
struct Proposition {
  RecordKind kind = RecordKind::statement;
  Range range;
  Speaker speaker;
  std::vector<std::string> relays;
  std::optional<Token> cue;
  bool has_cue = true;
  std::string cls;
  std::optional<std::size_t> time;  ///< index in the report's times
  std::optional<std::size_t> due;   ///< likewise: the day or stretch that sets a limit
  bool time_carried = false;
  bool is_current = false;          ///< told as holding on the report's day
  std::string channel;
  std::string issue;
  std::vector<std::string> issues_other;
  bool loose_issue = false;         ///< a noun no row of the codebook stands for
  AttitudeAnswer attitude;
  std::optional<Range> condition;
  std::string holder;
  std::string target;
  bool negated = false;
  Hedge hedge = Hedge::none;
  QuoteType quote = QuoteType::none;
  std::vector<std::string> participants;
  std::string location;
  std::string duration;
  std::uint32_t group = 0;          ///< 0 = alone; else a number unique in the report
  int carried = 0;                  ///< sentences since the cue
  std::size_t block = 0;
  const char* rule = "";
};

/// What a reader remembers while going on: who spoke last, who was spoken of, which document is meant.
struct Memory {
  struct Source { Speaker speaker; std::vector<std::string> relays; std::optional<std::size_t> time; };
  Source last;                            ///< of the last frame
  std::optional<Source> turn;             ///< who has the word in a block that opens with a name and a colon
  Source teller;                          ///< of the last frame of speech proper, for acts told after it
  std::optional<Source> unnamed;          ///< last unnamed official
  std::optional<Speaker> subject;         ///< last subject in the narrator's voice
  std::optional<Speaker> person;          ///< last person spoken of
  bool subject_is_newer = false;          ///< ... as the subject of a sentence after the last speech
  std::optional<Speaker> pair;            ///< last two who met or spoke
  std::map<std::string, std::pair<int, Speaker>> sides;  ///< "A;B" -> how often named together (sides.hpp)
  std::map<std::string, Speaker> offices; ///< role -> who last spoke in it, when it was known for whom
  std::map<std::string, Source> documents;
  std::optional<Source> outlet;   ///< the outlet that reported last, and who stands between it and this report
  std::map<std::string, std::vector<std::string>> carried;  ///< person -> the outlet that carried his statement
  std::map<std::string, std::vector<std::string>> relayed;  ///< unnamed source -> the relay that brought it in
  std::optional<std::size_t> time;
  std::string channel;
  std::string cls;
  std::string issue;
  std::string topic;                      ///< of the last record, listed or not
  std::string background;                 ///< issue of the outlet's own words last read, for stands that point back
  std::map<std::string, std::string> said_about;  ///< speaker -> issue of the last record
  std::map<std::string, std::string> named;   ///< somebody without a title -> the party of the office told of right before
  std::string list_holder;                ///< whose measures a list enumerates
  Frame frame;                            ///< the last frame, when its sentence is unfinished
  std::size_t block = 0;                  ///< where it stands
  std::vector<std::string> relays_of_act; ///< who tells the act, when the last frame is an act told by somebody
  bool unfinished = false;                ///< the last sentence had no final mark
  bool continued = false;                 ///< this block goes on with another block's sentence
  bool asks = false;                      ///< this block is a question put to somebody
  int carry = -1;                         ///< sentences since the last cue; -1 = nothing to carry
  std::optional<Speaker> silent;          ///< who kept silent last, since anybody spoke
  std::optional<Range> loose_quote;       ///< a quotation nobody has been named for yet
};

struct Discourse {
  Memory memory;
  std::uint32_t next_group = 1;
};

/// Reads one sentence: appends its propositions and moves the memory on. `before`: the sentence before it in the block,
/// whose loose quotation this one may name the speaker of; nullptr at the begin of a block.
void read_sentence(const Scene& scene, const Scene* before, BlockRole role, Discourse& discourse, std::vector<Proposition>& out);
/// Call at the begin of a block; attribution does not cross it.
void begin_block(Discourse& discourse);

}  // namespace locarno::read
