// Whatever case a person could build, writing and reading it gives it back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/case_file.hpp"

namespace locarno {
namespace {

/// Words with everything that needs escaping, and some that does not.
rc::Gen<std::string> words() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12)), [](const std::vector<int>& picks) {
    static const std::vector<std::string> pieces = {"a", "Z", " ", "\"", "\\", "\n", "\t", "\x01", "\x7f", "#", "\xe4\xb8\xad", "'''"};
    std::string out = "w";
    for (const int pick : picks) out += pieces[static_cast<std::size_t>(pick)];
    return out;
  });
}

rc::Gen<Text> text() { return rc::gen::build<Text>(rc::gen::set(&Text::en, words()), rc::gen::set(&Text::zh, words())); }

std::optional<Date> some_date() {
  switch (*rc::gen::inRange(0, 4)) {
    case 0: return std::nullopt;
    case 1: return parse_date("2024");
    case 2: return parse_date("2024-02");
    default: return from_day_number(*rc::gen::inRange(-20000, 40000));
  }
}

std::vector<std::string> some_words() { return *rc::gen::container<std::vector<std::string>>(words()); }

Issue some_issue(std::size_t number) {
  Issue issue;
  issue.id = "issue" + std::to_string(number);
  issue.name = *text();
  issue.ordered = *rc::gen::arbitrary<bool>();
  const int n = *rc::gen::inRange(2, 6);
  for (int o = 0; o < n; ++o) issue.options.push_back({"option_" + std::to_string(o), *text(), some_words()});
  if (*rc::gen::arbitrary<bool>()) issue.main_option = OptionId(0);
  if (*rc::gen::arbitrary<bool>()) issue.none_option = OptionId(static_cast<std::size_t>(n) - 1);
  return issue;
}

Condition some_condition(const Case& c) {
  const std::size_t issue = *rc::gen::inRange<std::size_t>(0, c.issues.size());
  const Issue& on = c.issues[IssueId(issue)];
  std::string source = on.id + " in [option_0, option_1] or not (" + on.id + " = option_1)";
  if (*rc::gen::arbitrary<bool>()) source = on.id + " != option_0";
  return parse_condition(source, c.issues, "").value();
}

Case some_case() {
  Case c;
  c.id = "law";
  c.title = *text();
  c.stale_after_days = *rc::gen::inRange(1, 400);
  for (std::size_t p = 0; p < *rc::gen::inRange<std::size_t>(1, 4); ++p)
    c.parties.push_back({"P" + std::to_string(p), *text(), *rc::gen::arbitrary<bool>(), some_words()});
  for (std::size_t i = 0; i < *rc::gen::inRange<std::size_t>(1, 4); ++i) c.issues.push_back(some_issue(i));
  for (int s = *rc::gen::inRange(0, 3); s > 0; --s) {
    StanceEntry entry;
    entry.party = PartyId(*rc::gen::inRange<std::size_t>(0, c.parties.size()));
    entry.issue = IssueId(*rc::gen::inRange<std::size_t>(0, c.issues.size()));
    entry.options = {OptionId(1), OptionId(0)};
    entry.value = *rc::gen::element(StanceValue::silent, StanceValue::accepts, StanceValue::accepts_if, StanceValue::rejects);
    if (entry.value == StanceValue::accepts_if) entry.condition = some_condition(c);
    entry.since = some_date();
    entry.first_hand = *rc::gen::arbitrary<bool>();
    entry.via = some_words();
    entry.source_note = *words();
    c.stances.push_back(entry);
  }
  for (std::size_t l = 0; l < *rc::gen::inRange<std::size_t>(0, 3); ++l) {
    RedLineEntry entry;
    entry.id = "line " + std::to_string(l);
    entry.party = PartyId(0);
    entry.rule = some_condition(c);
    entry.words = *text();
    entry.until = some_date();
    entry.source_note = *words();
    c.red_lines.push_back(entry);
  }
  c.gates.push_back({"gate", *text(), *text(), PartyId(0), some_words(), *words()});
  c.promises.push_back({"promise", *text(), PartyId::none(), some_words()});
  c.watch.push_back({*text(), some_date(), *words()});
  c.glossary[*words()] = *text();
  return c;
}

Case without_places(Case c) {
  for (auto& row : c.stances) row.where.clear();
  for (auto& row : c.red_lines) row.where.clear();
  return c;
}

RC_GTEST_PROP(CaseLaw, WrittenAndReadBackIsTheSame, ()) {
  const Case c = some_case();
  RC_ASSERT(static_cast<bool>(check(c)));
  const auto again = parse_case(write_case(c), "law.toml", c.id);
  if (!again) RC_FAIL(to_string(again.error()) + "\n" + write_case(c));
  RC_ASSERT(without_places(**again) == c);
}

RC_GTEST_PROP(CaseLaw, AnyBytesGiveAnErrorWithAPlace, (const std::string& bytes)) {
  const auto parsed = parse_case("[case]\ntitle = \"t\"\n" + bytes, "b.toml", "b");
  if (!parsed) RC_ASSERT(parsed.error().where.rfind("b.toml", 0) == 0);
}

}  // namespace
}  // namespace locarno
