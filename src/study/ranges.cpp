#include "study/ranges.hpp"

#include <algorithm>

#include "model/nearest.hpp"

namespace locarno::study {
namespace {

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

template <class Rows>
Result<std::uint32_t> find_name(const Rows& rows, const std::string& name, const char* what) {
  std::vector<std::string_view> known;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at].name == name) return static_cast<std::uint32_t>(at);
    known.push_back(rows[at].name);
  }
  return fail(ErrorCode::bad_input, std::string("no ") + what + " '" + name + "' with scores" + did_you_mean(name, known), "--order");
}

}  // namespace

Result<settle::ScoreTable> case_table(const Brief& brief, std::size_t opening) {
  std::vector<bool> released(brief.red_lines.size(), false);
  if (opening > brief.openings.size())
    return fail(ErrorCode::not_found, "there is no opening " + std::to_string(opening) + "; the page has " + std::to_string(brief.openings.size()), "");
  if (opening > 0)
    for (const std::uint32_t line : brief.openings[opening - 1].opening.relax) released[line] = true;
  std::vector<Condition> rules;
  for (std::size_t line = 0; line < brief.red_lines.size(); ++line)
    if (!released[line]) rules.push_back(brief.red_lines[line].rule);
  return settle::score_table(*brief.the_case, std::move(rules));
}

Result<settle::WeightOrder> parse_order(const std::string& words, const settle::ScoreTable& table) {
  const std::size_t colon = words.find(':');
  if (colon == std::string::npos)
    return fail(ErrorCode::bad_use, "'" + words + "' is no order of weights; write 'PARTY: heaviest issue > next > ...'", "--order");
  settle::WeightOrder order;
  LOC_TRY(order.party, find_name(table.parties, trimmed(std::string_view(words).substr(0, colon)), "party"));
  for (std::size_t at = colon + 1, end; at <= words.size(); at = end + 1) {
    end = std::min(words.find('>', at), words.size());
    LOC_TRY(const std::uint32_t issue, find_name(table.issues, trimmed(std::string_view(words).substr(at, end - at)), "issue"));
    order.issues.push_back(issue);
  }
  return order;
}

Result<void> add_band(settle::ScoreTable& table, const Rational& percent) {
  if (percent < 0 || percent > 100) return fail(ErrorCode::bad_use, "a band is 0 to 100 per cent", "--band");
  for (settle::ScoredParty& party : table.parties) {
    if (!party.ranges.weights.empty()) continue;
    for (const Rational& weight : party.weights) {
      const Rational off = abs(weight) * percent / 100;
      party.ranges.weights.push_back({weight - off, weight + off});
    }
  }
  return {};
}

}  // namespace locarno::study
