#include "stance/first_case.hpp"

#include <map>

#include "model/case_file.hpp"
#include "model/issue_ids.hpp"

namespace locarno::stance {
namespace {

constexpr int enough_positions = 2;

bool takes_a_position(const Record& record) {
  return record.kind != RecordKind::contact && record.review != ReviewState::rejected &&
         record.stance != Attitude::report && record.stance != Attitude::uncertain;
}

void count_ids(std::string_view joined, std::map<std::string, int, std::less<>>& counts) {
  while (!joined.empty()) {
    const std::size_t end = joined.find(';');
    ++counts[std::string(joined.substr(0, end))];
    if (end == std::string_view::npos) return;
    joined.remove_prefix(end + 1);
  }
}

}  // namespace

Case first_case(Case everything, const std::vector<Record>& records, const Codebook& codebook) {
  std::map<std::string, int, std::less<>> parties, issues;
  for (const Record& record : records) {
    if (!takes_a_position(record)) continue;
    count_ids(record.speaker_party, parties);
    if (record.stance_holder != record.speaker_party) count_ids(record.stance_holder, parties);
    ++issues[record.issue];
  }
  Case out = everything;
  out.parties = {};
  out.issues = {};
  for (Party& party : everything.parties) {
    if (parties[party.id] < enough_positions) continue;
    const ActorId actor = codebook.find_actor(party.id);
    party.signs = !actor.is_none() && (codebook.actors[actor].kind == ActorKind::state ||
                                       codebook.actors[actor].kind == ActorKind::armed_group);
    out.parties.push_back(std::move(party));
  }
  const IssueIds known = issue_ids(codebook);
  for (Issue& issue : everything.issues)
    if (!is_loose_issue(issue.id, known) && issues[issue.id] >= enough_positions) out.issues.push_back(std::move(issue));
  return out;
}

std::string write_first_case(const Case& c, const std::string& from) {
  std::string head =
      "# A first case, made by `locarno case new` from what was read; for a person to correct.\n"
      "# 1. [[party]]: keep those that matter; signs = true for those whose signature a settlement needs.\n"
      "# 2. [[issue]]: replace \"for\" and \"against\" by the outcomes that are really on the table, in order, and give each\n"
      "#    the phrases by which reports name it.\n"
      "# 3. Add what no report says as [[stance]], each with its source. Then: locarno case check FOLDER\n";
  std::string shown;
  for (const char ch : from) shown += static_cast<unsigned char>(ch) < 0x20 || ch == 0x7F ? ' ' : ch;
  head += "# Reports: " + shown + "\n";
  return head + "\n" + write_case(c);
}

}  // namespace locarno::stance
