#pragma once
// locarno/read/topic.hpp -- which issue a proposition is about, when its own words name it and when they only refer back.
//
// Method     The weighted issue words of the content; failing these, in this order: where the words were said ("in the
//            negotiations"), words that only hint ("killed", "envoy", "the deal"), what the statement it speaks of was
//            about ("the minister's remarks"), the proposition before it under the same cue, the nearest clause before it
//            in its sentence, what the report spoke of last; nothing known: the head noun of the content itself.
// Cost       Linear in the sentence.
#include <string>
#include <vector>

#include "read/attribution.hpp"

namespace locarno::read {

struct Topic {
  std::string issue;                 ///< "other:<head noun>" when nothing is known
  std::vector<std::string> others;   ///< further issues named, at most three
  bool is_loose = false;             ///< a noun of the content itself, that no row of the codebook stands for
};

/// `before`: issue of the proposition before under the same cue; "" when there is none.
Topic topic_of(const Scene& scene, Range content, const Speaker& speaker, const Memory& memory, const std::string& before);

}  // namespace locarno::read
