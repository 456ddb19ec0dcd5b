// A folder without case.toml: the parties that speak and the issues they speak of, as a case with no zone.
#include <algorithm>
#include <map>
#include <set>

#include "model/case_check.hpp"
#include "study/brief.hpp"
#include "study/parties.hpp"

namespace locarno::study {
namespace {

/// "nato_membership" -> "nato membership"; "other:dam" -> "dam".
std::string plain_words(std::string_view id) {
  if (id.starts_with("other:")) id.remove_prefix(6);
  std::string words(id);
  for (char& c : words)
    if (c == '_') c = ' ';
  return words;
}

Text party_name(const std::string& id, const Codebook& codebook) {
  const ActorId actor = codebook.find_actor(id);
  Text name{actor.is_none() ? id : codebook.actors[actor].canonical, {}};
  for (const Term& term : codebook.terms)
    if (!actor.is_none() && term.kind == TermKind::actor && term.actor == actor && term.cls.empty() &&
        term.language == Language::zh_hans && name.zh.empty())
      name.zh = term.text;
  return name;
}

Text issue_name(const std::string& id, const Codebook& codebook) {
  Text name{plain_words(id), {}};
  int best = 0;
  for (const Term& term : codebook.terms) {
    if (term.kind != TermKind::issue || term.value != id || term.language != Language::zh_hans) continue;
    if (term.weight > best) {
      best = term.weight;
      name.zh = term.text;
    }
  }
  return name;
}

/// The fighting itself: told of, and nothing a party could accept ("for fighting" would be said of who asks to end it).
constexpr std::string_view war = "hostilities";

/// A page holds so many rows and columns; the ids that are spoken of most stay, in order of id.
constexpr std::size_t most_parties = 24;
constexpr std::size_t most_issues = 60;
void keep_most_spoken(std::map<std::string, std::size_t>& counts, std::size_t most, bool (*is_usable)(std::string_view)) {
  std::erase_if(counts, [&](const auto& row) { return !is_usable(row.first); });
  std::vector<std::size_t> sizes;
  for (const auto& [id, n] : counts) sizes.push_back(n);
  if (sizes.size() <= most) return;
  std::sort(sizes.rbegin(), sizes.rend());
  const std::size_t least = sizes[most - 1];
  std::size_t at_least = static_cast<std::size_t>(std::count_if(sizes.begin(), sizes.end(), [&](auto n) { return n > least; }));
  std::erase_if(counts, [&](const auto& row) { return row.second < least || (row.second == least && at_least++ >= most); });
}

}  // namespace

std::vector<std::string> split_parties(std::string_view joined) {
  std::vector<std::string> ids;
  while (!joined.empty()) {
    const auto end = joined.find(';');
    if (end != 0) ids.emplace_back(joined.substr(0, end));
    if (end == std::string_view::npos) break;
    joined.remove_prefix(end + 1);
  }
  return ids;
}

bool is_party(std::string_view id) {
  return !id.empty() && id != "EXPERT" && id != "MEDIA" && id != "NARRATOR" && id != "UNKNOWN";
}

Case plain_case(const std::vector<Record>& records, const Codebook& codebook) {
  std::map<std::string, std::size_t> said_by, said_on_issue;
  for (const Record& record : records) {
    if (record.kind == RecordKind::contact) continue;
    for (const std::string& id : split_parties(record.speaker_party))
      if (is_party(id)) ++said_by[id];
    for (const std::string& id : split_parties(record.stance_holder))
      if (is_party(id)) ++said_by[id];
    if (!record.issue.empty() && record.issue != war) ++said_on_issue[record.issue];
  }
  keep_most_spoken(said_by, most_parties, is_party_id);
  keep_most_spoken(said_on_issue, most_issues, is_condition_name);
  Case made;
  made.id = "reports";
  made.title = {"What the reports say", "\u62a5\u9053\u6240\u8ff0"};
  for (const auto& [id, n] : said_by) made.parties.push_back(Party{id, party_name(id, codebook), false, {}});
  for (const auto& [id, n] : said_on_issue) {
    Issue issue;
    issue.id = id;
    issue.name = issue_name(id, codebook);
    issue.ordered = false;
    issue.main_option = issue.options.push_back(Option{"for", {"for", "\u8d5e\u6210"}, {}});
    issue.none_option = issue.options.push_back(Option{"against", {"against", "\u53cd\u5bf9"}, {}});
    made.issues.push_back(std::move(issue));
  }
  return made;
}

}  // namespace locarno::study
