#pragma once
// A made-up quarrel over a bridge, and records about it in a line each.
#include <string>
#include <vector>

#include "model/case_file.hpp"
#include "model/codebook.hpp"
#include "stance/stances.hpp"

namespace locarno::test {

inline constexpr const char* towns_toml = R"([case]
title = "Two towns and a bridge"

[[party]]
id = "NORTH"
name = "North"
signs = true
includes = ["BOTH"]
[[party]]
id = "SOUTH"
name = "South"
signs = true
includes = ["BOTH"]
[[party]]
id = "LEAGUE"
name = "League of villages"
signs = true
includes = ["OAK", "ELM"]

[[issue]]
id = "bridge"
name = "bridge"
main_option = "open"
none_option = "closed"
[[issue.option]]
id = "closed"
name = "closed"
phrases = ["keep the bridge closed"]
[[issue.option]]
id = "by_day"
name = "open by day"
phrases = ["open by day"]
[[issue.option]]
id = "open"
name = "open"
phrases = ["open bridge", "free passage"]

[[issue]]
id = "tolls"
name = "tolls"
none_option = "none"
[[issue.option]]
id = "none"
name = "none"
phrases = ["no tolls"]
[[issue.option]]
id = "shared"
name = "shared for ten years"
phrases = ["shared tolls", "for a time"]
[[issue.option]]
id = "shared_for_ever"
name = "shared for ever"
phrases = ["shared tolls", "for ever"]

[[issue]]
id = "patrol"
name = "patrol"
main_option = "joint"
none_option = "none"
[[issue.option]]
id = "none"
name = "none"
[[issue.option]]
id = "joint"
name = "joint"
[[issue.option]]
id = "northern"
name = "northern"
phrases = ["NORTH:send guards"]
)";

/// One record in the making: `say("SOUTH", "bridge", Attitude::oppose, "...").on("2024-05-01")`.
struct Say {
  Record record;
  Say& on(const char* day) { record.date = parse_date_range(day); return *this; }
  Say& hedged(Hedge hedge) { record.hedge = hedge; return *this; }
  Say& negated() { record.negated = true; return *this; }
  Say& held_by(const char* parties) { record.stance_holder = parties; return *this; }
  Say& via(const char* relay) { record.via.push_back(relay); return *this; }
  Say& kind(RecordKind kind) { record.kind = kind; return *this; }
  Say& also(const char* issue) { record.issues_other.push_back(issue); return *this; }
  Say& group(const char* name) { record.group = name; return *this; }
  Say& in(const char* report) { record.doc = record.document = report; return *this; }
  Say& at(std::uint32_t byte) {
    record.span = {byte, byte + static_cast<std::uint32_t>(record.text.size())};
    return *this;
  }
  /// The words from `condition` on are what it depends on.
  Say& if_words(const std::string& condition) {
    const auto from = static_cast<std::uint32_t>(record.text.find(condition));
    record.stance_if = Mention{{record.span.begin + from, record.span.begin + from + static_cast<std::uint32_t>(condition.size())}, condition};
    return *this;
  }
};

inline Say say(const char* party, const char* issue, Attitude attitude, const std::string& text) {
  Say out;
  out.record.speaker_party = party;
  out.record.speaker = std::string("Speaker of ") + party;
  out.record.issue = issue;
  out.record.stance = attitude;
  out.record.text = text;
  out.record.doc = out.record.document = "r1";
  out.record.via = {"Paper"};
  return out.at(0);
}

class Towns {
 public:
  explicit Towns(const std::string& more = "") : case_(parse_case(towns_toml + more, "towns.toml", "towns").value()) {
    for (const char* name : {"r1", "r2"}) {
      Document document;
      document.id = document.name = name;
      document.outlet = "Paper";
      documents.push_back(document);
    }
    documents[0].published = parse_date("2024-12-31");
    for (const auto& [cls, text] : {std::pair("exclusive", "nothing but"), std::pair("accept", "agrees to"), std::pair("accuse", "of violating"), std::pair("blame", "condemns")}) {
      Term term;
      term.kind = TermKind::predicate;
      term.cls = cls;
      term.text = text;
      book.terms.push_back(term);
    }
  }
  Towns& add(const Say& words) {
    records.push_back(words.record);
    records.back().id = "#" + std::to_string(records.size());
    Record& record = records.back();
    if (record.span.begin == 0) {
      record.span = {at_, at_ + static_cast<std::uint32_t>(record.text.size())};
      if (record.stance_if) record.stance_if->span = {record.stance_if->span.begin + at_, record.stance_if->span.end + at_};
    }
    at_ += 1000;   // apart from its neighbours unless placed
    return *this;
  }
  /// The codebook says in what words the issue is told.
  Towns& told_in(const char* issue, const char* words, const char* cls = "") {
    Term term;
    term.kind = TermKind::issue;
    term.cls = cls;
    term.text = words;
    term.value = issue;
    book.terms.push_back(term);
    return *this;
  }
  stance::Question question(const char* day = nullptr) const {
    return {&case_, &documents, &records, &book, day == nullptr ? std::nullopt : parse_date(day)};
  }
  Stance at(const char* party, const char* issue, const char* option, const char* day = nullptr) const {
    const StanceTable table = stance::stances(question(day));
    const IssueId i = case_.issue(issue);
    return table.at(case_.party(party), i, case_.option(i, option));
  }
  StanceValue value(const char* party, const char* issue, const char* option, const char* day = nullptr) const {
    return at(party, issue, option, day).value;
  }
  const CheckedCase& the_case() const { return case_; }

  std::vector<Document> documents;
  std::vector<Record> records;
  Codebook book;

 private:
  CheckedCase case_;
  std::uint32_t at_ = 1000;
};

}  // namespace locarno::test
