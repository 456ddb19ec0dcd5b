#pragma once
// Inside of relate: which phrases of codebook/relations.tsv a record's words hold, by class ("decide", "only", "need" ...).
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.hpp"

namespace locarno::relate {

class Phrases {
 public:
  explicit Phrases(const Codebook* book);   ///< nullptr: no phrase is held
  static std::u16string folded(std::string_view text);
  /// Does `text` (folded) hold a phrase of this class? Latin letters only as whole words.
  bool has(const std::u16string& text, std::string_view cls) const;

 private:
  std::map<std::string, std::vector<std::u16string>, std::less<>> words_;
};

}  // namespace locarno::relate
