#pragma once
// locarno/read/propositions_en.hpp -- where English content parts into propositions; inside of propositions.cpp.
#include <string>
#include <vector>

#include "read/frames_scene.hpp"

namespace locarno::read {

/// Two parts of content: one ends at `end`, the next begins at `begin`. `sure`: two clauses; else two verbs of one subject.
struct Cut {
  std::uint32_t end = 0, begin = 0;
  bool sure = true;
};

/// Where the content may be parted, ascending. `cls`: class of the cue (an undertaking or a demand also parts at "and to").
std::vector<Cut> cuts_en(const Scene& scene, Range content, const std::string& cls);

}  // namespace locarno::read
