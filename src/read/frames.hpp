#pragma once
// locarno/read/frames.hpp -- the cue frames of one sentence: who is said to say which stretch of words.
//
// Patterns, over token classes of the codebook, in Chinese and in English alike where the language allows:
//   subject first   [time] TITLE* ACTOR [time] [place] [channel] ADVERB* CUE [,:] CONTENT
//   quote first     "Q", ACTOR CUE.   "Q," ACTOR CUE, "Q".
//   relay           according to A, B CUE C     A, citing B, CUE C
//   topic           ACTOR on TOPIC CUE (doubt, concern, condemnation)
//   colon           ACTOR: CONTENT  (headlines, interviews)
//   noun cue        "Q" ... ACTOR's statement;  ACTOR's acknowledgment that C
//   agentless       X is seen as C
//   inherited       ..., CUE C  with the subject of the clause before
#include <string>
#include <vector>

#include "read/speaker.hpp"

namespace locarno::read {

struct Frame {
  Token cue;
  bool has_cue = true;
  std::string cls;                 ///< cue class
  std::string hint;                ///< stance hint of the cue
  Speaker speaker;                 ///< as written; pronouns and documents are resolved later
  std::vector<Speaker> relays;     ///< between the outlet and the speaker, outside in
  bool carried = false;   ///< the relay carried a statement of the speaker's, in which he says more
  Range content;
  Range more;                      ///< second part of a split quotation
  std::uint32_t begin = 0;         ///< where the frame begins (subject, or the quotation)
  Adjuncts adjuncts;
  int parent = -1;                 ///< the frame whose content this one stands in
  bool inherited = false;          ///< the subject is that of an earlier frame or clause
  const char* rule = "";
};

/// Frames of the sentence, ascending by cue. A frame whose content is another frame has empty content. `left_over`: what
/// follows an act in the same sentence and is told by the narrator again.
std::vector<Frame> find_frames(const Scene& scene, bool headline, std::vector<Range>& left_over);

/// Classes of acts whose words may also be plain predicates of content (support, agree, demand).
bool is_act_class(const std::string& cls);

}  // namespace locarno::read
